"""The figures of the status report of 2020 that come from users come out of their answers, and its words hold.

The data are invented so that they hold. With the folder of reference facts in STATUSRAPPORT_REFERENCE, the figures are
also read from there.
"""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from statusrapport.claims.errors import ClaimError
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.disclosure.release import release_observations
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.quantity import Calculator
from statusrapport.facts.slice import Slice
from statusrapport.indicators.compute import write_indicators
from statusrapport.indicators.declaration import read_indicator
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.language import read_vocabulary
from statusrapport.project import Project
from statusrapport.regions.mapping import region_table
from statusrapport.regions.register import Register
from statusrapport.statistics import SurveyDesign

RISEN = ("satisfied", "help", "influence", "adapted", "inpatient_followup", "children")
UNSURE = ("adult_relatives", "coordination", "somatic_help", "both_help")
FIRST, LAST = 2017, 2019


@pytest.fixture(scope="module")
def users(
    project: Project, prepared: dict[str, Path], weighted: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> pd.DataFrame:
    """The published observations of the user survey, as an edition of 2020 may cite them."""
    copy = Project(tmp_path_factory.mktemp("users"))
    shutil.copytree(project.config, copy.config)
    shutil.copytree(project.regions, copy.regions)
    edition = {"kind": "status", "year": 2020, "structure": 2020, "date": "2020-12-01", "default_regions": ["0"]}
    (copy.config / "config.yaml").write_text(json.dumps({"editions": {"status-2020": edition}}), encoding="utf-8")
    paths = {id_: copy.root / f"{id_}.parquet" for id_ in copy.declared("indicators") if id_.startswith("user_")}
    write_indicators(copy, prepared, weighted, paths)
    release_observations(copy, paths, copy.root / "released")
    return pd.read_parquet(copy.root / "released/observations.parquet")


@pytest.fixture(scope="module")
def calculator(users: pd.DataFrame, project: Project) -> Calculator:
    """What a report of the whole country may cite of it."""
    declared = {id_: path for id_, path in project.declared("indicators").items() if id_.startswith("user_")}
    vocabulary = read_vocabulary(project.config / "vocabulary.toml").model_dump(mode="json")
    labels: dict[str, dict[str, str]] = {}
    for text in users["breakdown"].unique():
        for name, value in parse_breakdown(text).items():
            labels.setdefault(name, {})[value] = value
    metadata = {
        "indicators": {id_: read_indicator(path).model_dump(mode="json") for id_, path in declared.items()},
        "sources": {},
        "labels": labels,
        "regions": {"0": "Hele landet"},
        "structure": int(users["structure"].iloc[0]),
        "vocabulary": vocabulary,
        "citations": {},
    }
    return Calculator(Slice(users, metadata), "0")


@pytest.fixture
def claims(calculator: Calculator) -> ClaimFunctions:
    return ClaimFunctions(calculator, Printer(FactBook("s"), place="alt"), calculator.slice.vocabulary, {})


@pytest.fixture
def facts(calculator: Calculator) -> FactFunctions:
    return FactFunctions(calculator, Printer(FactBook("s"), place="alt"))


def test_six_of_ten_are_satisfied(claims: ClaimFunctions):
    assert claims.claim("user_satisfied_share", LAST, "seks av ti") == "seks av ti"


@pytest.mark.parametrize("what", RISEN)
def test_what_has_become_better_surely_has(claims: ClaimFunctions, calculator: Calculator, what: str):
    assert claims.direction(f"user_{what}_share", FIRST, LAST, "økt") == "økt"
    change = calculator.change("percentage_points", f"user_{what}_share", FIRST, LAST, "own", {}, None)
    assert change.lower is not None
    assert change.lower > 0


@pytest.mark.parametrize("what", UNSURE)
def test_what_has_not_is_no_sure_change_and_not_stable_either(claims: ClaimFunctions, what: str):
    assert claims.direction(f"user_{what}_share", FIRST, LAST, "ingen sikker endring") == "ingen sikker endring"
    for words in ("økt", "stabil"):
        with pytest.raises(ClaimError):
            claims.direction(f"user_{what}_share", FIRST, LAST, words)


def test_thirteen_percent_are_in_work_in_each_of_three_years_which_is_stable(
    claims: ClaimFunctions, facts: FactFunctions
):
    assert [facts.share("user_work_share", year) for year in (2017, 2018, 2019)] == ["13\u00a0prosent"] * 3
    assert claims.stable("user_work_share", [2017, 2018, 2019]) == "stabil"


def test_a_quarter_of_the_answers_would_not_have_shown_that(users: pd.DataFrame):
    """With 1 500 answers a wave an interval is twice as wide: then two one-sided tests seldom show equivalence."""
    work = users[(users["indicator"] == "user_work_change") & users["breakdown"].isin(["since=2017", "since=2018"])]
    assert (work["value"].abs() + 1.645 * work["se"] < 3).all()
    assert (work["value"].abs() + 1.645 * 2 * work["se"] > 2.5).any()


def test_29_percent_have_a_meaningful_activity(facts: FactFunctions):
    assert facts.share("user_activity_share", LAST) == "29\u00a0prosent"


# --- What holds for all of it -----------------------------------------------------------------------------------------


def test_every_change_is_the_difference_of_the_levels_it_is_between(users: pd.DataFrame):
    key = ["indicator", "period", "breakdown"]
    values = users[users["indicator"].str.endswith("_share")].set_index(key)["value"]
    changes = users[users["indicator"].str.endswith("_change")].dropna(subset=["value"])
    assert len(changes) > 200
    for row in changes.itertuples():
        by = parse_breakdown(row.breakdown)
        since = by.pop("since")
        level = row.indicator.replace("_change", "_share")
        text = ";".join(f"{name}={value}" for name, value in sorted(by.items()))
        later, earlier = (values[level, period, text] for period in (row.period, since))
        assert row.value == pytest.approx(100 * (later - earlier), abs=1e-8)
        assert row.lower < row.value < row.upper


def test_the_figures_are_those_of_the_estimator_called_by_hand(
    users: pd.DataFrame, weighted: dict[str, Path], register: Register
):
    """Trondheim is one cluster under two codes, Larvik before and after its merger are two."""
    answers = pd.read_parquet(weighted["user_survey"]).dropna(subset=["user_work"])
    both = answers[answers["period"].isin(["2017", "2019"])]
    mapping = region_table(register, 2017, 2019)
    renumbered = {code: each.target for code, each in mapping.items() if each.is_unchanged}
    assert (renumbered["1601"], mapping["0709"].target, "0709" in renumbered) == ("5001", "0712", False)
    same = both["region_code"].map(lambda code: renumbered.get(code, code))
    design = SurveyDesign(both, weights="weight", clusters=same)
    works = both["user_work"].isin(["full_time", "part_time"]).astype(float)
    levels = [design.mean(works, both["period"] == period) for period in ("2017", "2019")]
    expected = design.difference(levels[1], levels[0])
    own = users[(users["indicator"] == "user_work_change") & (users["period"] == "2019")]
    row = own.set_index("breakdown").loc["since=2017"]
    assert row["value"] == pytest.approx(100 * expected.value, abs=1e-9)
    for name in ("se", "lower", "upper"):
        assert row[name] == pytest.approx(100 * getattr(expected, name), rel=1e-9)


def test_the_overlap_makes_the_error_smaller_than_that_of_two_samples(users: pd.DataFrame):
    """On the whole: in one question the municipalities may by chance have changed places."""
    levels = users[users["indicator"].str.endswith("_share") & (users["breakdown"] == "")]
    se = levels.set_index(["indicator", "period"])["se"] * 100
    changes = users[users["breakdown"].str.fullmatch(r"since=\d+") & users["indicator"].str.endswith("_change")]
    apart = [
        (se[row.indicator.replace("_change", "_share"), row.period] ** 2
         + se[row.indicator.replace("_change", "_share"), row.breakdown[-4:]] ** 2) ** 0.5
        for row in changes.itertuples()
    ]  # fmt: skip
    assert changes["se"].sum() < 0.97 * sum(apart)


def test_nothing_is_told_of_a_municipality_a_county_or_fewer_than_five(users: pd.DataFrame):
    estimates = users[users["indicator"] != "user_municipality_count"]
    assert set(estimates["region_type"]) == {"country"}
    assert "municipality" not in set(users["region_type"])
    assert users.loc[users["value"].notna(), "n"].min() >= 5


# --- The figures as the reference has them ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    if not os.environ.get("STATUSRAPPORT_REFERENCE"):
        pytest.skip("STATUSRAPPORT_REFERENCE is not set")
    path = Path(os.environ["STATUSRAPPORT_REFERENCE"]) / "published_figures.toml"
    return {figure["id"]: figure for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]}


def test_the_figures_of_the_reference_hold(calculator: Calculator, figures: dict[str, Any]):
    satisfied = calculator.value("user_satisfied_share", LAST, "own", {}, None).value
    lower, upper = figures["status.users_satisfied"]["interval"]
    assert satisfied is not None
    assert lower <= satisfied / 100 <= upper
    shown = calculator.value("user_activity_share", LAST, "own", {}, None).shown()
    assert shown == str(figures["status.users_in_activity"]["value"])
    work = {calculator.value("user_work_share", year, "own", {}, None).shown() for year in (2017, 2018, 2019)}
    assert work == {
        str(next(figure["value"] for id_, figure in figures.items() if id_.startswith("status.users_in_work")))
    }

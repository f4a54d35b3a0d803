"""Change between the waves of a survey of all municipalities, over the reform of 2020: with the project's own data.

In 2016 there were 428 municipalities, in 2019 422 and in 2020 356, a third of them with another code than before.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from statusrapport.disclosure.release import release_observations
from statusrapport.indicators.compute import write_indicators
from statusrapport.indicators.observations import format_breakdown
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import read_source
from statusrapport.statistics import panel_change
from statusrapport.survey.stage import read_weighted

LEVEL = """
id = "outreach_level"
title_nb = "Oppsøkende arbeid"
definition_nb = "Andel av kommunene som har oppsøkende sosialt arbeid rettet mot ungdom."
source = "municipal_survey"
operation = "proportion"
numerator = { source = "municipal_survey", filter = { outreach_youth = "yes" } }
denominator = { source = "municipal_survey", filter = { outreach_youth = ["yes", "no", "dont_know"] } }
unit = "fraction"
unit_of_analysis = "municipality"
estimator = "survey"
design = { weights = "weight", strata = "stratum", clusters = "cluster", population_sizes = "population_size" }
changes = "outreach_change_of_level"
additive = false
comparable_between_units = false
smallest_change = { value = 5, unit = "percentage_points" }
decimals = 0
example = { rows = [{ numerator = 1, denominator = 1 }], expected = 1 }
"""
CHANGE = (
    LEVEL.replace('"outreach_level"', '"outreach_change_of_level"')
    .replace('"proportion"', '"change_between_waves"')
    .replace('unit = "fraction"', 'scale = 100\nunit = "percentage points"')
    .replace('changes = "outreach_change_of_level"\n', "")
    .replace(
        "[{ numerator = 1, denominator = 1 }], expected = 1",
        '[{ period = "2016", numerator = 0 }, { period = "2019", numerator = 1 }], expected = 100',
    )
)


@pytest.fixture(scope="module")
def observations(
    project: Project, prepared: dict[str, Path], weighted: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> pd.DataFrame:
    """What is published of both indicators, in the structure of 2020, by indicator, period, region and breakdown."""
    copy = Project(tmp_path_factory.mktemp("municipalities"))
    shutil.copytree(project.config, copy.config)
    shutil.copytree(project.regions, copy.regions)
    edition = {"kind": "status", "year": 2020, "structure": 2020, "date": "2020-12-01", "default_regions": ["0"]}
    (copy.config / "config.yaml").write_text(json.dumps({"editions": {"status-2020": edition}}), encoding="utf-8")
    paths = {}
    for id_, text in (("outreach_level", LEVEL), ("outreach_change_of_level", CHANGE)):
        (copy.config / f"indicators/{id_}.toml").write_text(text, encoding="utf-8")
        paths[id_] = copy.root / f"{id_}.parquet"
    write_indicators(copy, prepared, weighted, paths)
    release_observations(copy, paths, copy.root / "released")
    released = pd.read_parquet(copy.root / "released/observations.parquet")
    return released.set_index(["indicator", "period", "region_code", "breakdown"]).sort_index()


def change(observations: pd.DataFrame, start: str, end: str, region: str = "0", **by: str) -> pd.Series:
    breakdown = format_breakdown({"since": start, **by})
    row: pd.Series = observations.loc[("outreach_change_of_level", end, region, breakdown)]
    return row


@pytest.fixture(scope="module")
def waves(project: Project, register: Register, weighted: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """By hand: the municipalities that answered the question, by territory, with all territories of their class."""
    source = read_source(project.declared("sources")["municipal_survey"])
    survey = read_weighted(weighted["municipal_survey"], source)
    found = {}
    for period in ("2016", "2019", "2020"):
        rows = survey.respondents[survey.respondents["period"] == period].dropna(subset=["outreach_youth"])
        territory = ["+".join(sorted(register.area(code, int(period)))) for code in rows["region_code"]]
        answers = rows.assign(unit=territory, y=rows["outreach_youth"].eq("yes").astype(float))
        assert answers.groupby("stratum").size().min() > 1  # no class has to be joined with another
        found[period] = answers[["unit", "y", "stratum", "population_size"]]
        found[f"{period} classes"] = pd.DataFrame(
            {
                "unit": ["+".join(sorted(register.area(code, int(period)))) for code in survey.strata[period]],
                "stratum": list(survey.strata[period].values()),
            }
        )
    return found


@pytest.mark.parametrize(
    ("start", "end", "kept"), [("2016", "2019", 417), ("2019", "2020", 313), ("2016", "2020", 309)]
)
def test_the_change_is_that_of_the_panel_estimator_with_the_municipalities_that_kept_their_territory(
    observations: pd.DataFrame, waves: dict[str, pd.DataFrame], start: str, end: str, kept: int
):
    """Very nearly, where a few have grown into the next class: by hand their covariance is left out."""
    both = waves[f"{start} classes"].merge(waves[f"{end} classes"], on="unit", suffixes=("", "_later"))
    stayed = both[both["stratum"] == both["stratum_later"]]["stratum"].value_counts()
    expected = panel_change(
        waves[start],
        waves[end],
        unit="unit",
        y="y",
        strata="stratum",
        population_sizes="population_size",
        common_sizes=stayed.to_dict(),
    )
    row = change(observations, start, end)

    assert row["value"] == pytest.approx(100 * expected.value, abs=1e-9)
    assert row["se"] == pytest.approx(100 * expected.se, rel=1e-9 if stayed.sum() == len(both) else 0.005)
    assert len(both) == kept


def test_the_change_is_the_difference_of_the_levels_everywhere(observations: pd.DataFrame):
    levels = observations.loc["outreach_level", "value"]
    changes = observations.loc["outreach_change_of_level"].dropna(subset=["value"])
    assert len(changes) > 60  # six pairs of waves: the country, its panel, and the counties with enough answers
    for (period, region, breakdown), row in changes.iterrows():
        *panel, since = breakdown.split(";")
        earlier = levels[since.removeprefix("since="), region, ";".join(panel)]
        assert row["value"] == pytest.approx(
            100 * (levels[period, region, breakdown[: -len(since)].rstrip(";")] - earlier)
        )
        assert row["lower"] < row["upper"]


def test_the_share_has_risen_and_those_who_answered_both_times_say_so_too(observations: pd.DataFrame):
    everybody, panel = change(observations, "2016", "2019"), change(observations, "2016", "2019", panel="2016_2019")
    assert everybody["lower"] > 5
    assert panel["lower"] > 5
    assert panel["n"] < everybody["n"]


def test_nothing_is_told_of_a_municipality(observations: pd.DataFrame):
    assert set(observations["region_type"]) == {"country", "county"}

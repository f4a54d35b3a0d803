"""The figures of the fourth status report come out of what municipalities reported, answered and mapped.

They are those of the news text on the report of 2020; the data are invented so that they hold. All years are on the
municipal structure of 2020. With the folder of reference facts in STATUSRAPPORT_REFERENCE, the figures are also read
from there.
"""

import os
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from statusrapport.claims.checks import estimate_of
from statusrapport.disclosure.release import release_observations
from statusrapport.facts.panel import panel_observations
from statusrapport.facts.quantity import Calculator, Quantity, SeriesBreakError
from statusrapport.facts.slice import Slice
from statusrapport.indicators.compute import write_indicators
from statusrapport.indicators.declaration import read_indicator
from statusrapport.language import check_phrase, read_vocabulary
from statusrapport.project import Project
from statusrapport.regions.mapping import parts
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import read_source

INDICATORS = (
    "fte_total",
    "fte_by_reporting",
    "fte_reporting_share",
    "fte_health_station",
    "is248_coverage",
    "municipalities_by_reporting",
    "plan_allocated",
    "plan_planned_accumulated",
    "plan_allocated_accumulated",
    "plan_fulfilment",
    "brukerplan_substance_users",
    "brukerplan_suitable_dwelling_share",
    "brukerplan_municipality_count",
    "brukerplan_population_share",
    "municipal_outreach_youth_share",
    "municipal_adult_relatives_share",
    "municipal_child_relatives_share",
    "municipal_pandemic_adjustment_share",
    "municipal_respondent_count",
)
YEARS = ("2016", "2017", "2018", "2019", "2020")
STAVANGER = "1103"


@pytest.fixture(scope="module")
def status(
    project: Project, prepared: dict[str, Path], weighted: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> pd.DataFrame:
    """What may be published of the indicators, on the structures of 2016 and of 2020."""
    copy = Project(tmp_path_factory.mktemp("status"))
    shutil.copytree(project.config, copy.config)
    shutil.copytree(project.regions, copy.regions)
    entries = [
        f"  {kind}-{year}: {{ kind: {kind}, year: {year}, structure: {year}, date: {year}-12-15 }}\n"
        for kind, year in (("kommune", 2016), ("status", 2020))
    ]
    (copy.config / "config.yaml").write_text(f"editions:\n{''.join(entries)}", encoding="utf-8")
    targets = {id_: copy.root / f"{id_}.parquet" for id_ in INDICATORS}
    write_indicators(copy, prepared, weighted, targets)
    release_observations(copy, targets, copy.root / "released")
    return pd.read_parquet(copy.root / "released" / "observations.parquet")


class Report:
    """The observations on a structure, looked up as a report does."""

    def __init__(self, frame: pd.DataFrame, project: Project, structure: int) -> None:
        declared, sources = project.declared("indicators"), project.declared("sources")
        frame = frame[frame["structure"] == structure]
        breaks = {id_: [each.model_dump() for each in read_source(path).series_breaks] for id_, path in sources.items()}
        texts = dict.fromkeys(("title_nb", "short_nb", "owner_nb", "description_nb", "licence", "attribution_nb"), "")
        known = {"synthetic": True, "known_missing": ()}
        metadata = {
            "indicators": {id_: read_indicator(declared[id_]).model_dump(mode="json") for id_ in INDICATORS},
            "sources": {id_: {"id": id_, **texts, **known, "series_breaks": breaks[id_]} for id_ in sources},
            "labels": {},
            "regions": {},
            "structure": structure,
            "vocabulary": read_vocabulary(project.config / "vocabulary.toml").model_dump(mode="json"),
            "citations": {},
        }
        self.slice = Slice(frame, metadata)
        self.calculator = Calculator(self.slice, "0")

    def quantity(self, indicator: str, period: str, region: str = "0", **by: str) -> Quantity:
        return self.calculator.value(indicator, period, region, by, None)

    def value(self, indicator: str, period: str, region: str = "0", **by: str) -> float:
        """A value as reports have it: of a fraction percent."""
        value = self.quantity(indicator, period, region, **by).value
        assert value is not None
        return value

    def rounded(self, indicator: str, period: str, **by: str) -> str:
        return self.quantity(indicator, period, **by).shown()


@pytest.fixture(scope="module")
def report(status: pd.DataFrame, project: Project) -> Report:
    return Report(status, project, 2020)


# --- Full-time equivalents --------------------------------------------------------------------------------------------


def test_growth_of_full_time_equivalents(report: Report):
    assert (report.value("fte_total", "2016"), report.value("fte_total", "2019")) == (13_936, 16_399)
    growth = report.calculator.change("cagr", "fte_total", 2016, 2019, "0", {}, None)
    assert growth.shown() == "5,6"


def test_every_year_of_the_series(report: Report):
    assert [report.value("fte_total", year) for year in YEARS] == [13_936, 14_633, 15_452, 16_399, 16_810]
    assert [report.quantity("fte_total", year).n for year in YEARS] == [427, 426, 422, 422, 356]


def test_the_adults_and_children_of_every_year_are_all(report: Report):
    for year in YEARS:
        parts = [report.value("fte_total", year, age=age) for age in ("adult", "child")]
        assert sum(parts) == pytest.approx(report.value("fte_total", year))


def test_health_stations_grew_all_the_time(report: Report):
    series = [report.value("fte_health_station", year) for year in YEARS]
    assert all(after > 1.02 * before for before, after in pairwise(series))


def test_the_years_before_are_on_the_structure_of_2020_and_nothing_is_lost(status: pd.DataFrame, register: Register):
    own = status[(status["structure"] == 2020) & (status["indicator"] == "fte_total") & (status["breakdown"] == "")]
    sums = own.pivot_table("value", "period", "region_type", aggfunc="sum")
    for kinds in (["county"], ["municipality", "residual"]):
        assert sums[kinds].sum(axis=1).tolist()[:4] == pytest.approx(sums["country"].tolist()[:4])
    assert sums.loc["2020", "municipality"] == pytest.approx(16_810)
    municipalities = own[own["region_type"] == "municipality"]
    assert set(municipalities["region_code"]) == set(register.municipalities(2020))
    unknown = municipalities[municipalities["value"].isna()]
    assert set(unknown["period"]) == {"2016", "2017", "2018", "2019"}
    assert set(unknown["region_code"]) == {
        "1806",
        "1875",
        "5055",
        "5056",
        "5059",
    }  # they hold parts of what was divided


def test_the_change_among_those_present_in_both_years_stands_beside_that_of_all(report: Report):
    pair = [report.calculator.observation("fte_total", year, "0", {}) for year in ("2016", "2019")]
    earlier, later = panel_observations(report.slice, *pair, {})
    assert earlier.n == later.n == 351
    assert 0.17 < later.value / earlier.value - 1 < 0.19


# --- 2020: carried forward, and not comparable ------------------------------------------------------------------------


def test_66_municipalities_did_not_report_in_2020_and_are_carried_forward(report: Report):
    assert report.value("municipalities_by_reporting", "2020", reporting="carried_forward") == 66
    assert report.value("municipalities_by_reporting", "2020", reporting="reported") == 290
    assert report.value("municipalities_by_reporting", "2020") == 356
    assert report.quantity("fte_by_reporting", "2020", reporting="carried_forward").n == 66
    assert report.rounded("is248_coverage", "2020") == "81"


def test_reported_and_carried_forward_are_all_in_every_region(status: pd.DataFrame):
    own = status[(status["indicator"] == "fte_by_reporting") & (status["period"] == "2020")]
    place = ["structure", "region_type", "region_code"]
    total = own[own["breakdown"] == ""].set_index(place)["value"]
    parts = own[own["breakdown"].isin(["reporting=reported", "reporting=carried_forward"])]
    pd.testing.assert_series_equal(parts.groupby(place)["value"].sum(), total.sort_index(), check_names=False)
    assert len(total) == 1 + 11 + 17 + 356


def test_the_status_tells_which_figures_hold_what_was_carried_forward(report: Report):
    assert report.quantity("fte_total", "2020").status == "carried_forward"
    assert report.quantity("fte_by_reporting", "2020", reporting="reported").status == "observed"
    assert [report.quantity("fte_total", year).status for year in YEARS[:4]] == ["observed"] * 4
    share = report.value("fte_reporting_share", "2020", reporting="carried_forward")
    assert share == pytest.approx(100 * report.value("fte_by_reporting", "2020", reporting="carried_forward") / 16_810)


def test_the_series_is_broken_in_2020(report: Report):
    assert report.slice.breaks_between("fte_total", "2016", "2020") == ["2020"]
    with pytest.raises(SeriesBreakError, match="Tjenesteområdene er presisert i skjemaet"):
        report.calculator.change("difference", "fte_total", 2019, 2020, "0", {}, None)
    change = report.calculator.change("difference", "fte_total", 2019, 2020, "0", {}, None, is_marked=True)
    assert (change.shown(plus=True), change.series_break) == ("+411", True)
    assert report.slice.breaks_between("municipalities_by_reporting", "2016", "2020") == []


def test_the_figures_of_2018_are_those_after_a_revision(report: Report, project: Project):
    """The report of 2019 published 15 489, of them 12 157 for adults: 37 in Tromsø were struck out later."""
    source = read_source(project.declared("sources")["is248"])
    (file,) = (file for file in source.files if file.version == "2018")
    note = source.path(file, project.root).read_bytes()
    assert "1902 Tromsø rettet 12.05.2020 V_HJE_HU fra 51,3 til 14,3".encode() in note
    revised = [report.rounded("fte_total", "2018", **by) for by in ({}, {"age": "adult"}, {"age": "child"})]
    assert revised == ["15\u00a0452", "12\u00a0120", "3\u00a0333"]
    tromsoe = {"age": "adult", "service": "home", "education": "higher"}
    assert report.value("fte_total", "2018", "5401", **tromsoe) == 14.3


# --- Outreach, and what else municipalities say -----------------------------------------------------------------------


def test_outreach_to_young_people_went_from_a_quarter_to_nearly_half(report: Report):
    assert report.rounded("municipal_outreach_youth_share", "2016") == "25"
    assert 45 <= report.value("municipal_outreach_youth_share", "2019") < 49.95
    for year, words in (("2016", "en firedel"), ("2019", "nær halvparten")):
        estimate = estimate_of(report.quantity("municipal_outreach_youth_share", year))
        assert not check_phrase(report.slice.vocabulary, words, estimate)


def test_children_as_relatives_are_cared_for_better_and_of_adults_that_is_not_sure(report: Report):
    children, adults = (
        [report.quantity(f"municipal_{who}_relatives_share", year) for year in ("2016", "2019")]
        for who in ("child", "adult")
    )
    assert children[1].lower > children[0].upper + 5
    assert abs(adults[1].value - adults[0].value) < 3


def test_fewer_municipalities_answer_in_the_pandemic(report: Report):
    waves = ("2016", "2018", "2019", "2020")
    answered = [report.quantity("municipal_respondent_count", wave) for wave in waves]
    assert [each.shown() for each in answered] == ["334", "318", "307", "241"]
    assert [each.n for each in answered] == [428, 422, 422, 356]


def test_each_wave_is_weighted_to_the_municipalities_of_its_year(weighted: dict[str, Path], register: Register):
    respondents = pd.read_parquet(weighted["municipal_survey"])
    sums = respondents.groupby("period")["weight"].sum().to_dict()
    assert sums == pytest.approx({wave: len(register.municipalities(int(wave))) for wave in sums})
    assert len(sums) == 4
    assert respondents.groupby("period")["stratum"].nunique().eq(4).all()


def test_what_was_asked_in_the_pandemic_alone_has_no_number_before(report: Report):
    marks = [report.quantity("municipal_pandemic_adjustment_share", wave).mark for wave in ("2016", "2019", "2020")]
    assert marks == [".", ".", ""]


# --- BrukerPlan -------------------------------------------------------------------------------------------------------


def test_users_with_a_substance_problem_in_stavanger(status: pd.DataFrame, project: Project):
    then = Report(status, project, 2016)
    assert [then.value("brukerplan_substance_users", year, STAVANGER) for year in ("2014", "2016")] == [797, 676]
    change = then.calculator.change("percent_change", "brukerplan_substance_users", 2014, 2016, STAVANGER, {}, 0)
    assert change.shown() == "−15"


def test_a_merged_municipality_is_known_where_all_its_parts_were_mapped(
    report: Report, status: pd.DataFrame, register: Register
):
    own = status[(status["structure"] == 2020) & (status["indicator"] == "brukerplan_substance_users")]
    own = own[(own["region_type"] == "municipality") & (own["breakdown"] == "") & own["value"].notna()]
    earlier = own[own["period"] == "2016"].set_index("region_code")["n"]
    assert earlier.to_dict() == {code: len(parts(register, code, 2016, 2020)) for code in earlier.index}
    assert earlier.max() > 2
    assert report.value("brukerplan_substance_users", "2016", STAVANGER) > 676  # with Finnøy and Rennesøy


def test_coverage_is_told_in_municipalities_and_in_people(report: Report):
    assert [report.value("brukerplan_municipality_count", year) for year in ("2014", "2016", "2018")] == [241, 256, 249]
    for year in ("2014", "2016", "2018"):
        assert 55 < report.value("brukerplan_population_share", year) < 75


def test_small_counts_of_persons_are_published_nowhere(status: pd.DataFrame):
    users = status[status["indicator"].str.startswith("brukerplan_su")]
    assert users["confidentiality"].eq("suppressed").sum() > 100
    known = users[users["value"].notna()]
    assert not known["numerator"].between(1, 4).any()
    national = users[users["region_type"].isin(["country"])]
    assert national["value"].notna().all()


# --- Allocations ------------------------------------------------------------------------------------------------------


def test_the_allocations_exceed_the_frame_with_the_budget_of_2020(report: Report):
    assert report.value("plan_planned_accumulated", "2020") == 2_400
    assert (
        report.value("plan_allocated_accumulated", "2019") < 2_400 < report.value("plan_allocated_accumulated", "2020")
    )
    assert report.rounded("plan_fulfilment", "2020") == "103"


def test_what_is_accumulated_is_the_sum_of_the_years(report: Report):
    posts = ("block_grant", "municipal_grants", "specialist", "other_measures")
    for by in ({}, *({"post": post} for post in posts)):
        years = sum(report.value("plan_allocated", year, **by) for year in YEARS)
        assert report.value("plan_allocated_accumulated", "2020", **by) == pytest.approx(years)


def test_of_the_allocations_there_is_nothing_but_the_country(status: pd.DataFrame):
    assert set(status.loc[status["indicator"].str.startswith("plan_"), "region_type"]) == {"country"}


# --- The figures as the reference has them ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    if not os.environ.get("STATUSRAPPORT_REFERENCE"):
        pytest.skip("STATUSRAPPORT_REFERENCE is not set")
    path = Path(os.environ["STATUSRAPPORT_REFERENCE"]) / "published_figures.toml"
    return {figure["id"]: figure for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]}


def test_the_figures_of_the_reference_hold(
    report: Report, status: pd.DataFrame, project: Project, figures: dict[str, Any]
):
    then = Report(status, project, 2016)
    assert report.value("fte_total", "2016") == figures["status.fte_total_2016"]["value"]
    assert report.value("fte_total", "2019") == figures["status.fte_total_2019"]["value"]
    growth = report.calculator.change("cagr", "fte_total", 2016, 2019, "0", {}, None).value
    assert round(growth, 1) == figures["status.fte_growth_per_year"]["value"]
    assert report.value("plan_planned_accumulated", "2020") == figures["status.plan_frame"]["value"]
    for year in ("2016", "2019"):
        low, high = figures[f"status.outreach_youth_{year}"]["interval"]
        assert low <= report.value("municipal_outreach_youth_share", year) / 100 < high
    users = [then.value("brukerplan_substance_users", year, STAVANGER) for year in ("2014", "2016")]
    assert users == figures["stavanger.users_with_drug_problem"]["values"]

"""The history of figures in observations: what is carried forward, where a series is broken, what is of the country."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from indicators_example import PEOPLE, REGISTER, STAFF, Observations, compute, indicator, population, staff
from survey_example import SOURCE, estimate, place, survey, weighted
from test_indicators_check import FILE, FORMAT, TEXTS

from statusrapport.errors import DeclarationError
from statusrapport.indicators.check import check_indicator
from statusrapport.indicators.compute import compute_example, compute_indicator, write_indicators
from statusrapport.indicators.estimates import compute_estimates
from statusrapport.project import Project
from statusrapport.sources.declaration import SeriesBreak, Source

# --- Carried forward --------------------------------------------------------------------------------------------------


def reporting(*rows: tuple[str, str, float | None, str]) -> pd.DataFrame:
    """Staff of which it is told how each figure came in: rows of region, period, number and `reporting`."""
    table = staff(*[row[:3] for row in rows]).assign(reporting=[row[3] or None for row in rows])
    return table.assign(status=table["status"].mask(table["reporting"] == "carried_forward", "carried_forward"))


TABLE = reporting(
    ("0101", "2016", 4, "reported"),
    ("0104", "2016", 6, "reported"),
    ("1103", "2016", None, ""),
    ("0101", "2017", 5, "reported"),
    ("0104", "2017", 6, "carried_forward"),
    ("1103", "2017", 100, "reported"),
)
BY_REPORTING = indicator(breakdowns=["reporting"])


def numbers(row: Any) -> tuple[float, float, str]:
    return row["value"], row["n"], row["status"]


def test_what_is_reported_and_what_is_carried_forward_are_all_there_is():
    total = compute(BY_REPORTING, staff=TABLE)
    assert numbers(total.row("0", reporting="reported")) == (105, 2, "observed")
    assert numbers(total.row("0", reporting="carried_forward")) == (6, 1, "carried_forward")
    assert numbers(total.row("0")) == (111, 3, "carried_forward")


def test_where_everybody_reported_nothing_is_carried_forward_and_that_is_no_gap():
    total = compute(BY_REPORTING, staff=TABLE)
    assert numbers(total.row("0", "2016", reporting="carried_forward")) == (0, 0, "observed")
    assert numbers(total.row("11", reporting="carried_forward")) == (0, 0, "observed")
    assert numbers(total.row("0104", reporting="reported")) == (0, 0, "observed")


def test_who_is_missing_is_neither_of_both():
    row = compute(BY_REPORTING, staff=TABLE).row("1103", "2016", reporting="carried_forward")
    assert row["status"] == "missing"


def test_the_rows_behind_a_part_are_its_own():
    total = compute(BY_REPORTING, staff=TABLE)
    assert total.row("0", reporting="carried_forward")["lineage"] == "staff/v1/staff.csv#6"
    assert total.row("0", reporting="reported")["lineage"] == "staff/v1/staff.csv#5,7"


def test_municipalities_are_counted_by_how_they_reported():
    heard = compute(indicator("heard", denominator=STAFF, breakdowns=["reporting"]), staff=TABLE)
    found = [heard.value("0", **by) for by in ({}, {"reporting": "reported"}, {"reporting": "carried_forward"})]
    assert found == [3, 2, 1]


def test_the_share_that_is_carried_forward_is_a_part_of_all():
    share = compute(indicator("share", denominator=STAFF, parts=["reporting"]), staff=TABLE)
    assert share.value("0", reporting="carried_forward") == pytest.approx(6 / 111)
    assert share.value("0", reporting="reported") == pytest.approx(105 / 111)


def test_who_is_carried_forward_has_not_reported():
    reported = {**STAFF, "filter": {"reporting": "reported"}}
    coverage = compute(indicator("coverage", numerator=reported, denominator=STAFF), staff=TABLE)
    row = coverage.row("0")
    assert (row["numerator"], row["denominator"]) == (2, 3)


# --- Series breaks ----------------------------------------------------------------------------------------------------


def broken(declared: Any, *breaks: dict[str, Any], periods: tuple[str, ...] = ("2016", "2017")) -> list[str]:
    """The periods of the country's observations that are marked."""
    sources = {
        "staff": staff(*[("0101", period, 5) for period in periods]),
        "population": population(*[("0101", period, 1000) for period in periods]),
    }
    declared_breaks = {"staff": [SeriesBreak.model_validate({"reason_nb": "Nytt skjema.", **each}) for each in breaks]}
    frame = compute_indicator(declared, sources, REGISTER, 2017, declared_breaks)
    return sorted(frame.loc[frame["series_break"] & (frame["region_type"] == "country"), "period"])


@pytest.mark.parametrize(
    ("declared", "each", "expected"),
    [
        (indicator(), {"period": "2017"}, ["2017"]),
        (indicator(), {"period": "2016"}, []),  # nothing is before it
        (indicator(), {"period": "2018"}, []),
        (indicator(), {"period": "2017", "measures": ["fte"]}, ["2017"]),
        (indicator(), {"period": "2017", "measures": ["cost"]}, []),
        (indicator(), {"period": "2017", "indicators": ["example"]}, ["2017"]),
        (indicator(), {"period": "2017", "indicators": ["another"]}, []),
        (indicator("ratio", denominator=PEOPLE), {"period": "2017"}, ["2017"]),
        (indicator("ratio", numerator=PEOPLE, denominator=STAFF), {"period": "2017"}, ["2017"]),
        (indicator("coverage", denominator=PEOPLE), {"period": "2017"}, []),  # who reports is counted as before
    ],
)
def test_a_series_is_broken_where_its_source_says_so(declared: Any, each: dict[str, Any], expected: list[str]):
    assert broken(declared, each) == expected


def test_a_break_in_a_year_without_figures_is_marked_in_the_next():
    assert broken(indicator(), {"period": "2015"}, periods=("2014", "2016", "2017")) == ["2016"]


def test_the_estimates_of_a_survey_are_broken_alike():
    answers = two_waves()
    reform = [SeriesBreak(period="2014", measures=("team",), reason_nb="Nytt spørsmål.")]
    placement = place(answers)
    placement._series_breaks = {"survey": reform}
    frame = compute_estimates(survey(), SOURCE, [placement])
    assert set(frame.loc[frame["series_break"], "period"]) == {"2014"}


# --- Questions that were not asked ------------------------------------------------------------------------------------


def two_waves() -> pd.DataFrame:
    """Two waves of the survey, the second in another year and another version of its file."""
    rows = (("0101", 1, 4.0, 1.0), ("0104", 1, 4.0, 1.0), ("0105", 1, 4.0, 1.0), ("0106", 1, 4.0, 1.0))
    first = weighted(*rows, team=["yes", "no", "no", "yes"])
    second = first.assign(period="2014", team=None, file="survey/v2/b.sav", row=range(11, 15))
    return pd.concat([first, second], ignore_index=True)


def source(**fields: Any) -> Source:
    content = SOURCE.model_dump(mode="json", exclude_defaults=True)
    second = {**content["files"][0], "version": "v2", "name": "b.sav"}
    content["dimensions"]["team"] |= fields
    return Source.model_validate({**content, "files": [content["files"][0], second]})


def test_what_nobody_was_asked_is_not_missing_but_cannot_be():
    answers = two_waves()
    found = Observations(compute_estimates(survey(), source(absent_in=["v2"]), [place(answers)]))
    assert found.row("0", "2013")["value"] == 0.5
    assert found.row("0", "2014")["status"] == "not_applicable"
    assert found.row("01", "2014")["status"] == "not_applicable"
    assert pd.isna(found.row("0", "2014")["n"])


def test_what_all_passed_over_is_missing():
    found = Observations(compute_estimates(survey(), source(), [place(two_waves())]))
    assert found.row("0", "2014")["status"] == "missing"


def test_a_question_that_was_not_asked_was_passed_over_by_nobody():
    answers = two_waves().assign(content__nav="yes", content__gp="no", content__police="no")
    declared = survey("item_nonresponse", numerator={"source": "survey"}, denominator=None)
    frame = compute_estimates(declared, source(absent_in=["v2"]), [place(answers)])
    asked = frame[frame["breakdown"] == "item=team"]
    assert asked["period"].tolist() == ["2013"]
    assert frame["value"].max() == 0


def test_a_wave_without_the_battery_has_no_differences():
    answers = weighted(("0101", 1, 2.0, 1.0), ("0104", 1, 2.0, 1.0), content__nav=None, content__gp=None)
    without = SOURCE.model_copy(
        update={"batteries": {"content": SOURCE.batteries["content"].model_copy(update={"absent_in": ("v1",)})}}
    )
    operand = {"source": "survey", "filter": {"content": "yes"}}
    whole = {"source": "survey", "filter": {"content": ["yes", "no"]}}
    declared = survey("paired_difference", numerator=operand, denominator=whole)
    assert compute_estimates(declared, without, [place(answers)]).empty


def test_waves_on_different_structures_are_estimated_each_by_itself():
    first = weighted(("1103", 1, 3.0, 1.5), ("1141", 1, 3.0, 1.5), team=["yes", "no"])
    later = weighted(("1103", 1, 2.0, 1.0), ("1106", 1, 2.0, 1.0), team=["yes", "yes"]).assign(period="2020")
    answers = pd.concat([first, later], ignore_index=True).assign(row=range(1, 5))
    found = estimate(survey(), answers, 2020)
    assert (found.value("0", "2013"), found.value("0", "2020")) == (0.5, 1.0)
    assert (found.value("11", "2013"), found.row("11", "2013")["n"]) == (0.5, 2)


# --- The whole country ------------------------------------------------------------------------------------------------

PLAN = staff(("0", "2016", 10), ("0", "2017", 20), ("0", "2018", 5))


def test_figures_of_the_country_are_of_no_part_of_it():
    total = compute(indicator(), staff=PLAN).frame
    assert total[["region_type", "region_code", "period", "value", "n"]].to_numpy().tolist() == [
        ["country", "0", "2016", 10, 1],
        ["country", "0", "2017", 20, 1],
        ["country", "0", "2018", 5, 1],
    ]


def test_they_accumulate_over_the_years():
    total = compute(indicator("accumulated"), staff=PLAN)
    assert [total.value("0", period) for period in ("2016", "2017", "2018")] == [10, 30, 35]
    assert total.row("0", "2018")["lineage"] == "staff/v1/staff.csv#2-4"
    assert total.row("0", "2017")["n"] == 1


def test_by_the_parts_of_each_year_they_accumulate_too():
    rows = (("0", "2016", "a", 10), ("0", "2016", "b", 1), ("0", "2017", "a", 20), ("0", "2017", "b", 2))
    total = compute(indicator("accumulated", breakdowns=["post"]), staff=staff(*rows, dims=["post"]))
    assert [total.value("0", "2017", **by) for by in ({}, {"post": "a"}, {"post": "b"})] == [33, 30, 3]


def test_what_is_accumulated_is_not_known_after_a_year_that_is_missing():
    total = compute(indicator("accumulated"), staff=staff(("0", "2016", 10), ("0", "2017", None), ("0", "2018", 5)))
    assert [total.row("0", period)["status"] for period in ("2016", "2017", "2018")] == [
        "observed",
        "missing",
        "missing",
    ]


def test_with_a_denominator_both_accumulate():
    rows = [("0", "2016", 10, 8), ("0", "2017", 20, 22)]
    tables = [
        staff(*[(*row[:2], row[place]) for row in rows]).assign(measure=name, row=[2, 3])
        for place, name in ((2, "fte"), (3, "planned"))
    ]
    declared = indicator("accumulated", denominator={"source": "staff", "column": "planned"})
    total = compute(declared, staff=pd.concat(tables, ignore_index=True))
    assert [total.value("0", "2016"), total.value("0", "2017")] == [10 / 8, 30 / 30]
    assert compute_example(indicator("accumulated")) == 1


# --- What does not fit ------------------------------------------------------------------------------------------------


def declared_source(id_: str, **fields: Any) -> Source:
    measures = [{"name": "fte", "title_nb": "Tekst", "columns": "fte"}]
    files = [{**FILE, "format": FORMAT}]
    return Source.model_validate({**TEXTS, "id": id_, "kind": "table", "files": files, "measures": measures, **fields})


SOURCES = {
    "staff": declared_source("staff", key={"region": "r", "period": "p"}, carried_forward={"column": "f"}),
    "plan": declared_source("plan", key={"period": "p"}, level="country"),
}
COUNTRY = {"source": "plan", "column": "fte"}
REPORTED = {**STAFF, "filter": {"reporting": "carried_forward"}}


@pytest.mark.parametrize(
    "declared",
    [
        indicator("accumulated", numerator=COUNTRY),
        indicator(breakdowns=["reporting"]),
        indicator("share", denominator=STAFF, parts=["reporting"]),
        indicator("coverage", numerator=REPORTED, denominator=STAFF),
        indicator(numerator=REPORTED),
    ],
)
def test_what_fits_is_accepted(declared: Any):
    check_indicator(declared, SOURCES)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (indicator("ratio", denominator=COUNTRY), "plan and staff are of municipalities and of the country as a whole"),
        (indicator("accumulated"), "accumulated is for sources of the whole country"),
        (indicator("share", numerator=REPORTED, denominator=STAFF), 'Write parts = ["reporting"] instead'),
        (indicator(numerator=COUNTRY, breakdowns=["reporting"]), "breakdown 'reporting' does not exist"),
        (
            indicator(numerator={**STAFF, "filter": {"reporting": "missing"}}),
            "filter reporting = 'missing' does not exist. Choose one of: reported, carried_forward",
        ),
    ],
)
def test_what_does_not_fit_is_told(declared: Any, words: str):
    with pytest.raises(DeclarationError) as failure:
        check_indicator(declared, SOURCES)
    assert words in str(failure.value)


# --- For which years --------------------------------------------------------------------------------------------------


def test_no_more_is_computed_than_an_edition_on_the_structure_may_cite(
    project_copy: Project, prepared: dict[str, Any], weighted: dict[str, Any], tmp_path: Any
):
    path = project_copy.config / "config.yaml"
    entry = "  early-2014: { kind: early, year: 2014, structure: 2014, date: 2014-12-01 }\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    targets = {id_: tmp_path / f"{id_}.parquet" for id_ in ("fte_health_station", "brukerplan_municipality_count")}
    write_indicators(project_copy, prepared, weighted, targets)
    found = {id_: pd.read_parquet(path, columns=["structure", "period"]) for id_, path in targets.items()}
    last = {id_: frame.groupby("structure")["period"].max().to_dict() for id_, frame in found.items()}
    assert last["brukerplan_municipality_count"] == {2014: "2014", 2017: "2016", 2020: "2018"}
    assert last["fte_health_station"] == {2017: "2017", 2020: "2020"}, "nothing was reported until 2014"

"""From prepared sources to observations: who is counted where, and what is said of those who are not.

In 2017 Halden (0101) and Moss (0104) lie in county 01; Stavanger (1103), Finnøy (1141) and Rennesøy (1142) in county
11.
"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicators_example import (
    PEOPLE,
    REGISTER,
    STAFF,
    Observations,
    answers,
    compute,
    indicator,
    population,
    question,
    staff,
)

from statusrapport.indicators.observations import KEY, NUMBERS, SCHEMA

RATE = indicator("ratio", denominator=PEOPLE, scale=10_000)


def numbers(row: dict) -> dict[str, float | None]:
    """Those of an observation's numbers that are known."""
    return {name: row[name] for name in NUMBERS if pd.notna(row[name])}


# --- Levels -----------------------------------------------------------------------------------------------------------


def test_municipalities_add_up_to_counties_and_the_country():
    total = compute(indicator(), staff=staff(("0101", "2017", 5), ("0104", "2017", 7.5), ("1103", "2017", 100)))
    assert total.value("0101") == 5
    assert total.value("01") == 12.5
    assert numbers(total.row("0")) == {"value": 112.5, "numerator": 112.5, "n": 3}
    assert [total.row(code)["region_type"] for code in ("0101", "01", "0")] == ["municipality", "county", "country"]


def test_an_observation_has_every_column_and_a_key_of_its_own():
    total = compute(indicator(), staff=staff(("0101", "2016", 5), ("0101", "2017", 5))).frame
    assert list(total.columns) == SCHEMA.names
    assert not total.duplicated(list(KEY)).any()


def test_every_county_and_municipality_of_the_structure_has_an_observation():
    total = compute(indicator(), staff=staff(("0101", "2017", 5))).frame
    codes = total.groupby("region_type")["region_code"].agg(set)
    assert codes["municipality"] == set(REGISTER.municipalities(2017))
    assert codes["county"] == set(REGISTER.counties(2017))
    assert set(total.loc[total["value"].isna(), "status"]) == {"missing"}


def test_kostra_groups_are_of_the_structure():
    assert REGISTER.kostra_group("0301", 2020) == "EKG13"
    table = staff(("0301", "2017", 5))
    assert compute(indicator(), 2020, staff=table).regions("kostra_group") == {"EKG13": 5}
    assert compute(indicator(), 2017, staff=table).regions("kostra_group") == {}


# --- Who is missing ---------------------------------------------------------------------------------------------------


def test_a_municipality_that_did_not_report_is_in_no_sum():
    total = compute(indicator(), staff=staff(("0101", "2017", 5), ("0104", "2017", None)))
    assert numbers(total.row("0104")) == {}
    assert total.row("0104")["status"] == "missing"
    assert numbers(total.row("01")) == {"value": 5, "numerator": 5, "n": 1}


def test_a_municipality_that_did_not_report_is_counted_in_coverage():
    coverage = compute(
        indicator("coverage", denominator=STAFF), staff=staff(("0101", "2017", 0), ("0104", "2017", None))
    )
    assert numbers(coverage.row("01")) == {"value": 0.5, "numerator": 1, "denominator": 2, "n": 2}
    assert coverage.value("0104") == 0


def test_a_county_of_which_nobody_reported_is_missing_and_not_0():
    total = compute(indicator(), staff=staff(("0101", "2017", None), ("1103", "2017", 1)))
    assert (total.row("01")["status"], numbers(total.row("01"))) == ("missing", {})


def test_a_cell_that_the_source_withholds_is_withheld():
    total = compute(indicator(), staff=staff(("0101", "2017", "suppressed"), ("0104", "2017", 3)))
    assert (total.row("0101")["confidentiality"], numbers(total.row("0101"))) == ("suppressed", {})
    assert (total.row("01")["confidentiality"], total.value("01")) == ("free", 3)


def test_a_rate_is_withheld_with_its_denominator():
    people = population(("0101", "2017", "suppressed"))
    rate = compute(RATE, staff=staff(("0101", "2017", 5)), population=people)
    assert (rate.row("0101")["confidentiality"], numbers(rate.row("0101"))) == ("suppressed", {})


def test_a_rate_of_what_is_not_applicable_is_not_either():
    people = population(("0101", "2017", 1_000))
    rate = compute(RATE, staff=staff(("0101", "2017", "not_applicable")), population=people)
    assert (rate.row("0101")["status"], numbers(rate.row("0101"))) == ("not_applicable", {})


def test_a_share_of_nothing_is_not_applicable():
    share = compute(indicator("ratio", denominator=STAFF), staff=staff(("0101", "2017", 0)))
    assert (share.row("0101")["status"], numbers(share.row("0101"))) == (
        "not_applicable",
        {"numerator": 0, "denominator": 0, "n": 1},
    )


def test_a_total_with_figures_carried_forward_says_so():
    table = staff(("0101", "2017", 5), ("0104", "2017", 7))
    table.loc[1, "status"] = "carried_forward"
    total = compute(indicator(), staff=table)
    assert total.row("01")["status"] == "carried_forward"
    assert total.row("0101")["status"] == "observed"


def test_the_mark_of_invented_data_follows_the_rows():
    table = staff(("0101", "2017", 5), ("1103", "2017", 7))
    table.loc[0, "synthetic"] = True
    rate = compute(RATE, staff=table, population=population(("0101", "2017", 1_000), ("1103", "2017", 2_000)))
    assert {code: rate.row(code)["synthetic"] for code in ("0101", "01", "0", "1103", "11")} == {
        "0101": True,
        "01": True,
        "0": True,
        "1103": False,
        "11": False,
    }


# --- Reforms ----------------------------------------------------------------------------------------------------------

STAVANGER = (("1103", "2017", 100), ("1141", "2017", 4), ("1142", "2017", 6))


def test_a_merged_municipality_is_the_sum_of_those_that_reported():
    total = compute(indicator(), 2020, staff=staff(*STAVANGER))
    assert numbers(total.row("1103")) == {"value": 110, "numerator": 110, "n": 3}


def test_a_merged_municipality_is_not_known_from_half_of_it():
    total = compute(indicator(), 2020, staff=staff(*STAVANGER[:2], ("1142", "2017", None)))
    assert (total.row("1103")["status"], numbers(total.row("1103"))) == ("missing", {})
    assert total.row("1103")["lineage"] == ""
    assert total.value("11") == 104


def test_a_rate_of_a_merged_municipality_is_computed_anew():
    people = population(("1103", "2017", 40_000), ("1141", "2017", 1_000), ("1142", "2017", 3_000))
    assert compute(RATE, 2020, staff=staff(*STAVANGER), population=people).value("1103") == 110 / 44_000 * 10_000


def test_who_answered_is_not_changed_by_a_later_merger():
    told = answers(("1103", "2017", "no"), ("1141", "2017", "no"), ("1142", "2017", "yes"))
    count = indicator("count_units", numerator=question("no"), denominator=question("yes", "no"))
    assert numbers(compute(count, 2020, survey=told).row("1103")) == {"value": 2, "numerator": 2, "n": 3}


def test_municipalities_are_counted_as_they_reported():
    count = indicator("count_units", denominator=STAFF)
    table = staff(("1103", "2017", 100), ("1141", "2017", 0), ("1142", "2017", None))
    assert numbers(compute(count, 2020, staff=table).row("1103")) == {"value": 1, "numerator": 1, "n": 2}


def test_the_coverage_of_a_merged_municipality_is_of_its_parts():
    coverage = indicator("coverage", denominator=STAFF)
    table = staff(*STAVANGER[:2], ("1142", "2017", None))
    assert compute(coverage, 2020, staff=table).value("1103") == 2 / 3


SNILLFJORD = "1613"  # divided in 2020 among Heim (5055), Hitra (5056) and Orkland (5059), all in Trøndelag (50)
HEMNE, MELHUS = "1612", "1653"  # the former is in Heim since then, the latter as it was, now 5028


@pytest.fixture(scope="module")
def divided() -> Observations:
    return compute(indicator(), 2020, staff=staff((SNILLFJORD, "2017", 2), (HEMNE, "2017", 10), (MELHUS, "2017", 30)))


def test_what_cannot_be_divided_is_a_residual(divided: Observations):
    assert divided.row(SNILLFJORD)["region_type"] == "residual"
    assert divided.value(SNILLFJORD) == 2


def test_a_municipality_that_lacks_a_part_cannot_be_given(divided: Observations):
    assert (divided.row("5055")["status"], numbers(divided.row("5055"))) == ("missing", {})
    assert divided.row(HEMNE)["region_type"] == "residual"


def test_a_county_has_all_of_what_is_divided_within_it(divided: Observations):
    assert divided.value("50") == 42


def test_municipalities_and_residuals_are_the_country(divided: Observations):
    assert divided.regions("municipality") == {"5028": 30}
    assert sum(divided.regions("municipality").values()) + sum(divided.regions("residual").values()) == 42
    assert divided.value("0") == 42


def test_a_county_that_lacks_a_part_cannot_be_given():
    table = staff(("5054", "2018", 9), ("5024", "2018", 5))  # the former was merged from counties 16 and 17
    total = compute(indicator(), 2017, staff=table)
    assert {code: total.row(code, "2018")["status"] for code in ("16", "17")} == {"16": "missing", "17": "missing"}
    assert total.row("16", "2018")["lineage"] == ""
    assert (total.value("5054", "2018"), total.value("0", "2018")) == (9, 14)


periods = st.sampled_from(["2016", "2017", "2020"])
structures = st.sampled_from([2013, 2016, 2017, 2018, 2020, 2024])
tables = periods.flatmap(
    lambda period: st.dictionaries(
        st.sampled_from(REGISTER.municipalities(int(period))), st.integers(0, 99), min_size=1, max_size=40
    ).map(lambda values: staff(*((code, period, value) for code, value in values.items())))
)


@settings(max_examples=15)
@given(tables, structures)
def test_totals_hold_in_every_structure(table: pd.DataFrame, structure: int):
    total = compute(indicator(), structure, staff=table)
    (period,) = table["period"].unique()
    placed = total.regions("municipality", period), total.regions("residual", period)
    assert total.value("0", period) == table["value"].sum() == sum(sum(each.values()) for each in placed)


# --- Where two sources meet -------------------------------------------------------------------------------------------

GROUP = "0706+0719+0720"  # the population of 2016 is known for the three together; they are one, 0710, since 2017


@pytest.mark.parametrize(("structure", "code"), [(2016, GROUP), (2017, "0710")])
def test_a_rate_of_a_reporting_group_is_of_all_of_it(structure: int, code: str):
    table = staff(("0706", "2016", 10), ("0719", "2016", 2), ("0720", "2016", 3), ("0701", "2016", 5))
    people = population((GROUP, "2016", 5_000), ("0701", "2016", 1_000))
    rate = compute(RATE, structure, staff=table, population=people)
    assert numbers(rate.row(code, "2016")) == {"value": 30, "numerator": 15, "denominator": 5_000, "n": 3}
    assert numbers(rate.row("07", "2016")) == {
        "value": 20 / 6_000 * 10_000,
        "numerator": 20,
        "denominator": 6_000,
        "n": 4,
    }


def test_the_rate_of_one_of_a_reporting_group_is_not_known():
    table = staff(("0706", "2016", 10), ("0719", "2016", 2), ("0720", "2016", 3))
    rate = compute(RATE, 2016, staff=table, population=population((GROUP, "2016", 5_000)))
    assert [rate.row(code, "2016")["status"] for code in GROUP.split("+")] == ["missing"] * 3


def test_a_rate_leaves_out_the_people_of_those_who_did_not_report():
    people = population(("0101", "2017", 1_000), ("0104", "2017", 9_000))
    rate = compute(RATE, staff=staff(("0101", "2017", 5), ("0104", "2017", None)), population=people)
    assert numbers(rate.row("01")) == {"value": 50, "numerator": 5, "denominator": 1_000, "n": 1}


def test_a_rate_is_of_the_years_of_its_numerator():
    people = population(("0101", "2016", 900), ("0101", "2017", 1_000), ("0101", "2018", 1_100))
    assert set(compute(RATE, staff=staff(("0101", "2017", 5)), population=people).frame["period"]) == {"2017"}


# --- Breakdowns -------------------------------------------------------------------------------------------------------

BY_AGE_AND_SERVICE = staff(
    ("0101", "2017", "adult", "home", 6),
    ("0101", "2017", "adult", "housing", 2),
    ("0101", "2017", "child", "school", 1),
    dims=("age", "service"),
)


def test_a_total_is_divided_by_each_dimension_and_by_both():
    total = compute(indicator(breakdowns=["service", "age"]), staff=BY_AGE_AND_SERVICE)
    assert (total.value("0101"), total.value("0101", age="adult"), total.value("0101", service="school")) == (9, 8, 1)
    assert total.row("0101", service="home", age="adult")["breakdown"] == "age=adult;service=home"


def test_there_are_no_observations_of_what_a_table_has_no_cells_for():
    total = compute(indicator(breakdowns=["age", "service"]), staff=BY_AGE_AND_SERVICE).frame
    assert "age=child;service=home" not in set(total["breakdown"])


def test_the_parts_of_a_whole_add_up_to_one():
    shares = compute(indicator("share", denominator=STAFF, parts=["service"]), staff=BY_AGE_AND_SERVICE)
    parts = [shares.row("0101", service=service) for service in ("home", "housing", "school")]
    assert [(part["numerator"], part["denominator"]) for part in parts] == [(6, 9), (2, 9), (1, 9)]
    assert sum(part["value"] for part in parts) == pytest.approx(1)


def test_each_breakdown_of_a_share_is_a_whole_of_its_own():
    shares = compute(
        indicator("share", denominator=STAFF, breakdowns=["age"], parts=["service"]), staff=BY_AGE_AND_SERVICE
    )
    assert shares.value("0101", age="adult", service="home") == 0.75
    assert shares.value("0101", age="child", service="school") == 1


def test_a_dimension_that_the_denominator_lacks_divides_the_numerator():
    people = population(("0101", "2017", 1_000))
    rate = compute(
        indicator("ratio", denominator=PEOPLE, breakdowns=["age"]), staff=BY_AGE_AND_SERVICE, population=people
    )
    assert numbers(rate.row("0101", age="adult")) == {"value": 0.008, "numerator": 8, "denominator": 1_000, "n": 1}


BY_SIZE = indicator(breakdowns=["size"])


def test_figures_are_divided_by_the_size_of_the_municipality():
    people = population(("0101", "2017", 4_999), ("0104", "2017", 5_000), ("1103", "2017", 130_000))
    table = staff(("0101", "2017", 1), ("0104", "2017", 2), ("1103", "2017", 3))
    total = compute(BY_SIZE, staff=table, population=people)
    sizes = {
        size.code: total.value("0", size=size.code) for size in REGISTER.size_classes if size.code != "20000_49999"
    }
    assert sizes == {"under_5000": 1, "5000_19999": 2, "50000_plus": 3}
    assert total.value("01", size="5000_19999") == 2


def test_a_merged_municipality_is_as_large_as_its_parts_together():
    people = population(("1103", "2017", 19_000), ("1141", "2017", 500), ("1142", "2017", 500))
    total = compute(BY_SIZE, 2020, staff=staff(*STAVANGER), population=people)
    assert total.regions("country", size="20000_49999") == {"0": 110}


def test_a_municipality_of_unknown_size_is_in_no_size_class():
    people = population(("0101", "2017", 4_000), ("0104", "2017", None))
    total = compute(BY_SIZE, staff=staff(("0101", "2017", 1), ("0104", "2017", 2)), population=people)
    assert (total.value("0"), total.value("0", size="under_5000")) == (3, 1)


def test_a_merged_municipality_has_no_size_if_that_of_a_part_is_not_known():
    people = population(("1103", "2017", 19_000), ("1141", "2017", 500), ("1142", "2017", None))
    total = compute(BY_SIZE, 2020, staff=staff(*STAVANGER), population=people).frame
    assert set(total["breakdown"]) == {""}


def test_the_size_of_a_reporting_group_is_nobodys():
    table = staff(("0706", "2016", 10), ("0701", "2016", 5))
    people = population((GROUP, "2016", 63_000), ("0701", "2016", 27_000))
    total = compute(BY_SIZE, 2016, staff=table, population=people).frame
    assert set(total["breakdown"]) == {"", "size=20000_49999"}


# --- Spread -----------------------------------------------------------------------------------------------------------

SPREAD = indicator("quantiles", denominator=PEOPLE, options={"quantiles": [0.5]})


def test_every_municipality_counts_alike_in_a_median():
    table = staff(("0101", "2017", 1), ("0104", "2017", 2), ("1103", "2017", 900))
    people = population(("0101", "2017", 1_000), ("0104", "2017", 1_000), ("1103", "2017", 100_000))
    median = compute(SPREAD, staff=table, population=people)
    assert numbers(median.row("0", quantile="p50")) == {"value": 0.002, "n": 3}


def test_a_spread_is_of_whole_municipalities_of_the_structure():
    table = staff(*STAVANGER, (SNILLFJORD, "2017", 500), (HEMNE, "2017", 500))
    people = population(
        ("1103", "2017", 1_000),
        ("1141", "2017", 50),
        ("1142", "2017", 50),
        (SNILLFJORD, "2017", 1_000),
        (HEMNE, "2017", 1_000),
    )
    median = compute(SPREAD, 2020, staff=table, population=people)
    assert numbers(median.row("0", quantile="p50")) == {"value": 0.1, "n": 1}


def test_one_municipality_has_no_spread():
    people = population(("0101", "2017", 1_000))
    assert (
        compute(SPREAD, staff=staff(("0101", "2017", 1)), population=people).regions("municipality", quantile="p50")
        == {}
    )


# --- Respondents ------------------------------------------------------------------------------------------------------

SHARE_OF_YES = indicator("share", numerator=question("yes"), denominator=question("yes", "no"))


def test_a_county_where_nobody_says_yes_has_a_share_of_0():
    told = answers(("0101", "2017", "no"), ("0104", "2017", "no"), ("1103", "2017", "yes"))
    share = compute(SHARE_OF_YES, survey=told)
    assert numbers(share.row("01")) == {"value": 0, "numerator": 0, "denominator": 2, "n": 2}


def test_a_year_in_which_nobody_says_yes_has_a_share_of_0():
    share = compute(SHARE_OF_YES, survey=answers(("0101", "2016", "no"), ("0101", "2017", "yes")))
    assert (share.value("0", "2016"), share.value("0", "2017")) == (0, 1)


def test_an_answer_that_nobody_ever_gave_is_no_mistake():
    assert compute(SHARE_OF_YES, survey=answers(("0101", "2017", "no"))).value("0") == 0


def test_who_was_not_asked_or_did_not_answer_is_not_counted():
    told = answers(("0101", "2017", "yes"), ("0104", "2017", None), ("0105", "2017", "not_asked"))
    share = compute(SHARE_OF_YES, survey=told)
    assert numbers(share.row("01")) == {"value": 1, "numerator": 1, "denominator": 1, "n": 1}
    assert share.row("0104")["status"] == "missing"


def test_an_answer_that_nobody_gave_is_a_share_of_0():
    both = question("good", "bad")
    shares = indicator("share", numerator=both, denominator=both, parts=["plan"])
    share = compute(shares, survey=answers(("0101", "2017", "good")))
    assert (share.value("0", plan="good"), share.value("0", plan="bad")) == (1, 0)


def test_a_size_class_where_nobody_gave_an_answer_has_a_share_of_0():
    people = population(("0101", "2017", 4_000), ("0104", "2017", 30_000))
    told = answers(("0101", "2017", "yes"), ("0104", "2017", "no"))
    sized = SHARE_OF_YES.model_copy(update={"breakdowns": ("size",)})
    share = compute(sized, survey=told, population=people)
    assert (share.value("0", size="under_5000"), share.value("0", size="20000_49999")) == (1, 0)


def test_n_counts_respondents_not_municipalities():
    told = answers(("0301", "2017", "yes"), ("0301", "2017", "yes"), ("0301", "2017", "no"), ("0101", "2017", "no"))
    share = compute(SHARE_OF_YES, survey=told)
    assert numbers(share.row("0")) == {"value": 0.5, "numerator": 2, "denominator": 4, "n": 4}


PLACES = indicator(
    numerator={"source": "survey", "column": "places", "filter": {"plan": ["yes"]}}, denominator=question("yes", "no")
)


def test_who_does_not_buy_has_bought_none():
    told = answers(("0101", "2017", "yes"), ("0104", "2017", "no"), ("1103", "2017", "no"), places=[2.5, None, None])
    places = compute(PLACES, survey=told)
    assert numbers(places.row("01")) == {"value": 2.5, "numerator": 2.5, "n": 2}
    assert places.value("11") == 0


def test_who_buys_and_does_not_say_how_much_is_not_known():
    told = answers(("0101", "2017", "yes"), ("0104", "2017", "yes"), places=[2.5, None])
    places = compute(PLACES, survey=told)
    assert numbers(places.row("01")) == {"value": 2.5, "numerator": 2.5, "n": 1}
    assert places.row("0104")["status"] == "missing"


def test_a_response_rate_is_of_those_that_another_source_lists():
    rate = indicator("coverage", numerator={"source": "survey"}, denominator=STAFF)
    table = staff(("0101", "2017", 1), ("0104", "2017", None))
    response = compute(rate, staff=table, survey=answers(("0101", "2017", None)))
    assert numbers(response.row("01")) == {"value": 0.5, "numerator": 1, "denominator": 2, "n": 2}


# --- Lineage ----------------------------------------------------------------------------------------------------------


def test_lineage_names_the_rows_that_were_counted():
    table = staff(*((code, "2017", 1) for code in ("0101", "0104", "0105")), ("1103", "2017", 1))
    total = compute(indicator(), staff=table)
    assert total.row("0")["lineage"] == "staff/v1/staff.csv#2-5"
    assert total.row("1103")["lineage"] == "staff/v1/staff.csv#5"


def test_lineage_of_a_rate_has_the_rows_of_both_sources_and_of_no_unit_that_lacks_one():
    table = staff(("0101", "2017", 1), ("0104", "2017", None), ("0105", "2017", 1))
    people = population(("0101", "2017", 1_000), ("0104", "2017", 1_000), ("0105", "2017", None))
    rate = compute(RATE, staff=table, population=people)
    assert rate.row("0")["lineage"] == "population/v1/people.json#2; staff/v1/staff.csv#2"


def test_lineage_of_a_breakdown_has_its_own_rows():
    total = compute(indicator(breakdowns=["service"]), staff=BY_AGE_AND_SERVICE)
    assert total.row("0", service="housing")["lineage"] == "staff/v1/staff.csv#3"


def test_lineage_of_a_share_has_the_respondents_asked():
    told = answers(("0101", "2017", "yes"), ("0104", "2017", None), ("0105", "2017", "no"))
    assert compute(SHARE_OF_YES, survey=told).row("0")["lineage"] == "survey/v1/survey.csv#2,4"


def test_lineage_of_a_response_rate_has_those_who_were_listed_and_did_not_answer():
    rate = indicator("coverage", numerator={"source": "survey"}, denominator=STAFF)
    table = staff(("0101", "2017", 1), ("0104", "2017", 1))
    response = compute(rate, staff=table, survey=answers(("0101", "2017", None)))
    assert response.row("0")["lineage"] == "staff/v1/staff.csv#2-3; survey/v1/survey.csv#2"

"""Figures of counties as a whole and of the country, and figures of another year: where they count, and where not.

In 2017 county 11 has Stavanger (1103) and Haugesund (1106) among its municipalities, county 03 has Oslo (0301) alone.
Bjarkøy (1915) and Harstad (1901) became 1903 on 1 January 2013.
"""

from __future__ import annotations

import pandas as pd
import pytest
from indicators_example import PEOPLE, REGISTER, compute, indicator, population, staff

from statusrapport.errors import DeclarationError

RATE = {"denominator": PEOPLE, "scale": 1000}


def everyone(county: str, period: str, persons: float) -> list[tuple[str, str, float]]:
    """So many persons in each municipality of a county."""
    return [(code, period, persons) for code in REGISTER.municipalities(int(period)) if code[:2] == county]


def counties(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return staff(*rows)


def test_a_county_as_a_whole_counts_in_its_county_and_in_the_country() -> None:
    total = compute(indicator(), 2017, staff=counties(("11", "2017", 80), ("03", "2017", 0)))
    assert (total.value("11"), total.value("03"), total.value("0")) == (80, 0, 80)


def test_what_is_of_the_country_counts_in_the_country_alone() -> None:
    total = compute(indicator(), 2017, staff=counties(("11", "2017", 80), ("0", "2017", 40)))
    assert (total.value("11"), total.value("0")) == (80, 120)


def test_of_municipalities_nothing_is_said_not_even_that_it_is_missing() -> None:
    total = compute(indicator(), 2017, staff=counties(("11", "2017", 80), ("0", "2017", 40)))
    assert set(total.frame["region_type"]) == {"country", "county"}


def test_municipalities_and_their_county_as_a_whole_add_up() -> None:
    total = compute(indicator(), 2017, staff=counties(("1103", "2017", 5), ("1106", "2017", 2), ("11", "2017", 80)))
    assert (total.value("11"), total.value("1103")) == (87, 5)


def test_a_rate_of_a_county_as_a_whole_is_over_all_its_inhabitants() -> None:
    persons = population(*everyone("11", "2017", 1000), *everyone("03", "2017", 500))
    figures = counties(("11", "2017", 52), ("03", "2017", 0))
    rate = compute(indicator("ratio", **RATE), 2017, staff=figures, population=persons)
    assert rate.row("11")["denominator"] == 1000 * len(everyone("11", "2017", 1))
    assert rate.value("11") == pytest.approx(52 / len(everyone("11", "2017", 1)))
    assert rate.value("03") == 0


def test_a_rate_of_municipalities_of_a_register_stays_theirs() -> None:
    both = pd.concat(
        [
            staff(("1103", "2017", 50), ("1106", "2017", 0), dims=()).assign(post="municipal"),
            staff(("11", "2017", 80), file="staff/v2/staff.csv").assign(post="voluntary"),
        ]
    )
    persons = population(("1103", "2017", 1000), ("1106", "2017", 1000))
    own = {"source": "staff", "column": "fte", "filter": {"post": "municipal"}}
    rate = compute(indicator("ratio", numerator=own, **RATE), 2017, staff=both, population=persons)
    assert (rate.value("1103"), rate.value("1106"), rate.value("11")) == (50, 0, 25)


def test_a_county_that_was_divided_leaves_those_that_it_became_without_a_figure() -> None:
    """In 2020 county 12 went to 46 alone, county 05 to 34 and 30."""
    total = compute(indicator(), 2020, staff=counties(("12", "2017", 7), ("05", "2017", 9)))
    assert total.value("46", "2017") == 7
    assert total.row("34", "2017")["status"] == "missing"
    assert total.row("30", "2017")["status"] == "missing"
    assert total.value("0", "2017") == 16


# --- Figures of another year ------------------------------------------------------------------------------------------

AT_THE_END = {"denominator": {**PEOPLE, "years_later": 1}, "scale": 1000}


def test_the_population_of_the_next_year_is_that_of_the_years_end() -> None:
    persons = population(("1103", "2012", 900), ("1103", "2013", 1000))
    rate = compute(indicator("ratio", **AT_THE_END), 2013, staff=staff(("1103", "2012", 50)), population=persons)
    assert rate.value("1103", "2012") == 50
    assert rate.row("1103", "2012")["denominator"] == 1000


def test_municipalities_that_merged_at_the_years_end_meet_in_what_they_became() -> None:
    grants = staff(("1901", "2012", 60), ("1915", "2012", 0))
    rate = compute(indicator("ratio", **AT_THE_END), 2013, staff=grants, population=population(("1903", "2013", 2000)))
    assert rate.value("1903", "2012") == 30
    assert rate.value("19", "2012") == 30


def test_without_a_later_year_there_is_no_rate() -> None:
    figures = staff(("1103", "2012", 50), ("1103", "2013", 50))
    rate = compute(indicator("ratio", **AT_THE_END), 2013, staff=figures, population=population(("1103", "2013", 1000)))
    assert rate.value("1103", "2012") == 50
    assert rate.row("1103", "2013")["status"] == "missing"


def test_figures_that_no_earlier_code_can_hold_are_refused() -> None:
    """4601 Bergen is not the area of 1201 Bergen alone."""
    persons = population(("4631", "2020", 1000))
    with pytest.raises(DeclarationError, match="figures of 4631 in 2020 cannot be carried to 2019"):
        compute(indicator("ratio", **AT_THE_END), 2020, staff=staff(("1263", "2019", 50)), population=persons)


# --- Size before there is a population --------------------------------------------------------------------------------


def test_the_size_of_a_municipality_before_the_first_population_is_that_of_the_first_year() -> None:
    persons = population(("1103", "2013", 60_000), ("1106", "2013", 4_000), ("1903", "2013", 9_000))
    figures = staff(("1103", "2012", 50), ("1106", "2012", 8), ("1901", "2012", 5), ("1915", "2012", 1))
    total = compute(indicator(breakdowns=["size"]), 2013, staff=figures, population=persons)
    assert total.value("0", "2012", size="50000_plus") == 50
    assert total.value("0", "2012", size="under_5000") == 8
    assert total.value("0", "2012", size="5000_19999") == 6


def test_a_year_with_populations_lends_none_of_a_later_year() -> None:
    persons = population(("1103", "2012", 60_000), ("1106", "2012", None), ("1106", "2013", 4_000))
    figures = staff(("1103", "2012", 50), ("1106", "2012", 8))
    total = compute(indicator(breakdowns=["size"]), 2013, staff=figures, population=persons)
    assert not (total.frame["breakdown"] == "size=under_5000").any()

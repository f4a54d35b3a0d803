"""The published figures of 2017 come out of summing what municipalities reported.

They are those of the report on full-time equivalents for 2017; the data are invented so that they hold. With the folder
of reference facts in STATUSRAPPORT_REFERENCE, the figures are also read from there.
"""

import os
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from statusrapport.indicators.declaration import read_indicator
from statusrapport.indicators.observations import KEY, NUMBERS, format_breakdown
from statusrapport.project import Project
from statusrapport.sources.declaration import read_source

SERVICES = ("housing", "treatment", "home", "activity")


class Published:
    """The published observations, looked up."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame[frame["structure"] == 2017].set_index(["indicator", "region_code", "period", "breakdown"])

    def row(self, indicator: str, period: str = "2017", region: str = "0", **by: str) -> pd.Series:
        return self.frame.loc[(indicator, region, period, format_breakdown(by))]

    def value(self, indicator: str, period: str = "2017", region: str = "0", **by: str) -> float:
        return float(self.row(indicator, period, region, **by)["value"])

    def percent(self, indicator: str, period: str = "2017", **by: str) -> int:
        """A fraction as reports print it."""
        return round(self.value(indicator, period, **by) * 100)

    def growth(self, **by: str) -> float:
        """The change in full-time equivalents from 2016 to 2017, in percent with one decimal."""
        return round((self.value("fte_total", **by) / self.value("fte_total", "2016", **by) - 1) * 100, 1)


@pytest.fixture(scope="module")
def published(released: pd.DataFrame) -> Published:
    return Published(released)


def test_full_time_equivalents_of_both_years(published: Published):
    assert published.value("fte_total", "2017") == 14_633
    assert published.value("fte_total", "2016") == 13_936


def test_full_time_equivalents_for_adults_and_their_growth(published: Published):
    assert published.value("fte_total", "2017", age="adult") == 11_534
    assert published.value("fte_total", "2016", age="adult") == 11_063
    assert published.growth(age="adult") == 4.3


def test_growth_of_full_time_equivalents_for_children(published: Published):
    assert (published.value("fte_total", "2016", age="child"), published.value("fte_total", age="child")) == (
        2873,
        3099,
    )
    assert published.growth(age="child") == 7.9


def test_adults_by_service(published: Published):
    assert [published.percent("fte_adult_service_share", service=service) for service in SERVICES] == [40, 25, 21, 14]


def test_municipalities_that_do_not_know_the_plan_or_its_funds(published: Published):
    assert published.value("municipalities_unaware_of_plan") == 16
    assert published.value("municipalities_unaware_of_funds") == 49


def test_what_the_plan_has_led_to(published: Published):
    assert published.percent("more_fte_share") == 40
    assert published.percent("more_housing_share") == 10
    assert published.percent("mapped_share") == 70
    assert published.value("brukerplan_among_mapped_share") > 0.5


def test_municipalities_that_buy_from_commercial_providers(published: Published):
    assert [published.percent("buys_commercial_share", period) for period in ("2016", "2017")] == [4, 11]


# --- What holds for all of it -----------------------------------------------------------------------------------------


def test_one_municipality_is_missing_in_2016_and_is_in_no_total(published: Published):
    coverage = published.row("is248_coverage", "2016")
    assert (coverage["numerator"], coverage["denominator"]) == (427, 428)
    assert published.row("fte_total", "2016")["n"] == 427
    assert published.row("fte_total", "2016", region="1622")["status"] == "missing"


def test_the_country_is_the_sum_of_its_municipalities_in_every_breakdown(released: pd.DataFrame):
    totals = released[(released["indicator"] == "fte_total") & (released["structure"] == 2017)]
    by_type = totals.pivot_table("value", ["period", "breakdown"], "region_type", aggfunc="sum")
    for region_type in ("county", "municipality"):
        pd.testing.assert_series_equal(by_type[region_type], by_type["country"], check_names=False)


@pytest.mark.parametrize("indicator", ["fte_adult_service_share", "fte_education_share", "cooperation_share"])
def test_the_parts_of_a_whole_add_up_to_one(released: pd.DataFrame, indicator: str):
    parts = released[(released["indicator"] == indicator) & (released["region_type"].isin(["country", "county"]))]
    whole = parts["breakdown"].str.replace(r"(service|education|cooperation)=\w+;?", "", regex=True)
    key = [parts["structure"], parts["region_code"], parts["period"], whole.str.strip(";")]
    sums = parts["value"].groupby(key).sum(min_count=1).dropna()
    assert len(sums) > 30
    assert sums.sub(1).abs().max() < 1e-9


def test_no_observation_is_there_twice(released: pd.DataFrame):
    assert not released.duplicated(list(KEY)).any()


def test_an_observation_is_known_or_says_why_not(released: pd.DataFrame):
    is_known = released["value"].notna()
    is_marked = released["status"].isin(["missing", "not_applicable"]) | (released["confidentiality"] == "suppressed")
    assert (is_known == ~is_marked).all()
    withheld = released[released["confidentiality"] == "suppressed"]
    assert len(withheld) > 0
    assert withheld[list(NUMBERS)].isna().all(axis=None)


def test_every_number_tells_its_rows(released: pd.DataFrame, project: Project):
    """But for a 0 of those who have no row: they did not report, or they are not listed in a register."""
    is_none_of_it = released["breakdown"].str.contains("reporting=") & (released["value"] == 0)  # so there are no rows
    known = released[released["value"].notna() & ~is_none_of_it]
    has_rows = known["lineage"].str.fullmatch(r"[^#;]+#[\d,-]+(; [^#;]+#[\d,-]+)*")
    without = known[~has_rows]
    assert without["value"].eq(0).all()
    registers = {id_ for id_, path in project.declared("sources").items() if read_source(path).is_register}
    declared = project.declared("indicators")
    for id_ in without["indicator"].unique():
        indicator = read_indicator(declared[id_])
        of_those_heard_from = indicator.operation in ("coverage", "heard")
        assert of_those_heard_from or set(indicator.source) <= {*registers, "population"}, id_


# --- The figures as the reference has them ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    if not os.environ.get("STATUSRAPPORT_REFERENCE"):
        pytest.skip("STATUSRAPPORT_REFERENCE is not set")
    path = Path(os.environ["STATUSRAPPORT_REFERENCE"]) / "published_figures.toml"
    return {figure["id"]: figure for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]}


def test_the_figures_of_the_reference_hold(published: Published, figures: dict[str, Any]):
    adults = [published.value("fte_total", period, age="adult") for period in ("2016", "2017")]
    computed = {
        "fte.total_2017": published.value("fte_total"),
        "fte.adults_2017": adults[1],
        "fte.adults_2016": adults[0],
        "fte.adults_growth": adults[1] - adults[0],
        "fte.adults_growth_percent": published.growth(age="adult"),
        "fte.children_growth_percent": published.growth(age="child"),
        "fte.municipalities_unaware_of_plan": published.value("municipalities_unaware_of_plan"),
        "fte.municipalities_unaware_of_funds": published.value("municipalities_unaware_of_funds"),
    }
    assert computed == {id_: figures[id_]["value"] for id_ in computed}


def test_the_series_and_lists_of_the_reference_hold(published: Published, figures: dict[str, Any]):
    years = ("2016", "2017")
    computed = {
        "fte.children_2016_2017": [published.value("fte_total", period, age="child") for period in years],
        "fte.adults_split": [published.percent("fte_adult_service_share", service=service) for service in SERVICES],
        "fte.commercial_purchase": [published.percent("buys_commercial_share", period) for period in years],
    }
    assert computed == {id_: figures[id_]["values"] for id_ in computed}


def test_what_the_reference_says_in_words_holds(published: Published, figures: dict[str, Any]):
    computed = {
        "fte.total_growth": published.value("fte_total") - published.value("fte_total", "2016"),
        "fte.more_fte_because_of_plan": published.value("more_fte_share"),
        "fte.more_housing_because_of_plan": published.value("more_housing_share"),
        "fte.mapped_drug_situation": published.value("mapped_share"),
    }
    outside = {
        id_: value
        for id_, value in computed.items()
        if not figures[id_]["interval"][0] <= value <= figures[id_]["interval"][1]
    }
    assert outside == {}

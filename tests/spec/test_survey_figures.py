"""The figures of the survey of 2013 come out of its answers, weighted; and the words of its report hold.

The data are invented so that they hold. With the folder of reference facts in STATUSRAPPORT_REFERENCE, the figures are
also read from there.
"""

from __future__ import annotations

import os
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from statusrapport.indicators.observations import format_breakdown
from statusrapport.statistics import SurveyDesign

NEEDS = ("suitable_housing", "staffed_housing", "work", "low_threshold")


class Survey:
    """The published observations of the survey of the whole country, looked up."""

    def __init__(self, released: pd.DataFrame) -> None:
        own = released[released["indicator"].str.startswith("survey_") & (released["period"] == "2013")]
        self.frame = own[own["structure"] == own["structure"].min()]
        country = self.frame[self.frame["region_type"] == "country"]
        self._rows = country.set_index(["indicator", "breakdown"])

    def row(self, indicator: str, **by: str) -> pd.Series:
        return self._rows.loc[(f"survey_{indicator}", format_breakdown(by))]

    def value(self, indicator: str, **by: str) -> float:
        return float(self.row(indicator, **by)["value"])

    def is_above(self, indicator: str, dimension: str, first: str, second: str) -> bool:
        """Whether a paired difference between two items of a battery is surely above zero."""
        return bool(self.row(f"{indicator}_difference", **{dimension: first, "than": second})["lower"] > 0)


@pytest.fixture(scope="module")
def survey(released: pd.DataFrame) -> Survey:
    return Survey(released)


def test_one_of_three_municipalities_has_most_users_in_a_group_and_one_of_three_half_of_them_with_a_coordinator(
    survey: Survey,
):
    assert survey.value("arrangement_share", arrangement="group", share="over_75") == pytest.approx(1 / 3, abs=0.03)
    assert survey.value("arrangement_share", arrangement="coordinator", share="50_75") == pytest.approx(1 / 3, abs=0.03)


def test_the_individual_plan_is_surely_less_used(survey: Survey):
    for other in ("group", "coordinator"):
        assert survey.is_above("arrangement_over_half", "arrangement", other, "plan")


def test_amount_of_cooperation_is_surely_greater_with_the_first_three(survey: Survey):
    for first in ("mental_health", "nav", "gp"):
        for second in ("tsb", "other_specialist"):
            assert survey.is_above("cooperation_much", "partner", first, second)


def test_a_sure_majority_needs_more_cooperation_with_each_of_the_first_three(survey: Survey):
    rows = [survey.row("cooperation_very_great_need_share", partner=name) for name in ("nav", "mental_health", "gp")]
    assert all(row["lower"] > 0.5 for row in rows)
    assert all(first["value"] > second["value"] for first, second in pairwise(rows))


def test_nearly_nine_of_ten_and_four_of_five_are_satisfied(survey: Survey):
    shares = {
        name: survey.value("cooperation_satisfied_share", partner=name) for name in ("mental_health", "nav", "gp")
    }
    assert all(0.85 <= shares[name] <= 0.90 for name in ("mental_health", "nav"))
    assert 0.77 <= shares["gp"] <= 0.83


def test_housing_is_surely_the_first_of_the_unmet_needs(survey: Survey):
    for first in NEEDS[:2]:
        for second in NEEDS[2:]:
            assert survey.is_above("unmet_great", "offer", first, second)


def test_finances(survey: Survey):
    assert survey.value("finances_sufficient_share") == pytest.approx(0.2, abs=0.03)
    assert survey.value("finances_insufficient_share") == pytest.approx(2 / 3, abs=0.03)


# --- What holds for all of it -----------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_estimator_called_by_hand(survey: Survey, weighted: dict[str, Path]):
    answers = pd.read_parquet(weighted["survey_2013"]).dropna(subset=["finances"])
    own = answers.assign(y=answers["finances"] == "mostly_sufficient").groupby("cluster")
    units = own.agg(y=("y", "mean"), stratum=("stratum", "first"), size=("population_size", "first"))
    assert units.groupby("stratum").size().min() > 1  # no class has to be joined with another
    expected = SurveyDesign(units, strata="stratum", population_sizes="size").proportion("y")
    row = survey.row("finances_sufficient_share")
    for name in ("value", "se", "lower", "upper", "n"):
        assert row[name] == pytest.approx(getattr(expected, name), rel=1e-9)


def test_the_weights_add_up_to_all_municipalities(survey: Survey):
    assert survey.row("finances_sufficient_share")["denominator"] == pytest.approx(428)
    assert survey.value("municipality_count") / survey.value("municipality_response_rate") == pytest.approx(428)


def test_every_estimate_lies_in_its_interval_and_every_share_between_none_and_all(survey: Survey):
    known = survey.frame[survey.frame["lower"].notna()]
    assert len(known) > 1000
    assert (known["lower"] <= known["value"]).all()
    assert (known["value"] <= known["upper"]).all()
    shares = known[known["indicator"].str.endswith("_share")]
    assert shares["lower"].min() >= 0
    assert shares["upper"].max() <= 1


def test_nothing_is_told_of_a_municipality_or_of_fewer_than_five(survey: Survey):
    assert "municipality" not in set(survey.frame["region_type"])
    known = survey.frame[survey.frame["value"].notna()]
    assert known["n"].min() >= 5


# --- The figures as the reference has them ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    if not os.environ.get("STATUSRAPPORT_REFERENCE"):
        pytest.skip("STATUSRAPPORT_REFERENCE is not set")
    path = Path(os.environ["STATUSRAPPORT_REFERENCE"]) / "published_figures.toml"
    return {figure["id"]: figure for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]}


def test_the_figures_of_the_reference_hold(survey: Survey, figures: dict[str, Any]):
    computed = {
        "survey2013.responsible_group_over_75": ("arrangement_share", {"arrangement": "group", "share": "over_75"}),
        "survey2013.coordinator_50_75": ("arrangement_share", {"arrangement": "coordinator", "share": "50_75"}),
        "survey2013.satisfied_mental_health_and_nav": ("cooperation_satisfied_share", {"partner": "nav"}),
        "survey2013.satisfied_gp": ("cooperation_satisfied_share", {"partner": "gp"}),
        "survey2013.finances_sufficient": ("finances_sufficient_share", {}),
        "survey2013.finances_insufficient": ("finances_insufficient_share", {}),
    }
    values = {id_: survey.value(indicator, **by) for id_, (indicator, by) in computed.items()}
    intervals = {id_: figures[id_]["interval"] for id_ in computed}
    assert {id_ for id_, (lower, upper) in intervals.items() if not lower <= values[id_] <= upper} == set()

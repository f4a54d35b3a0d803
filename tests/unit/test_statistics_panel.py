"""Change between two waves, by hand."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd
import pytest

from statusrapport.statistics import DesignError, LonelyStratumError, SurveyDesign, panel_change


def wave(answers: dict[str, float | None], size: str = "small", units: int = 10) -> pd.DataFrame:
    return pd.DataFrame({"unit": list(answers), "y": list(answers.values()), "size": size, "units": units})


def change(first: pd.DataFrame, second: pd.DataFrame, **other: Any) -> Any:
    options = {"unit": "unit", "y": "y", "strata": "size", "population_sizes": "units"} | other
    return panel_change(first, second, **options)


FIRST = wave({"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0})
SECOND = wave({"b": 3.0, "c": 5.0, "d": 4.0, "e": 8.0})


def test_all_who_answered_count_and_the_overlap_lessens_the_error() -> None:
    """S1² = 5/3, S2² = 14/3 and S12 = 1/2 over b, c and d:
    5/3 (1/4 − 1/10) + 14/3 (1/4 − 1/10) − 2 · 1/2 (3/16 − 1/10) = 0.8625."""
    result = change(FIRST, SECOND)

    assert (result.value, result.df, result.n, result.deff) == (2.5, 3, 5, None)
    assert result.variance == pytest.approx(0.8625)
    assert result.upper == pytest.approx(2.5 + 3.182446305283708 * sqrt(0.8625))


def test_the_levels_are_those_of_the_design() -> None:
    level1, level2 = (SurveyDesign(rows, strata="size", population_sizes="units").mean("y") for rows in (FIRST, SECOND))

    assert change(FIRST, SECOND).value == level2.value - level1.value


def test_classes_count_with_their_size() -> None:
    """The same answers in a class of 30 units and one of 10: squares 0.75² and 0.25² of their variances."""
    first = pd.concat([FIRST, wave({"p": 1.0, "q": 2.0, "r": 3.0, "s": 4.0}, "large", 30)])
    second = pd.concat([SECOND, wave({"q": 3.0, "r": 5.0, "s": 4.0, "t": 8.0}, "large", 30)])
    large = (5 / 3 + 14 / 3) * (1 / 4 - 1 / 30) - (3 / 16 - 1 / 30)
    result = change(first, second)

    assert (result.value, result.df, result.n) == (2.5, 6, 10)
    assert result.variance == pytest.approx(0.25**2 * 0.8625 + 0.75**2 * large)


def test_who_answers_in_both_waves_is_a_paired_sample() -> None:
    both = [rows[rows["unit"].isin(["b", "c", "d"])] for rows in (FIRST, SECOND)]
    differences = pd.DataFrame({"y": [1.0, 2.0, 0.0]})

    assert change(*both).se == pytest.approx(SurveyDesign(differences, population_sizes=10).mean("y").se)


def test_nobody_in_both_waves_of_an_infinite_population_is_two_samples() -> None:
    second = SECOND.assign(unit=["w", "x", "y", "z"])
    result = change(FIRST, second, strata=None, population_sizes=None)

    assert result.variance == pytest.approx((5 / 3 + 14 / 3) / 4)
    assert result.n == 8


def test_nobody_in_both_waves_of_a_finite_population_errs_on_the_safe_side() -> None:
    """With S12 at most √(S1² S2²), the covariance −S12/10 is at its lowest."""
    second = SECOND.assign(unit=["w", "x", "y", "z"])
    apart = (5 / 3 + 14 / 3) * (1 / 4 - 1 / 10)

    assert change(FIRST, second).variance == pytest.approx(apart + 2 * sqrt(5 / 3 * 14 / 3) / 10)


def test_full_response_in_both_waves_has_no_error() -> None:
    result = change(FIRST.assign(units=4), SECOND.assign(units=4, unit=list("abcd")))

    assert (result.value, result.se, result.lower, result.upper) == (2.5, 0.0, 2.5, 2.5)


def test_who_left_an_answer_out_has_not_answered() -> None:
    second = pd.concat([SECOND, wave({"a": None, "f": None})])

    assert change(FIRST, second) == change(FIRST, SECOND)


def test_sizes_as_a_mapping_or_a_pair() -> None:
    by_class = change(FIRST, SECOND, population_sizes={"small": 10})
    by_wave = change(FIRST, SECOND, population_sizes=({"small": 10}, "units"))
    one = change(FIRST, SECOND, strata=None, population_sizes=10)

    assert by_class == by_wave == one == change(FIRST, SECOND)


def test_a_class_that_has_lost_units() -> None:
    """Eight of ten are left, two of which were two of the others: N12 is given, or at most eight."""
    second = SECOND.assign(units=8)
    own = 5 / 3 * (1 / 4 - 1 / 10) + 14 / 3 * (1 / 4 - 1 / 8)

    assert change(FIRST, second).variance == pytest.approx(own - (3 / 16 - 8 / 80))
    assert change(FIRST, second, common_sizes={"small": 6}).variance == pytest.approx(own - (3 / 16 - 6 / 80))


def test_full_response_of_a_class_that_has_changed_has_no_error() -> None:
    """All four units of each wave have answered, three of them twice: there can be no fourth in common."""
    assert change(FIRST.assign(units=4), SECOND.assign(units=4)).se == 0.0


def test_a_common_size_that_cannot_be() -> None:
    for size in (2, 11):
        with pytest.raises(DesignError, match="common size of stratum small is not between 3 and 10"):
            change(FIRST, SECOND, common_sizes={"small": size})


def test_a_unit_that_changes_class_adds_to_both_levels() -> None:
    first = pd.concat([FIRST, wave({"p": 1.0, "q": 2.0}, "large")])
    second = pd.concat([wave({"b": 3.0, "c": 5.0, "d": 4.0}), wave({"p": 2.0, "q": 2.0, "a": 8.0}, "large")])

    assert change(first, second).value == pytest.approx((4.0 + 4.0) / 2 - (2.5 + 1.5) / 2)


def test_a_class_of_one_wave() -> None:
    second = pd.concat([SECOND, wave({"p": 1.0, "q": 3.0}, "new", 5)])
    result = change(FIRST, second)

    assert result.value == pytest.approx((10 * 5.0 + 5 * 2.0) / 15 - 2.5)


def test_overlap_that_varies_more_than_the_waves_is_limited() -> None:
    """S1² = S2² = 25 and S12 = 50 would make the variance negative; S12 is then at most 25."""
    first = wave({"a": 0.0, "b": 10.0, "c": 5.0}, units=1000)
    second = wave({"a": 0.0, "b": 10.0, "d": 5.0}, units=1000)
    result = change(first, second)

    assert result.variance == pytest.approx(2 * 25 * (1 / 3 - 1 / 1000) - 2 * 25 * (2 / 9 - 1 / 1000))


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (pd.concat([FIRST, FIRST]), "wave 1 has unit a more than once"),
        (FIRST.iloc[:0], "wave 1 has no rows"),
        (FIRST.assign(unit=[1, 2, 3, 4]), "numbers in one wave and text in the other"),
        (FIRST.assign(unit=["a", "b", "c", None]), "the unit of wave 1"),
        (FIRST.assign(size=["small", "small", "small", None]), "the strata of wave 1"),
        (FIRST.assign(units=3), "stratum small has 4 in wave 1, its population 3"),
        (FIRST.drop(columns="y"), "no column 'y'"),
    ],
)
def test_waves_that_are_no_panel(first: pd.DataFrame, message: str) -> None:
    with pytest.raises(DesignError, match=message):
        change(first, SECOND)


def test_classes_need_sizes() -> None:
    with pytest.raises(DesignError, match="no population sizes"):
        change(FIRST, SECOND, population_sizes=None)


@pytest.mark.parametrize("answers", [{"p": 1.0}, {"p": None, "q": None}])
def test_a_class_with_too_few_answers_is_named(answers: dict[str, float | None]) -> None:
    with pytest.raises(LonelyStratumError, match="in stratum large"):
        change(pd.concat([FIRST, wave(answers, "large")]), SECOND)

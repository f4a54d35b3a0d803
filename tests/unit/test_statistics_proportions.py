"""Intervals of proportions, against published ones."""

from __future__ import annotations

from math import exp, inf, log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from statusrapport.statistics import Estimate, SurveyDesign
from statusrapport.statistics.proportions import korn_graubard_limits, wilson_limits

METHODS = ("wilson", "korn_graubard", "logit")


def proportion(yes: int, n: int, method: str = "wilson", population: int | None = None) -> Estimate:
    data = pd.DataFrame({"yes": [True] * yes + [False] * (n - yes)})
    return SurveyDesign(data, population_sizes=population).proportion("yes", method=method)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yes", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_1998_prints_it(yes: int, n: int, lower: float, upper: float) -> None:
    estimate = proportion(yes, n)

    assert (estimate.lower, estimate.upper) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


@pytest.mark.parametrize(
    ("yes", "n", "lower", "upper"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_korn_and_graubard_with_the_whole_n_is_clopper_and_pearson(
    yes: int, n: int, lower: float, upper: float
) -> None:
    """Also printed by Newcombe 1998."""
    limits = korn_graubard_limits(yes / n, n)

    assert limits == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


def test_wilsons_limits_solve_its_equation() -> None:
    """At a limit π the value is 1.96 standard errors away, these being those of π."""
    for limit in wilson_limits(0.3, 40.0):
        assert abs(0.3 - limit) == pytest.approx(1.959963984540054 * sqrt(limit * (1 - limit) / 40.0))


def test_logit_is_symmetric_in_log_odds() -> None:
    estimate = proportion(3, 4, "logit")
    half = 3.182446305283708 * sqrt(0.1875 / 3) / 0.1875

    assert estimate.lower == pytest.approx(1 / (1 + exp(-(log(3) - half))))
    assert estimate.upper == pytest.approx(1 / (1 + exp(-(log(3) + half))))


def test_a_finite_population_narrows_as_a_larger_sample_would() -> None:
    """With half of the population in the sample, it tells as much as one of twice the size."""
    half_sampled, limits = proportion(30, 100, population=200), wilson_limits(0.3, 200.0)

    assert (half_sampled.lower, half_sampled.upper) == (pytest.approx(limits[0]), pytest.approx(limits[1]))


def test_few_clusters_widen() -> None:
    data = pd.DataFrame({"yes": np.arange(40) % 10 < np.repeat([2, 4, 6, 8], 10)})
    data["municipality"] = np.repeat(np.arange(4), 10)
    clustered, simple = SurveyDesign(data, clusters="municipality"), SurveyDesign(data)

    assert clustered.proportion("yes").df == 3
    assert clustered.proportion("yes").upper > simple.proportion("yes").upper


@pytest.mark.parametrize("method", METHODS)
def test_nobody_and_everybody(method: str) -> None:
    nobody, everybody = proportion(0, 20, method), proportion(20, 20, method)

    assert (nobody.value, nobody.se, nobody.lower) == (0.0, 0.0, 0.0)
    assert 0.1 < nobody.upper < 0.2
    assert (everybody.value, everybody.upper) == (1.0, 1.0)
    assert everybody.lower == pytest.approx(1.0 - nobody.upper)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("yes", [0, 7, 20])
def test_full_response_has_no_error(method: str, yes: int) -> None:
    estimate = proportion(yes, 20, method, population=20)

    assert (estimate.se, estimate.lower, estimate.upper) == (0.0, yes / 20, yes / 20)


@pytest.mark.parametrize(("n", "population"), [(60, 357), (180, 357), (300, 357), (340, 357)])
def test_nobody_of_most_leaves_room_for_those_who_have_not_answered(n: int, population: int) -> None:
    """The upper limit is near the most units that could say yes and all hide with 2.5 percent probability."""
    hidden = max(count for count in range(population - n + 1) if hypergeom.pmf(0, population, count, n) >= 0.025)
    upper = proportion(0, n, population=population).upper * population

    assert hidden <= upper < hidden + 1.5


def test_answers_that_differ_between_strata_alone_still_have_an_interval() -> None:
    """No variance shows within the strata, but most of the population has not been asked."""
    data = pd.DataFrame({"size": ["small"] * 10 + ["large"] * 10, "yes": [0] * 10 + [1] * 10})
    estimate = SurveyDesign(data, strata="size", population_sizes={"small": 100, "large": 100}).proportion("yes")

    assert estimate.se == 0.0
    assert estimate.lower < 0.35
    assert estimate.upper > 0.65


def test_unequal_weights_tell_less_where_nobody_says_yes() -> None:
    """Kish 1965: weights 1 and 3 in halves have the effective size 20 / 1.25."""
    data = pd.DataFrame({"yes": [0] * 20, "w": [1.0, 3.0] * 10})
    estimate = SurveyDesign(data, weights="w").proportion("yes")

    assert estimate.upper == pytest.approx(wilson_limits(0.0, 16.0)[1])


@given(st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from(METHODS))
def test_limits_stay_between_0_and_1_and_hold_the_value(counts: tuple[int, int], method: str) -> None:
    estimate = proportion(*counts, method=method, population=100)

    assert 0.0 <= estimate.lower <= estimate.value <= estimate.upper <= 1.0
    assert estimate.upper - estimate.lower > 0.0


def test_an_infinite_sample_has_no_interval() -> None:
    assert wilson_limits(0.2, inf) == korn_graubard_limits(0.2, inf) == (0.2, 0.2)

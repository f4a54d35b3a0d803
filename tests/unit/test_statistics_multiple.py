"""Holm's step-down test, and intervals that say the same."""

import pytest

from statusrapport.statistics import Estimate, holm_limits
from statusrapport.statistics.estimate import t_quantile
from statusrapport.statistics.multiple import p_value


def estimate(value: float, se: float = 1.0, df: int = 100) -> Estimate:
    return Estimate(value, se, value - 2 * se, value + 2 * se, df, df + 1)


def test_one_comparison_has_its_usual_interval():
    assert holm_limits([estimate(1.0)]) == [(pytest.approx(1 - t_quantile(100)), pytest.approx(1 + t_quantile(100)))]


def test_an_interval_excludes_zero_exactly_where_the_test_rejects():
    # p-values 0.0001, 0.0143, 0.0203, 0.0245: rejected at 0.05/4; 0.05/3 is passed; 0.05/2 is not reached for the third
    values = [4.0, 2.496, 2.36, 2.29]
    estimates = [estimate(value) for value in values]
    p_values = sorted(p_value(each) for each in estimates)
    rejected = [p < 0.05 / (4 - step) for step, p in enumerate(p_values)]
    assert rejected == [True, True, True, True]
    assert [lower > 0 for lower, _ in holm_limits(estimates)] == rejected


def test_the_test_ends_at_the_first_that_is_not_rejected():
    estimates = [estimate(4.0), estimate(2.0), estimate(2.05)]  # alone, each of the last two would be significant
    assert all(p_value(each) < 0.05 for each in estimates)
    assert [lower > 0 for lower, _ in holm_limits(estimates)] == [True, False, False]


def test_a_difference_without_error_is_sure_unless_it_is_none():
    assert holm_limits([estimate(0.2, se=0.0), estimate(0.0, se=0.0)]) == [(0.2, 0.2), (0.0, 0.0)]
    assert (p_value(estimate(0.2, se=0.0)), p_value(estimate(0.0, se=0.0))) == (0.0, 1.0)

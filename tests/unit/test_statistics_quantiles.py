from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from statusrapport.statistics import DesignError, PrecisionError, SurveyDesign
from statusrapport.statistics.quantiles import weighted_quantile

TEN = pd.DataFrame({"y": [7.0, 3.0, 9.0, 1.0, 5.0, 10.0, 2.0, 8.0, 6.0, 4.0]})


def test_median_of_ten_with_woodruffs_limits() -> None:
    """Half lies at or below 5, ± 2.262 · √(0.25/9) = 0.377; at most 0.123 and 0.877 lie at or below 2 and 9."""
    median = SurveyDesign(TEN).quantile("y", 0.5)

    assert (median.value, median.lower, median.upper, median.df, median.n) == (5.0, 2.0, 9.0, 9, 10)
    assert median.se == pytest.approx((9 - 2) / (2 * 2.2621571628540993))


def test_weights_count() -> None:
    assert weighted_quantile(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 4.0]), 0.5) == 3.0
    assert weighted_quantile(np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, 1.0]), 0.5) == 1.0


def test_a_part_reached_but_for_rounding_is_reached() -> None:
    assert weighted_quantile(np.arange(1.0, 11.0), np.full(10, 0.1), 0.3) == 3.0


def test_full_response_has_no_error() -> None:
    median = SurveyDesign(TEN, population_sizes=10).quantile("y", 0.5)

    assert (median.value, median.se, median.lower, median.upper) == (5.0, 0.0, 5.0, 5.0)


def test_missing_answers_and_other_domains_do_not_count() -> None:
    data = pd.DataFrame({"y": [*TEN["y"], None, 99.0], "municipal": [True] * 11 + [False]})
    median = SurveyDesign(data).quantile("y", 0.5, domain="municipal")

    assert (median.value, median.n) == (5.0, 10)


def test_a_median_of_few_answers_has_no_limits() -> None:
    with pytest.raises(PrecisionError, match="beyond the 3 answers"):
        SurveyDesign(TEN.iloc[:3]).quantile("y", 0.5)


def test_the_largest_answer_has_no_upper_limit() -> None:
    """Everybody lies at or below it, which has no error, though more may lie above it in the population."""
    with pytest.raises(PrecisionError, match="beyond the 10 answers"):
        SurveyDesign(TEN).quantile("y", 0.95)


@pytest.mark.parametrize("q", [0.0, 1.0, 50.0, float("nan")])
def test_a_part_lies_between_0_and_1(q: float) -> None:
    with pytest.raises(DesignError, match="Give a part between 0 and 1"):
        SurveyDesign(TEN).quantile("y", q)


def test_difference_of_medians_has_the_error_of_its_linearised_values() -> None:
    data = pd.DataFrame({"y": np.arange(80.0) % 40 + np.repeat([0.0, 100.0], 40), "late": np.repeat([0, 1], 40)})
    design = SurveyDesign(data)
    early, late = (design.quantile("y", 0.5, domain=data["late"] == number) for number in (0, 1))
    difference = design.difference(late, early)

    assert difference.value == 100.0
    assert difference.variance == pytest.approx(early.variance + late.variance)

"""Estimates that can be computed by hand."""

from __future__ import annotations

from math import inf, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.statistics import DesignError, Estimate, SurveyDesign

T2, T3 = 4.302652729749464, 3.182446305283708  # 97.5 percent points of t with 2 and 3 degrees of freedom

SIMPLE = pd.DataFrame({"y": [2.0, 4.0, 6.0]})
STRATIFIED = pd.DataFrame({"county": ["02", "02", "11", "11"], "units": [6, 6, 4, 4], "y": [1.0, 3.0, 10.0, 14.0]})
CLUSTERED = pd.DataFrame({"municipality": ["0219", "0219", "1103", "1103", "1103"], "y": [1.0, 2.0, 4.0, 5.0, 6.0]})


def test_simple_random_sample_of_a_finite_population() -> None:
    """Cochran 1977, 2.6: s² = 4, and the variance of the mean is 4/3 (1 − 3/12) = 1."""
    mean = SurveyDesign(SIMPLE, population_sizes=12).mean("y")

    assert (mean.value, mean.se, mean.df, mean.n) == (4.0, pytest.approx(1.0), 2, 3)
    assert (mean.lower, mean.upper) == (pytest.approx(4.0 - T2), pytest.approx(4.0 + T2))
    assert mean.deff == pytest.approx(1.0)


def test_without_a_population_size_the_population_is_infinite() -> None:
    assert SurveyDesign(SIMPLE).mean("y").se == pytest.approx(sqrt(4 / 3))


def test_a_respondent_stands_for_population_over_sample() -> None:
    total = SurveyDesign(SIMPLE, population_sizes=12).total("y")

    assert (total.value, total.se) == (48.0, pytest.approx(12.0))


def test_the_whole_population_has_no_sampling_error() -> None:
    mean = SurveyDesign(SIMPLE, population_sizes=3).mean("y")

    assert (mean.value, mean.se, mean.lower, mean.upper, mean.deff) == (4.0, 0.0, 4.0, 4.0, None)


def test_stratified_sample() -> None:
    """0.6² · 2/2 · (1 − 2/6) + 0.4² · 8/2 · (1 − 2/4) = 0.56."""
    mean = SurveyDesign(STRATIFIED, strata="county", population_sizes="units").mean("y")

    assert (mean.value, mean.df) == (6.0, 2)
    assert mean.variance == pytest.approx(0.56)


def test_population_sizes_as_a_mapping_are_those_of_the_column() -> None:
    column = SurveyDesign(STRATIFIED, strata="county", population_sizes="units").mean("y")
    mapping = SurveyDesign(STRATIFIED, strata="county", population_sizes={"11": 4, "02": 6}).mean("y")
    series = SurveyDesign(STRATIFIED, strata="county", population_sizes=pd.Series({"11": 4, "02": 6})).mean("y")

    assert column == mapping == series


def test_clusters_vary_as_wholes() -> None:
    """Two of four clusters with totals 3 and 15: 4² (1 − 2/4) · 72/2 = 288 (Cochran 1977, 9A.1)."""
    total = SurveyDesign(CLUSTERED, clusters="municipality", population_sizes=4).total("y")

    assert (total.value, total.df, total.n) == (36.0, 1, 5)
    assert total.variance == pytest.approx(288.0)


def test_the_mean_of_clusters_of_unequal_size_is_a_ratio() -> None:
    """18/5 = 3.6; the clusters' residuals are ∓4.2 of ten: (1 − 2/4) · 2 · 2 · 0.84² = 1.4112."""
    mean = SurveyDesign(CLUSTERED, clusters="municipality", population_sizes=4).mean("y")

    assert (mean.value, mean.variance) == (pytest.approx(3.6), pytest.approx(1.4112))


def test_clusters_are_numbered_within_strata() -> None:
    data = pd.DataFrame({"county": list("aabb"), "number": [1, 2, 1, 2], "y": [1.0, 3.0, 10.0, 14.0]})

    assert SurveyDesign(data, strata="county", clusters="number").mean("y").df == 2


def test_weights_count_in_value_and_error() -> None:
    """Weights 1 and 3: mean (0 + 3)/4; residuals −0.75·1/4 and 0.25·3/4, whose squares count twice."""
    mean = SurveyDesign(pd.DataFrame({"y": [0.0, 1.0], "w": [1.0, 3.0]}), weights="w").mean("y")

    assert (mean.value, mean.se) == (0.75, pytest.approx(sqrt(2 * 2 * 0.1875**2)))


def test_ratio_of_users_with_a_plan_to_users() -> None:
    """Cochran 1977, 2.11: R = 12/24; residuals 1, −2, 1 have s² = 3; (3/3)/8² = 1/64."""
    data = pd.DataFrame({"plan": [4.0, 3.0, 5.0], "users": [6.0, 10.0, 8.0]})
    ratio = SurveyDesign(data).ratio("plan", "users")

    assert (ratio.value, ratio.se) == (0.5, pytest.approx(1 / 8))


def test_a_domain_is_estimated_within_the_whole_sample() -> None:
    """Rows outside the domain count as zeros: residuals −1, 1, 0, 0 of two, with n/(n − 1) = 4/3."""
    data = pd.DataFrame({"y": [1.0, 3.0, 7.0, 9.0]})
    mean = SurveyDesign(data).mean("y", domain=data["y"] < 5)

    assert (mean.value, mean.n, mean.df) == (2.0, 2, 1)
    assert mean.se == pytest.approx(sqrt(4 / 3 * (0.25 + 0.25)))


def test_who_has_not_answered_is_outside_the_domain() -> None:
    data = pd.DataFrame({"y": [1.0, 3.0, np.nan, None]})
    answered = SurveyDesign(data).mean("y")

    assert answered == SurveyDesign(data.fillna(0.0)).mean("y", domain=data["y"].notna())
    assert answered.n == 2


def test_a_ratio_needs_both_answers() -> None:
    data = pd.DataFrame({"a": [1.0, 2.0, None, 4.0], "b": [2.0, None, 2.0, 8.0]})

    assert SurveyDesign(data).ratio("a", "b").n == 2


def test_no_total_of_a_part_of_the_answers() -> None:
    with pytest.raises(DesignError, match="1 of 3 respondents have no answer"):
        SurveyDesign(pd.DataFrame({"y": [1.0, None, 2.0]})).total("y")


def test_a_total_needs_the_answers_of_its_domain_only() -> None:
    data = pd.DataFrame({"y": [1.0, None, 2.0], "large": [True, False, True]})

    assert SurveyDesign(data).total("y", domain="large").value == 3.0


def test_difference_of_two_domains_that_share_clusters() -> None:
    """Both rows of a cluster rise together, so the difference has no error though each mean has one."""
    data = pd.DataFrame({"m": [1, 1, 2, 2, 3, 3], "woman": [1, 0] * 3, "y": [5.0, 3.0, 7.0, 5.0, 12.0, 10.0]})
    design = SurveyDesign(data, clusters="m")
    women, men = design.mean("y", data["woman"] == 1), design.mean("y", data["woman"] == 0)
    difference = design.difference(women, men)

    assert (women.se, men.se) == (pytest.approx(men.se), pytest.approx(women.se))
    assert women.se > 1.0
    assert difference.value == pytest.approx(2.0)
    assert (difference.se, difference.n, difference.df, difference.deff) == (0.0, 6, 2, None)


def test_difference_of_two_items_is_the_mean_of_their_differences() -> None:
    data = pd.DataFrame({"need": [5.0, 4.0, 5.0, 2.0], "amount": [3.0, 4.0, 1.0, 1.0]})
    design = SurveyDesign(data)
    difference = design.difference(design.mean("need"), design.mean("amount"))
    paired = design.mean(data["need"] - data["amount"])

    assert (difference.value, difference.se) == (pytest.approx(paired.value), pytest.approx(paired.se))


def test_the_design_keeps_its_rows() -> None:
    data = SIMPLE.copy()
    design = SurveyDesign(data, weights=[1.0, 1.0, 2.0])
    data.loc[0, "y"] = 100.0

    assert design.mean("y").value == 4.5


def test_no_difference_of_estimates_of_two_designs() -> None:
    one, other = SurveyDesign(SIMPLE), SurveyDesign(SIMPLE)

    with pytest.raises(DesignError, match="another design"):
        one.difference(one.mean("y"), other.mean("y"))


def test_design_effect_of_equal_answers_in_a_cluster_is_the_size_of_clusters() -> None:
    """Kish 1965: 1 + (m − 1)ρ with m = 10 and ρ = 1, but for (n − 1)/n of few clusters."""
    values = np.repeat(np.arange(50.0), 10)
    design = SurveyDesign(pd.DataFrame({"m": np.repeat(np.arange(50), 10), "y": values}), clusters="m")
    deff = design.mean("y").deff

    assert deff == pytest.approx(10.0 * 50 / 49 * 499 / 500)


def test_range_and_effect_of_weights() -> None:
    design = SurveyDesign(pd.DataFrame({"w": [1.0, 1.0, 2.0]}), weights="w")

    assert design.weight_range == (1.0, 2.0)
    assert design.weight_effect == pytest.approx(3 * 6 / 16)


def test_an_estimate_is_its_seven_numbers() -> None:
    estimate = Estimate(0.5, 0.1, 0.3, 0.7, 20, 21, 1.0)

    assert repr(estimate) == "Estimate(value=0.5, se=0.1, lower=0.3, upper=0.7, df=20, n=21, deff=1.0)"


def test_the_error_follows_from_the_linearised_values() -> None:
    mean = SurveyDesign(SIMPLE).mean("y")

    assert mean.linearised == pytest.approx([-2 / 3, 0.0, 2 / 3])
    assert mean.se == pytest.approx(sqrt(3 / 2 * float((mean.linearised**2).sum())))


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([True, False, None], dtype="boolean"),
        pd.Series([1, 0, None], dtype="Int64"),
        pd.Series([True, False, None], dtype="object"),
        np.array([1.0, 0.0, np.nan]),
    ],
)
def test_columns_of_any_kind_with_missing_values(column: object) -> None:
    assert SurveyDesign(SIMPLE).proportion(column).n == 2


answers = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0.1, 100.0)), min_size=3, max_size=30)


@given(answers, st.floats(0.01, 1000.0))
def test_a_mean_does_not_depend_on_the_scale_of_weights_or_the_order_of_rows(rows: list, factor: float) -> None:
    data = pd.DataFrame(rows, columns=["y", "w"])
    mean = SurveyDesign(data, weights="w").mean("y")
    other = SurveyDesign(data.iloc[::-1].assign(w=lambda rows: rows["w"] * factor), weights="w").mean("y")
    scale = 1e-9 * (1.0 + data["y"].abs().max())

    assert (other.value, other.se) == (pytest.approx(mean.value, abs=scale), pytest.approx(mean.se, abs=scale))


@given(answers)
def test_an_interval_holds_its_value(rows: list) -> None:
    data = pd.DataFrame(rows, columns=["y", "w"])
    mean = SurveyDesign(data, weights="w", population_sizes=40).mean("y")

    assert -inf < mean.lower <= mean.value <= mean.upper < inf

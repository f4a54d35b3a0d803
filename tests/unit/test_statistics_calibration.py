"""Weights that meet known totals, and what they do to the error."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from statusrapport.statistics import CalibrationError, DesignError, SurveyDesign

FOUR = pd.DataFrame({"size": ["small", "small", "large", "large"], "y": [1.0, 3.0, 10.0, 14.0]})
CROSSED = pd.DataFrame(
    {"sex": ["f", "f", "m", "m"], "age": ["young", "old", "young", "old"], "y": [1.0, 2.0, 4.0, 8.0]}
)
RANDOM = np.random.default_rng(1)
SAMPLE = pd.DataFrame(
    {
        "size": RANDOM.choice(["small", "middle", "large"], 60),
        "sex": RANDOM.choice(["f", "m"], 60),
        "x": RANDOM.gamma(4.0, 5.0, 60),
        "w": RANDOM.uniform(5.0, 15.0, 60),
    }
)
SAMPLE["y"] = 2.0 * SAMPLE["x"] + 5.0 * (SAMPLE["size"] == "large") + RANDOM.normal(0.0, 4.0, 60)
SIZES = {"small": 250, "middle": 200, "large": 150}


def test_post_stratified_mean() -> None:
    """Weights 6 and 4. Residuals ∓1 and ∓2 of twenty: (1 − 4/20) · 4/3 · 2 · (0.3² + 0.4²) = 8/15."""
    design = SurveyDesign(FOUR, population_sizes=20).post_stratify("size", {"small": 12, "large": 8})
    mean = design.mean("y")

    assert design.weights.tolist() == [6.0, 6.0, 4.0, 4.0]
    assert (mean.value, mean.variance) == (pytest.approx(6.0), pytest.approx(8 / 15))


def test_the_old_design_keeps_its_weights() -> None:
    design = SurveyDesign(FOUR, population_sizes=20)
    design.post_stratify("size", {"small": 12, "large": 8})

    assert design.weights.tolist() == [5.0] * 4


def test_the_total_of_a_known_variable_has_no_error() -> None:
    design = SurveyDesign(FOUR, population_sizes=20).post_stratify("size", {"small": 12, "large": 8})
    small = design.total((FOUR["size"] == "small").astype(float))

    assert (small.value, small.se) == (pytest.approx(12.0), 0.0)


def test_raking_one_respondent_per_cell() -> None:
    """Six women of ten and half young, from equal weights: the cells are as if independent, 3, 3, 2 and 2."""
    design = SurveyDesign(CROSSED).rake({"sex": {"f": 6, "m": 4}, "age": {"young": 5, "old": 5}})

    assert design.weights == pytest.approx([3.0, 3.0, 2.0, 2.0])
    assert design.weight_range == (pytest.approx(2.0), pytest.approx(3.0))


def test_raking_keeps_what_sex_and_age_have_in_common() -> None:
    """The odds ratio of the weights is that of the old weights (Deming and Stephan 1940): (6 · 1)/(2 · 3)."""
    design = SurveyDesign(CROSSED, weights=[6.0, 2.0, 3.0, 1.0])
    young_women, old_women, young_men, old_men = design.rake(
        {"sex": {"f": 60, "m": 40}, "age": {"young": 55, "old": 45}}
    ).weights

    assert young_women + old_women == pytest.approx(60.0)
    assert young_women + young_men == pytest.approx(55.0)
    assert young_women * old_men / (old_women * young_men) == pytest.approx(1.0)


def test_raking_to_one_margin_is_post_stratification() -> None:
    design = SurveyDesign(SAMPLE, weights="w")
    raked, cells = design.rake({"size": SIZES}).mean("y"), design.post_stratify("size", SIZES).mean("y")

    assert (raked.value, raked.se) == (pytest.approx(cells.value), pytest.approx(cells.se))


def test_calibrating_on_categories_is_post_stratification() -> None:
    design = SurveyDesign(SAMPLE, weights="w")
    linear, cells = design.calibrate(["size"], {"size": SIZES}).mean("y"), design.post_stratify("size", SIZES).mean("y")

    assert (linear.value, linear.se) == (pytest.approx(cells.value), pytest.approx(cells.se))


def test_regression_estimator_of_an_exact_line() -> None:
    """y = 10 + 2 x, and 30 units have the sum of x 75: their y adds up to 300 + 150, which nothing can change."""
    data = pd.DataFrame({"one": 1.0, "x": [1.0, 2.0, 4.0]})
    data["y"] = 10.0 + 2.0 * data["x"]
    design = SurveyDesign(data, weights=[9.0, 11.0, 10.0]).calibrate(["one", "x"], [30, 75])
    total = design.total("y")

    assert (total.value, total.se) == (pytest.approx(450.0), 0.0)


def test_totals_by_name_or_in_order() -> None:
    design = SurveyDesign(SAMPLE, weights="w")
    by_name = design.calibrate(["x", "size"], {"size": SIZES, "x": 12000})
    in_order = design.calibrate([SAMPLE["x"], "size"], [12000, pd.Series(SIZES)])

    assert by_name.mean("y") == in_order.mean("y")
    assert by_name.total("x").value == pytest.approx(12000)


def test_a_series_of_totals_is_read_by_name() -> None:
    design = SurveyDesign(SAMPLE.assign(one=1.0), weights="w").calibrate(
        ["one", "x"], pd.Series({"x": 12000, "one": 600})
    )

    assert (design.total("one").value, design.total("x").value) == (pytest.approx(600), pytest.approx(12000))


def test_a_column_that_follows_from_the_others_changes_nothing() -> None:
    design = SurveyDesign(SAMPLE, weights="w")
    once = design.calibrate(["size"], {"size": SIZES}).mean("y")
    twice = design.calibrate(["size", np.ones(60)], [SIZES, 600]).mean("y")

    assert (twice.value, twice.se) == (pytest.approx(once.value), pytest.approx(once.se))


def test_the_units_of_a_variable_do_not_matter() -> None:
    design = SurveyDesign(SAMPLE, weights="w")
    one = design.calibrate([np.ones(60), "x"], [600, 12000]).mean("y")
    other = design.calibrate([np.ones(60), SAMPLE["x"] * 1e9], [600, 12000e9]).mean("y")

    assert (other.value, other.se) == (pytest.approx(one.value), pytest.approx(one.se))


def test_calibrating_again_on_the_same_totals_changes_nothing() -> None:
    once = SurveyDesign(SAMPLE, weights="w").post_stratify("size", SIZES)
    again = once.post_stratify("size", SIZES)

    assert again.weights == pytest.approx(once.weights)
    assert again.mean("y").se == pytest.approx(once.mean("y").se)


def test_both_of_two_calibrations_lessen_the_error() -> None:
    cells = SurveyDesign(SAMPLE, weights="w").post_stratify("size", SIZES)
    both = cells.calibrate([np.ones(60), "x"], [600, 12000])

    assert both.mean("y").se < cells.mean("y").se / 2
    assert both.total("x").se == 0.0


def test_totals_from_a_series() -> None:
    design = SurveyDesign(FOUR).post_stratify("size", pd.Series({"small": 12, "large": 8}))

    assert design.weights.sum() == 20.0


@pytest.mark.parametrize(
    ("totals", "message"),
    [
        ({"small": 12}, "size has no total for large"),
        ({"small": 12, "large": 8, "middle": 4}, "size has nobody in the sample for middle"),
        ({"small": 12, "large": 0}, "the total of size large is 0"),
        ({"small": 12, "large": -1}, "the total of size large is -1"),
        ({"small": 12, "large": float("nan")}, "the total of size large is nan"),
    ],
)
def test_totals_that_do_not_match_the_sample(totals: dict[str, float], message: str) -> None:
    with pytest.raises(CalibrationError, match=message):
        SurveyDesign(FOUR).post_stratify("size", totals)
    with pytest.raises(CalibrationError, match=message):
        SurveyDesign(FOUR).rake({"size": totals})
    with pytest.raises(CalibrationError, match=message):
        SurveyDesign(FOUR).calibrate(["size"], {"size": totals})


def test_categories_that_are_missing() -> None:
    data = FOUR.assign(size=["small", None, "large", "large"])

    with pytest.raises(DesignError, match=r"the post-strata \(size\) is missing in 1 row"):
        SurveyDesign(data).post_stratify("size", {"small": 12, "large": 8})


def test_raking_totals_of_two_populations() -> None:
    with pytest.raises(CalibrationError, match="the totals differ in sum: 10 by sex, 11 by age"):
        SurveyDesign(CROSSED).rake({"sex": {"f": 6, "m": 4}, "age": {"young": 5, "old": 6}})


def test_raking_that_cannot_converge() -> None:
    """All women are young and all men old, but there are to be more women than young."""
    data = CROSSED.iloc[[0, 3]]

    with pytest.raises(CalibrationError, match="raking has not converged after 1000 rounds"):
        SurveyDesign(data).rake({"sex": {"f": 6, "m": 4}, "age": {"young": 5, "old": 5}})


def test_raking_to_nothing() -> None:
    with pytest.raises(CalibrationError, match="nothing to rake to"):
        SurveyDesign(CROSSED).rake({})


def test_totals_that_contradict_each_other() -> None:
    with pytest.raises(CalibrationError, match="no weights meet all the totals"):
        SurveyDesign(FOUR).calibrate(["size", np.ones(4)], [{"small": 12, "large": 8}, 21])


def test_no_weight_turns_negative() -> None:
    data = pd.DataFrame({"one": 1.0, "x": [1.0, 2.0, 3.0]})

    with pytest.raises(CalibrationError, match=r"1 weight\(s\) would be zero or negative, the least -1 where it was 1"):
        SurveyDesign(data).calibrate(["one", "x"], [3, 10])


@pytest.mark.parametrize("totals", [{"x": 10}, [3], {"one": 3, "x": 10, "z": 1}])
def test_columns_and_totals_that_do_not_match(totals: object) -> None:
    data = pd.DataFrame({"one": 1.0, "x": [1.0, 2.0, 3.0]})

    with pytest.raises(CalibrationError, match="total"):
        SurveyDesign(data).calibrate(["one", "x"], totals)  # type: ignore[arg-type]


def test_a_variable_that_is_zero_everywhere() -> None:
    with pytest.raises(CalibrationError, match="zero in every row"):
        SurveyDesign(FOUR).calibrate([np.zeros(4)], [3])

"""Change between two waves of any estimate: the same as panel_change where that applies, and beyond it by hand."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pandas as pd
import pytest

from statusrapport.statistics import DesignError, Estimate, SurveyDesign, Wave, overlap_change, panel_change

ORACLE = Path(__file__).parents[1] / "data" / "oracle"
WAVES = [pd.read_csv(ORACLE / f"{name}.csv") for name in ("wave1", "wave2")]


def of_units(units: list[str], answers: list[float], classes: list[str], sizes: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"unit": units, "y": answers, "size": classes, "units": sizes})


def wave(rows: pd.DataFrame, estimate: Estimate | None = None) -> Wave:
    """The mean of `y`, or an estimate that is made with the design of the rows, with what tells the units apart."""
    chosen = estimate or SurveyDesign(rows, strata="size", population_sizes="units").mean("y")
    return Wave(chosen, rows["unit"].to_numpy(), rows["size"].to_numpy(), rows["units"].to_numpy(dtype=float))


FIRST = of_units(list("abcd"), [1.0, 2.0, 3.0, 4.0], ["small"] * 4, [10] * 4)
SECOND = of_units(list("bcde"), [3.0, 5.0, 4.0, 8.0], ["small"] * 4, [10] * 4)


@pytest.mark.parametrize("item", ["score", "yes"])
def test_the_change_of_a_mean_in_the_same_classes_is_that_of_the_panel(item: str) -> None:
    expected = panel_change(*WAVES, unit="unit", y=item, strata="size", population_sizes="units")
    found = overlap_change(*(wave(rows.assign(y=rows[item].astype(float))) for rows in WAVES))

    for name in ("value", "se", "lower", "upper", "df", "n"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), rel=1e-12)


def test_the_common_sizes_of_the_same_classes_are_those_of_the_panel() -> None:
    second = SECOND.assign(units=8)
    expected = panel_change(
        FIRST, second, unit="unit", y="y", strata="size", population_sizes="units", common_sizes={"small": 6}
    )
    found = overlap_change(wave(FIRST), wave(second), {("small", "small"): 6})

    assert (found.value, found.se, found.df) == (expected.value, pytest.approx(expected.se), expected.df)


def test_what_classes_are_called_does_not_matter_where_their_units_are_known() -> None:
    renamed = SECOND.assign(size="class 7")

    assert overlap_change(wave(FIRST), wave(renamed), {("small", "class 7"): 10}).se == pytest.approx(
        overlap_change(wave(FIRST), wave(SECOND)).se
    )


def test_a_unit_that_has_changed_its_class_covaries_all_the_same() -> None:
    """Ten units in one class, then two classes of five. Of those who answered twice b, c are now small, d, e large."""
    first = of_units(list("abcde"), [1.0, 2.0, 3.0, 4.0, 7.0], ["all"] * 5, [10] * 5)
    second = of_units(
        list("bcdefg"),
        [2.0, 4.0, 5.0, 6.0, 3.0, 8.0],
        ["small", "small", "large", "large"] * 1 + ["small", "large"],
        [5] * 6,
    )
    found = overlap_change(wave(first), wave(second), {("all", "small"): 5, ("all", "large"): 5})
    levels = [SurveyDesign(rows, strata="size", population_sizes="units").mean("y") for rows in (first, second)]
    # half of the country each: S12 of (2, 3) with (2, 4) and of (4, 7) with (5, 6), n12 / (n1 n2) − N12 / (N1 N2)
    factor = 2 / (5 * 3) - 5 / (10 * 5)
    covariance = 0.5 * factor * (1.0 + 1.5)

    assert found.variance == pytest.approx(levels[0].variance + levels[1].variance - 2 * covariance)


def test_the_change_of_a_domain_is_that_of_its_means() -> None:
    """Those of whom the question is not asked belong to the sample, and add nothing."""
    asked = [rows.assign(domain=[True, True, False, True]) for rows in (FIRST, SECOND)]
    designs = [SurveyDesign(rows, strata="size", population_sizes="units") for rows in asked]
    estimates = [design.mean("y", rows["domain"]) for design, rows in zip(designs, asked, strict=True)]
    found = overlap_change(*(wave(rows, each) for rows, each in zip(asked, estimates, strict=True)))

    assert found.value == pytest.approx((3 + 5 + 8) / 3 - (1 + 2 + 4) / 3)
    first, second = (design.influence(each) for design, each in zip(designs, estimates, strict=True))
    pairs = pd.DataFrame({"first": first[1:], "second": second[:3]})
    covariance = 16 * pairs.cov().iloc[0, 1] * (3 / 16 - 1 / 10)
    assert found.variance == pytest.approx(sum(each.variance for each in estimates) - 2 * covariance)
    assert found.n == 5


def test_several_respondents_of_one_unit_are_one_unit() -> None:
    """Two of the four in the first wave are of a: with their mean it is as if one had answered."""
    twice = pd.concat([FIRST, FIRST[FIRST["unit"] == "a"].assign(y=9.0)], ignore_index=True)
    weights = 10 / 4 / twice.groupby("unit")["y"].transform("size")
    design = SurveyDesign(twice, weights=weights, strata="size", clusters="unit", population_sizes="units")
    found = overlap_change(wave(twice, design.mean("y")), wave(SECOND))

    assert found.se == pytest.approx(overlap_change(wave(FIRST.assign(y=[5.0, 2.0, 3.0, 4.0])), wave(SECOND)).se)


def test_nobody_in_both_waves_of_an_infinite_population_is_two_samples() -> None:
    rows = [each.assign(units=1e12) for each in (FIRST, SECOND.assign(unit=list("wxyz")))]

    assert overlap_change(*map(wave, rows)).variance == pytest.approx((5 / 3 + 14 / 3) / 4)


def test_full_response_in_both_waves_has_no_error() -> None:
    full = [each.assign(units=4, unit=list("abcd")) for each in (FIRST, SECOND)]
    result = overlap_change(*map(wave, full))

    assert (result.value, result.se, result.lower, result.upper) == (2.5, 0.0, 2.5, 2.5)


def test_calibrated_waves_covary_by_their_residuals() -> None:
    """Post-stratified to a variable that explains all answers, an estimate has no error, nor has the change."""
    groups = [["f", "f", "m", "m"], ["m", "m", "f", "f"]]
    rows = [
        each.assign(group=group, y=[{"f": 1.0, "m": 3.0}[sex] for sex in group])
        for each, group in zip((FIRST, SECOND), groups, strict=True)
    ]
    designs = [
        SurveyDesign(each, strata="size", population_sizes="units").post_stratify("group", {"f": 5, "m": 5})
        for each in rows
    ]

    assert overlap_change(*(wave(each, design.mean("y")) for each, design in zip(rows, designs, strict=True))).se == 0.0


@pytest.mark.parametrize("size", [2, 11])
def test_a_common_size_that_cannot_be_is_told(size: int) -> None:
    with pytest.raises(DesignError, match="the common size of stratum small and stratum small is"):
        overlap_change(wave(FIRST), wave(SECOND), {("small", "small"): size})


def test_an_estimate_without_a_design_is_told() -> None:
    bare = wave(FIRST, Estimate(1.0, 0.1, 0.8, 1.2, 3, 4))
    with pytest.raises(DesignError, match="an estimate has no design"):
        overlap_change(bare, wave(SECOND))


def test_the_interval_is_that_of_the_smaller_wave() -> None:
    smaller = SECOND.iloc[:3]
    found = overlap_change(wave(FIRST), wave(smaller))

    assert found.df == 2
    assert found.upper == pytest.approx(found.value + 4.302652729749464 * sqrt(found.variance))

"""What the operations make of units: each with an example that can be done by hand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from statusrapport.errors import DeclarationError
from statusrapport.indicators.operations import find_operation, names


def compute(operation: str, *units: tuple[float | None, ...], **options: Any) -> pd.DataFrame:
    """The result for units of a numerator and, where given, a denominator; each stands for one municipality."""
    columns = ["numerator", "denominator"][: len(units[0])]
    frame = pd.DataFrame(list(units), columns=columns, dtype="float64").assign(observation=0, count=1.0)
    return find_operation(operation).compute(frame, options)


def numbers(result: pd.DataFrame) -> Mapping[str, float]:
    (row,) = result.to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in row.items()}


def test_a_sum_is_of_those_who_reported_and_says_how_many():
    assert numbers(compute("sum", (1.5,), (2.0,), (None,))) == {"value": 3.5, "numerator": 3.5, "n": 2}


def test_a_sum_of_nobody_is_not_known():
    assert numbers(compute("sum", (None,))) == {"value": None, "numerator": None, "n": None}


def test_a_sum_with_a_denominator_is_of_those_whom_it_lists():
    assert numbers(compute("sum", (1.5, 1), (0.0, 1), (2.0, None), (None, 1))) == {
        "value": 1.5,
        "numerator": 1.5,
        "n": 2,
    }


def test_a_ratio_divides_sums():
    assert numbers(compute("ratio", (120, 130_000), (40, 37_000))) == {
        "value": 160 / 167_000,
        "numerator": 160,
        "denominator": 167_000,
        "n": 2,
    }


def test_a_rate_is_never_averaged():
    large, small = (10, 100_000), (1, 100)
    assert numbers(compute("ratio", large, small))["value"] == 11 / 100_100
    assert numbers(compute("ratio", large, small))["value"] != pytest.approx((10 / 100_000 + 1 / 100) / 2)


def test_a_ratio_leaves_out_units_that_lack_numerator_or_denominator():
    result = numbers(compute("ratio", (1, 10), (None, 1_000), (5, None)))
    assert result == {"value": 0.1, "numerator": 1, "denominator": 10, "n": 1}


def test_a_ratio_to_nothing_is_not_known():
    assert numbers(compute("ratio", (0, 0))) == {"value": None, "numerator": 0, "denominator": 0, "n": 1}


def test_a_share_is_a_ratio_of_part_and_whole():
    assert numbers(compute("share", (1, 1), (0, 1), (0, 1), (1, 1)))["value"] == 0.5


def test_a_share_above_one_is_refused():
    with pytest.raises(DeclarationError, match=r"a share exceeds one\. Let the filter of the denominator contain"):
        compute("share", (3, 2))


def test_units_are_counted_that_the_numerator_holds_among_those_asked():
    assert numbers(compute("count_units", (1, 1), (0, 1), (7, 1), (1, None))) == {"value": 2, "numerator": 2, "n": 3}


def test_nobody_is_a_count():
    assert numbers(compute("count_units", (0, 1), (0, 1))) == {"value": 0, "numerator": 0, "n": 2}


def test_coverage_counts_those_who_exist_and_those_who_are_heard():
    result = numbers(compute("coverage", (5, 1), (0, 1), (None, 1), (None, None)))
    assert result == {"value": 0.5, "numerator": 2, "denominator": 4, "n": 4}


def test_coverage_knows_nothing_of_those_whom_no_list_names():
    units = pd.DataFrame({"numerator": [1.0, 1.0], "denominator": [1.0, None], "count": [1.0, None], "observation": 0})
    assert numbers(find_operation("coverage").compute(units, {}))["n"] == 1


def test_the_maximum_is_of_any_unit():
    assert numbers(compute("maximum", (3,), (None,), (9,), (4,))) == {"value": 9, "n": 3}


def test_the_maximum_of_rates_is_of_those_that_are_known():
    assert numbers(compute("maximum", (3, 10), (9, None), (4, 0), (1, 2))) == {"value": 0.5, "n": 2}


def test_quantiles_interpolate_between_ordered_rates():
    rates = [(10, 1), (20, 1), (40, 1), (None, 1)]
    result = compute("quantiles", *rates, quantiles=[0.1, 0.5, 0.75])
    assert dict(zip(result["quantile"], result["value"], strict=True)) == {"p10": 12.0, "p50": 20.0, "p75": 30.0}
    assert set(result["n"]) == {3}


def test_quantiles_have_labels():
    assert find_operation("quantiles").labels_nb({"quantiles": [0.25]}) == {"quantile": {"p25": "25-persentilen"}}


@pytest.mark.parametrize(
    "options", [{}, {"quantiles": []}, {"quantiles": 0.5}, {"quantiles": [25]}, {"quantile": [0.5]}]
)
def test_quantiles_must_be_given_as_fractions(options: dict[str, Any]):
    with pytest.raises(DeclarationError, match=r"Write options = \{ quantiles = \[0\.25, 0\.5, 0\.75\] \}"):
        find_operation("quantiles").check_options(options)


def test_several_observations_are_computed_at_once():
    units = pd.DataFrame({"observation": [0, 0, 1], "numerator": [1.0, 2.0, 5.0], "count": 1.0})
    assert find_operation("sum").compute(units, {})["value"].to_dict() == {0: 3.0, 1: 5.0}


def test_an_unknown_operation_is_told_with_those_that_exist():
    with pytest.raises(DeclarationError, match=r"there is no operation 'average'.*coverage.*quantiles.*sum"):
        find_operation("average")


def test_a_share_of_units_counts_those_that_hold_something():
    assert numbers(compute("unit_share", (500.0, 500.0), (0.0, 0.0), (20.0, 20.0), (0.0, 0.0))) == {
        "value": 0.5,
        "numerator": 2,
        "denominator": 4,
        "n": 4,
    }


def test_a_share_of_units_is_of_those_that_are_known():
    assert numbers(compute("unit_share", (1.0, 1.0), (None, 1.0), (0.0, None))) == {
        "value": 1.0,
        "numerator": 1,
        "denominator": 1,
        "n": 1,
    }


def test_operations_are_found_by_name():
    assert names() == [
        *(
            "accumulated",
            "change_between_waves",
            "count_units",
            "coverage",
            "covered_share",
            "design_effect",
            "heard",
            "item_nonresponse",
            "maximum",
            "mean",
            "paired_difference",
            "proportion",
        ),
        *("quantiles", "ratio", "share", "sum", "total", "unit_share", "weight_ladder"),
    ]

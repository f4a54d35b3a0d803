"""Adding up where something is missing."""

import pandas as pd
import pytest

from statusrapport.indicators.aggregate import STATUSES, sum_known, sum_parts


def parts(*cells: tuple[str, float | None, str]) -> pd.DataFrame:
    """What is left of cells of a unit, a number and a status each."""
    frame = pd.DataFrame(cells, columns=["unit", "value", "status"]).assign(synthetic=False, count=1)
    sums = sum_parts(frame.assign(status=frame["status"].map(STATUSES.index)), ["unit"]).set_index("unit")
    return sums.assign(status=[STATUSES[status] for status in sums["status"]])


def test_the_parts_of_a_unit_are_added_up():
    assert parts(("A", 1.5, "observed"), ("A", 2.0, "observed"), ("B", 4.0, "observed"))["value"].to_dict() == {
        "A": 3.5,
        "B": 4.0,
    }


@pytest.mark.parametrize("gap", ["missing", "suppressed"])
def test_a_unit_is_not_known_from_half_of_it(gap: str):
    whole = parts(("A", 1.5, "observed"), ("A", None, gap)).loc["A"]
    assert pd.isna(whole["value"])
    assert whole["status"] == gap


def test_what_is_not_applicable_adds_nothing():
    whole = parts(("A", 1.5, "observed"), ("A", None, "not_applicable")).loc["A"]
    assert (whole["value"], whole["status"]) == (1.5, "observed")


def test_nothing_but_what_is_not_applicable_is_not_applicable():
    whole = parts(("A", None, "not_applicable"), ("A", None, "not_applicable")).loc["A"]
    assert pd.isna(whole["value"])
    assert whole["status"] == "not_applicable"


def test_a_sum_is_estimated_if_a_part_of_it_is():
    assert parts(("A", 1.0, "observed"), ("A", 1.0, "estimated"), ("A", 1.0, "carried_forward")).loc["A", "status"] == (
        "estimated"
    )


def test_a_total_is_that_of_the_units_that_are_known():
    units = pd.DataFrame({"observation": [0, 0, 1, 1], "numerator": [1.0, None, 2.0, 3.0]})
    assert sum_known(units, ["numerator"])["numerator"].to_list() == [1.0, 5.0]


def test_a_total_of_nothing_known_is_not_0():
    units = pd.DataFrame({"observation": [0, 0], "numerator": [None, None]}, dtype="float64")
    assert sum_known(units, ["numerator"])["numerator"].isna().all()

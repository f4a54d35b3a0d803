"""The package and R's survey package give the same figures; tests/oracle makes those of R."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracle.__main__ import TOLERANCE
from oracle.cases import FOLDER, compare_values, compute_values, read_reference
from oracle.data import write_data


def test_every_estimator_agrees_with_r_in_every_design() -> None:
    table = compare_values(compute_values(), read_reference())

    assert sum(row.figures for row in table.values()) > 2500
    assert {name: row for name, row in table.items() if row.largest > TOLERANCE} == {}


def test_a_figure_that_is_off_is_found() -> None:
    reference = read_reference()
    case = ("clustered | raked | ratio | women", "se")
    table = compare_values(reference | {case: reference[case] * (1.0 + 1e-8)}, reference)

    assert table["ratio, raked"].largest == pytest.approx(1e-8)
    assert table["ratio, raked"].where == "clustered | raked | ratio | women, se"


def test_a_figure_that_lacks_is_found() -> None:
    reference = read_reference()
    lacking = dict(list(reference.items())[1:])

    with pytest.raises(ValueError, match="1 figures are only in one"):
        compare_values(lacking, reference)


def test_the_data_are_those_that_their_program_makes(tmp_path: Path) -> None:
    write_data(tmp_path)

    for name in ("respondents.csv", "wave1.csv", "wave2.csv", "moves.csv", "users.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()

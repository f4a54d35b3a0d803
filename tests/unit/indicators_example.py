"""Small prepared sources and indicators, for the tests of statusrapport.indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from statusrapport.indicators.compute import compute_indicator
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import format_breakdown
from statusrapport.regions.register import read_register

REGISTER = read_register(Path(__file__).parents[2] / "data" / "regions")
ORIGIN = {"file": "staff/v1/staff.csv", "synthetic": False}


def staff(*rows: tuple[Any, ...], dims: Iterable[str] = (), **columns: Any) -> pd.DataFrame:
    """A prepared table of full-time equivalents: rows of region, period, a value for each of `dims`, and the number.

    A number is observed, None is missing, and a text is a status without a number. `columns` are of all rows.
    """
    names = ["region_code", "period", *dims, "value"]
    cells = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    values = [row[-1] for row in rows]
    status = [each if isinstance(each, str) else "missing" if each is None else "observed" for each in values]
    numbers = [None if isinstance(each, str) else each for each in values]
    own = {"value": pd.Series(numbers, dtype="float64"), "status": status, "row": range(2, len(rows) + 2)}
    return cells.assign(measure="fte", **own, **{**ORIGIN, **columns})


def population(*rows: tuple[str, str, float | str | None]) -> pd.DataFrame:
    """A prepared population: rows of region, period and persons."""
    return staff(*rows, file="population/v1/people.json").assign(measure="total")


def answers(*rows: tuple[str, str, str | None], question: str = "plan", **columns: Any) -> pd.DataFrame:
    """Prepared answers to a question, a row of region, period and answer for each respondent."""
    frame = pd.DataFrame(list(rows), columns=["region_code", "period", question])
    return frame.assign(row=range(2, len(frame) + 2), **{**ORIGIN, "file": "survey/v1/survey.csv", **columns})


def indicator(operation: str = "sum", **fields: Any) -> Indicator:
    """An indicator of the staff, in full."""
    declared: dict[str, Any] = {
        "id": "example",
        "title_nb": "Et eksempel",
        "definition_nb": "Et eksempel.",
        "operation": operation,
        "numerator": {"source": "staff", "column": "fte"},
        "unit": "fte",
        "unit_of_analysis": "municipality",
        "additive": False,
        "comparable_between_units": True,
        "smallest_change": {"value": 1, "unit": "percent"},
        "decimals": 1,
        "example": {"rows": [{"numerator": 1, "denominator": 2}], "expected": 1},
        **fields,
    }
    operands = [declared[role] for role in ("numerator", "denominator") if role in declared]
    return Indicator.model_validate({"source": sorted({operand["source"] for operand in operands}), **declared})


PEOPLE = {"source": "population", "column": "total"}
STAFF = {"source": "staff", "column": "fte"}


def question(*answers: str, name: str = "plan") -> dict[str, Any]:
    """The operand of those respondents who gave one of these answers."""
    return {"source": "survey", "filter": {name: list(answers)}}


class Observations:
    """The observations of one indicator, looked up by region, period and breakdown."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def row(self, region: str, period: str = "2017", kind: str | None = None, **by: str) -> Mapping[str, Any]:
        """The only observation of a region, of this kind if it is given."""
        found = self.frame[
            (self.frame["region_code"] == region)
            & (self.frame["period"] == period)
            & (self.frame["breakdown"] == format_breakdown(by))
        ]
        found = found if kind is None else found[found["region_type"] == kind]
        assert len(found) == 1, f"{len(found)} observations of {region}, {period}, {by}"
        return found.iloc[0].to_dict()

    def value(self, region: str, period: str = "2017", **by: str) -> float:
        return self.row(region, period, **by)["value"]

    def regions(self, kind: str, period: str = "2017", **by: str) -> dict[str, float]:
        """The values that are known of regions of a kind."""
        chosen = (self.frame["region_type"] == kind) & (self.frame["period"] == period)
        chosen &= self.frame["breakdown"] == format_breakdown(by)
        return self.frame[chosen].set_index("region_code")["value"].dropna().to_dict()


def compute(declared: Indicator, structure: int = 2017, **sources: pd.DataFrame) -> Observations:
    """The observations of an indicator from prepared sources; without a `population` nobody's size is known."""
    prepared = {"population": population(("0301", "2017", None)), **sources}
    return Observations(compute_indicator(declared, prepared, REGISTER, structure))

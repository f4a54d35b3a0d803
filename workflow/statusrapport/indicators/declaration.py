"""The declaration of an indicator: config/indicators/<id>.toml as typed models."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from statusrapport.declarations import Declaration, read_declaration
from statusrapport.errors import DeclarationError


class Operand(Declaration):
    """What is added up or counted: a column of a prepared source, and which of its rows.

    In a `table` source `column` is a measure. In `microdata` it is a numeric column; without one rows are counted.
    """

    source: str
    column: str = ""
    years_later: int = Field(default=0, ge=0)  # take figures of so many years later: what stands then is the year's end
    filter: dict[str, tuple[str, ...]] = {}

    @field_validator("filter", mode="before")
    @classmethod
    def _one_value_is_a_list_of_one(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: (wanted,) if isinstance(wanted, str) else tuple(wanted) for name, wanted in value.items()}


class SmallestChange(Declaration):
    """The smallest change that is worth a word: what `økt` and `stabil` are measured against."""

    value: float = Field(gt=0)
    unit: Literal["percent", "percentage_points", "units"]


class Design(Declaration):
    """The sampling design of an estimate: columns of the source."""

    weights: str = ""
    strata: str = ""
    clusters: str = ""
    population_sizes: str = ""


class Example(Declaration):
    """A worked example: rows with a number per operand, under its column or its source, and the result.

    Of a survey, rows are units and may also have the columns of its design.
    """

    rows: tuple[dict[str, str | float], ...]
    expected: float
    note_nb: str = ""


class Indicator(Declaration):
    """An indicator: what is counted, how, in which unit, and what may be said of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title_nb: str
    title_nn: str = ""
    definition_nb: str
    definition_nn: str = ""
    source: tuple[str, ...]
    operation: str  # a module of indicators/operations/
    numerator: Operand
    denominator: Operand | None = None
    scale: float = Field(default=1, gt=0)
    breakdowns: tuple[str, ...] = ()  # divide numerator and denominator alike
    parts: tuple[str, ...] = ()  # divide the numerator alone: each part of one whole
    unit: str
    unit_nb: str = ""  # as printed; empty where the title says it all
    unit_of_analysis: str
    estimator: Literal["full_count", "survey"] = "full_count"
    design: Design | None = None
    differences: str = ""  # of a survey's battery: the indicator of paired differences, by which items are put in order
    changes: str = (
        ""  # of a survey of several waves: the indicator of change between them, by which directions are judged
    )
    additive: bool
    comparable_between_units: bool
    smallest_change: SmallestChange
    decimals: int = Field(ge=0, le=6)
    options: dict[str, Any] = {}  # what the operation itself asks for
    example: Example

    @field_validator("source", mode="before")
    @classmethod
    def _one_source_is_a_list_of_one(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _operands_are_of_its_sources(self) -> Indicator:
        used = {operand.source for operand in (self.numerator, self.denominator) if operand}
        if used != set(self.source):
            raise ValueError(f"source names {sorted(self.source)}, the operands use {sorted(used)}")
        if (self.estimator == "survey") != (self.design is not None):
            raise ValueError("a survey estimator needs a design, and only a survey estimator has one")
        return self

    @property
    def is_fraction(self) -> bool:
        """Whether its value is a fraction of one, printed as percent."""
        return self.unit == "fraction"


def read_indicator(path: Path) -> Indicator:
    """Read config/indicators/<id>.toml. Raises DeclarationError, also when the id is not the file's name."""
    indicator = read_declaration(path, Indicator)
    if indicator.id != path.stem:
        raise DeclarationError(f"id is {indicator.id!r}", file=path, remedy=f"Call it {path.stem!r} like the file")
    return indicator

"""The figures file: what documents state, as data, and how the figures hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from statusrapport.check_text.expressions import evaluate_check
from statusrapport.declarations import Declaration, read_declaration

CHANGE_WORDS = ("change", "growth", "increase", "decrease")


class Document(Declaration):
    """A document that states figures. Its name in the file is the name of the text file."""

    kind: str
    period: str


class Figure(Declaration):
    """One figure, or several of one kind in `values`, told apart by period, level or label.

    `value` is as stated in `unit`: shares from 0 to 1, percent as such. `approx`: given in words or rounded. `interval`
    is a reading of words, never stated. `ranks` are ordered groups, the first highest. `stated_period` is the period
    that the document gives where it is wrong. `basis` derived: it follows from others and stands in no document.
    """

    id: str = Field(min_length=1)
    document: str
    description: str
    period: str
    stated_period: str = ""
    unit: str
    level: str
    value: float | date | None = None
    values: tuple[float | date, ...] = ()
    periods: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    decimals: int | None = Field(default=None, ge=0)
    approx: bool = False
    interval: tuple[float, float] | None = None
    relation: str = ""
    ranks: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()
    same_as: str = ""
    check: str = ""
    basis: Literal["stated", "derived"] = "stated"
    note: str = ""

    @property
    def is_change(self) -> bool:
        """Whether its value is a change over time, by the words of its description."""
        return self.value is not None and any(word in self.description.lower() for word in CHANGE_WORDS)

    @field_validator("check")
    @classmethod
    def _check_is_sound(cls, check: str) -> str:
        if check:
            evaluate_check(check)
        return check

    @model_validator(mode="after")
    def _lists_are_parallel(self) -> Figure:
        if self.value is not None and self.values:
            raise ValueError("give value or values, not both")
        lists = {"periods": self.periods, "levels": self.levels, "labels": self.labels}
        if wrong := [name for name, entries in lists.items() if entries and len(entries) != len(self.values)]:
            raise ValueError(f"{' and '.join(wrong)} must have one entry for each of values")
        if self.interval and self.interval[0] > self.interval[1]:
            raise ValueError("interval must be [low, high]")
        return self


class Contradiction(Declaration):
    """Figures that documents state and that cannot all be right, and what is right."""

    id: str
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    summary: str
    resolution: str


class Figures(Declaration):
    """A figures file."""

    schema_version: Literal[1]
    documents: dict[str, Document]
    figure: tuple[Figure, ...] = ()
    contradiction: tuple[Contradiction, ...] = ()

    @model_validator(mode="after")
    def _names_exist_and_are_unique(self) -> Figures:
        ids = Counter([*(figure.id for figure in self.figure), *(entry.id for entry in self.contradiction)])
        if twice := sorted(id_ for id_, count in ids.items() if count > 1):
            raise ValueError(f"several entries have the id {', '.join(twice)}")
        figures = {figure.id for figure in self.figure}
        for figure in self.figure:
            _check_names(figure.id, "document", [figure.document], self.documents)
            _check_names(figure.id, "same_as", [figure.same_as] if figure.same_as else [], figures)
        for contradiction in self.contradiction:
            _check_names(contradiction.id, "document", contradiction.documents, self.documents)
            _check_names(contradiction.id, "figure", contradiction.figures, figures)
        return self

    def find(self, id_: str) -> Figure:
        """The figure of an id that is declared."""
        return next(figure for figure in self.figure if figure.id == id_)


def _check_names(id_: str, what: str, names: Iterable[str], known: Iterable[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise ValueError(f"{id_}: {what} {', '.join(unknown)} is not declared")


def read_figures(path: Path) -> Figures:
    """Read a figures file. Raises DeclarationError naming every field that is wrong."""
    return read_declaration(path, Figures)

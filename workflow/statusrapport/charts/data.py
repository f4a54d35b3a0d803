"""What charts are drawn from: numbers together with their printed texts.

A chart computes and formats no figure of its own: the text beside a mark is the text of a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from statusrapport.errors import DeclarationError

MARKS = ("..", ".", ":")  # missing, not applicable, suppressed

# How the range of a chart is told in words: over all `values`; for each of its `columns` or `rows`; for each row from
# the first of two `periods` to the second; or as the `spread` around the middle one of three columns.
Reading = Literal["values", "columns", "rows", "periods", "spread"]


@dataclass(frozen=True)
class Datum:
    """One number of a chart.

    `label` names what it belongs to (a row, a category, a series), `group` its second dimension where there is one
    (a period, a part, an answer, the code of a county). `shown` is the number as printed. A value that is not known or
    not published is None, and `shown` is then its mark, which is drawn in the number's place. `base` is the printed
    number that the value rests on, such as the number of respondents. `lower` and `upper` are the limits of the 95
    percent interval, in the unit of the value, where it is an estimate from a sample. With `series_break` it cannot be
    compared with the value before.
    """

    label: str
    value: float | None
    shown: str
    group: str = ""
    base: str = ""
    lower: float | None = None
    upper: float | None = None
    series_break: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) != (self.shown in MARKS):
            raise ValueError(f"{self.label}: {self.shown!r} does not go with the value {self.value}")
        if self.value is not None and not isfinite(self.value):
            raise ValueError(f"{self.label}: {self.value} is no number")


@dataclass(frozen=True)
class Distribution:
    """The values of all units of one group, and the three numbers that sum them up.

    `note` is printed under the label (the number of units). The labels of `lower`, `median` and `upper` are the heads
    of their columns, and the same in every group of a chart.
    """

    label: str
    note: str
    values: tuple[float, ...]
    lower: Datum
    median: Datum
    upper: Datum


@dataclass(frozen=True)
class Cross:
    """Data by label and group, both in the order in which they first occur."""

    labels: tuple[str, ...]
    groups: tuple[str, ...]
    cells: dict[tuple[str, str], Datum]

    def row(self, label: str) -> list[Datum]:
        """The data of one label in the order of the groups; a group that has none is left out."""
        return [self.cells[label, group] for group in self.groups if (label, group) in self.cells]


def cross(data: Iterable[Datum], *, most_groups: int | None = None) -> Cross:
    """Arrange data by label and group.

    Raises DeclarationError where there are no data, two in one place, or more groups than the kind of chart can show.
    """
    cells: dict[tuple[str, str], Datum] = {}
    for datum in data:
        if (datum.label, datum.group) in cells:
            place = " ".join((datum.label, datum.group)).strip()
            raise DeclarationError(f"a chart has two values for {place}", remedy="Give its rows labels that differ")
        cells[datum.label, datum.group] = datum
    if not cells:
        raise DeclarationError("a chart has no data", remedy="Correct its rows and columns")
    labels, groups = (tuple(dict.fromkeys(names)) for names in zip(*cells, strict=True))
    if most_groups is not None and len(groups) > most_groups:
        raise DeclarationError(
            f"a chart of this kind shows {most_groups} columns at most, not {', '.join(groups)}",
            remedy="Choose another kind of chart, or a table",
        )
    return Cross(labels, groups, cells)


def known(data: Iterable[Datum]) -> list[float]:
    """The values that are known."""
    return [datum.value for datum in data if datum.value is not None]


def spans(data: Iterable[Datum]) -> list[float]:
    """The values that are known and the limits of their intervals: what a scale must hold."""
    ends = ((datum.value, datum.lower, datum.upper) for datum in data if datum.value is not None)
    return [end for each in ends for end in each if end is not None]


def rank_labels(table: Cross, by: str = "") -> list[str]:
    """Labels by the value of one group, the last unless named, largest first, unknown ones last.

    Raises DeclarationError where there is no such group.
    """
    group = by or table.groups[-1]
    if group not in table.groups:
        raise DeclarationError(
            f"a chart cannot be ranked by {group!r}", remedy=f"Name one of its columns: {', '.join(table.groups)}"
        )

    def order(label: str) -> tuple[bool, float]:
        datum = table.cells.get((label, group))
        value = datum.value if datum else None
        return value is None, -(value or 0.0)

    return sorted(table.labels, key=order)


def ranked(data: Sequence[Datum]) -> list[Datum]:
    """From the largest value to the smallest, unknown ones last, ties in their given order."""
    return sorted(data, key=lambda datum: (datum.value is None, -(datum.value or 0.0)))

"""Comparing the tables of two builds: cell by cell, found by the labels of row and column."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

LABELS = ("row", "column")


@dataclass(frozen=True)
class CellChange:
    """A cell that changed, or a row, column or table that came or went.

    `old` and `new` are what is printed; where that is the same, what else is not: `4 381 (value 4380.6)`. None stands
    for what is not there. A whole row has no `column`, a whole column no `row`, a whole table neither; they list what
    their cells show.
    """

    file: str
    row: str
    column: str
    old: str | None
    new: str | None


class _Key(NamedTuple):
    """The labels of a cell. Two Våler in one table are told apart by `turn`, counted from the top."""

    row: str
    column: str
    turn: int


_Cell = dict[str, str]
_Table = dict[_Key, _Cell]


def compare_tables(old: Mapping[str, str], new: Mapping[str, str], shift: int = 0) -> list[CellChange]:
    """What differs between tables given as CSV by file name, in the order of the new ones, then what went.

    `shift` is how many years the new edition is after the old one: a year in a label of the old is moved by it where it
    is a period of the cell, so that the columns of both editions stand for the same.
    """
    changes = []
    for file in [*new, *(name for name in old if name not in new)]:
        before = _parse_table(old[file], shift) if file in old else {}
        after = _parse_table(new[file]) if file in new else {}
        changes += [CellChange(file, *rest) for rest in _compare(before, after)]
    return changes


def _parse_table(text: str, shift: int = 0) -> _Table:
    table: _Table = {}
    turns: Counter[tuple[str, str]] = Counter()
    for cell in csv.DictReader(io.StringIO(text)):
        period = cell.get("period", "")
        row, column = (move_years(cell[label], period, shift) for label in LABELS)
        moved = {"row": row, "column": column, "period": move_years(period, period, shift)}
        table[_Key(row, column, turns[row, column])] = cell | moved
        turns[row, column] += 1
    return table


def move_years(label: str, period: str, shift: int) -> str:
    """A label with those of its years moved that are the cell's `period`, a year or earlier/later."""
    years = "|".join(year for year in period.split("/") if year.isdecimal())
    return re.sub(rf"\b({years})\b", lambda year: str(int(year[1]) + shift), label) if years and shift else label


_Difference = tuple[str, str, str | None, str | None]  # the fields of CellChange but for the file


def _compare(old: _Table, new: _Table) -> Iterator[_Difference]:
    if not (old and new):
        if old or new:
            yield ("", "", _count_cells(old), _count_cells(new))
        return
    whole = set[_Key]()
    for label in LABELS:
        for table, other in ((new, old), (old, new)):
            for name, keys in _lines_of_one(table, other, label, whole).items():
                shown = "; ".join(table[key]["shown"] for key in keys)
                labels = (name, "") if label == "row" else ("", name)
                yield (*labels, shown, None) if table is old else (*labels, None, shown)
                whole.update(keys)
    for key in [*new, *(key for key in old if key not in new)]:
        if key not in whole and old.get(key) != new.get(key):
            yield (key.row, key.column, *_describe(old.get(key), new.get(key)))


def _lines_of_one(table: _Table, other: _Table, label: str, known: set[_Key]) -> dict[str, list[_Key]]:
    """The rows or columns that one of two tables has alone, with those of their cells that are not `known` yet."""
    labels = {getattr(key, label) for key in other}
    lines: dict[str, list[_Key]] = {}
    for key in table:
        if getattr(key, label) not in labels and key not in known:
            lines.setdefault(getattr(key, label), []).append(key)
    return lines


def _count_cells(table: _Table) -> str | None:
    return f"{len(table)} cells" if table else None


def _describe(old: _Cell | None, new: _Cell | None) -> tuple[str | None, str | None]:
    """A cell's old and new content in words."""
    if old is None or new is None or old["shown"] != new["shown"]:
        return (old["shown"] if old else None, new["shown"] if new else None)
    names = [name for name in new if old.get(name) != new[name]]
    return _with_details(old, names), _with_details(new, names)


def _with_details(cell: _Cell, names: list[str]) -> str:
    details = ", ".join(f"{name} {cell.get(name) or 'none'}" for name in names)
    return f"{cell['shown']} ({details})"

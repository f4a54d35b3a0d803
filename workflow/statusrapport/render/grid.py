"""Grids: the facts of a table or chart, from declared rows and columns to quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusrapport.facts.quantity import (
    Calculator,
    ChangeKind,
    FactError,
    MissingObservationError,
    Quantity,
    check_is_sure,
)
from statusrapport.facts.sample import count_of, interval_of
from statusrapport.render.kind import Coordinates, Function, GridExhibit, Item

PERIOD = "period"  # what `each` calls the years of the first indicator that the exhibit names
CHANGES: Mapping[Function, ChangeKind] = {
    "difference": "difference",
    "percent_change": "percent_change",
    "percentage_points": "percentage_points",
    "cagr": "cagr",
}


@dataclass(frozen=True)
class Line:
    """A row or a column of a grid, `each` worked out and texts filled in. `key` is a region's code, else the label."""

    label: str
    key: str
    group: str
    total: bool
    cells: Coordinates
    names: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """A quantity and its text as printed."""

    quantity: Quantity
    shown: str


@dataclass(frozen=True)
class Grid:
    """The cells by row and column."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[tuple[Line, Line, Cell]]:
        """Every cell with its row and column, in reading order."""
        for row, cells in zip(self.rows, self.cells, strict=True):
            for column, cell in zip(self.columns, cells, strict=True):
                yield row, column, cell


def compute_grid(exhibit: GridExhibit, calculator: Calculator, parameters: Mapping[str, str]) -> Grid:
    """The facts of an exhibit.

    A row that `each` names and of which no cell exists is left out: a service that only adults have, in a table of
    children. Raises FactError where any other cell does not exist.
    """
    columns = tuple(line for line, _ in _expand(exhibit.columns, exhibit, calculator, parameters))
    rows, cells = [], []
    for line, may_be_absent in _expand(exhibit.rows, exhibit, calculator, parameters):
        found, missing = [], []
        for column in columns:
            try:
                found.append(_cell(exhibit, line, column, calculator, parameters))
            except MissingObservationError as error:
                missing.append(error)
        if missing and (found or not may_be_absent):
            raise missing[0]
        if found:
            rows.append(line)
            cells.append(tuple(found))
    if not rows:
        raise FactError(f"{exhibit.id} has no rows", remedy="Correct its declaration in report.toml")
    return Grid(tuple(rows), columns, tuple(cells))


def _expand(
    items: tuple[Item, ...], exhibit: GridExhibit, calculator: Calculator, parameters: Mapping[str, str]
) -> Iterator[tuple[Line, bool]]:
    """The lines that the items stand for, and whether each may be absent."""
    for item in items:
        if not item.each:
            label = item.label_nb.format(**parameters)
            yield Line(label, label, item.group_nb.format(**parameters), item.total, item, item.set), False
            continue
        for value in [each.format(**parameters) for each in item.only] or _values(item.each, exhibit, calculator):
            cells, label = _one_of(item.each, value, calculator)
            group = item.group_nb.format(**parameters)
            yield Line(label, value, group, item.total, item.under(cells), item.set), not item.only


def _values(each: str, exhibit: GridExhibit, calculator: Calculator) -> list[str]:
    if each == "county":
        return calculator.slice.counties()
    if each == PERIOD:
        named = (item.indicator for item in (exhibit.cells, *exhibit.columns, *exhibit.rows))
        return calculator.slice.periods(next((id_ for id_ in named if id_), ""))
    if each not in calculator.slice.labels:
        raise FactError(
            f"there is no dimension {each!r} for each", remedy="Use a dimension of a source, size, county or period"
        )
    return list(calculator.slice.labels[each])


def _one_of(each: str, value: str, calculator: Calculator) -> tuple[Coordinates, str]:
    if each == "county":
        return Coordinates(region=value), calculator.slice.regions[value]
    if each == PERIOD:
        return Coordinates(period=value), value
    return Coordinates(by={each: value}), calculator.slice.label(each, value)


def _cell(exhibit: GridExhibit, row: Line, column: Line, calculator: Calculator, parameters: Mapping[str, str]) -> Cell:
    cell = exhibit.cells.under(row.cells).under(column.cells)
    names = {**parameters, **row.names, **column.names}
    if cell.indicator is None:
        raise FactError(f"{exhibit.id}: no indicator for row {row.label!r}, column {column.label!r}")
    indicator, region = cell.indicator.format(**names), cell.region or "own"
    by = {name.format(**names): value.format(**names) for name, value in cell.by.items()}
    function = cell.function or "value"
    if function in CHANGES or function == "change_interval":
        start, end = (cell.start or "{previous}").format(**names), (cell.end or "{year}").format(**names)
        kind = CHANGES.get(function) or calculator.change_kind(indicator)
        quantity = calculator.change(kind, indicator, start, end, region, by, cell.decimals, is_marked=True)
        check_is_sure(quantity)
        if function == "change_interval":
            return Cell(interval_of(quantity), quantity.shown_interval())
        return Cell(quantity, quantity.shown(plus=bool(cell.sign)))
    period = (cell.period or "{year}").format(**names)
    quantity = calculator.value(indicator, period, region, by, cell.decimals)
    if function == "interval":
        return Cell(interval_of(quantity), quantity.shown_interval())
    quantity = count_of(quantity) if function == "n" else quantity
    return Cell(quantity, quantity.shown(plus=bool(cell.sign)))

"""Grids: the facts of a table or chart, from declared rows and columns to quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusrapport.facts.quantity import Calculator, FactError, Quantity
from statusrapport.render.kind import Coordinates, Exhibit, Item


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
class Grid:
    """Quantities by row and column. One that does not exist (a service only adults have) leaves out its row."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    quantities: tuple[tuple[Quantity, ...], ...]

    def shown(self, row: int, column: int) -> str:
        """A cell as printed."""
        signs = (self.rows[row].cells.sign, self.columns[column].cells.sign)
        return self.quantities[row][column].shown(sign=any(signs))


def compute_grid(exhibit: Exhibit, calculator: Calculator, parameters: Mapping[str, str]) -> Grid:
    """The facts of an exhibit. Raises FactError where a declared cell does not exist."""
    rows = list(_expand(exhibit.rows, calculator, parameters))
    columns = tuple(line for line, _ in _expand(exhibit.columns, calculator, parameters))
    kept, quantities = [], []
    for line, is_one_of_several in rows:
        try:
            quantities.append(tuple(_quantity(exhibit, line, column, calculator, parameters) for column in columns))
        except FactError:
            if not is_one_of_several:
                raise
        else:
            kept.append(line)
    if not kept:
        raise FactError(f"{exhibit.id} has no rows", remedy="Correct its declaration in report.toml")
    return Grid(tuple(kept), columns, tuple(quantities))


def _expand(
    items: tuple[Item, ...], calculator: Calculator, parameters: Mapping[str, str]
) -> Iterator[tuple[Line, bool]]:
    """The lines that the items stand for, and whether each is one of several that `each` names."""
    for item in items:
        if not item.each:
            label = item.label_nb.format(**parameters)
            yield Line(label, label, item.group_nb.format(**parameters), item.total, item, item.set), False
            continue
        for value in item.only or _values(item.each, calculator):
            cells, label = _one_of(item.each, value, calculator)
            yield Line(label, value, item.group_nb.format(**parameters), item.total, item.under(cells), item.set), True


def _values(each: str, calculator: Calculator) -> list[str]:
    if each == "county":
        return calculator.slice.counties()
    if each not in calculator.slice.labels:
        raise FactError(
            f"there is no dimension {each!r} for each", remedy="Use a dimension of a source, size or county"
        )
    return list(calculator.slice.labels[each])


def _one_of(each: str, value: str, calculator: Calculator) -> tuple[Coordinates, str]:
    if each == "county":
        return Coordinates(region=value), calculator.slice.regions[value]
    return Coordinates(by={each: value}), calculator.slice.label(each, value)


def _quantity(
    exhibit: Exhibit, row: Line, column: Line, calculator: Calculator, parameters: Mapping[str, str]
) -> Quantity:
    cell = exhibit.cells.under(row.cells).under(column.cells)
    names = {**parameters, **row.names, **column.names}
    if cell.indicator is None:
        raise FactError(f"{exhibit.id}: no indicator for row {row.label!r}, column {column.label!r}")
    indicator, region = cell.indicator.format(**names), cell.region or "own"
    by = {name.format(**names): value.format(**names) for name, value in cell.by.items()}
    function = cell.function or "value"
    if function == "value":
        period = (cell.period or "{year}").format(**names)
        return calculator.value(indicator, period, region, by, cell.decimals)
    start, end = ((text or default).format(**names) for text, default in ((cell.start, "{previous}"), (cell.end, "{year}")))
    return calculator.change(function, indicator, start, end, region, by, cell.decimals)

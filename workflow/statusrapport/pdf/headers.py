"""Which headers a cell of a table has: by their scope, as HTML defines it, over the whole table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from statusrapport.pdf.elements import CELLS, Element


class _Area(NamedTuple):
    """A cell and the part of the table's grid that it covers, rows and columns counted from 0."""

    cell: Element
    rows: range
    columns: range

    @property
    def scope(self) -> object:
        return self.cell.attributes.get("Scope")


def link_headers(table: Element) -> None:
    """Write down for each cell the headers of its columns and its row; a header of rows has those of its column.

    A header of columns counts for the cells below it, one of rows for the cells of its rows: cells that span several
    rows or columns have the headers of all of them. One of a group of rows counts for the cells of all of them.
    """
    areas = list(_lay_out(table))
    columns = [area for area in areas if area.scope == "Column"]
    rows = [area for area in areas if area.scope == "Row"]
    for area in areas:
        if area.scope == "Column":
            continue
        found = [] if area.scope else [header for header in rows if _meet(header.rows, area.rows)]
        found += [header for header in columns if _is_above(header, area)]
        if found:
            area.cell.attributes["Headers"] = [header.cell for header in found]


def _lay_out(table: Element) -> Iterator[_Area]:
    """The cells of a table with their places: a cell takes the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    rows = [element for element in table.below() if element.tag == "TR"]
    for number, row in enumerate(rows):
        column = 0
        for cell in (kid for kid in row.kids if isinstance(kid, Element) and kid.tag in CELLS):
            while (number, column) in taken:
                column += 1
            height, width = (int(str(cell.attributes.get(name, 1))) for name in ("RowSpan", "ColSpan"))
            area = _Area(cell, range(number, number + height), range(column, column + width))
            taken.update((row, column) for row in area.rows for column in area.columns)
            yield area._replace(rows=_group_of(number, rows)) if cell.heads_group else area


def _group_of(number: int, rows: Sequence[Element]) -> range:
    """A row and those that follow it in the same part of a table: the same <tbody>."""
    end = number + 1
    while end < len(rows) and rows[end].parent is rows[number].parent:
        end += 1
    return range(number, end)


def _meet(first: range, second: range) -> bool:
    return first.start < second.stop and second.start < first.stop


def _is_above(header: _Area, area: _Area) -> bool:
    return header.rows.stop <= area.rows.start and _meet(header.columns, area.columns)

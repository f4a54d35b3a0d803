"""Which headers a cell of a tagged table has, from where the cells stand and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from statusrapport.conformance.tagged import Element


@dataclass
class _Headers:
    """Headers met so far: by column, and by row for those that reach further down."""

    columns: dict[int, list[Element]] = field(default_factory=dict)
    rows: dict[int, list[Element]] = field(default_factory=dict)
    is_complete: bool = False  # rows without column headers have come since

    def add(self, header: Element, rows: range, columns: range) -> None:
        """Take in a header. Column headers after other rows are those of another page, or of another part."""
        if str(header.attribute("/Scope")) == "/Row":
            for row in rows:
                self.rows.setdefault(row, []).append(header)
            return
        if self.is_complete:
            self.columns, self.is_complete = {}, False
        for column in columns:
            self.columns.setdefault(column, []).append(header)


def read_grid(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each cell of a table that is no header, with the headers of its row and of its columns."""
    headers = _Headers()
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(table.find("TR")):
        cells = [cell for cell in element.elements if cell.role in ("TH", "TD")]
        column, placed = 0, []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            rows, columns = range(row, row + _span(cell, "/RowSpan")), range(column, column + _span(cell, "/ColSpan"))
            taken |= {(each, other) for each in rows for other in columns}
            if cell.role == "TH":
                headers.add(cell, rows, columns)
            else:
                placed.append((cell, columns))
        for cell, columns in placed:
            above = [header for each in columns for header in headers.columns.get(each, [])]
            yield cell, [*headers.rows.get(row, []), *dict.fromkeys(above)]
        headers.is_complete = headers.is_complete or bool(placed)


def _span(cell: Element, key: str) -> int:
    return max(1, int(cell.attribute(key) or 1))

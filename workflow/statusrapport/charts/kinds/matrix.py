"""A table whose cells show their number as a bar too: rows that are compared in several respects at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading, cross, rank_labels, spans
from statusrapport.charts.layout import Scale, text_width, wrap
from statusrapport.charts.rows import HEAD_LINE, Rows, arrange_rows
from statusrapport.charts.style import BRAND_SOFT, FULL, INK, LINE, RULE, SIZE_SMALL
from statusrapport.errors import DeclarationError

NAME_NB = "Matrise av stolper"
READING: Reading = "columns"
INTERVALS_NB = "Strekene på stolpene viser 95 prosent konfidensintervaller."
MOST_COLUMNS = 4
BETWEEN = 6.0  # mm between two columns
THICK = 3.6  # mm
SPACE = 2.0  # mm between a bar, its number and what this rests on


def draw_matrix(
    data: Sequence[Datum],
    *,
    maximum: float | None = None,
    keep_order: bool = False,
    ranked_by: str = "",
    base_title: str = "",
    width: float = FULL,
) -> Figure:
    """A row per label and a column per group (four at most), in each cell a bar with the line of its interval.

    All bars have one scale, from zero to `maximum`, such as 100 for shares, or to what is largest. Rows are ranked by
    the column `ranked_by`, the last unless named, or stay as they are with `keep_order`. `base_title`: what the number
    of answers, beside each value, is called.
    A cell without a value has its mark in the number's place. Raises DeclarationError where a number is below zero.
    """
    table = cross(data, most_groups=MOST_COLUMNS)
    if min([0, *spans(data)]) < 0:
        raise DeclarationError("a matrix cannot show numbers below zero", remedy="Choose interval_dots or a table")
    labels = list(table.labels) if keep_order else rank_labels(table, ranked_by)
    left = arrange_rows(labels, width=width, top=0).left
    room = (width - left - BETWEEN * (len(table.groups) - 1)) / len(table.groups)
    heads = [wrap(group, room, SIZE_SMALL) for group in table.groups]
    lines = max(head.count("\n") for head in heads) + 1
    rows = arrange_rows(labels, width=width, top=1.5 + HEAD_LINE * (lines + bool(base_title)))
    canvas = Canvas(width, rows.bottom + 0.5)
    for index, label in enumerate(labels):
        canvas.row_label(rows.middle(index), label, rows.label_width)
    for at, (group, head) in enumerate(zip(table.groups, heads, strict=True)):
        start = left + at * (room + BETWEEN)
        canvas.small(start, 1.0 + HEAD_LINE * (lines - (head.count("\n") + 1) / 2), head)
        cells = [table.cells.get((label, group)) for label in labels]
        _draw_column(canvas, rows, cells, _arrange_column(data, start, room, maximum, base_title), base_title)
    return canvas.figure


class _Places(NamedTuple):
    """Where the cells of a column have their bars, and where their numbers and what these rest on end."""

    scale: Scale
    number: float
    base: float


def _arrange_column(
    data: Sequence[Datum], start: float, room: float, maximum: float | None, base_title: str
) -> _Places:
    """Room for the widest number of all columns, so that the bars of all have one scale."""
    bases = max(text_width(text, SIZE_SMALL) for text in (base_title, *(datum.base for datum in data)))
    number = start + room - (bases + SPACE if base_title else 0)
    end = number - max(text_width(datum.shown, weight=600) for datum in data) - SPACE
    return _Places(Scale(0, max([maximum or 0, *spans(data)]) or 1, start, end), number, start + room)


def _draw_column(canvas: Canvas, rows: Rows, cells: Sequence[Datum | None], places: _Places, base_title: str) -> None:
    for index, datum in enumerate(cells):
        if datum:
            _draw_cell(canvas, rows.middle(index), datum, places)
            if base_title:
                canvas.small(places.base, rows.middle(index), datum.base, align="right")
    if base_title:
        canvas.small(places.base, rows.top - 2.0, base_title, align="right")
    canvas.line([places.scale.start] * 2, [rows.top, rows.bottom], colour=RULE, width=0.8)


def _draw_cell(canvas: Canvas, y: float, datum: Datum, places: _Places) -> None:
    """The bar, the line of its interval, and the number."""
    if datum.value is None:
        canvas.mark(places.number, y, datum.shown, align="right")
        return
    scale = places.scale
    canvas.box(scale.start, y - THICK / 2, scale(datum.value) - scale.start, THICK, BRAND_SOFT)
    if datum.lower is not None and datum.upper is not None:
        canvas.line([scale(datum.lower), scale(datum.upper)], [y, y], colour=INK, width=LINE)
    canvas.text(places.number, y, datum.shown, weight=600, align="right")

"""Dots on a common scale, one row per label: one number, or several to compare, such as two years or two groups."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Cross, Datum, Reading, cross, known, rank_labels
from statusrapport.charts.layout import Scale, choose_ticks
from statusrapport.charts.rows import Column, Rows, arrange_rows, draw_columns
from statusrapport.charts.style import BRAND, BRAND_SOFT, FOCUS, FULL, RULE

NAME_NB = "Punktdiagram"
READING: Reading = "columns"
COLOURS = {1: (BRAND,), 2: (BRAND_SOFT, BRAND), 3: (BRAND_SOFT, BRAND, FOCUS)}


def draw_ranked_dots(
    data: Sequence[Datum], *, maximum: float | None = None, keep_order: bool = False, width: float = FULL
) -> Figure:
    """A row per label with a dot per group (three at most), ranked by the last group; the numbers in columns.

    `maximum`: where the scale ends, such as 100 for shares. `keep_order`: for labels that have an order of their own.
    """
    table = cross(data, most_groups=3)
    labels = list(table.labels) if keep_order else rank_labels(table)
    columns = [
        Column(group, tuple(_shown(table, label, group) for label in labels), 600 if group == table.groups[-1] else 400)
        for group in table.groups
    ]
    rows = arrange_rows(labels, columns, width=width, top=5.0, step=6.0)
    canvas = Canvas(width, rows.bottom + 5.5)
    ticks = choose_ticks(0, maximum or max([*known(data), 0]) or 1)
    scale = Scale(0, ticks[-1], rows.left + 1.5, rows.right - 2)
    canvas.scale_below(scale, ticks, rows.top, rows.bottom)
    colours = COLOURS[len(table.groups)]
    if len(table.groups) > 1:
        canvas.key(rows.top - 2.4, table.groups, colours, [rows.left] * len(colours), rows.right)
    for index, label in enumerate(labels):
        canvas.row_label(rows.middle(index), label, rows.label_width)
        _draw_row(canvas, rows, scale, rows.middle(index), table.row(label), table, colours)
    draw_columns(canvas, rows)
    return canvas.figure


def _shown(table: Cross, label: str, group: str) -> str:
    datum = table.cells.get((label, group))
    return datum.shown if datum else ""


def _draw_row(
    canvas: Canvas, rows: Rows, scale: Scale, y: float, data: list[Datum], table: Cross, colours: tuple[str, ...]
) -> None:
    places = [scale(value) for value in known(data)]
    if places:
        canvas.line([min(places), max(places)], [y, y], colour=RULE, width=2.2)
    for datum in data:
        if datum.value is not None:
            colour = colours[table.groups.index(datum.group)]
            canvas.dots([scale(datum.value)], [y], colour=colour, diameter=2.5, rim="white")
    marks = dict.fromkeys(datum.shown for datum in data if datum.value is None)
    canvas.mark(rows.left + 1.5 if not places else max(places) + 2.5, y, " ".join(marks))

"""Bars of a hundred per cent, one per group, divided into the same parts."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading, cross
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import Column, arrange_rows, draw_columns
from statusrapport.charts.style import CATEGORIES, FULL

NAME_NB = "Stablet, liggende stolpediagram"
READING: Reading = "values"


def draw_stacked_shares(data: Sequence[Datum], *, base_title: str = "", width: float = FULL) -> Figure:
    """A bar per label, a part per group (five at most), values in per cent. The first bar is taken as the total.

    `base_title`: head of a column with what each bar rests on. Parts that are not published leave a dashed field with
    their mark; a number too wide for its part is left out and stands in the table.
    """
    table = cross(data, most_groups=len(CATEGORIES))
    bases = tuple(table.row(label)[0].base for label in table.labels)
    columns = [Column(base_title, bases)] if base_title else []
    rows = arrange_rows(table.labels, columns, width=width, top=9.0 if base_title else 6.5, step=7.2)
    canvas = Canvas(width, rows.bottom + 0.5)
    scale = Scale(0, 100, rows.left, rows.right)
    colours = dict(zip(table.groups, CATEGORIES, strict=False))
    starts, x = [], 0.0
    for group in table.groups:
        starts.append(scale(x))
        datum = table.cells.get((table.labels[0], group))
        x += (datum.value if datum else None) or 0.0
    canvas.key(2.2, table.groups, [colours[group][0] for group in table.groups], starts, width)
    for index, label in enumerate(table.labels):
        y = rows.middle(index)
        canvas.row_label(y, label, rows.label_width, weight=600 if index == 0 else 400)
        _draw_bar(canvas, scale, y, table.row(label), colours)
    draw_columns(canvas, rows)
    return canvas.figure


def _draw_bar(canvas: Canvas, scale: Scale, y: float, parts: list[Datum], colours: dict[str, tuple[str, str]]) -> None:
    thick, x = 5.2, 0.0
    for datum in parts:
        if datum.value is None:
            continue
        fill, ink = colours[datum.group]
        left, right = scale(x), scale(x + datum.value)
        canvas.box(left, y - thick / 2, max(right - left - 0.3, 0), thick, fill)
        if text_width(datum.shown) + 1.2 <= right - left:
            canvas.text((left + right) / 2, y, datum.shown, colour=ink, align="center")
        x += datum.value
    marks = dict.fromkeys(datum.shown for datum in parts if datum.value is None)
    if marks:
        left, right = scale(x), scale(100)
        canvas.dashed_box(left + 0.3, y - thick / 2 + 0.3, max(right - left - 0.6, 0), thick - 0.6)
        canvas.mark((left + right) / 2, y, " ".join(marks), align="center")

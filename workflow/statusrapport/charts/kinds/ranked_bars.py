"""Bars from the largest to the smallest, each number at the end of its bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading, known, ranked
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import Column, arrange_rows, draw_columns
from statusrapport.charts.style import BRAND, FOCUS, FULL, INK, RULE

NAME_NB = "Liggende stolpediagram"
READING: Reading = "values"


def draw_ranked_bars(
    data: Sequence[Datum],
    *,
    focus: Collection[str] = (),
    keep_order: bool = False,
    base_title: str = "",
    width: float = FULL,
) -> Figure:
    """One bar per datum. `focus`: labels to bring out. `keep_order`: for answers that have an order of their own.

    `base_title`: head of a column with what each number rests on; without it the column is left out.
    """
    data = list(data) if keep_order else ranked(data)
    columns = [Column(base_title, tuple(datum.base for datum in data))] if base_title else []
    rows = arrange_rows([datum.label for datum in data], columns, width=width, top=5.0 if base_title else 1.0)
    canvas = Canvas(width, rows.bottom + 1.0)
    room = max(text_width(datum.shown, weight=600) for datum in data) + 2
    scale = Scale(0, max([*known(data), 0]) or 1, rows.left, rows.right - room)
    thick = min(4.4, rows.step * 0.66)
    for index, datum in enumerate(data):
        y, colour = rows.middle(index), FOCUS if datum.label in focus else BRAND
        weight, ink = (600, colour) if datum.label in focus else (400, INK)
        canvas.row_label(y, datum.label, rows.label_width, weight=weight, colour=ink)
        if datum.value is None:
            canvas.mark(rows.left + 1.5, y, datum.shown)
        else:
            end = scale(datum.value)
            canvas.box(rows.left, y - thick / 2, end - rows.left, thick, colour)
            canvas.text(end + 1.5, y, datum.shown, weight=600, colour=ink)
    canvas.line([rows.left] * 2, [rows.top, rows.bottom], colour=RULE, width=0.8)
    draw_columns(canvas, rows)
    return canvas.figure

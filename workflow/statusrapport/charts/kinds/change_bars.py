"""Changes as bars from a zero line: growth to the right, decline to the left, the number with its sign at the end."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading, known
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import arrange_rows
from statusrapport.charts.style import BRAND, FOCUS, FULL, INK

NAME_NB = "Liggende stolpediagram med nullinje"
READING: Reading = "values"


def draw_change_bars(data: Sequence[Datum], *, width: float = FULL) -> Figure:
    """One bar per datum in the order given; the printed texts carry the signs."""
    rows = arrange_rows([datum.label for datum in data], width=width, top=1.0)
    canvas = Canvas(width, rows.bottom + 1.0)
    room = max(text_width(datum.shown, weight=600) for datum in data) + 2
    low, high = min([*known(data), 0]), max([*known(data), 0])
    left = rows.left + (room if low < 0 else 0)
    scale = Scale(low, high if high > low else 1, left, rows.right - room)
    zero, thick = scale(0), min(4.4, rows.step * 0.66)
    for index, datum in enumerate(data):
        y = rows.middle(index)
        canvas.row_label(y, datum.label, rows.label_width)
        if datum.value is None:
            canvas.mark(zero + 1.5, y, datum.shown)
            continue
        end, falls = scale(datum.value), datum.value < 0
        canvas.box(zero, y - thick / 2, end - zero, thick, FOCUS if falls else BRAND)
        x = end - 1.5 if falls else end + 1.5
        canvas.text(x, y, datum.shown, weight=600, colour=FOCUS if falls else INK, align="right" if falls else "left")
    canvas.line([zero, zero], [rows.top, rows.bottom], colour=INK, width=0.7)
    return canvas.figure

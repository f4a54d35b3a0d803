"""Changes as bars from a zero line: growth to the right, decline to the left, the number with its sign at the end.

Those of estimates have a line for their interval: a change whose line crosses zero is not sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading, spans
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import arrange_rows
from statusrapport.charts.style import BRAND, FOCUS, FULL, INK, LINE

NAME_NB = "Liggende stolpediagram med nullinje"
READING: Reading = "values"
INTERVALS_NB = "Strekene viser 95 prosent konfidensintervaller."
CAP = 1.5  # mm
HALO = 3 * LINE


def draw_change_bars(data: Sequence[Datum], *, width: float = FULL) -> Figure:
    """One bar per datum in the order given; the printed texts carry the signs."""
    rows = arrange_rows([datum.label for datum in data], width=width, top=1.0)
    canvas = Canvas(width, rows.bottom + 1.0)
    room = max(text_width(datum.shown, weight=600) for datum in data) + 2
    low, high = min([*spans(data), 0]), max([*spans(data), 0])
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
        ends = [end, *_draw_interval(canvas, scale, y, datum)]
        x = min(ends) - 1.5 if falls else max(ends) + 1.5
        canvas.text(x, y, datum.shown, weight=600, colour=FOCUS if falls else INK, align="right" if falls else "left")
    canvas.line([zero, zero], [rows.top, rows.bottom], colour=INK, width=0.7)
    return canvas.figure


def _draw_interval(canvas: Canvas, scale: Scale, y: float, datum: Datum) -> list[float]:
    """The line of an interval, if there is one: where it ends."""
    if datum.lower is None or datum.upper is None:
        return []
    ends = [scale(datum.lower), scale(datum.upper)]
    for colour, width in (("white", HALO), (INK, LINE)):  # dark on a dark bar it would not be seen
        canvas.line(ends, [y, y], colour=colour, width=width)
        for end in ends:
            canvas.line([end, end], [y - CAP / 2, y + CAP / 2], colour=colour, width=width)
    return ends

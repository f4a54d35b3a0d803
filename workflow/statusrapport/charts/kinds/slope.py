"""Slopes between two periods, several series, each named at its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import DASHED, Canvas
from statusrapport.charts.data import Datum, Reading, cross, known
from statusrapport.charts.layout import Scale, spread, text_width
from statusrapport.charts.style import BRAND, FOCUS, FULL, HAIRLINE, LINE, RULE, STRONG
from statusrapport.errors import DeclarationError

NAME_NB = "Linjediagram"
READING: Reading = "periods"
BREAKS_NB = "Stiplet linje:"
LINE_OF_TEXT = 4.2  # mm


def draw_slope(
    data: Sequence[Datum], *, focus: Collection[str] = (), height: float = 66.0, width: float = FULL
) -> Figure:
    """A line per label between its values in the two groups; the scale need not begin at zero.

    `focus`: labels to bring out. A value that is not known keeps its mark at the height of the other one. A line over a
    series break is dashed.
    """
    table = cross(data)
    if len(table.groups) != 2:
        raise DeclarationError(
            f"a slope is drawn between two columns, not {', '.join(table.groups)}", remedy="Name two columns"
        )
    canvas = Canvas(width, height)
    left = 48.0 if width == FULL else 16.0
    numbers = max(text_width(datum.shown, weight=600) for datum in data)
    right = width - max(text_width(label) for label in table.labels) - numbers - 5.5
    values = known(data) or [0.0]
    low, high = min(values), max(values)
    scale = Scale(low, high if high > low else low + 1, height - 5, 11)
    for x, period in zip((left, right), table.groups, strict=True):
        canvas.line([x, x], [7, height - 1], colour=RULE, width=HAIRLINE)
        canvas.small(x, 3, period, align="center")
    heights = [
        spread([_height(table.row(label), index, scale) for label in table.labels], LINE_OF_TEXT) for index in (0, 1)
    ]
    for number, label in enumerate(table.labels):
        start, stop = table.row(label)
        colour = FOCUS if label in focus else BRAND
        if start.value is not None and stop.value is not None:
            ys = [scale(start.value), scale(stop.value)]
            dash = DASHED if stop.series_break else "-"
            canvas.line([left, right], ys, colour=colour, width=STRONG if label in focus else LINE, dash=dash)
        for x, datum in ((left, start), (right, stop)):
            if datum.value is not None:
                canvas.dots([x], [scale(datum.value)], colour=colour, diameter=2.2, rim="white")
        canvas.text(left - 3, heights[0][number], start.shown, colour=colour, align="right")
        canvas.text(right + 3 + numbers, heights[1][number], stop.shown, weight=600, colour=colour, align="right")
        canvas.text(right + 5 + numbers, heights[1][number], label, colour=colour)
    return canvas.figure


def _height(pair: list[Datum], index: int, scale: Scale) -> float:
    """Where the label of one end stands: at its own value, at that of the other end, or at the foot."""
    value = pair[index].value if pair[index].value is not None else pair[1 - index].value
    return scale(scale.low if value is None else value)

"""Lines over several periods, a series for each label, named at its end; dashed where the series is broken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from statusrapport.charts.canvas import DASHED, Canvas
from statusrapport.charts.data import Cross, Datum, Reading, cross, known
from statusrapport.charts.layout import Scale, choose_ticks, format_ticks, spread, text_width
from statusrapport.charts.style import BRAND, FOCUS, FULL, GRID, HAIRLINE, INK, LINE, RULE, STRONG

NAME_NB = "Linjediagram over flere år"
READING: Reading = "rows"
BREAKS_NB = "Stiplet linje:"
LINE_OF_TEXT = 4.2  # mm
ABOVE = 3.4  # mm from a point to the number above it
NUMBERED = 2  # so many series have a number at each point, more have them at their ends alone


def draw_lines(
    data: Sequence[Datum],
    *,
    focus: Collection[str] = (),
    from_zero: bool = False,
    height: float = 72.0,
    width: float = FULL,
) -> Figure:
    """A line per label through its values in the groups, which are periods in their order.

    Years stand as far apart as they are. `focus`: labels to bring out. `from_zero`: the scale begins at zero. A value
    that is not known interrupts its line, and keeps its mark at the foot.
    """
    table = cross(data)
    canvas = Canvas(width, height)
    values = known(data) or [0.0]
    ticks = choose_ticks(0 if from_zero else min(values), max(values), 4)
    labels = format_ticks(ticks)
    left = max(map(text_width, labels)) + 9
    right = width - max(map(text_width, table.labels)) - 6
    scale = Scale(ticks[0], ticks[-1], height - 8, 7)
    for tick, label in zip(ticks, labels, strict=True):
        canvas.line([left - 4, right + 3], [scale(tick)] * 2, colour=RULE if tick == 0 else GRID, width=HAIRLINE)
        canvas.tick(left - 6 - text_width(label) / 2, scale(tick), label)
    places = _place_periods(table.groups, left, right)
    for period, x in places.items():
        canvas.small(x, height - 3, period, align="center")
    for label in table.labels:
        _draw_line(canvas, table, label, places, scale, FOCUS if label in focus else BRAND, label in focus)
    _draw_numbers(canvas, table, places, scale, focus)
    _draw_names(canvas, table, right, scale, focus)
    return canvas.figure


def _place_periods(periods: Sequence[str], left: float, right: float) -> dict[str, float]:
    """Where each period stands: years by their distance, others at equal ones."""
    at = [float(period) if period.isdecimal() else float(place) for place, period in enumerate(periods)]
    scale = Scale(at[0], at[-1] if at[-1] > at[0] else at[0] + 1, left, right)
    return {period: scale(place) for period, place in zip(periods, at, strict=True)}


def _draw_line(
    canvas: Canvas, table: Cross, label: str, places: dict[str, float], scale: Scale, colour: str, is_focus: bool
) -> None:
    points = [(places[datum.group], datum) for datum in table.row(label)]
    for (x, before), (following, after) in pairwise(points):
        if before.value is not None and after.value is not None:
            dash = DASHED if after.series_break else "-"
            ys = [scale(before.value), scale(after.value)]
            canvas.line([x, following], ys, colour=colour, width=STRONG if is_focus else LINE, dash=dash)
    drawn = [(x, scale(datum.value)) for x, datum in points if datum.value is not None]
    canvas.dots([x for x, _ in drawn], [y for _, y in drawn], colour=colour, diameter=2.2, rim="white")


def _draw_numbers(canvas: Canvas, table: Cross, places: dict[str, float], scale: Scale, focus: Collection[str]) -> None:
    """The numbers above the points: of few series at each of them, of others in the first and the last period."""
    has_all = len(table.labels) <= NUMBERED
    for period in table.groups if has_all else dict.fromkeys((table.groups[0], table.groups[-1])):
        found = [table.cells[label, period] for label in table.labels if (label, period) in table.cells]
        heights = spread([_height(datum, scale) for datum in found], LINE_OF_TEXT)
        for datum, y in zip(found, heights, strict=True):
            colour = FOCUS if datum.label in focus else INK
            if datum.value is None:
                canvas.mark(places[period], y, datum.shown, align="center")
            else:
                canvas.text(places[period], y, datum.shown, weight=600, colour=colour, align="center")


def _height(datum: Datum, scale: Scale) -> float:
    """Where the number of a point stands: above it, or at the foot where there is none."""
    return scale(datum.value) - ABOVE if datum.value is not None else scale(scale.low) - ABOVE


def _draw_names(canvas: Canvas, table: Cross, right: float, scale: Scale, focus: Collection[str]) -> None:
    """The name of each series at the height of its last point."""
    last = {label: [datum.value for datum in table.row(label) if datum.value is not None] for label in table.labels}
    heights = spread([scale(values[-1] if values else scale.low) for values in last.values()], LINE_OF_TEXT)
    for label, y in zip(table.labels, heights, strict=True):
        canvas.text(right + 5, y, label, colour=FOCUS if label in focus else BRAND)

"""The spread of all units within groups: a dot for each, the median and the middle half under them, no unit named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Distribution, Reading
from statusrapport.charts.layout import Scale, choose_ticks, format_ticks
from statusrapport.charts.rows import Column, arrange_rows, draw_columns
from statusrapport.charts.style import BRAND, BRAND_SOFT, FULL, INK

NAME_NB = "Prikkdiagram"
READING: Reading = "spread"
FOOT = 5.4  # mm under the dots, for the middle half and the median
AIR = 2.4  # mm above the highest stack
HIGHEST = 13.0  # mm: no stack is higher
SIZES = (1.5, 1.3, 1.15, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # mm: diameters of dots, the largest that fits is taken
BEYOND = 11.0  # mm at the right for values above the end of the scale


def draw_distribution(data: Sequence[Distribution], *, maximum: float | None = None, width: float = FULL) -> Figure:
    """A row per group: its values as stacked dots; the numbers that sum them up also as columns.

    `maximum`: where the scale ends; values above it stand together beyond the end, over the words "> maximum".
    A group without published numbers shows its marks in the columns and no dots.
    """
    summaries = ([getattr(group, name) for group in data] for name in ("lower", "median", "upper"))
    columns = [
        Column(summary[0].label, tuple(datum.shown for datum in summary), weight)
        for summary, weight in zip(summaries, (400, 600, 400), strict=True)
    ]
    rows = arrange_rows([group.label for group in data], columns, width=width, top=5.0)
    values = [value for group in data for value in group.values]
    ticks = choose_ticks(min([*values, 0]), max([*values, 1]) if maximum is None else maximum)
    scale = Scale(ticks[0], ticks[-1], rows.left + 1, rows.right - (1 if maximum is None else BEYOND))
    dot, stacks = _choose_dots([group.values for group in data], scale)
    heights = [AIR + max([*stack.values(), 5]) * dot + FOOT for stack in stacks]
    bottom = rows.top + sum(heights)
    canvas = Canvas(width, bottom + 5.5)
    canvas.scale_below(scale, ticks, rows.top, bottom)
    if maximum is not None:
        canvas.small(rows.right, bottom + 3, f"> {format_ticks(ticks)[-1]}", align="right")
    grounds = [rows.top + sum(heights[: index + 1]) - FOOT for index in range(len(data))]
    for group, stack, ground in zip(data, stacks, grounds, strict=True):
        canvas.row_label(ground - 3.9, group.label, rows.label_width, weight=600)
        canvas.small(0, ground - 0.3, group.note)
        _draw_group(canvas, scale, group, stack, ground, dot)
    draw_columns(canvas, rows, [ground - 0.3 for ground in grounds])
    return canvas.figure


def _choose_dots(groups: Sequence[Sequence[float]], scale: Scale) -> tuple[float, list[Counter[int]]]:
    """The largest size of dots at which no stack is too high, and how many dots each slot of each group then has."""
    for dot in SIZES:
        stacks = [Counter(_slot(value, scale, dot) for value in values) for values in groups]
        if all(count * dot <= HIGHEST for stack in stacks for count in stack.values()):
            break
    return dot, stacks


def _slot(value: float, scale: Scale, dot: float) -> int:
    """Which slot, one dot wide, a value falls into; values beyond the scale share one at a distance from its end."""
    place = scale(value) if value <= scale.high else scale.end + BEYOND - 3
    return round((place - scale.start) / dot)


def _draw_group(
    canvas: Canvas, scale: Scale, group: Distribution, stack: Counter[int], ground: float, dot: float
) -> None:
    slots = sorted(stack.items())
    xs = [scale.start + slot * dot for slot, count in slots for _ in range(count)]
    ys = [ground - (rank + 0.5) * dot for _, count in slots for rank in range(count)]
    canvas.dots(xs, ys, colour=BRAND_SOFT, diameter=dot * 0.9)
    if group.lower.value is not None and group.upper.value is not None:
        left, right = (scale(min(value, scale.high)) for value in (group.lower.value, group.upper.value))
        canvas.box(left, ground + 0.9, right - left, 1.1, BRAND)
    if group.median.value is not None:
        x = scale(min(group.median.value, scale.high))
        canvas.line([x, x], [ground + 0.1, ground + 2.8], colour=INK, width=1.8)

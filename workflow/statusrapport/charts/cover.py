"""The picture on the cover: every municipality a stroke from its value in one year to its value in a later one."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.layout import Scale
from statusrapport.charts.style import BRAND_DEEP

WIDTH, HEIGHT = 210.0, 165.0  # mm: the page's width, its upper part
LOWEST, HIGHEST = 138.0, 26.0  # mm from the top: the ends of the scale; rising, it leaves the upper left to the legend
STEM, RISING, FALLING, TIP = "#16506f", "#8fbcd2", "#3f7896", "#eef5f8"


def draw_cover(values: Sequence[tuple[float, float]]) -> Figure:
    """Stems up to the second value, ordered by it; on each the stroke from the first to the second, without a scale.

    Heights are logarithms, so that a few large values do not press all others down; values must be above zero.
    Rising strokes are light, falling ones dark; a bright tip marks the later value.
    """
    strokes = sorted(values, key=lambda pair: (pair[1], pair[0]))
    heights = [log(value) for pair in strokes for value in pair]
    low, high = min(heights), max(heights)
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(0, 0, WIDTH, HEIGHT, BRAND_DEEP)
    step = WIDTH / len(strokes)
    up = Scale(low, high if high > low else low + 1, LOWEST, HIGHEST)
    stems, tips = [], []
    changes: dict[str, list[tuple[float, float, float, float]]] = {RISING: [], FALLING: []}
    for index, (start, stop) in enumerate(strokes):
        x, first, last = (index + 0.2) * step, up(log(start)), up(log(stop))
        stems.append((x, last, 0.6 * step, HEIGHT - last))
        changes[RISING if stop >= start else FALLING].append((x, last, 0.6 * step, first - last))
        tips.append((x, last - 0.25, 0.6 * step, 0.5))
    canvas.boxes(stems, STEM)
    for colour, boxes in changes.items():
        canvas.boxes(boxes, colour)
    canvas.boxes(tips, TIP)
    return canvas.figure

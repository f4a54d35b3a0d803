"""The picture on the cover: a stroke for every municipality, in rising order, without scale or names."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.layout import Scale
from statusrapport.charts.style import BRAND_DEEP

WIDTH, HEIGHT = 210.0, 165.0  # mm: the page's width, its upper part
LOWEST, HIGHEST = 140.0, 24.0  # mm from the top: the ends of the scale; rising, it leaves the upper left to the legend
DARKEST, LIGHTEST, TIP = "#114a69", "#7fb0c8", "#eef5f8"
TONES = 16


def draw_cover(values: Sequence[float]) -> Figure:
    """Strokes from the foot of the picture, lighter from left to right, each with a bright tip.

    Heights are logarithms, so that a few large values do not press all others down; values must not be negative.
    """
    ordered = sorted(values)
    low, high = log1p(ordered[0]), log1p(ordered[-1])
    up = Scale(low, high if high > low else low + 1, LOWEST, HIGHEST)
    step = WIDTH / len(ordered)
    strokes = [((index + 0.2) * step, up(log1p(value)), 0.6 * step) for index, value in enumerate(ordered)]
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(0, 0, WIDTH, HEIGHT, BRAND_DEEP)
    for tone in range(TONES):
        part = strokes[tone * len(strokes) // TONES : (tone + 1) * len(strokes) // TONES]
        canvas.boxes([(x, top, width, HEIGHT - top) for x, top, width in part], _mix(tone / (TONES - 1)))
    canvas.boxes([(x, top - 0.35, width, 0.7) for x, top, width in strokes], TIP)
    return canvas.figure


def _mix(share: float) -> str:
    """A colour between the darkest (0) and the lightest (1), most of them near the darkest."""
    dark, light = to_rgb(DARKEST), to_rgb(LIGHTEST)
    red, green, blue = (a + (b - a) * share**2 for a, b in zip(dark, light, strict=True))
    return to_hex((red, green, blue))

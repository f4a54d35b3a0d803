"""Columns side by side: the same categories in two or three periods or groups, each number above its column."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import DASHED, Canvas
from statusrapport.charts.data import Datum, Reading, cross, known
from statusrapport.charts.layout import Scale, text_width, wrap
from statusrapport.charts.style import BRAND, BRAND_SOFT, CATEGORIES, FULL, INK, INK_SOFT, SIZE, SIZE_SMALL

NAME_NB = "Stående stolpediagram"
READING: Reading = "periods"
BREAKS_NB = "Stiplet strek:"
COLOURS = {1: (BRAND,), 2: (BRAND_SOFT, BRAND), 3: tuple(fill for fill, _ in CATEGORIES[:3])}
WIDEST = 16.0  # mm


def draw_grouped_columns(data: Sequence[Datum], *, height: float = 68.0, width: float = FULL) -> Figure:
    """A cluster of columns per label, one column per group (three at most), from zero.

    A dashed line stands before a column that cannot be compared with the one before it.
    """
    table = cross(data, most_groups=3)
    slot = width / len(table.labels)
    names = [wrap(label, slot - 3) for label in table.labels]
    top = 13.0 if len(table.groups) > 1 else 6.0
    base = height - 2.5 - 3.5 * max(name.count("\n") + 1 for name in names)
    canvas = Canvas(width, height)
    scale = Scale(0, max([*known(data), 0]) or 1, base, top)
    colours = COLOURS[len(table.groups)]
    column = min(WIDEST, slot * 0.8 / len(table.groups))
    if len(table.groups) > 1:
        canvas.key(2.5, table.groups, colours, [0.0] * len(colours), width)
    size = SIZE if max(text_width(datum.shown, weight=600) for datum in data) < column - 0.4 else SIZE_SMALL
    for place, (label, name) in enumerate(zip(table.labels, names, strict=True)):
        middle = (place + 0.5) * slot
        canvas.text(middle, base + 1.5 + 1.75 * (name.count("\n") + 1), name, align="center")
        left = middle - column * len(table.groups) / 2
        for index, group in enumerate(table.groups):
            if datum := table.cells.get((label, group)):
                _draw_column(canvas, scale, datum, left + index * column, column - 0.6, colours[index], size)
                if datum.series_break:
                    x = left + index * column - 0.3 if index else place * slot
                    canvas.line([x, x], [top - 5, base], colour=INK_SOFT, width=0.8, dash=DASHED)
    canvas.line([0, width], [base, base], colour=INK, width=0.6)
    return canvas.figure


def _draw_column(
    canvas: Canvas, scale: Scale, datum: Datum, left: float, width: float, colour: str, size: float
) -> None:
    base, middle = scale(0), left + width / 2
    if datum.value is None:
        canvas.mark(middle, base - 2.4, datum.shown, align="center")
        return
    top = scale(datum.value)
    canvas.box(left, top, width, base - top, colour)
    canvas.text(middle, top - 2.4, datum.shown, size=size, weight=600, align="center")

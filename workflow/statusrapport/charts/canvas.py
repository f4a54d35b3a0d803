"""A surface to draw on in millimetres, at the size at which the chart is printed.

Everything has its place in millimetres from the left and upper edge, so that margins are fixed, 8 points are 8 points
on paper, and a chart's texts align with the page's columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, pairwise
from typing import Any, Literal

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from statusrapport.charts import style
from statusrapport.charts.layout import Scale, format_ticks, place_in_line, text_width, wrap
from statusrapport.charts.style import GRID, HAIRLINE, INK, INK_FAINT, INK_SOFT, POINT, SIZE, SIZE_SMALL
from statusrapport.errors import DeclarationError

Align = Literal["left", "center", "right"]
LEADING = 1.22  # from line to line, as a multiple of the size
MIDDLE = 0.33  # half the height of a capital, as a fraction of the size
DASHED = (0, (2.5, 2))
SYMBOL, KEY_GAP = 3.4, 4.0  # mm: in a key, from symbol to name, and from name to the next symbol
TICK = "tick"  # how the ids of a scale's numbers begin


class Canvas:
    """A figure of `width` × `height` millimetres; x runs from the left, y from the top."""

    def __init__(self, width: float, height: float) -> None:
        style.use_style()
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 25.4, height / 25.4))
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._drawn = count(1)  # what is drawn later lies above
        self._ticks = count(1)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        weight: int = 400,
        colour: str = INK,
        align: Align = "left",
        id_: str = "",
    ) -> None:
        """Text whose capitals are centred on `y`; several lines are centred as a block. `id_` is its id in the SVG."""
        lines = text.split("\n")
        first = y + MIDDLE * size * POINT - (len(lines) - 1) / 2 * LEADING * size * POINT
        for number, line in enumerate(lines):
            baseline = first + number * LEADING * size * POINT
            look: dict[str, Any] = {"size": size, "weight": weight, "color": colour, "gid": id_ or None}
            self._axes.text(x, baseline, line, ha=align, va="baseline", zorder=next(self._drawn), **look)

    def small(self, x: float, y: float, text: str, *, align: Align = "left") -> None:
        """Heads of columns, ticks and other secondary text."""
        self.text(x, y, text, size=SIZE_SMALL, colour=INK_SOFT, align=align)

    def tick(self, x: float, y: float, label: str) -> None:
        """A number of a scale, centred on `x`. Its id tells it from the numbers that are facts."""
        id_ = f"{TICK}-{next(self._ticks)}"
        self.text(x, y, label, size=SIZE_SMALL, colour=INK_SOFT, align="center", id_=id_)

    def mark(self, x: float, y: float, mark: str, *, align: Align = "left") -> None:
        """The mark of a value that is missing, suppressed or not applicable, in the place of the number."""
        self.text(x, y, mark, weight=600, colour=INK_SOFT, align=align)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str = INK,
        width: float = style.LINE,
        dash: str | tuple[int, tuple[float, ...]] = "-",
    ) -> None:
        """A line through points, `width` points strong."""
        self._axes.plot(xs, ys, color=colour, lw=width, ls=dash, clip_on=False, zorder=next(self._drawn))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its upper left corner; a negative width goes to the left."""
        self.boxes([(x, y, width, height)], colour)

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Filled rectangles (left, top, width, height) of one colour as one shape: hundreds cost no more than one."""
        self._fill([Path(_corners(x, y, x + width, y + height), closed=True) for x, y, width, height in boxes], colour)

    def dashed_box(self, x: float, y: float, width: float, height: float) -> None:
        """The outline of something that is not known."""
        xs, ys = zip(*_corners(x, y, x + width, y + height), strict=True)
        self.line(xs, ys, colour=INK_FAINT, width=0.7, dash=DASHED)

    def band(self, stations: Sequence[tuple[float, float, float]], colour: str, *, rim: str = "none") -> None:
        """A band through upright stations (x, upper edge, lower edge), level where it passes each of them.

        A rim parts it from bands that lie beside it.
        """
        there = [(x, top) for x, top, _ in stations]
        back = [(x, bottom) for x, _, bottom in reversed(stations)]
        points, codes = [there[0]], [Path.MOVETO]
        for run in (there, back):
            for (x, y), (next_x, next_y) in pairwise(run):
                points += [((x + next_x) / 2, y), ((x + next_x) / 2, next_y), (next_x, next_y)]
                codes += [Path.CURVE4] * 3
            points.append(back[0] if run is there else there[0])
            codes.append(Path.LINETO)
        self._fill([Path(points, codes)], colour, rim)

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str, diameter: float = 2.0, rim: str = "none"
    ) -> None:
        """Dots of `diameter` millimetres as one shape, with a rim where they lie on lines or on each other."""
        self._fill([_circle(x, y, diameter / 2) for x, y in zip(xs, ys, strict=True)], colour, rim)

    def _fill(self, paths: Sequence[Path], colour: str, rim: str = "none") -> None:
        if paths:
            look: dict[str, Any] = {"facecolor": colour, "edgecolor": rim, "lw": 0 if rim == "none" else 0.8}
            shape = PathPatch(Path.make_compound_path(*paths), clip_on=False, zorder=next(self._drawn), **look)
            self._axes.add_patch(shape)

    def scale_below(self, scale: Scale, ticks: Sequence[float], top: float, bottom: float) -> None:
        """Grid lines from `top` to `bottom` and the numbers of the ticks under them."""
        for tick, label in zip(ticks, format_ticks(ticks), strict=True):
            self.line([scale(tick)] * 2, [top, bottom], colour=GRID, width=HAIRLINE)
            self.tick(scale(tick), bottom + 3, label)

    def row_label(self, y: float, label: str, width: float, *, weight: int = 400, colour: str = INK) -> None:
        """The label of a row at the left edge, in lines of at most `width` millimetres."""
        self.text(0, y, wrap(label, width, weight=weight), weight=weight, colour=colour)

    def key(
        self, y: float, names: Sequence[str], colours: Sequence[str], starts: Sequence[float], end: float
    ) -> list[float]:
        """The names of colours in one line, each near its start: where they begin, as `key_names` gives it."""
        places = self.key_names(y, names, starts, end)
        for x, colour in zip(places, colours, strict=True):
            self.box(x, y - 1.1, 2.2, 2.2, colour)
        return places

    def key_names(self, y: float, names: Sequence[str], starts: Sequence[float], end: float) -> list[float]:
        """The names of a key, and where the square of 2.2 millimetres, or another symbol, before each begins.

        Raises DeclarationError where they do not fit in one line.
        """
        places = place_in_line(starts, [key_width(name) for name in names], end, gap=KEY_GAP)
        if places[0] < -0.01:
            raise DeclarationError(
                f"the names {', '.join(names)} do not fit in one line above a chart",
                remedy="Give its columns shorter names",
            )
        for x, name in zip(places, names, strict=True):
            self.text(x + SYMBOL, y, name, size=SIZE_SMALL)
        return places


def key_width(name: str) -> float:
    """What a name takes in a key, with its symbol, in millimetres."""
    return SYMBOL + text_width(name, SIZE_SMALL)


def _corners(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    """Around a rectangle and back to its first corner."""
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _circle(x: float, y: float, radius: float) -> Path:
    """A circle of four curves; matplotlib's own has eight, which hundreds of small dots do not need."""
    handle = 0.5523 * radius
    ends = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    points = [(x + radius, y)]
    for (a, b), (c, d) in pairwise(ends):
        start, stop = (x + a * radius, y + b * radius), (x + c * radius, y + d * radius)
        points += [(start[0] + c * handle, start[1] + d * handle), (stop[0] + a * handle, stop[1] + b * handle), stop]
    return Path(points, [Path.MOVETO] + [Path.CURVE4] * 12)

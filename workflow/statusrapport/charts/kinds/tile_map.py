"""Norway's counties as tiles of one size, each with its name and number, at about their place on the map."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Datum, Reading
from statusrapport.charts.layout import format_ticks, wrap
from statusrapport.charts.style import HAIRLINE, INK_SOFT, RULE, SEQUENCE
from statusrapport.errors import DeclarationError
from statusrapport.facts.numbers import round_half_up

NAME_NB = "Rutekart over fylkene"
READING: Reading = "values"

# Column and row of each county, by the first year of the structure.
_NORTH = {"20": (4, 0), "19": (3, 0), "18": (2, 1)}
_SOUTH = {
    "15": (1, 3), "14": (0, 4), "05": (1, 4), "04": (2, 4), "12": (0, 5), "06": (1, 5), "03": (2, 5), "02": (3, 5),
    "11": (0, 6), "08": (1, 6), "07": (2, 6), "01": (3, 6), "10": (0, 7), "09": (1, 7),
}  # fmt: skip
TILES = {
    2013: _NORTH | {"17": (2, 2), "16": (2, 3)} | _SOUTH,
    2018: _NORTH | {"50": (2, 2)} | {code: (column, row - 1) for code, (column, row) in _SOUTH.items()},
    2020: {
        "54": (3, 0), "18": (2, 1), "50": (2, 2), "15": (1, 3), "34": (2, 3), "46": (0, 4), "30": (1, 4), "03": (2, 4),
        "11": (0, 5), "38": (1, 5), "42": (0, 6),
    },
    2024: {
        "56": (4, 0), "55": (3, 0), "18": (2, 1), "50": (2, 2), "15": (1, 3), "34": (2, 3), "46": (0, 4), "33": (1, 4),
        "03": (2, 4), "32": (3, 4), "11": (0, 5), "40": (1, 5), "39": (2, 5), "31": (3, 5), "42": (1, 6),
    },
}  # fmt: skip
TILE_WIDTH, TILE_HEIGHT = 16.0, 11.6  # mm
COLUMNS = 5
NAME = 6.8  # points


def tiles_of(structure: int) -> dict[str, tuple[int, int]]:
    """Column and row of each county of the structure of a year, by code."""
    return TILES[max(first for first in TILES if first <= structure)]


def draw_tile_map(data: Sequence[Datum], *, structure: int, edges: Sequence[float]) -> Figure:
    """A tile per county: `group` is its code, `label` its name. `edges`: the four limits between the five colours.

    Raises DeclarationError unless there is one datum for each county of the structure.
    """
    tiles = tiles_of(structure)
    if sorted(datum.group for datum in data) != sorted(tiles):
        raise DeclarationError(
            f"a map needs one number for each of the counties {', '.join(sorted(tiles))}",
            remedy="Make its rows the counties of its structure",
        )
    last_row = max(row for _, row in tiles.values())
    canvas = Canvas(COLUMNS * TILE_WIDTH, (last_row + 1) * TILE_HEIGHT)
    for datum in data:
        column, row = tiles[datum.group]
        _draw_tile(canvas, datum, column * TILE_WIDTH, row * TILE_HEIGHT, edges)
    _draw_key(canvas, edges)
    return canvas.figure


def _draw_tile(canvas: Canvas, datum: Datum, x: float, y: float, edges: Sequence[float]) -> None:
    width, height, middle = TILE_WIDTH - 0.6, TILE_HEIGHT - 0.6, x + (TILE_WIDTH - 0.6) / 2
    name = wrap(datum.label.split(" - ")[0].replace("-", "- "), width - 0.8, NAME).replace("- ", "-")
    if datum.value is None:
        canvas.dashed_box(x + 0.3, y + 0.3, width - 0.6, height - 0.6)
        canvas.text(middle, y + height * 0.3, name, size=NAME, colour=INK_SOFT, align="center")
        canvas.mark(middle, y + height * 0.77, datum.shown, align="center")
        return
    fill, ink = SEQUENCE[sum(_printed(datum.value, datum.shown) >= edge for edge in edges)]
    canvas.box(x, y, width, height, fill)
    canvas.text(middle, y + height * 0.3, name, size=NAME, colour=ink, align="center")
    canvas.text(middle, y + height * 0.77, datum.shown, size=10, weight=600, colour=ink, align="center")


def _printed(value: float, shown: str) -> float:
    """The value with the decimals that are printed, so that tiles with the same number have the same colour."""
    return float(round_half_up(value, len(shown.partition(",")[2])))


def _draw_key(canvas: Canvas, edges: Sequence[float]) -> None:
    """Five colours and the limits between them, in the sea."""
    step, top = 5.6, 4.0
    for index, (fill, _) in enumerate(SEQUENCE):
        canvas.box(index * step, top, step, 3.0, fill)
    for index, label in enumerate(format_ticks(edges), start=1):
        canvas.line([index * step] * 2, [top + 3, top + 4.2], colour=RULE, width=HAIRLINE)
        canvas.tick(index * step, top + 6, label)

"""Answers on a scale as bars that part at a zero line: negative to the left, positive to the right."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Cross, Datum, Reading, cross
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import Column, Rows, arrange_rows, draw_columns
from statusrapport.charts.style import FULL, INK, LIKERT
from statusrapport.errors import DeclarationError

NAME_NB = "Delt, liggende stolpediagram"
READING: Reading = "rows"
THICK = 5.0  # mm
GAP = 5.0  # mm between the two sides and the middle answer


def draw_likert(data: Sequence[Datum], *, levels: Sequence[str], base_title: str = "", width: float = FULL) -> Figure:
    """A bar per label. `levels`: four or five groups from most negative to most positive; other groups become columns.

    The middle one of five answers belongs to neither side and has a baseline of its own at the right.
    `base_title`: head of a column with the number of answers. A row with unpublished parts shows its marks alone.
    """
    table = cross(data)
    _check_levels(levels, table)
    others = [group for group in table.groups if group not in levels]
    columns = [Column(group, tuple(table.cells[label, group].shown for label in table.labels)) for group in others]
    if base_title:
        columns.append(Column(base_title, tuple(table.row(label)[0].base for label in table.labels)))
    rows = arrange_rows(table.labels, columns, width=width, top=9.0, step=7.2)
    canvas = Canvas(width, rows.bottom + 0.5)
    half = len(levels) // 2
    sides = [list(levels[:half])[::-1], list(levels[-half:])]
    middle = list(levels[half : len(levels) - half])
    widest = [max(_total(table, label, side) for label in table.labels) for side in (*sides, middle)]
    scale = Scale(0, sum(widest), rows.left, rows.right - (GAP if middle else 0))
    zero, own_base = scale(widest[0]), scale(widest[0] + widest[1]) + GAP
    colours = dict(zip(levels, LIKERT[len(levels)], strict=True))
    for index, label in enumerate(table.labels):
        y = rows.middle(index)
        canvas.row_label(y, label, rows.label_width)
        unknown = dict.fromkeys(table.cells[label, level].shown for level in levels if _is_unknown(table, label, level))
        if unknown:
            canvas.mark(zero + 1.5, y, " ".join(unknown))
            continue
        unit = scale(1) - scale(0)
        for level_names, start, direction in ((sides[0], zero, -1), (sides[1], zero, 1), (middle, own_base, 1)):
            parts = [table.cells[label, level] for level in level_names]
            _draw_side(canvas, y, parts, start, direction * unit, colours)
    _draw_lines_and_key(canvas, rows, [*sides[0][::-1], *sides[1], *middle], colours, zero, own_base)
    draw_columns(canvas, rows)
    return canvas.figure


def _check_levels(levels: Sequence[str], table: Cross) -> None:
    if len(levels) not in LIKERT or not set(levels) <= set(table.groups):
        raise DeclarationError(
            f"the levels {', '.join(levels)} are not four or five of the columns {', '.join(table.groups)}",
            remedy="Name four or five columns as levels, from the most negative to the most positive",
        )


def _is_unknown(table: Cross, label: str, level: str) -> bool:
    return table.cells[label, level].value is None


def _total(table: Cross, label: str, levels: list[str]) -> float:
    return sum(table.cells[label, level].value or 0.0 for level in levels)


def _draw_side(
    canvas: Canvas, y: float, parts: list[Datum], start: float, unit: float, colours: dict[str, tuple[str, str]]
) -> None:
    """Stack parts from `start`, `unit` millimetres per percentage point, to the left where it is negative."""
    for datum in parts:
        length = (datum.value or 0.0) * unit
        fill, ink = colours[datum.group]
        canvas.box(start, y - THICK / 2, length - (0.3 if length > 0 else -0.3 if length < 0 else 0), THICK, fill)
        if text_width(datum.shown) + 1 <= abs(length):
            canvas.text(start + length / 2, y, datum.shown, colour=ink, align="center")
        start += length


def _draw_lines_and_key(
    canvas: Canvas, rows: Rows, levels: list[str], colours: dict[str, tuple[str, str]], zero: float, own_base: float
) -> None:
    canvas.line([zero, zero], [rows.top - 0.5, rows.bottom], colour=INK, width=0.9)
    starts = [rows.left] * len(levels)
    if len(levels) % 2:
        canvas.line([own_base - 0.2] * 2, [rows.top - 0.5, rows.bottom], colour=INK, width=0.5)
        starts[-1] = own_base
    canvas.key(2.2, levels, [colours[level][0] for level in levels], starts, canvas.width)

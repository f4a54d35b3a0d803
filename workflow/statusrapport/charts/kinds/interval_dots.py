"""Estimates as dots, each on the line of its 95 percent interval: one row per label, one number or two to compare."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from statusrapport.charts.canvas import Canvas
from statusrapport.charts.data import Cross, Datum, Reading, cross, rank_labels, spans
from statusrapport.charts.layout import Scale, choose_ticks
from statusrapport.charts.rows import Column, arrange_rows, draw_columns
from statusrapport.charts.style import BRAND, FULL, INK, INK_SOFT, LINE

NAME_NB = "Punktdiagram med konfidensintervall"
READING: Reading = "columns"
INTERVALS_NB = "Strekene gjennom punktene viser 95 prosent konfidensintervaller."
# Of each series the colour of its line and that of its dot: with two the first one's dots are hollow, as grey print
# tells by their shape.
SERIES = {1: ((BRAND, BRAND),), 2: ((INK_SOFT, "white"), (BRAND, BRAND))}
STEP = {1: 6.0, 2: 9.0}  # mm
APART = 3.8  # mm between the two numbers of a row
DOT, CAP = 2.4, 1.5  # mm


def draw_interval_dots(
    data: Sequence[Datum],
    *,
    maximum: float | None = None,
    keep_order: bool = False,
    base_title: str = "",
    width: float = FULL,
) -> Figure:
    """A row per label with a dot and its interval per group (two at most), ranked by the last group.

    `maximum`: where the scale ends, such as 100 for shares; else it ends at the round number that holds all intervals.
    `keep_order`: for labels that have an order of their own. `base_title`: head of a column with the number of answers.
    A datum without limits is a dot alone.
    """
    table = cross(data, most_groups=2)
    labels = list(table.labels) if keep_order else rank_labels(table)
    drawn = [(label, group) for label in labels for group in table.groups]
    columns = _columns(table, drawn, base_title)
    count = len(table.groups)
    rows = arrange_rows(labels, columns, width=width, top=5.0, step=STEP[count])
    heights = [rows.middle(labels.index(label)) + _shift(table, group) for label, group in drawn]
    canvas = Canvas(width, rows.bottom + 5.5)
    ends = spans(data)
    ticks = choose_ticks(min([0, *ends]), max([maximum or 0, *ends]) or 1)
    scale = Scale(ticks[0], ticks[-1], rows.left + 1.5, rows.right - 2)
    canvas.scale_below(scale, ticks, rows.top, rows.bottom)
    if ticks[0] < 0:
        canvas.line([scale(0)] * 2, [rows.top, rows.bottom], colour=INK, width=0.7)
    if count > 1:
        _draw_key(canvas, rows.top - 2.4, table.groups, rows.left, rows.right)
    for index, label in enumerate(labels):
        canvas.row_label(rows.middle(index), label, rows.label_width)
    for place, y in zip(drawn, heights, strict=True):
        if place in table.cells:
            _draw_estimate(canvas, scale, y, table.cells[place], SERIES[count][table.groups.index(place[1])])
    draw_columns(canvas, rows, heights)
    return canvas.figure


def _columns(table: Cross, drawn: Sequence[tuple[str, str]], base_title: str) -> list[Column]:
    """The numbers and what they rest on; of two series the key names the one and the other."""
    cells = [table.cells.get(place) for place in drawn]
    head = table.groups[0] if len(table.groups) == 1 else ""
    columns = [Column(head, tuple(cell.shown if cell else "" for cell in cells), 600)]
    if base_title:
        columns.append(Column(base_title, tuple(cell.base if cell else "" for cell in cells)))
    return columns


def _shift(table: Cross, group: str) -> float:
    """How far below the middle of its row the number of a group stands."""
    return APART * (table.groups.index(group) - (len(table.groups) - 1) / 2)


def _draw_estimate(canvas: Canvas, scale: Scale, y: float, datum: Datum, look: tuple[str, str]) -> None:
    line, fill = look
    if datum.value is None:
        canvas.mark(scale(max(scale.low, 0)) + 1.5, y, datum.shown)
        return
    if datum.lower is not None and datum.upper is not None:
        lower, upper = scale(datum.lower), scale(datum.upper)
        canvas.line([lower, upper], [y, y], colour=line, width=LINE)
        for end in (lower, upper):
            canvas.line([end, end], [y - CAP / 2, y + CAP / 2], colour=line, width=LINE)
    canvas.dots([scale(datum.value)], [y], colour=fill, diameter=DOT, rim=line)


def _draw_key(canvas: Canvas, y: float, names: Sequence[str], start: float, end: float) -> None:
    """The names of the two series beside their dots."""
    for x, (line, fill) in zip(canvas.key_names(y, names, [start] * len(names), end), SERIES[2], strict=True):
        canvas.dots([x + 1.1], [y], colour=fill, diameter=DOT, rim=line)

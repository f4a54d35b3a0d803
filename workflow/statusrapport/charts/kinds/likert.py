"""Answers on a scale as bars that part at a zero line: negative to the left, positive to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from statusrapport.charts.canvas import KEY_GAP, Canvas, key_width
from statusrapport.charts.data import Cross, Datum, Reading, cross
from statusrapport.charts.layout import Scale, text_width
from statusrapport.charts.rows import Column, Rows, arrange_rows, draw_columns
from statusrapport.charts.style import FULL, INK, NEGATIVE, NEUTRAL, POSITIVE
from statusrapport.errors import DeclarationError

NAME_NB = "Delt, liggende stolpediagram"
READING: Reading = "rows"
THICK = 5.0  # mm
GAP = 5.0  # mm between the two sides and the middle answer


@dataclass(frozen=True)
class _Answers:
    """The answers of a scale by where they are drawn, each side from the zero line outwards."""

    negative: tuple[str, ...]
    positive: tuple[str, ...]
    middle: tuple[str, ...]  # one answer or none

    @property
    def colours(self) -> dict[str, tuple[str, str]]:
        """The colour of each answer and of the text on it."""
        sides = [*zip(self.negative, NEGATIVE[len(self.negative)], strict=True)]
        sides += zip(self.positive, POSITIVE[len(self.positive)], strict=True)
        return dict(sides) | dict.fromkeys(self.middle, NEUTRAL)

    @property
    def in_order(self) -> list[str]:
        """From the most negative to the most positive, the middle one last: as they stand from left to right."""
        return [*reversed(self.negative), *self.positive, *self.middle]


def draw_likert(
    data: Sequence[Datum],
    *,
    levels: Sequence[str],
    split: int | None = None,
    ranked: bool = False,
    base_title: str = "",
    width: float = FULL,
) -> Figure:
    """A bar per label. `levels`: groups from most negative to most positive, of which each side of the zero line takes
    three at most; other groups, such as those who do not know, become columns.

    Half the levels lie on each side. The middle one of an odd number belongs to neither and has a baseline of its own
    at the right. `split`: how many lie to the left where no answer is neutral, such as 2 for none, little | some,
    great, very great. `ranked`: rows by what lies to the right, the largest first.
    `base_title`: head of a column with the number of answers. A row with unpublished parts shows its marks alone.
    """
    table = cross(data)
    answers = _place_answers(levels, split, table)
    labels = sorted(table.labels, key=lambda label: _order(table, label, answers)) if ranked else list(table.labels)
    rows = arrange_rows(labels, _columns(table, labels, levels, base_title), width=width, top=9.0, step=7.2)
    canvas = Canvas(width, rows.bottom + 0.5)
    sides = (answers.negative, answers.positive, answers.middle)
    widest = [max(_total(table, label, side) for label in labels) for side in sides]
    scale = Scale(0, sum(widest) or 1, rows.left, rows.right - (GAP if answers.middle else 0))
    zero, own_base = scale(widest[0]), scale(widest[0] + widest[1]) + GAP
    unit = scale(1) - scale(0)
    for index, label in enumerate(labels):
        y = rows.middle(index)
        canvas.row_label(y, label, rows.label_width)
        if marks := _marks(table, label, answers):
            canvas.mark(zero + 1.5, y, " ".join(marks))
            continue
        for side, start, direction in zip(sides, (zero, zero, own_base), (-1, 1, 1), strict=True):
            parts = [table.cells[label, level] for level in side]
            _draw_side(canvas, y, parts, start, direction * unit, answers.colours)
    _draw_lines_and_key(canvas, rows, answers, zero, own_base)
    draw_columns(canvas, rows)
    return canvas.figure


def _place_answers(levels: Sequence[str], split: int | None, table: Cross) -> _Answers:
    """Which levels lie where. Raises DeclarationError where they are not columns, or too many or too few for a side."""
    left = len(levels) // 2 if split is None else split
    right = len(levels) // 2 if split is None else len(levels) - split
    if left not in NEGATIVE or right not in POSITIVE or not set(levels) <= set(table.groups):
        raise DeclarationError(
            f"the levels {', '.join(levels)}, {left} of them to the left and {right} to the right, cannot be drawn"
            f" from the columns {', '.join(table.groups)}",
            remedy="Name columns as levels, from the most negative to the most positive, one to three to each side",
        )
    sides = levels[:left], levels[len(levels) - right :], levels[left : len(levels) - right]
    return _Answers(tuple(reversed(sides[0])), tuple(sides[1]), tuple(sides[2]))


def _columns(table: Cross, labels: Sequence[str], levels: Sequence[str], base_title: str) -> list[Column]:
    others = [group for group in table.groups if group not in levels]
    columns = [Column(group, tuple(table.cells[label, group].shown for label in labels)) for group in others]
    if base_title:
        columns.append(Column(base_title, tuple(table.row(label)[0].base for label in labels)))
    return columns


def _marks(table: Cross, label: str, answers: _Answers) -> list[str]:
    """The marks of a row's answers that have no value."""
    cells = (table.cells[label, level] for level in answers.in_order)
    return list(dict.fromkeys(cell.shown for cell in cells if cell.value is None))


def _order(table: Cross, label: str, answers: _Answers) -> tuple[bool, float]:
    """Rows with the most on the positive side first, those that are not published last."""
    return bool(_marks(table, label, answers)), -_total(table, label, answers.positive)


def _total(table: Cross, label: str, levels: Sequence[str]) -> float:
    return sum(table.cells[label, level].value or 0.0 for level in levels)


def _draw_side(
    canvas: Canvas, y: float, parts: list[Datum], start: float, unit: float, colours: dict[str, tuple[str, str]]
) -> None:
    """Stack parts from `start`, `unit` millimetres per percentage point, to the left where it is negative."""
    for datum in parts:
        length = (datum.value or 0.0) * unit
        fill, ink = colours[datum.group]
        canvas.box(start, y - THICK / 2, length - (0.3 if length > 0 else -0.3 if length < 0 else 0), THICK, fill)
        if text_width(datum.shown) + 1.6 <= abs(length):
            canvas.text(start + length / 2, y, datum.shown, colour=ink, align="center")
        start += length


def _draw_lines_and_key(canvas: Canvas, rows: Rows, answers: _Answers, zero: float, own_base: float) -> None:
    """The baselines, and the names of the answers to each side of the zero line as far as there is room."""
    names, split = answers.in_order, len(answers.negative)
    left = sum(key_width(name) + KEY_GAP for name in answers.negative)
    starts = [max(0.0, zero + KEY_GAP / 2 - left)] * split + [zero + KEY_GAP / 2] * len(answers.positive)
    if answers.middle:
        canvas.line([own_base - 0.2] * 2, [rows.top - 0.5, rows.bottom], colour=INK, width=0.5)
        starts.append(own_base)
    places = canvas.key(2.2, names, [answers.colours[name][0] for name in names], starts, canvas.width)
    between = places[split] - KEY_GAP / 2
    canvas.line([between, between], [0.4, 4.0], colour=INK, width=0.9)
    canvas.line([zero, zero], [rows.top - 0.5, rows.bottom], colour=INK, width=0.9)

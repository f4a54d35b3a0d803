"""Charts whose marks stand in rows: labels in the page's margin column, the marks beginning where its text begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statusrapport.charts.canvas import LEADING, Canvas
from statusrapport.charts.layout import text_width, wrap
from statusrapport.charts.style import FULL, POINT, SIZE_SMALL

COLUMN_GAP = 5.0  # mm between columns of numbers
HEAD_WIDTH = 15.0  # mm: heads of columns are broken to it
HEAD_LINE = 3.2  # mm


@dataclass(frozen=True)
class Column:
    """Printed numbers beside the rows, right-aligned under their head."""

    head: str
    texts: tuple[str, ...]
    weight: int = 400

    @property
    def head_lines(self) -> str:
        """The head broken into lines."""
        return wrap(self.head, HEAD_WIDTH, SIZE_SMALL)

    @property
    def width(self) -> float:
        """What the widest of head and texts takes, in millimetres."""
        texts = max((text_width(text, weight=self.weight) for text in self.texts), default=0.0)
        return max(text_width(self.head_lines, SIZE_SMALL), texts)


@dataclass(frozen=True)
class Rows:
    """Where the rows of a chart lie (millimetres): labels to `label_width`, marks from `left` to `right`."""

    label_width: float
    left: float
    right: float
    top: float
    step: float
    count: int
    columns: tuple[tuple[float, Column], ...]  # with their right edges

    @property
    def bottom(self) -> float:
        """The lower edge of the last row."""
        return self.top + self.step * self.count

    def middle(self, index: int) -> float:
        """The height of a row's middle."""
        return self.top + self.step * (index + 0.5)


def arrange_rows(
    labels: Sequence[str], columns: Sequence[Column] = (), *, width: float, top: float, step: float = 6.4
) -> Rows:
    """Make room for labels and columns. `top` grows with heads, the rows with labels, of more than one line."""
    label_width, left = (44.0, 48.0) if width == FULL else (0.28 * width, 0.28 * width + 3)
    lines = max(wrap(label, label_width, weight=600).count("\n") + 1 for label in labels)
    heads = max((column.head_lines.count("\n") for column in columns), default=0)
    placed: list[tuple[float, Column]] = []
    right = width
    for column in reversed(columns):
        placed.insert(0, (right, column))
        right -= column.width + COLUMN_GAP
    return Rows(
        label_width=label_width,
        left=left,
        right=right,
        top=top + heads * HEAD_LINE,
        step=max(step, 3.5 * lines + 2.2),
        count=len(labels),
        columns=tuple(placed),
    )


def draw_columns(canvas: Canvas, rows: Rows, heights: Sequence[float] | None = None) -> None:
    """The columns' heads above the rows and their numbers, in the middle of the rows or at the `heights` given."""
    for x, column in rows.columns:
        up = column.head_lines.count("\n") / 2 * LEADING * SIZE_SMALL * POINT
        canvas.small(x, rows.top - 2.4 - up, column.head_lines, align="right")
        for index, text in enumerate(column.texts):
            y = heights[index] if heights else rows.middle(index)
            canvas.text(x, y, text, weight=column.weight, align="right")

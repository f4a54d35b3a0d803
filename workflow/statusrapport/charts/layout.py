"""Where things go in a chart: scales, ticks, labels that keep their distance, lines of text that fit their column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from statusrapport.charts.style import POINT, SIZE
from statusrapport.facts.numbers import format_number
from statusrapport.pdf.fonts import measure_width


@dataclass(frozen=True)
class Scale:
    """Takes numbers from `low` to `high` to millimetres from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of `value` in millimetres."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def choose_ticks(low: float, high: float, count: int = 6) -> list[float]:
    """Round numbers, about `count`, of which the first is at most `low` and the last at least `high`."""
    return [round(float(tick), 10) for tick in MaxNLocator(count, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]


def format_ticks(ticks: Sequence[float]) -> list[str]:
    """Ticks as text, all with the decimals that the finest of them needs."""
    decimals = max(len(f"{tick:g}".partition(".")[2]) for tick in ticks)
    return [format_number(tick, decimals) for tick in ticks]


def text_width(text: str, size: float = SIZE, weight: int = 400) -> float:
    """Width in millimetres of the widest line of `text`."""
    return max(measure_width(line, size, weight) for line in text.split("\n")) * POINT


def wrap(text: str, width: float, size: float = SIZE, weight: int = 400) -> str:
    """Break `text` at spaces into lines of at most `width` millimetres; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Move positions apart to at least `gap`, their order kept, with the least sum of squared moves.

    Without the gaps this is a fit of a rising sequence: neighbours that are out of order share their mean.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    blocks: list[list[float]] = []
    for rank, index in enumerate(order):
        blocks.append([positions[index] - rank * gap])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1].extend(last)
    fitted = [_mean(block) for block in blocks for _ in block]
    placed = [0.0] * len(positions)
    for rank, index in enumerate(order):
        placed[index] = fitted[rank] + rank * gap
    return placed


def place_in_line(starts: Sequence[float], widths: Sequence[float], end: float, gap: float) -> list[float]:
    """Left edges for texts in one line: each at its start or as near as its neighbours and the end allow."""
    placed: list[float] = []
    free = float("-inf")
    for start, width in zip(starts, widths, strict=True):
        placed.append(max(start, free))
        free = placed[-1] + width + gap
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], end - widths[index])
        end = placed[index] - gap
    return placed


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)

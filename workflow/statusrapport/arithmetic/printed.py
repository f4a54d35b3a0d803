"""Printed numbers read back into numbers, and what rounding may have done to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from statusrapport.language.normalise import fold

NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?(?: [^\d]*)?")
TOLERANCE = 1e-9  # facts.json has twelve digits


@dataclass(frozen=True)
class Printed:
    """A number as it stands on the page."""

    value: Decimal
    decimals: int

    @property
    def half_step(self) -> Decimal:
        """How far the exact value may lie from the printed one."""
        return Decimal(5).scaleb(-self.decimals - 1)


def parse_printed(text: str) -> Printed | None:
    """The number of `−4,3 prosent` or `+14 633`; None for words and for the marks of values that are not given."""
    found = NUMBER.fullmatch(fold(text))
    if not found:
        return None
    sign, whole, fraction = found[1], found[2].replace(" ", ""), found[3] or ""
    return Printed(Decimal(f"{sign}{whole}.{fraction}"), len(fraction))


def is_close(value: float, expected: float, *operands: float) -> bool:
    """Whether two numbers are one, but for digits that facts.json leaves out of them and of their operands."""
    return abs(value - expected) <= TOLERANCE * max(map(abs, (value, expected, *operands)))

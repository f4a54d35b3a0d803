"""What is said of a claim that the data do not support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from statusrapport.facts.quantity import FactError, Quantity


class ClaimError(FactError):
    """A claim that does not hold: the words, the estimate, why, and what the data do allow."""

    def __init__(self, words: str, estimate: str, reasons: Iterable[str], allowed: Sequence[str]) -> None:
        remedy = f"The data allow: {'; '.join(allowed)}" if allowed else "Leave the claim out"
        super().__init__(f"{words!r} does not hold of {estimate}: {'; '.join(reasons)}", remedy=remedy)


def describe(quantity: Quantity) -> str:
    """A quantity as an error names it: indicator, region, period, value with its interval."""
    place = [quantity.indicator.id, f"region {quantity.region_code}", quantity.period, quantity.breakdown]
    value = quantity.shown(unit="word") if quantity.value is not None else quantity.mark
    interval = ""
    if quantity.lower is not None and quantity.upper is not None:
        interval = f" (95 % {quantity.lower:.4g} to {quantity.upper:.4g})"
    return f"{', '.join(part for part in place if part)} = {value}{interval}"

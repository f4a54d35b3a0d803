"""What becomes of a mention: bound to a figure, contradicted by it, or unbound; and what speaks against a binding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from statusrapport.check_text.binding import Binding
from statusrapport.check_text.dating import date_mention
from statusrapport.check_text.quantities import Quantity
from statusrapport.check_text.text import Text
from statusrapport.facts.numbers import exact_text
from statusrapport.language import Mention, Vocabulary
from statusrapport.language.approximations import find_approximation

Status = Literal["bound", "contradicted", "unbound"]
BELOW = "just below value"
COUNTED = re.compile(r"\b(antall|antallet|tallet på)\b", re.IGNORECASE)
SHARED = re.compile(r"\bandel", re.IGNORECASE)
LEVEL = re.compile(r"\b(?:fra|til|på)\s+$", re.IGNORECASE)  # a level: "fra 4 %"; a change would be "med 4 %"


@dataclass(frozen=True)
class Verdict:
    """What a mention is: the figure, and what it is of the figure (`role`), why it is contradicted, or candidates.

    `part` is the period, level or label where the figure has several numbers.
    """

    mention: Mention
    status: Status
    figure: str = ""
    part: str = ""
    role: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The figure with its part."""
        return f"{self.figure} ({self.part})" if self.part else self.figure


def judge_binding(binding: Binding, text: Text, rivals: Sequence[Quantity], vocabulary: Vocabulary) -> Verdict:
    """The verdict on a number: contradicted where unit, period, or the words before it disagree with its figure.

    `rivals` are all quantities declared, among which one may hold what the text says of this one.
    """
    mention, quantity = binding.mention, binding.quantity
    if quantity is None:
        return Verdict(mention, "unbound", candidates=tuple(candidate.name for candidate in binding.quantities))
    reasons = [
        "" if binding.is_unit_right else _unit_reason(mention, quantity),
        _period_reason(mention, quantity, text, rivals),
        _share_reason(mention, quantity, text),
        _relation_reason(mention, quantity, vocabulary),
    ]
    reason = "; ".join(reason for reason in reasons if reason)
    return Verdict(mention, "contradicted" if reason else "bound", quantity.figure.id, quantity.part, "value", reason)


def format_value(quantity: Quantity) -> str:
    """The value with its unit as a text has it: 40 percent rather than 0.4."""
    value = quantity.value if isinstance(quantity.value, date) else exact_text(quantity.value)
    measure = quantity.unit.measure
    unit = measure if measure in ("percent", "NOK") else quantity.figure.unit
    return f"{value} {unit}"


def _unit_reason(mention: Mention, quantity: Quantity) -> str:
    said = {"percentage_points": "percentage points"}.get(mention.unit, mention.unit)
    return f"the text says {said}, {quantity.name} is in {quantity.figure.unit}"


def _period_reason(mention: Mention, quantity: Quantity, text: Text, rivals: Sequence[Quantity]) -> str:
    dating = date_mention(mention, text)
    if quantity.unit.measure in ("date", "year") or dating.agrees_with(quantity) != "disagrees":
        return ""
    years = " and ".join(map(str, sorted(dating.years)))
    reason = f"the text gives it for {years}, {quantity.name} belongs to {quantity.period}"
    for rival in rivals:
        is_same_series = rival.figure.description == quantity.figure.description and rival.unit == quantity.unit
        if is_same_series and rival.years and dating.years == {*rival.years} and rival.value != quantity.value:
            return f"{reason}; for {years} {rival.name} has {format_value(rival)}"
    return reason


def _share_reason(mention: Mention, quantity: Quantity, text: Text) -> str:
    """Shares that the text calls a number: "økning i antall som kjøper … fra 4 % til 11 %"."""
    before = text.text[text.span(mention.sentence)[0] : mention.start]
    counted = COUNTED.search(before)
    is_called_count = counted and LEVEL.search(before) and not SHARED.search(before, counted.end())
    if not (quantity.unit.is_share and mention.kind == "percent" and counted and is_called_count):
        return ""
    return f"the text calls it a number ({counted[0]!r}), {quantity.name} is a share: {quantity.figure.unit}"


def _relation_reason(mention: Mention, quantity: Quantity, vocabulary: Vocabulary) -> str:
    """Words that put the value on the wrong side of a number that the figure lies just below."""
    limits = worded_limits(mention, vocabulary)
    if quantity.figure.relation != BELOW or limits is None or isinstance(quantity.value, date):
        return ""
    if limits[0] < quantity.value:
        return ""
    return f"{mention.text!r} is not below {format_value(quantity)}, {quantity.name} is just below it"


def worded_limits(mention: Mention, vocabulary: Vocabulary) -> tuple[float, float] | None:
    """Between what the vocabulary lets a value lie that words stand for: "nær halvparten", "nesten 700".

    In percent for a share. None for a plain number.
    """
    if mention.kind == "fraction":
        phrase = vocabulary.find_phrase(mention.text)
        return (phrase.lower, phrase.upper) if phrase else None
    entry = find_approximation(vocabulary, mention.modifier) if mention.modifier else None
    if entry is None or mention.value is None:
        return None
    lower, upper = (mention.value * (1 + percent / 100) for percent in entry.percent)
    return lower, upper

"""What the unit of a figure says, in the English words of the figures file, beside what a mention in a text says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from statusrapport.language import Mention

Measure = Literal["percent", "percentage_points", "NOK", "count", "ordinal", "year", "date", "post", "order"]
Agreement = Literal["agrees", "open", "disagrees"]

WHOLE_UNITS: dict[str, Measure] = {
    "percentage points": "percentage_points",
    "count": "count",
    "ordinal": "ordinal",
    "year": "year",
    "date": "date",
    "budget chapter and post": "post",
    "rank": "order",
    "ordering": "order",
}
MONEY = {"NOK thousand": 1e3, "NOK million": 1e6, "NOK billion": 1e9, "NOK": 1.0}
NOUNS = {  # as the vocabulary names the units of analysis
    "municipalities": {"municipality"},
    "respondents": {"respondent"},
    "users": {"user"},
    "inhabitants": {"inhabitant"},
    "persons": {"inhabitant", "respondent", "user", "employee"},
    "full-time equivalents": {"fte"},
    "places": {"place"},
    "employees": {"employee"},
}


@dataclass(frozen=True)
class Unit:
    """A unit: what is measured, the factor from the figures file to what a text says, and the nouns it may stand with.

    Percent is what texts say of a share: 0.4 is 40 percent. No nouns: any. `is_share`: a part of the nouns.
    """

    measure: Measure
    scale: float = 1.0
    nouns: frozenset[str] = frozenset()
    is_share: bool = False

    def agrees_with(self, mention: Mention) -> Agreement:
        """Whether what the text says with a number is this unit; open where it says nothing of it."""
        said = _said_measure(mention)
        if said is None:
            return "open" if self.measure in ("count", "NOK") else "disagrees"
        if said != self.measure:
            return "disagrees"
        if mention.unit in NAMED_MEASURES or not (mention.unit and self.nouns):
            return "open" if self.measure == "count" else "agrees"
        return "agrees" if mention.unit in self.nouns else "disagrees"


NAMED_MEASURES = ("percent", "percentage_points", "NOK")
KIND_MEASURES: dict[str, Measure] = {
    "fraction": "percent",
    "ordinal": "ordinal",
    "year": "year",
    "date": "date",
    "reference": "post",
}


def _said_measure(mention: Mention) -> Measure | None:
    """What a mention measures; None for a bare number."""
    if mention.kind in KIND_MEASURES:
        return KIND_MEASURES[mention.kind]
    if mention.unit in ("percent", "percentage_points", "NOK"):
        return mention.unit  # type: ignore[return-value]  # it is one of these
    return "count" if mention.unit or mention.kind == "count_word" else None


@lru_cache
def parse_unit(text: str) -> Unit:
    """The unit of a figure. Words that are not known make a count of things that have no noun."""
    if text in WHOLE_UNITS:
        return Unit(WHOLE_UNITS[text])
    if share := re.match(r"(share|percent) of (.+)", text):
        return Unit("percent", 100.0 if share[1] == "share" else 1.0, _nouns(share[2]), is_share=True)
    if re.match(r"percent\b", text):
        return Unit("percent")
    for name, scale in MONEY.items():
        if re.match(rf"{name}\b", text):
            return Unit("NOK", scale)
    return Unit("count", nouns=_nouns(text))


def _nouns(text: str) -> frozenset[str]:
    return frozenset(unit for noun, units in NOUNS.items() if text.startswith(noun) for unit in units)

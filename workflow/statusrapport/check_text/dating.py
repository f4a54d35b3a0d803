"""Which years a text gives for a number, and whether they agree with the period of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statusrapport.check_text.quantities import Quantity
from statusrapport.check_text.text import Text
from statusrapport.check_text.units import Agreement
from statusrapport.language import Mention

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
BETWEEN = re.compile(r",?\s*(?:[^\W\d]+\s+){0,2}i\s+|\s*\(")  # "13 936 årsverk i 2016", "13 936 (2016)"
COMPARING = re.compile(r"\b(?:enn|siden|fra|mot|før|etter)\b", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:enn(?:\s+i)?|siden|fra(?:\s+i)?|mot(?:\s+i)?|før|etter)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Dating:
    """The years that a text gives for a number; `is_said` where one of them is more than a year compared with."""

    years: frozenset[int]
    is_said: bool

    def agrees_with(self, quantity: Quantity) -> Agreement:
        """Whether the years are those of a quantity; open where one of the two gives no year."""
        if quantity.years is None or not self.years:
            return "open"
        first, last = quantity.years
        if any(first <= year <= last for year in self.years):
            return "agrees"
        return "disagrees" if self.is_said and first == last else "open"


def date_mention(mention: Mention, text: Text) -> Dating:
    """The year that follows a number directly; else all those of its sentence."""
    neighbours = [other for other in text.neighbours(mention) if years_of(other)]
    following = next((other for other in neighbours if other.start >= mention.end), None)
    if following is not None:
        between = text.text[mention.end : following.start]
        if BETWEEN.fullmatch(between) and not COMPARING.search(between):
            return Dating(years_of(following), True)
    years = frozenset(year for other in neighbours for year in years_of(other))
    return Dating(years, any(not _is_compared(other, text) for other in neighbours))


def years_of(mention: Mention) -> frozenset[int]:
    """The years that a year, a range of years or a date names: of a range the first and the last."""
    if mention.kind == "date":
        return frozenset(int(year) for year in YEAR.findall(mention.text))
    ends = (mention.value, mention.upper) if mention.kind == "year" else ()
    return frozenset(int(year) for year in ends if year is not None)


def _is_compared(mention: Mention, text: Text) -> bool:
    """Whether a year is one that others are compared with: "enn i 2016", "siden 2016", "fra 2016"."""
    return COMPARED.search(text.text, max(mention.start - 20, 0), mention.start) is not None

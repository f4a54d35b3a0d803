"""The single numbers of declared figures, and whether a mention in a text states one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from statusrapport.check_text.figures import Figure
from statusrapport.check_text.units import Unit, parse_unit
from statusrapport.facts.numbers import round_half_up
from statusrapport.language import Mention, Vocabulary, check_approximate
from statusrapport.language.normalise import fold
from statusrapport.language.numerals import NUMBER, parse_number

SAME = 0.06  # percentage points by which a share in words may differ from one of four decimals: 33.333 and 0.3333

ROUNDED_KINDS = ("number", "percent", "percentage_points", "money")


class Closeness(IntEnum):
    """How a mention states a value: as it is, rounded or in words that hold for it, or not at all."""

    NONE = 0
    NEAR = 1
    EXACT = 2


@dataclass(frozen=True)
class Quantity:
    """One number of a figure. `value` is as a text says it, shares in percent and money in kroner."""

    figure: Figure
    value: float | date
    period: str
    part: str
    unit: Unit

    @property
    def name(self) -> str:
        """The figure's id, with the period, level or label where it has several numbers."""
        return f"{self.figure.id} ({self.part})" if self.part else self.figure.id

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its period; None where the period is not given in years alone."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", self.period)
        return (int(match[1]), int(match[2] or match[1])) if match else None


def list_quantities(figures: Iterable[Figure]) -> list[Quantity]:
    """The numbers of figures, in the order of the file. Chapter and post are one number: 763.61."""
    return [quantity for figure in figures for quantity in _quantities(figure)]


def _quantities(figure: Figure) -> Iterator[Quantity]:
    unit = parse_unit(figure.unit)
    if unit.measure == "post" and len(figure.values) == 2:
        chapter, post = figure.values
        yield Quantity(figure, float(f"{chapter:g}.{post:0>2g}"), figure.period, "", unit)
        return
    values = figure.values if figure.value is None else (figure.value,)
    for index, value in enumerate(values):
        period = figure.periods[index] if figure.periods else figure.period
        part = next((parts[index] for parts in (figure.labels, figure.periods, figure.levels) if parts), "")
        yield Quantity(figure, value if isinstance(value, date) else value * unit.scale, period, part, unit)


def compare_values(mention: Mention, quantity: Quantity, vocabulary: Vocabulary) -> Closeness:
    """Whether a mention states a value, whatever its unit. A decrease may be stated without its sign."""
    if isinstance(quantity.value, date):
        return Closeness.EXACT if parse_date(mention.text) == quantity.value else Closeness.NONE
    if mention.value is None or mention.upper is not None or mention.kind == "multiple":
        return Closeness.NONE
    value = abs(quantity.value) if mention.value >= 0 else quantity.value
    if mention.kind == "fraction":
        return _compare_fraction(mention, value, vocabulary)
    if value == mention.value:
        return Closeness.EXACT
    return Closeness.NEAR if _is_rounded(mention, value, vocabulary) else Closeness.NONE


def _compare_fraction(mention: Mention, value: float, vocabulary: Vocabulary) -> Closeness:
    if mention.value is not None and abs(value - mention.value) <= SAME:
        return Closeness.EXACT
    phrase = vocabulary.find_phrase(mention.text)
    return Closeness.NEAR if phrase and phrase.lower <= value <= phrase.upper else Closeness.NONE


def _is_rounded(mention: Mention, value: float, vocabulary: Vocabulary) -> bool:
    """Whether a number states a value to its last digit, or "nearly", "about" and so on; never to one digit alone."""
    stated = mention.value or 0.0
    if mention.modifier:
        return value > 0 and stated > 0 and not check_approximate(vocabulary, mention.modifier, value, stated)
    number = re.search(NUMBER, fold(mention.text))
    if number is None or mention.kind not in ROUNDED_KINDS or count_digits(mention) < 2 or not stated:
        return False
    decimals = len(number[0].partition(",")[2])
    scale = abs(stated) / parse_number(number[0])
    return float(round_half_up(value / scale, decimals)) * scale == stated


def count_digits(mention: Mention) -> int:
    """How many significant digits a number has: 5 in 16 399, 1 in 500 millioner, none in words."""
    return len(re.sub(r"\D", "", mention.text).strip("0"))


def parse_date(text: str) -> date | None:
    """The day that a text like 01.06.2013 or 2013-06-01 names; None where it names none."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(re.sub(r"\s", "", text), form).date()
        except ValueError:
            continue
    return None

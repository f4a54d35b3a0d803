"""Binding: which declared figure a number in a text states.

A figure binds by its value, with the precision of the text, and by its unit as far as the text says it. Of several that
fit, the better wins: exact before rounded, then by the noun beside the number, by the years of the sentence, and words
for figures that were given in words. As many equal figures as there are numbers in the text bind in their order, for
documents and the file tell things in one order. What is then still open is named as a candidate and not bound.

In a text that is not a document of the file, a value alone proves little: it must come with its noun, its year or
money, or have four digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statusrapport.check_text.dating import date_mention
from statusrapport.check_text.quantities import Closeness, Quantity, compare_values, count_digits
from statusrapport.check_text.text import Text
from statusrapport.language import Mention, Vocabulary

DISTINCT_DIGITS = 4  # a number of so many is seldom another by chance
WORDS = ("fraction", "count_word")
Score = tuple[int, ...]


@dataclass(frozen=True)
class Binding:
    """The quantities that a mention may state: one where it is bound, several where that is open."""

    mention: Mention
    quantities: tuple[Quantity, ...]
    is_unit_right: bool

    @property
    def quantity(self) -> Quantity | None:
        """What the mention is bound to."""
        return self.quantities[0] if len(self.quantities) == 1 else None


class Binder:
    """Binds the numbers of one text. `is_document`: the quantities are those that this text states."""

    def __init__(self, text: Text, quantities: Sequence[Quantity], is_document: bool, vocabulary: Vocabulary) -> None:
        self._text, self._quantities, self._vocabulary = text, quantities, vocabulary
        self._is_document = is_document

    def bind(self) -> dict[Mention, Binding]:
        """The bindings of all numbers that have any candidate."""
        found = {mention: self._candidates(mention) for mention in self._text.mentions}
        right = {mention: Binding(mention, candidates, True) for mention, candidates in found.items() if candidates}
        bindings = _take_in_order(right)
        stated = {binding.quantity for binding in bindings.values()}
        for mention in self._text.mentions:
            if mention not in bindings and (wrong := self._wrong_unit(mention, stated)):
                bindings[mention] = Binding(mention, (wrong,), False)
        return bindings

    def _candidates(self, mention: Mention) -> tuple[Quantity, ...]:
        """The quantities that fit a mention best, those that are declared to be the same counted once."""
        scores = [(score, quantity) for quantity in self._quantities if (score := self._score(mention, quantity))]
        best = max((score for score, _ in scores), default=())
        fitting = [quantity for score, quantity in scores if score == best]
        kept: list[Quantity] = []
        for quantity in fitting:
            if not any(_is_same(quantity, other) for other in kept):
                kept.append(quantity)
        return tuple(kept)

    def _score(self, mention: Mention, quantity: Quantity) -> Score:
        """How well a quantity fits a mention; empty where it does not."""
        closeness = compare_values(mention, quantity, self._vocabulary)
        unit = quantity.unit.agrees_with(mention)
        if closeness == Closeness.NONE or unit == "disagrees":
            return ()
        years = date_mention(mention, self._text).agrees_with(quantity)
        is_distinct = count_digits(mention) >= DISTINCT_DIGITS
        has_noun = unit == "agrees" and bool(quantity.unit.nouns) and mention.unit in quantity.unit.nouns
        has_evidence = has_noun or years == "agrees" or quantity.unit.measure in ("NOK", "post", "date") or is_distinct
        if not self._is_document:
            is_weak = quantity.unit.measure in ("year", "ordinal") or (years == "disagrees" and not is_distinct)
            if is_weak or not has_evidence:
                return ()
        in_words = quantity.figure.approx == (mention.kind in WORDS)
        return closeness, has_noun, {"agrees": 2, "open": 1, "disagrees": 0}[years], in_words

    def _wrong_unit(self, mention: Mention, stated: set[Quantity | None]) -> Quantity | None:
        """What a number states in another unit: of its value, and not stated elsewhere in its document."""
        if count_digits(mention) < (1 if self._is_document else DISTINCT_DIGITS):
            return None
        for quantity in self._quantities:
            is_value = compare_values(mention, quantity, self._vocabulary) == Closeness.EXACT
            says_unit = mention.unit != "" and quantity.unit.measure in ("percent", "count", "NOK", "percentage_points")
            if is_value and says_unit and quantity.unit.agrees_with(mention) == "disagrees" and quantity not in stated:
                return quantity
        return None


def _is_same(one: Quantity, other: Quantity) -> bool:
    return one.figure.same_as == other.figure.id or other.figure.same_as == one.figure.id


def _take_in_order(bindings: dict[Mention, Binding]) -> dict[Mention, Binding]:
    """Bind numbers that have the same candidates one after the other, where there are as many of each."""
    groups: dict[tuple[str, ...], list[Binding]] = {}
    for binding in bindings.values():
        groups.setdefault(tuple(quantity.name for quantity in binding.quantities), []).append(binding)
    taken = dict(bindings)
    for group in groups.values():
        quantities = group[0].quantities
        if len(quantities) > 1 and len(group) == len(quantities):
            for binding, quantity in zip(group, quantities, strict=True):
                taken[binding.mention] = Binding(binding.mention, (quantity,), True)
    return taken

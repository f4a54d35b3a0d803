"""Citing: the facts of a finished report printed again in another document, which can say nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from statusrapport.facts.book import Fact, FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.quantity import FactError, Quantity
from statusrapport.language.normalise import fold

WHAT = ("kind", "indicator", "region_code", "period", "breakdown", "formula")  # tells one fact from another
MOST_NAMED = 6  # of what the report does say


class CitingPrinter(Printer):
    """Prints what a report has printed, each number with the id of the fact that it is there.

    A fact is cited where kind, indicator, region, period, breakdown and formula are the same, and so are the words that
    are printed; capitals may differ, as at the beginning of a sentence. Raises FactError where the report has none.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__(FactBook())
        self._facts = facts
        self.cited: list[str] = []  # ids, each once

    def print_fact(self, quantity: Quantity, shown: str) -> Markup:
        """A number of the slice, or words for it, that the report prints too."""
        return self._cite(FactBook().record(quantity, shown, "prose"))

    def print_words(self, kind: str, shown: str, value: float, *, formula: str, indicator: str = "") -> Markup:
        """Words that no indicator stands behind, and that the report has too."""
        return self._cite(FactBook().record_words(kind, shown, value, formula, indicator, "prose"))

    def _cite(self, wanted: Fact) -> Markup:
        same = [fact for fact in self._facts if _what(fact) == _what(wanted) and fold(fact.shown) == fold(wanted.shown)]
        if not same:
            raise self._not_said(wanted)
        fact = next((fact for fact in same if fact.shown == wanted.shown), same[0])
        anchor = Markup("") if fact.id in self.cited else Markup(' id="use-{}"').format(fact.id)
        self.cited += [] if fact.id in self.cited else [fact.id]
        return Markup('<span class="fact" data-fact="{}"{}>{}</span>').format(fact.id, anchor, wanted.shown)

    def _not_said(self, wanted: Fact) -> FactError:
        """What was asked for, and what the report says of the same indicator, the nearest first."""
        place = [wanted.indicator, wanted.region_code and f"region {wanted.region_code}", wanted.period]
        named = ", ".join(part for part in (*place, wanted.breakdown) if part)
        message = f"the report does not say '{wanted.shown}'{f' of {named}' if named else ''} ({wanted.kind})"
        said = sorted(
            (fact for fact in self._facts if fact.indicator == wanted.indicator and wanted.indicator),
            key=lambda fact: -sum(first == second for first, second in zip(_what(fact), _what(wanted), strict=True)),
        )
        texts = list(dict.fromkeys(map(_describe, said)))
        if not texts:
            return FactError(message, remedy="Say it in the report as well: it says nothing of that")
        more = f"; and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
        remedy = f"Say it in the report as well, or print what it says: {'; '.join(texts[:MOST_NAMED])}{more}"
        return FactError(message, remedy=remedy)


def _what(fact: Fact) -> tuple[str, ...]:
    return tuple(getattr(fact, name) for name in WHAT)


def _describe(fact: Fact) -> str:
    """A fact as an error names it; cells of a grid that are printed more than once have one text."""
    where = fact.region_code and f"region {fact.region_code}"
    place = "".join(f", {part}" for part in (where, fact.period, fact.breakdown) if part)
    return f"'{fact.shown}' ({fact.kind}{place})"

"""The facts of a report by where they have to stand, and the record of which have been met there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from statusrapport.facts.book import Fact, Place
from statusrapport.language.normalise import fold
from statusrapport.readback.declared import Span, find_texts


class Ledger:
    """Checks facts off as they are met. What a method finds wrong it returns as words; no words, nothing wrong."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = {fact.id: fact for fact in facts}
        self._order = {fact.id: number for number, fact in enumerate(facts)}
        self._met: set[str] = set()
        self._last = -1

    def exhibit(self, anchor: str) -> list[Fact]:
        """The facts of a figure or table, in order."""
        return [fact for fact in self._facts.values() if fact.exhibit and fact.exhibit == anchor]

    def meet_in_prose(self, id_: str, text: str, section: str) -> str:
        """A number in prose that says which fact it is."""
        fact = self._facts.get(id_)
        if fact is None:
            return f"is said to be fact {id_}, which is not in facts.json"
        if fold(fact.shown) != fold(text):
            return f"is said to be fact {id_}, which is {fact.shown}"
        if fact.place != "prose" or fact.section != section:
            return f"stands in section {section}, but fact {id_} belongs in {fact.place} of {fact.section}"
        if self._order[id_] < self._last:
            return f"stands after facts that follow {id_} in facts.json"
        self._last = self._order[id_]
        self._met.add(id_)
        return ""

    def meet_in_cell(self, anchor: str, text: str) -> str:
        """The next cell of a table."""
        cells = (fact for fact in self.exhibit(anchor) if fact.place == "table" and fact.id not in self._met)
        fact = next(cells, None)
        if fact is None:
            return "stands in a cell that has no fact"
        self._met.add(fact.id)
        return "" if fold(fact.shown) == fold(text) else f"stands in the cell of fact {fact.id}, which is {fact.shown}"

    def find_plain(self, anchor: str, place: Place, text: str) -> list[Span]:
        """Where the facts of a title or an alternative text stand in it, in their order."""
        spans, position = [], 0
        for fact in self.exhibit(anchor):
            if fact.place == place and (found := next(find_texts(text[position:], [fact.shown]), None)):
                self._met.add(fact.id)
                spans.append((position + found[0], position + found[1]))
                position += found[1]
        return spans

    def drawn(self, anchor: str) -> Drawn:
        """The facts of a figure, to be checked off against its texts."""
        facts = [fact for fact in self.exhibit(anchor) if fact.place == "chart"]
        self._met |= {fact.id for fact in facts}  # a number too wide for its bar is left out
        return Drawn(facts)

    def unmet(self) -> list[Fact]:
        """Facts of text and tables that stand nowhere."""
        return [fact for fact in self._facts.values() if fact.id not in self._met]


class CitedLedger(Ledger):
    """The facts of a report where its fact sheet cites them: any of them, in any order, each as often as it likes."""

    def meet_in_prose(self, id_: str, text: str, section: str) -> str:
        """A number that says which fact of the report it is."""
        fact = self._facts.get(id_)
        if fact is None:
            return f"is said to be fact {id_}, which is not in facts.json"
        return "" if fold(fact.shown) == fold(text) else f"is said to be fact {id_}, which is {fact.shown}"

    def unmet(self) -> list[Fact]:
        """None: what the fact sheet does not cite stands in the report."""
        return []


class Drawn:
    """The numbers that a figure may show: each fact once, and the number of units that it rests on."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._shown = Counter(fold(fact.shown) for fact in facts)
        self._bases = {f"{fact.n:.0f}" for fact in facts if fact.n is not None}

    def takes(self, text: str) -> bool:
        """Whether a text of the figure is the number of one of its facts that was not met before."""
        if not self._shown[fold(text)]:
            return False
        self._shown[fold(text)] -= 1
        return True

    def bases(self, text: str) -> list[Span]:
        """Where a text of the figure is, or begins with, the number of units of a fact: `398`, `225 kommuner`."""
        found = re.match(r"\d[\d \u00a0]*(?= [^\W\d]|$)", text)
        is_base = found and re.sub(r"\D", "", found[0]) in self._bases
        return [found.span()] if found and is_base else []

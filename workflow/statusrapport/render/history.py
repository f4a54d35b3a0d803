"""What a figure or table says of the history of its numbers: where a series is broken, what is carried forward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from statusrapport.facts.book import Fact
from statusrapport.facts.quantity import Quantity
from statusrapport.facts.slice import Slice
from statusrapport.indicators.aggregate import CARRIED_FORWARD, STATUSES
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.language.wording import end_sentence, join_words, upper_first
from statusrapport.render.grid import Grid
from statusrapport.sources.declaration import REPORTING

BREAK_NB = "brudd i tidsserien i {period}"
CARRIED_NB = "Tallene for {periods} omfatter kommuner som ikke rapporterte, og som er videreført fra et tidligere år."


@dataclass(frozen=True)
class History:
    """Tells which numbers of a grid cannot be compared with those before them, and which are carried forward."""

    grid: Grid
    slice: Slice

    def is_broken(self, quantity: Quantity) -> bool:
        """Whether a number is to be marked: a change over a series break, or a value after one.

        A value is marked in the first period of the grid after the break, where the grid has an earlier value of the
        same indicator: where there is nothing to compare, nothing is marked.
        """
        return bool(self._breaks(quantity))

    def explain_breaks(self, mark: str) -> str:
        """What the marks of series breaks stand for, for the note below; `mark` is how they are set or drawn."""
        sentences = []
        for period, reasons in self._reasons.items():
            words = f"{BREAK_NB.format(period=period)}: {' '.join(reasons)}"
            sentences.append(end_sentence(f"{mark} {words}" if mark else upper_first(words)))
        return " ".join(sentences)

    def tell_breaks(self) -> str:
        """Where series are broken, for the alternative text."""
        periods = list(self._reasons)
        return end_sentence(upper_first(BREAK_NB.format(period=join_words(periods)))) if periods else ""

    def explain_carried_forward(self) -> str:
        """Of which periods values are partly carried forward, for the note below."""
        periods = {
            cell.quantity.period.rpartition("/")[-1]
            for _, _, cell in self.grid
            if cell.quantity.status == STATUSES[CARRIED_FORWARD]
        }
        return CARRIED_NB.format(periods=join_words(sorted(periods))) if periods else ""

    @cached_property
    def _reasons(self) -> dict[str, list[str]]:
        """The reasons of every series break that is marked, by period."""
        told: dict[str, dict[str, None]] = {}
        for _, _, cell in self.grid:
            for period in self._breaks(cell.quantity):
                reasons = self.slice.reasons_for_break(cell.quantity.indicator.id, period)
                told.setdefault(period, {}).update(dict.fromkeys(reasons))
        return {period: list(told[period]) for period in sorted(told)}

    @cached_property
    def _periods(self) -> dict[str, list[str]]:
        """The periods of which the grid has values, in order, of each indicator."""
        periods: dict[str, set[str]] = {}
        for _, _, cell in self.grid:
            if "/" not in cell.quantity.period:
                periods.setdefault(cell.quantity.indicator.id, set()).add(cell.quantity.period)
        return {id_: sorted(each) for id_, each in periods.items()}

    def _breaks(self, quantity: Quantity) -> list[str]:
        """The periods of the series breaks that a number is marked for."""
        id_ = quantity.indicator.id
        start, _, end = quantity.period.rpartition("/")
        earlier = [start] if start else [period for period in self._periods[id_] if period < end]
        return self.slice.breaks_between(id_, earlier[-1], end) if earlier else []


def find_untold(facts: Iterable[Fact]) -> list[str]:
    """The periods whose figures are partly carried forward, where no fact of the report tells how many are.

    That is told by any fact that is broken down by `reporting`.
    """
    carried: dict[str, list[Fact]] = {}
    told = set()
    for fact in facts:
        period = fact.period.rpartition("/")[-1]
        if REPORTING in parse_breakdown(fact.breakdown):
            told.add(period)
        elif fact.status == STATUSES[CARRIED_FORWARD]:
            carried.setdefault(period, []).append(fact)
    return [
        f"{own[0].id} ({own[0].shown}, {own[0].indicator}) and what else is of {period} holds figures that are carried "
        f"forward, and the report does not tell how many: print an indicator by {REPORTING}"
        for period, own in sorted(carried.items())
        if period not in told
    ]

"""Comparing the facts of two builds or editions: which of the old corresponds to which of the new, and what differs.

A fact's id counts the facts of its section, so all ids after a new sentence move. Facts are therefore matched by what
they are: section, place, exhibit, kind, indicator, region, period and breakdown. Where several facts are the same in
all of these, their order decides.

Between editions of different years two things can be meant by "changed", and both are told:

- the edition moved on: the number for the old edition's own year corresponds to that for the new edition's own year
  (`compare_facts`), and differs because the year does;
- the data were revised: the number for one and the same year, which both editions print, is no longer the same
  (`find_revisions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from statusrapport.compare.content import ReportContent

Fact = Mapping[str, Any]
State = Literal["changed", "came", "went"]
COMPARED = ("kind", "shown", "value", "unit", "status", "n", "lower", "upper", "formula", "synthetic")
OBSERVATION = ("kind", "indicator", "breakdown")  # with region and period: what a number is, wherever it stands
PLACE = ("section", "place", "exhibit")


@dataclass(frozen=True)
class FactChange:
    """A fact that changed (both are there), came (no old one) or went (no new one)."""

    old: Fact | None
    new: Fact | None

    @property
    def state(self) -> State:
        """Whether the fact changed, came or went."""
        if self.old is None:
            return "came"
        return "went" if self.new is None else "changed"

    @property
    def fact(self) -> Fact:
        """The new fact, or the old one where there is no new."""
        fact = self.new or self.old
        assert fact is not None
        return fact

    @property
    def differs(self) -> tuple[str, ...]:
        """The names of the fields that differ, for a fact that changed."""
        if self.old is None or self.new is None:
            return ()
        return _differences(self.old, self.new)

    @property
    def is_moved(self) -> bool:
        """Whether old and new are numbers for different years, as those of two editions are."""
        return self.old is not None and self.new is not None and self.old["period"] != self.new["period"]


def compare_facts(old: ReportContent, new: ReportContent) -> list[FactChange]:
    """The facts that changed, came or went, in reading order; what went stands where it was read."""
    partner = _match_facts(old, new)
    changes = []
    for first, second in _reading_order(partner, len(old.facts), len(new.facts)):
        before = None if first is None else old.facts[first]
        after = None if second is None else new.facts[second]
        if before is None or after is None or _differences(before, after):
            changes.append(FactChange(before, after))
    return changes


def find_revisions(old: ReportContent, new: ReportContent) -> list[FactChange]:
    """Numbers for one and the same year that editions of different years print differently, each once.

    Between builds of the same edition there are none: all that changed is in `compare_facts`.
    """
    if old.year == new.year:
        return []
    before = {_observation(fact, old): fact for fact in reversed(old.facts)}
    after = {_observation(fact, new): fact for fact in reversed(new.facts)}
    both = (key for key in reversed(after) if key in before and before[key]["period"])
    return [FactChange(before[key], after[key]) for key in both if before[key]["value"] != after[key]["value"]]


def _match_facts(old: ReportContent, new: ReportContent) -> dict[int, int]:
    """The facts that correspond: the position of the new one by that of the old one.

    First by sequence, so that equal facts are told apart by their neighbours. Then, for those left: anywhere in the
    report, with only the end of a period moved on, with no period moved on, and as another kind of statement.
    """
    keys = _Keys(old, new)
    first, second = keys.of_old(keys.moved), keys.of_new()
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    pairs = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    for move in (keys.moved, keys.end_moved, keys.unmoved):
        for names in ((*PLACE, *OBSERVATION), ("place", *OBSERVATION), (*PLACE, "indicator", "breakdown")):
            _match_rest(pairs, keys.of_old(move, names), keys.of_new(names))
    return pairs


def _match_rest(pairs: dict[int, int], old: list[Hashable], new: list[Hashable]) -> None:
    """Add pairs of equal keys among the facts that have no partner yet, in their order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in range(len(new) - 1, -1, -1):
        if index not in taken:
            waiting[new[index]].append(index)
    for index, key in enumerate(old):
        if index not in pairs and waiting.get(key):
            pairs[index] = waiting[key].pop()


class _Keys:
    """What facts are matched by, with the years of the old edition's moved to those of the new one's."""

    def __init__(self, old: ReportContent, new: ReportContent) -> None:
        self._old, self._new = old, new
        self._shift = new.year - old.year if old.year and new.year else 0
        self._staying = self._find_staying()

    def of_old(self, move: Callable[[Fact], str], names: Iterable[str] = (*PLACE, *OBSERVATION)) -> list[Hashable]:
        names = tuple(names)
        return [(*_choose(fact, names), _region(fact, self._old), move(fact)) for fact in self._old.facts]

    def of_new(self, names: Iterable[str] = (*PLACE, *OBSERVATION)) -> list[Hashable]:
        names = tuple(names)
        return [(*_choose(fact, names), _region(fact, self._new), fact["period"]) for fact in self._new.facts]

    def moved(self, fact: Fact) -> str:
        """A period moved on by the years between the editions, unless the series that it is part of stays."""
        if self._series(fact, self._old) in self._staying:
            return self.unmoved(fact)
        return "/".join(self._move(year) for year in fact["period"].split("/"))

    def end_moved(self, fact: Fact) -> str:
        """The period with its end moved on: a change since a base year that stays."""
        *start, end = fact["period"].split("/")
        return "/".join([*start, self._move(end)])

    def unmoved(self, fact: Fact) -> str:
        return str(fact["period"])

    def _move(self, year: str) -> str:
        return str(int(year) + self._shift) if year.isdecimal() else year

    def _find_staying(self) -> set[Hashable]:
        """The series of which all years of the old edition are in the new one: they were continued, not moved on."""
        before: dict[Hashable, set[str]] = defaultdict(set)
        after: dict[Hashable, set[str]] = defaultdict(set)
        for report, periods in ((self._old, before), (self._new, after)):
            for fact in report.facts:
                periods[self._series(fact, report)].add(fact["period"])
        return {series for series, periods in before.items() if periods <= after.get(series, set())}

    def _series(self, fact: Fact, report: ReportContent) -> Hashable:
        return (*_choose(fact, (*PLACE, *OBSERVATION)), _region(fact, report))


def _choose(fact: Fact, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(fact[name] for name in names)


def _region(fact: Fact, report: ReportContent) -> str:
    """A fact's region; that of the report by a name of its own, since a reform may have given it another code."""
    return "own" if fact["region_code"] == report.manifest["region"] else fact["region_code"]


def _observation(fact: Fact, report: ReportContent) -> Hashable:
    return (*_choose(fact, OBSERVATION), _region(fact, report), fact["period"])


def _differences(old: Fact, new: Fact) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if old.get(name) != new.get(name))


def _reading_order(partner: Mapping[int, int], old: int, new: int) -> list[tuple[int | None, int | None]]:
    """All facts once, as the new report is read; those that went follow the one that they were read after."""
    source = {second: first for first, second in partner.items()}
    gone: dict[int, list[int]] = defaultdict(list)
    last = -1  # the new fact after which the old ones that went are read
    for first in range(old):
        if first in partner:
            last = partner[first]
        else:
            gone[last].append(first)
    order: list[tuple[int | None, int | None]] = [(first, None) for first in gone[-1]]
    for second in range(new):
        order.append((source.get(second), second))
        order += [(first, None) for first in gone[second]]
    return order

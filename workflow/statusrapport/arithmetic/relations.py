"""Facts arranged so that relations between them can be found, and the record of those that were checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from statusrapport.arithmetic.printed import Printed, parse_printed
from statusrapport.errors import Finding
from statusrapport.facts.book import Fact
from statusrapport.indicators.observations import format_breakdown, parse_breakdown
from statusrapport.outcome import Outcome

LEVELS = ("value", "share")
CHANGES = ("difference", "percent_change", "percentage_points", "cagr")


class Key(NamedTuple):
    """What a fact is a number of. `kind` is "level" for values and shares, else the fact's kind."""

    kind: str
    indicator: str
    region: str
    period: str
    breakdown: str

    def at(self, **by: str) -> Key:
        """The same quantity of a finer breakdown."""
        return self._replace(breakdown=format_breakdown(parse_breakdown(self.breakdown) | by))

    def without(self, *dimensions: str) -> Key:
        """The same quantity of a coarser breakdown."""
        by = {name: value for name, value in parse_breakdown(self.breakdown).items() if name not in dimensions}
        return self._replace(breakdown=format_breakdown(by))


@dataclass(frozen=True)
class Number:
    """A fact that is a number: exact, and as printed."""

    fact: Fact
    value: float
    printed: Printed


class Numbers:
    """The numeric facts of a report by what they are a number of, in the order in which they are read."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.by_key: dict[Key, list[Number]] = {}
        for fact in facts:
            printed = parse_printed(fact.shown)
            if fact.value is None or printed is None or fact.kind not in (*LEVELS, *CHANGES):
                continue
            self.by_key.setdefault(key_of(fact), []).append(Number(fact, float(fact.value), printed))

    def __iter__(self) -> Iterator[tuple[Key, Number]]:
        """Each quantity once, at its first place."""
        return ((key, numbers[0]) for key, numbers in self.by_key.items())

    def get(self, key: Key) -> Number | None:
        """A quantity at its first place."""
        return self.by_key[key][0] if key in self.by_key else None

    @cached_property
    def dimensions(self) -> dict[Key, dict[str, list[str]]]:
        """Of each coarser quantity, printed or not: the dimensions that it is divided by, and the values printed."""
        found: dict[Key, dict[str, list[str]]] = {}
        for key in self.by_key:
            for dimension, value in parse_breakdown(key.breakdown).items():
                found.setdefault(key.without(dimension), {}).setdefault(dimension, []).append(value)
        return found


def key_of(fact: Fact) -> Key:
    """What a fact is a number of."""
    kind = "level" if fact.kind in LEVELS else fact.kind
    return Key(kind, fact.indicator, fact.region_code, fact.period, fact.breakdown)


@dataclass
class Relations:
    """The relations that were found and checked, by kind, with what does not hold."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def fail(self, code: str, facts: Sequence[Fact], rule: str, remedy: str) -> None:
        """A relation that does not hold: the report must not be published."""
        self.findings.append(_finding(code, facts, rule, remedy))

    def note(self, code: str, facts: Sequence[Fact], rule: str, remedy: str) -> None:
        """Something that a reader may stumble over, though it is right."""
        self.notes.append(_finding(code, facts, rule, remedy))

    def outcome(self, kinds: Mapping[str, int]) -> Outcome:
        """What was found, with a count for every one of `kinds`."""
        return Outcome(tuple(self.findings), tuple(self.notes), {**kinds, **self.counts})


def _finding(code: str, facts: Sequence[Fact], rule: str, remedy: str) -> Finding:
    return Finding(
        file="facts.json",
        row=0,
        region=facts[0].region_code,
        column=facts[0].indicator,
        value="; ".join(f"{fact.id}: {fact.shown}" for fact in facts),
        rule=rule,
        remedy=remedy,
        code=code,
    )

"""The book of facts: every number that a report prints, in the order it is read, with where it comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from statusrapport.facts.numbers import exact_text
from statusrapport.facts.quantity import Quantity
from statusrapport.indicators.lineage import parse_lineage

Place = Literal["prose", "title", "table", "chart", "alt"]


@dataclass(frozen=True)
class Input:
    """Rows of a raw file that a fact is made of."""

    source: str
    version: str
    file: str
    rows: str


@dataclass(frozen=True)
class Fact:
    """One printed number. `value` is exact, `shown` is what stands on the page; `period` is a year or earlier/later.

    `exhibit` is the anchor of the figure or table that it stands in, empty in prose.
    """

    id: str
    section: str
    place: Place
    exhibit: str
    kind: str
    indicator: str
    value: str | None
    shown: str
    formula: str
    region_code: str = ""
    period: str = ""
    breakdown: str = ""
    unit: str = ""
    status: str = "observed"
    n: int | None = None
    lower: float | None = None
    upper: float | None = None
    inputs: tuple[Input, ...] = ()
    synthetic: bool = False
    series_break: bool = False  # a value that cannot be compared with the period before; a change over a series break


@dataclass
class FactBook:
    """Collects the facts of one report; their ids are `<section>-<number in it>`.

    `section` is the one being rendered, `exhibit` the anchor of the figure or table being set, empty between them.
    """

    section: str = ""
    exhibit: str = ""
    facts: list[Fact] = field(default_factory=list)

    def record(self, quantity: Quantity, shown: str, place: Place) -> Fact:
        """Write down a number that is about to be printed."""
        return self._append(
            place,
            kind=quantity.kind,
            indicator=quantity.indicator.id,
            region_code=quantity.region_code,
            period=quantity.period,
            breakdown=quantity.breakdown,
            value=None if quantity.value is None else exact_text(quantity.value),
            shown=shown,
            unit=quantity.unit,
            status="suppressed" if quantity.mark == ":" else quantity.status,
            n=quantity.n,
            lower=quantity.lower,
            upper=quantity.upper,
            formula=quantity.formula,
            inputs=_inputs(quantity.lineage),
            synthetic=quantity.synthetic,
            series_break=quantity.series_break,
        )

    def record_words(self, kind: str, shown: str, value: float, formula: str, indicator: str, place: Place) -> Fact:
        """Write down words that no observation stands behind: a quoted figure, the length of a list."""
        return self._append(
            place, kind=kind, indicator=indicator, value=exact_text(value), shown=shown, formula=formula
        )

    def _append(self, place: Place, **known: Any) -> Fact:
        number = sum(fact.section == self.section for fact in self.facts) + 1
        where: dict[str, Any] = {"section": self.section, "place": place, "exhibit": self.exhibit}
        fact = Fact(id=f"{self.section}-{number}", **known, **where)
        self.facts.append(fact)
        return fact

    def cited(self) -> list[str]:
        """The ids of the figures quoted from documents so far, each once."""
        return list(dict.fromkeys(fact.indicator for fact in self.facts if fact.kind == "citation"))

    def to_json(self) -> list[dict[str, Any]]:
        """The content of facts.json."""
        return [asdict(fact) for fact in self.facts]


def _inputs(lineage: str) -> tuple[Input, ...]:
    paths = ((file.split("/", 2), rows) for file, rows in parse_lineage(lineage))
    return tuple(Input(source, version, name, rows) for (source, version, name), rows in paths)

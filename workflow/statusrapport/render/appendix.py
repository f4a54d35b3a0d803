"""What the appendix prints from declarations and from the book of facts: definitions, and the list of facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statusrapport.facts.book import Fact, FactBook
from statusrapport.facts.numbers import format_number
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.language.wording import lower_first
from statusrapport.project import COUNTRY

OPERATION_NB = {
    "sum": "sum av kommunene",
    "count_units": "talt opp",
    "heard": "antall som har svart",
    "maximum": "høyeste verdi",
    "quantiles": "kvantil over kommunene",
    "proportion": "andel, vektet",
    "mean": "gjennomsnitt, vektet",
    "total": "sum, vektet",
    "paired_difference": "differanse mellom svar fra de samme",
    "change_between_waves": "endring mellom to undersøkelser",
    "weight_ladder": "av vektene",
    "n": "antallet bak tallet",
}


@dataclass(frozen=True)
class Definition:
    """An indicator as the appendix explains it."""

    title: str
    definition: str
    sources: str
    smallest_change: str
    note: str


@dataclass(frozen=True)
class FactRow:
    """A fact as the appendix lists it: `anchor` is its own place there, `use` that in the text."""

    id: str
    anchor: str
    use: str
    title: str
    shown: str
    calculation: str
    source: str


def definitions(slice_: Slice) -> list[Definition]:
    """Every indicator that the report may cite, in the order in which report.toml names them."""
    units = {"percent": "prosent", "percentage_points": "prosentpoeng", "units": "enheter"}
    return [
        Definition(
            title=indicator.title_nb,
            definition=indicator.definition_nb,
            sources=", ".join(slice_.sources[id_].short_nb for id_ in indicator.source),
            smallest_change=f"{_number(indicator.smallest_change.value)} {units[indicator.smallest_change.unit]}",
            note=indicator.example.note_nb,
        )
        for indicator in slice_.indicators.values()
    ]


def fact_rows(book: FactBook, slice_: Slice) -> list[FactRow]:
    """The facts of the prose, in the order they are read."""
    return [
        FactRow(fact.id, f"fact-{fact.id}", f"use-{fact.id}", *_explain(fact, slice_))
        for fact in book.facts
        if fact.place == "prose"
    ]


def _explain(fact: Fact, slice_: Slice) -> tuple[str, str, str, str]:
    """What a fact is, as shown, how it came about, and from which sources."""
    if fact.kind == "citation":
        citation = slice_.citations[fact.indicator]
        return f"{citation.title_nb}, {citation.period}", fact.shown, "sitert", citation.document_nb
    if fact.kind == "assumption":
        return "Forutsetning", fact.shown, "forutsatt", ""
    if fact.kind == "enumeration":
        return "Lengden av en oppramsing", fact.shown, "talt opp", ""
    if fact.kind == "published":
        return _describe(fact, slice_), fact.shown, "slik det ble publisert", fact.formula
    return _describe(fact, slice_), fact.shown, _formula(fact, slice_), _sources(fact, slice_)


def _describe(fact: Fact, slice_: Slice) -> str:
    """What a fact is the number of: indicator, breakdown, region where it is not the report's own, and period."""
    labels = [slice_.label(name, value) for name, value in parse_breakdown(fact.breakdown).items()]
    regions = [] if fact.region_code == COUNTRY else [slice_.regions[fact.region_code]]
    words = [slice_.indicators[fact.indicator].title_nb, *map(lower_first, labels), *regions]
    return f"{', '.join(words)}, {fact.period.replace('/', '–')}"


def _formula(fact: Fact, slice_: Slice) -> str:
    if fact.formula == "sum" and slice_.indicators[fact.indicator].unit_of_analysis != "municipality":
        words = "sum"
    elif fact.formula in OPERATION_NB:
        words = OPERATION_NB[fact.formula]
    else:
        words = re.sub(r"\d+(\.\d+)?", lambda match: _number(float(match[0])), fact.formula)
    if fact.lower is None or fact.upper is None:
        return words
    return f"{words}; intervall {_number(fact.lower)} til {_number(fact.upper)}"


def _sources(fact: Fact, slice_: Slice) -> str:
    """The sources with their versions: `IS-24/8 (2016, 2017)`."""
    versions: dict[str, list[str]] = {}
    for item in fact.inputs:
        versions.setdefault(item.source, []).append(item.version)
    return "; ".join(
        f"{slice_.sources[id_].short_nb} ({', '.join(dict.fromkeys(found))})" for id_, found in versions.items()
    )


def _number(value: float) -> str:
    """A number of a formula: at most three decimals, none that say nothing."""
    decimals = next(count for count in range(4) if count == 3 or round(value, count) == round(value, 3))
    return format_number(value, decimals)

"""What the ids in facts.json stand for, in words: of what a report cites and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from statusrapport.facts.book import Fact
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import parse_breakdown


def compute_texts(facts: Iterable[Fact], slice_: Slice) -> dict[str, Any]:
    """Titles and definitions of indicators, labels by dimension and value, names of regions, titles of sources.

    A fact that is not of the slice, as one cited from a document is, has none.
    """
    facts = list(facts)
    indicators = {fact.indicator for fact in facts} & slice_.indicators.keys()
    values = sorted({pair for fact in facts for pair in parse_breakdown(fact.breakdown).items()})
    labels: dict[str, dict[str, str]] = {}
    for dimension, value in values:
        labels.setdefault(dimension, {})[value] = slice_.label(dimension, value)
    sources = {item.source for fact in facts for item in fact.inputs} & slice_.sources.keys()
    return {
        "indicators": {
            id_: {"title": slice_.indicators[id_].title_nb, "definition": slice_.indicators[id_].definition_nb}
            for id_ in sorted(indicators)
        },
        "labels": labels,
        "regions": {
            code: slice_.regions[code] for code in sorted({fact.region_code for fact in facts} & slice_.regions.keys())
        },
        "sources": {id_: slice_.sources[id_].title_nb for id_ in sorted(sources)},
    }

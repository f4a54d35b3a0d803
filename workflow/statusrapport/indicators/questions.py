"""The questions that an indicator of a survey asks: one, or one for each item of a battery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from statusrapport.indicators.declaration import Indicator
from statusrapport.sources.declaration import REPORTING, REPORTING_NB, Source
from statusrapport.sources.microdata import Battery, item_column


@dataclass(frozen=True)
class Question:
    """`by` is the breakdown that tells it from others; `columns` gives the column of each name that operands use."""

    by: Mapping[str, str]
    columns: Mapping[str, str]


def names_of(indicator: Indicator) -> list[str]:
    """The dimensions and batteries that an indicator's operands and parts name, each once."""
    operands = [operand for operand in (indicator.numerator, indicator.denominator) if operand]
    return list(dict.fromkeys([*(name for operand in operands for name in operand.filter), *indicator.parts]))


def batteries_of(indicator: Indicator, source: Source) -> dict[str, Battery]:
    """The batteries that an indicator names."""
    return {name: source.batteries[name] for name in names_of(indicator) if name in source.batteries}


def find_questions(indicator: Indicator, source: Source) -> list[Question]:
    """The questions in the order of the items. Where several batteries are named, of the items that all have."""
    names, batteries = names_of(indicator), batteries_of(indicator, source)
    plain = {name: name for name in names if name not in batteries}
    if not batteries:
        return [Question({}, plain)]
    first, *others = batteries.values()
    return [
        Question({first.dimension: item}, {**plain, **{name: item_column(name, item) for name in batteries}})
        for item in first.items
        if all(item in other.items for other in others)
    ]


def labels_of(source: Source) -> dict[str, Mapping[str, str]]:
    """The values of dimensions and batteries, with their texts, by name; and how rows may have been reported."""
    labels: dict[str, Mapping[str, str]] = {name: each.labels_nb for name, each in source.dimensions.items()}
    labels |= {REPORTING: REPORTING_NB} if source.carried_forward else {}
    return labels | {name: each.labels_nb for name, each in source.batteries.items()}


def find_parts(indicator: Indicator, source: Source) -> list[dict[str, str]]:
    """Every combination of the answers that `parts` divide the numerator by; without parts a single empty one."""
    labels = labels_of(source)
    values = [indicator.numerator.filter.get(name, tuple(labels[name])) for name in indicator.parts]
    return [dict(zip(indicator.parts, chosen, strict=True)) for chosen in product(*values)]

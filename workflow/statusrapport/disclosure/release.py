"""The one door to what is published: observations after suppression, and the texts that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from statusrapport.declarations import read_declaration
from statusrapport.disclosure.rules import DisclosureRules, suppress
from statusrapport.disclosure.waves import is_of_withheld, is_rest_small
from statusrapport.errors import DeclarationError
from statusrapport.files import write_json, write_parquet
from statusrapport.indicators.cells import SIZE
from statusrapport.indicators.declaration import Indicator, read_indicator
from statusrapport.indicators.observations import THAN, to_table
from statusrapport.indicators.operations import find_operation
from statusrapport.indicators.operations.item_nonresponse import ITEM
from statusrapport.indicators.questions import batteries_of
from statusrapport.indicators.waves import label_waves
from statusrapport.project import Project
from statusrapport.regions.register import Register, read_register
from statusrapport.sources.declaration import REPORTING, REPORTING_NB, Source, read_source
from statusrapport.survey.items import questions_of

TEXTS = pa.schema(
    [("dimension", pa.string()), ("value", pa.string()), ("position", pa.int32()), ("text_nb", pa.string())]
)


def release_observations(project: Project, indicators: Mapping[str, Path], folder: Path) -> None:
    """Write observations.parquet, texts.parquet and audit.json into `folder`.

    `indicators` gives the computed observations of each indicator. The audit tells, for each, how many observations
    were withheld and by which rule.
    """
    rules = read_declaration(project.config / "disclosure.toml", DisclosureRules)
    sources = {id_: read_source(path) for id_, path in project.declared("sources").items()}
    declared = {id_: read_indicator(project.declared("indicators")[id_]) for id_ in sorted(indicators)}
    parts: dict[str, pd.DataFrame] = {}
    audit: dict[str, dict[str, Any]] = {}
    for id_, indicator in declared.items():
        observations = pd.read_parquet(indicators[id_])
        audit[id_] = {"observations": len(observations), "suppressed": {}}
        for rule in rules.primary:
            if rule.applies_to(indicator, sources):
                observations = _withhold(observations, rule.is_broken_by(observations), audit[id_], rule.id)
                if rule.column == "n" and indicator.changes:
                    is_rest_told = is_rest_small(observations, rule.below)
                    observations = _withhold(observations, is_rest_told, audit[id_], "rest_of_panel")
        parts[id_] = observations
    for id_, indicator in declared.items():
        if indicator.changes in parts:
            changes = parts[indicator.changes]
            is_told = is_of_withheld(changes, parts[id_])
            parts[indicator.changes] = _withhold(changes, is_told, audit[indicator.changes], "level_of_change")
    texts = _texts(sources, declared.values(), parts, read_register(project.regions))
    write_parquet(folder / "observations.parquet", to_table(pd.concat(parts.values(), ignore_index=True)))
    write_parquet(folder / "texts.parquet", pa.Table.from_pylist(texts, schema=TEXTS))
    write_json(folder / "audit.json", audit)


def _withhold(
    observations: pd.DataFrame, is_withheld: pd.Series[bool], audit: dict[str, Any], rule: str
) -> pd.DataFrame:
    """The observations without those that a rule withholds, whose number is noted."""
    audit["suppressed"][rule] = int(is_withheld.sum())
    return suppress(observations, is_withheld)


def _texts(
    sources: Mapping[str, Source],
    indicators: Iterable[Indicator],
    observations: Mapping[str, pd.DataFrame],
    register: Register,
) -> list[dict[str, Any]]:
    """The label of every value of every dimension, in the order of its classification.

    Raises DeclarationError where two declarations give a value of a dimension different labels.
    """
    labels: dict[str, dict[str, str]] = {}
    breakdowns = {text for part in observations.values() for text in part["breakdown"].unique()}
    for name, texts in (*_classifications(sources, indicators, register), *label_waves(breakdowns).items()):
        for value, text in texts.items():
            known = labels.setdefault(name, {}).setdefault(value, text)
            if known != text:
                raise DeclarationError(
                    f"{value!r} of the dimension {name!r} is both {known!r} and {text!r}",
                    remedy="Let one of the declarations call its dimension something else",
                )
    return [
        {"dimension": name, "value": value, "position": position, "text_nb": text}
        for name, texts in sorted(labels.items())
        for position, (value, text) in enumerate(texts.items())
    ]


def _classifications(
    sources: Mapping[str, Source], indicators: Iterable[Indicator], register: Register
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The name of each dimension with its labels by value; a name comes more than once if several declare it."""
    for source in sources.values():
        yield from ((name, dimension.labels_nb) for name, dimension in source.dimensions.items())
        for name, battery in source.batteries.items():
            yield from ((name, battery.labels_nb), (battery.dimension, battery.items_nb))
        if source.carried_forward:
            yield REPORTING, REPORTING_NB
    yield SIZE, {size.code: size.label_nb for size in register.size_classes}
    for indicator in indicators:
        if indicator.operation == "item_nonresponse":
            yield ITEM, {item.name: item.text_nb for item in questions_of(sources[indicator.numerator.source])}
        if indicator.operation == "paired_difference":
            batteries = batteries_of(indicator, sources[indicator.numerator.source])
            yield from ((THAN, battery.items_nb) for battery in batteries.values())
        added = getattr(find_operation(indicator.operation), "labels_nb", None)
        yield from added(indicator.options).items() if added else ()

"""The questions of a source as columns: single ones, and the items of batteries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from statusrapport.sources.declaration import Source
from statusrapport.sources.microdata import item_column


class Item(NamedTuple):
    """A question: its name in breakdowns, its column, and its text. Boxes to tick are one question together."""

    name: str
    column: str
    text_nb: str


def questions_of(source: Source) -> Iterator[Item]:
    """The questions of a source in the order of its declaration, without what is no question: who has answered."""
    disposition = source.survey.disposition if source.survey else ""
    coded = {answers.category for answers in source.open_answers.values()}
    for name, dimension in source.dimensions.items():
        if name != disposition and name not in coded:
            yield Item(name, name, dimension.title_nb)
    for name, battery in source.batteries.items():
        columns = {item: item_column(name, item) for item in battery.items}
        if battery.multi_response:
            yield Item(name, next(iter(columns.values())), battery.title_nb)
            continue
        for item, column in columns.items():
            yield Item(column, column, f"{battery.title_nb}: {battery.items_nb[item]}")

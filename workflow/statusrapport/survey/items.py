"""The questions of a source as columns: single ones, and the items of batteries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from statusrapport.sources.declaration import Source
from statusrapport.sources.microdata import item_column


class Item(NamedTuple):
    """A question: its name in breakdowns, its column, and its text. Boxes to tick are one question together."""

    name: str
    column: str
    text_nb: str


def absent_columns(source: Source, versions: Collection[str]) -> set[str]:
    """The columns of the prepared table that none of these versions of a source has: nobody was asked then."""
    dimensions = {name for name, each in source.dimensions.items() if {*versions} <= {*each.absent_in}}
    measures = {each.name for each in source.measures if {*versions} <= {*each.absent_in}}
    items = {
        item_column(name, item)
        for name, battery in source.batteries.items()
        if {*versions} <= {*battery.absent_in}
        for item in battery.items
    }
    return dimensions | measures | items


def versions_of(files: Collection[str]) -> set[str]:
    """The versions of the raw files that a prepared table names, `source/version/file`."""
    return {file.split("/")[1] for file in files}


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

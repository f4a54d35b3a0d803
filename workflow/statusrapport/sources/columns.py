"""Which column of a raw file plays which part, by its source's declaration."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from statusrapport.sources.declaration import JsonStatFormat, Measure
from statusrapport.sources.encoding import is_garbled
from statusrapport.sources.inspection import Inspection, RawFile
from statusrapport.sources.microdata import item_column


class Coded(NamedTuple):
    """A column of codes: its name in the file, the values that its codes stand for, and the values' texts."""

    column: str
    codes: Mapping[str, str]
    labels_nb: Mapping[str, str]


def measures_of(raw: RawFile) -> list[Measure]:
    """The measures that this version of the source has."""
    return [measure for measure in raw.source.measures if raw.file.version not in measure.absent_in]


def coded_of(raw: RawFile) -> dict[str, Coded]:
    """The columns of codes that this version of the source has, by their name in the prepared table."""
    version, source = raw.file.version, raw.source
    coded = {
        name: Coded(each.column, each.codes, each.labels_nb)
        for name, each in source.dimensions.items()
        if each.column and version not in each.absent_in
    }
    for name, battery in source.batteries.items():
        if version not in battery.absent_in:
            for item, column in battery.items.items():
                coded[item_column(name, item)] = Coded(column, battery.codes, battery.labels_nb)
    return coded


def matching(pattern: str, columns: Iterable[str]) -> list[str]:
    """The columns whose whole name the regular expression matches."""
    return [column for column in columns if re.fullmatch(pattern, column)]


def measure_columns(raw: RawFile, columns: Iterable[str]) -> list[str]:
    """The columns that hold figures of any measure."""
    return [each for each in columns if any(re.fullmatch(measure.columns, each) for measure in measures_of(raw))]


def category_codes(raw: RawFile) -> dict[str, tuple[str, ...]]:
    """The columns that hold codes, each with the codes that are known."""
    known = {each.column: tuple(each.codes) for each in coded_of(raw).values()}
    selections = [measure.where for measure in measures_of(raw)]
    for column in {name: None for where in selections for name in where}:
        if all(column in where for where in selections):
            known.setdefault(column, tuple(dict.fromkeys(where[column] for where in selections)))
    return known


def row_key(raw: RawFile) -> list[str]:
    """The columns that tell a row from all others."""
    key = raw.source.key
    if key.respondent:
        return [key.period, key.respondent]
    return [key.region, key.period, *(category_codes(raw) if raw.source.kind == "table" else ())]


def check_columns(inspection: Inspection) -> None:
    """Report columns that are missing, unknown, or claimed twice."""
    raw, columns = inspection.raw, list(inspection.frame.columns)
    key = raw.source.key
    named = [key.region, key.period, key.name, key.respondent, *category_codes(raw)]
    named += [total.column for total in raw.source.totals]
    carried = raw.source.carried_forward
    named += [carried.column] if carried and raw.file.version not in carried.absent_in else []
    named += [answers.column for answers in raw.source.open_answers.values()]
    patterns = [measure.columns for measure in measures_of(raw)]
    missing = [column for column in dict.fromkeys(named) if column and column not in columns]
    missing += [pattern for pattern in dict.fromkeys(patterns) if not matching(pattern, columns)]
    for column in missing:
        inspection.report_file("missing_column", row=raw.header_row, column=column)
    known = {*named, *raw.source.ignored_columns, *measure_columns(raw, columns)}
    known |= {"value", "status"} if isinstance(raw.file.format, JsonStatFormat) else set()
    for column in columns:
        if column not in known and not is_garbled(column):
            near = difflib.get_close_matches(column, missing, n=1)
            hint = f" to {near[0]}" if near else ""
            inspection.report_file("unknown_column", row=raw.header_row, column=column, hint=hint)
    if raw.source.kind == "microdata":
        for pattern in patterns:
            for column in matching(pattern, columns)[1:]:
                inspection.report_file("ambiguous_column", row=raw.header_row, column=column, pattern=pattern)

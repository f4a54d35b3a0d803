"""Which column of a raw file plays which part, by its source's declaration."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from statusrapport.sources.declaration import Dimension, JsonStatFormat, Measure
from statusrapport.sources.encoding import is_garbled
from statusrapport.sources.inspection import Inspection, RawFile


def measures_of(raw: RawFile) -> list[Measure]:
    """The measures that this version of the source has."""
    return [measure for measure in raw.source.measures if raw.file.version not in measure.absent_in]


def dimensions_of(raw: RawFile) -> dict[str, Dimension]:
    """The dimensions that have a column of their own in this version of the source, by name."""
    dimensions = raw.source.dimensions.items()
    return {name: each for name, each in dimensions if each.column and raw.file.version not in each.absent_in}


def matching(pattern: str, columns: Iterable[str]) -> list[str]:
    """The columns whose whole name the regular expression matches."""
    return [column for column in columns if re.fullmatch(pattern, column)]


def measure_columns(raw: RawFile, columns: Iterable[str]) -> list[str]:
    """The columns that hold figures of any measure."""
    return [each for each in columns if any(re.fullmatch(measure.columns, each) for measure in measures_of(raw))]


def category_codes(raw: RawFile) -> dict[str, tuple[str, ...]]:
    """The columns that hold codes, each with the codes that are known."""
    known = {each.column: tuple(each.codes) for each in dimensions_of(raw).values()}
    selections = [measure.where for measure in measures_of(raw)]
    for column in {name: None for where in selections for name in where}:
        if all(column in where for where in selections):
            known.setdefault(column, tuple(dict.fromkeys(where[column] for where in selections)))
    return known


def row_key(raw: RawFile) -> list[str]:
    """The columns that tell a row from all others. Microdata have one row for each region and period."""
    key = [raw.source.key.region, raw.source.key.period]
    return [*key, *category_codes(raw)] if raw.source.kind == "table" else key


def check_columns(inspection: Inspection) -> None:
    """Report columns that are missing, unknown, or claimed twice."""
    raw, columns = inspection.raw, list(inspection.frame.columns)
    key = raw.source.key
    named = [key.region, key.period, key.name, *category_codes(raw), *(total.column for total in raw.source.totals)]
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

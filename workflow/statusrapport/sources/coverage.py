"""Who reports: every municipality of the year once, in one file, or listed as known to be missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from statusrapport.errors import Finding
from statusrapport.regions.register import Register
from statusrapport.sources.columns import measure_columns
from statusrapport.sources.declaration import MARKS, Source
from statusrapport.sources.inspection import Inspection, format_ranges
from statusrapport.sources.keys import name_region


def check_empty_rows(inspection: Inspection) -> None:
    """Report rows of a table without a figure; drop those of municipalities that are known to be missing."""
    columns = measure_columns(inspection.raw, inspection.frame.columns)
    if inspection.source.kind != "table" or len(columns) < 2:
        return
    totals = {total.column for total in inspection.source.totals} & set(inspection.frame.columns)
    figures = inspection.frame[[*columns, *totals]]
    places = pd.MultiIndex.from_frame(inspection.keys[["region_code", "period"]])
    is_known = places.isin(list(known_missing(inspection.source)))
    inspection.drop(figures.index[is_known & figures.isin(["", *MARKS]).all(axis="columns")])
    for row in figures.index[(figures == "").all(axis="columns")].intersection(inspection.frame.index):
        inspection.report("empty_row", row, inspection.source.key.region)


def known_missing(source: Source) -> set[tuple[str, str]]:
    """Region and period of those that are known not to have reported."""
    return {(each.region_code, each.period) for each in source.known_missing}


def check_coverage(inspection: Inspection, register: Register) -> None:
    """Report municipalities without a row, unless they are listed as known_missing, and listed ones that have a row."""
    source, keys = inspection.source, inspection.keys
    known = known_missing(source)
    for row, code, period in keys.loc[keys["is_region"], ["region_code", "period"]].itertuples():
        if (code, period) in known:
            name = name_region(register, code, period)
            inspection.report("known_missing_present", row, source.key.region, name=name, period=period)
    if not source.complete or source.level == "country":
        return
    has_period = inspection.sound[source.key.period]
    for period, rows in keys[has_period].groupby("period"):
        expected = set(register.municipalities(int(str(period)))) - {code for code, when in known if when == period}
        # a row whose period is wrong is reported as such: its municipality is not missing on top
        present = [*rows["region_code"], *keys.loc[~has_period, "region_code"]]
        missing = expected - {member for code in present for member in code.split("+")}
        _report_missing(inspection, register, str(period), missing, len(expected))


def _report_missing(inspection: Inspection, register: Register, period: str, missing: set[str], expected: int) -> None:
    key = inspection.source.key
    if len(missing) > expected / 2:  # rather a wrong period than so many gaps
        rows = list(inspection.frame.index[inspection.keys["period"] == period])
        words = {"count": expected - len(missing), "expected": expected, "period": period}
        inspection.report_alike("missing_regions", rows, key.period, **words)
        return
    for code in sorted(missing):
        name = name_region(register, code, period)
        inspection.report_file("missing_region", region=code, column=key.region, name=name, listed=code, period=period)


def shared_periods(inspections: Sequence[Inspection]) -> list[Finding]:
    """What is wrong between the files of a source: periods that more than one of them has."""
    findings = []
    periods = [(each.raw, set(each.frame.get(each.source.key.period, ()))) for each in inspections]
    for place, (raw, own) in enumerate(periods):
        for other, others in periods[:place]:
            if years := [int(period) for period in own & others if period.isdecimal()]:
                words: dict[str, Any] = {"column": raw.source.key.period, "value": format_ranges(years)}
                findings.append(raw.finding("duplicate_period", other=other.label, **words))
    return findings


def invalid_known_missing(source: Source, register: Register) -> list[Finding]:
    """What is wrong with the list of those that are known to be missing: codes that are none in the period."""
    findings = []
    for region, period in sorted(known_missing(source)):
        if not register.is_valid(region, int(period)):
            rule, remedy = register.explain_invalid(region, int(period))
            place = (f"config/sources/{source.id}.toml", 0, region, "known_missing", period)
            findings.append(Finding(*place, rule, remedy, "region_code_unknown"))
    return findings

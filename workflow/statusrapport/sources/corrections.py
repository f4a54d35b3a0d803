"""Corrections are data: each names a cell, what stands there, what should, and why."""

from __future__ import annotations

from statusrapport.sources.inspection import Inspection


def apply_corrections(inspection: Inspection) -> None:
    """Write the declared corrections of this version into the text; report those whose expectation does not hold."""
    frame, version = inspection.frame, inspection.raw.file.version
    for correction in inspection.source.corrections:
        if correction.version != version:
            continue
        row, column, expected = correction.row, correction.column, correction.expected
        if row not in frame.index or column not in frame.columns:
            place = {"row": row, "column": column, "expected": expected}
            inspection.report_file("correction_stale", found="the table has no such cell", **place)
        elif (found := str(frame.at[row, column])) != expected:
            inspection.report("correction_stale", row, column, expected=expected, found=f"{found!r} stands there")
        else:
            frame.at[row, column] = correction.value

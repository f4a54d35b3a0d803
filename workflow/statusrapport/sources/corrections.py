"""Corrections are data: each names a cell, what stands there, what should, and why."""

from __future__ import annotations

import pandas as pd

from statusrapport.sources.declaration import Correction
from statusrapport.sources.inspection import Inspection


def apply_corrections(inspection: Inspection) -> None:
    """Write the declared corrections of this version into the text; report those whose expectation does not hold."""
    frame = inspection.frame
    for correction in inspection.source.corrections:
        row, column, expected = correction.row, correction.column, correction.expected
        if correction.version != inspection.raw.file.version:
            continue
        if is_expected(frame, correction):
            frame.at[row, column] = correction.value
        elif _has_cell(frame, correction):
            found = f"{str(frame.at[row, column])!r} stands there"
            inspection.report("correction_stale", row, column, expected=expected, found=found)
        else:
            place = {"row": row, "column": column, "expected": expected}
            inspection.report_file("correction_stale", found="the table has no such cell", **place)


def is_expected(frame: pd.DataFrame, correction: Correction) -> bool:
    """Whether the cell of a correction holds what the correction was written for."""
    return _has_cell(frame, correction) and str(frame.at[correction.row, correction.column]) == correction.expected


def _has_cell(frame: pd.DataFrame, correction: Correction) -> bool:
    return correction.row in frame.index and correction.column in frame.columns

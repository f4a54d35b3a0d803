"""All checks of a raw file, in their order, and of the files of a source together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from statusrapport.errors import Finding
from statusrapport.files import file_sha256
from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register
from statusrapport.sources.carried_forward import check_carried_forward, find_differing
from statusrapport.sources.cells import check_cells
from statusrapport.sources.columns import check_columns
from statusrapport.sources.corrections import apply_corrections
from statusrapport.sources.coverage import check_coverage, check_empty_rows, invalid_known_missing, shared_periods
from statusrapport.sources.declaration import COUNTRY_COLUMN, MARKS, JsonStatFormat, SavFormat, Source
from statusrapport.sources.encoding import check_encoding
from statusrapport.sources.inspection import Inspection, RawFile, locate
from statusrapport.sources.keys import check_keys
from statusrapport.sources.open_answers import check_open_answers
from statusrapport.sources.readers import UnreadableFileError, read_raw
from statusrapport.sources.totals import check_country, check_totals

if TYPE_CHECKING:
    from statusrapport.sources.sav import Dictionary


def inspect_source(source: Source, root: Path, register: Register) -> tuple[list[Inspection], list[Finding]]:
    """Read and check all files of a source: what they hold, and all findings, sorted. `root`: the project's folder."""
    inspections = [inspect_file(locate(source, file, root), register) for file in source.files]
    findings = [finding for inspection in inspections for finding in inspection.findings]
    findings += shared_periods(inspections) + invalid_known_missing(source, register)
    findings += find_differing(inspections, register)
    return inspections, sorted(set(findings))


def inspect_file(raw: RawFile, register: Register) -> Inspection:
    """Read and check one raw file. A file that cannot be read has no cells, and a finding that says so."""
    inspection = Inspection(raw, pd.DataFrame())
    if not raw.path.is_file():
        inspection.report_file("missing_file")
        return inspection
    try:
        inspection = Inspection(raw, _add_country(raw, read_raw(raw.path, raw.file)))
        dictionary = _read_dictionary(raw)
    except UnreadableFileError as error:
        inspection.report_file("unreadable", message=error.message, remedy=error.remedy)
    else:
        _check_table(inspection, register, dictionary)
    actual = file_sha256(raw.path)
    if actual != raw.file.sha256:
        inspection.report_file("sha256", value=actual, expected=raw.file.sha256)
    return inspection


def _add_country(raw: RawFile, frame: pd.DataFrame) -> pd.DataFrame:
    """A table of the whole country gets a column of regions, in which every row is the country."""
    return frame.assign(**{COUNTRY_COLUMN: COUNTRY}) if raw.source.level == "country" else frame


def _read_dictionary(raw: RawFile) -> Dictionary | None:
    """What the file says itself of its codes, where its format is one that does."""
    if not isinstance(raw.file.format, SavFormat):
        return None
    from statusrapport.sources.sav import read_dictionary

    return read_dictionary(raw.path, raw.file.format)


def _check_table(inspection: Inspection, register: Register, dictionary: Dictionary | None) -> None:
    """All checks of what stands in a file. Each passes over the cells that failed an earlier one."""
    raw, columns = inspection.raw, set(inspection.frame.columns)
    key = {raw.source.key.region, raw.source.key.period}
    apply_corrections(inspection)
    if isinstance(raw.file.format, JsonStatFormat):
        _fold_status(inspection)
    if dictionary:
        _check_dictionary(inspection, dictionary)
    check_encoding(inspection)
    if not columns & (key - {COUNTRY_COLUMN}):
        inspection.report_file("missing_header", row=raw.header_row, wanted=", ".join(sorted(key)))
        return
    check_columns(inspection)
    if inspection.frame.empty:
        inspection.report_file("no_rows", row=raw.header_row)
        return
    if columns >= key:
        check_keys(inspection, register)
        check_carried_forward(inspection)
        check_empty_rows(inspection)
    check_open_answers(inspection)
    check_cells(inspection)
    check_totals(inspection)
    if columns >= key:
        check_country(inspection, register)
        check_coverage(inspection, register)


def _check_dictionary(inspection: Inspection, dictionary: Dictionary) -> None:
    from statusrapport.sources.labels import blank_missing, check_labels

    blank_missing(inspection, dictionary)
    check_labels(inspection, dictionary)


def _fold_status(inspection: Inspection) -> None:
    """Let a mark stand for the value that it explains; other signs, such as of preliminary figures, explain a value."""
    frame = inspection.frame
    frame["value"] = frame["value"].where(~frame["status"].isin(list(MARKS)), frame["status"])

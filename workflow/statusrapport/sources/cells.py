"""The cells that hold figures, one row each: checked as text, parsed, and checked as numbers."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.pandas import Check, Column, DataFrameSchema

from statusrapport.sources.carried_forward import STATUS, is_carried_forward
from statusrapport.sources.columns import matching, measures_of
from statusrapport.sources.declaration import MARKS, Measure
from statusrapport.sources.inspection import Inspection
from statusrapport.sources.schemas import failures

SWAPPED = {",": ".", ".": ","}


def check_cells(inspection: Inspection) -> None:
    """Report figures that are none, or cannot be. Sets `inspection.cells`.

    Its columns: row, column, measure ("" in a column of stated totals), one for each dimension that is part of column
    names, text, value (null where there is none), status. They are cells of unsound text too.
    """
    cells = _collect(inspection)
    _check_text(inspection, cells)
    _parse(inspection, cells)
    for measure in measures_of(inspection.raw):
        _check_values(inspection, cells, measure)
    inspection.cells = cells


def is_sound(inspection: Inspection, cells: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether no check found fault with the cells so far."""
    return _take(inspection.sound, cells)


def _take(frame: pd.DataFrame, cells: pd.DataFrame) -> NDArray[np.bool_]:
    """What `frame`, of the file's shape, holds for each cell."""
    rows, columns = (
        frame.index.get_indexer(pd.Index(cells["row"])),
        frame.columns.get_indexer(pd.Index(cells["column"])),
    )
    return frame.to_numpy()[rows, columns]


def _collect(inspection: Inspection) -> pd.DataFrame:
    """The cells of all measures and of all stated totals, with their text."""
    frame = inspection.frame
    blocks = []
    for measure in measures_of(inspection.raw):
        where = {column: code for column, code in measure.where.items() if column in frame.columns}
        rows = frame.index[(frame[list(where)] == pd.Series(where, dtype="str")).all(axis="columns")]
        blocks.append(_block(rows, _dimensions_by_column(inspection, measure)).assign(measure=measure.name))
    totals: dict[str, dict[str, str]] = {
        total.column: {} for total in inspection.source.totals if total.column in frame.columns
    }
    blocks.append(_block(frame.index, totals).assign(measure=""))
    cells = pd.concat(blocks, ignore_index=True)
    return cells.assign(text=pd.array(_take(frame, cells), dtype="str"))


def _block(rows: pd.Index[int], dimensions_by_column: dict[str, dict[str, str]]) -> pd.DataFrame:
    columns = list(dimensions_by_column)
    names = list(dict.fromkeys(name for dimensions in dimensions_by_column.values() for name in dimensions))
    values = {name: [dimensions_by_column[column].get(name) for column in columns] for name in names}
    block = {"column": columns} | values
    tiled = {
        name: pd.array(np.tile(np.array(each, dtype=object), len(rows)), dtype="str") for name, each in block.items()
    }
    return pd.DataFrame({"row": np.repeat(rows.to_numpy(dtype="int64"), len(columns))} | tiled)


def _dimensions_by_column(inspection: Inspection, measure: Measure) -> dict[str, dict[str, str]]:
    """The columns of a measure with the dimensions that their names tell; one with an unknown code is reported."""
    found = {}
    for column in matching(measure.columns, inspection.frame.columns):
        match = re.fullmatch(measure.columns, column)
        codes = {name: code for name, code in (match.groupdict() if match else {}).items() if code is not None}
        known = {name: inspection.source.dimensions[name].codes for name in codes}
        unknown = [name for name, code in codes.items() if code not in known[name]]
        for name in unknown:
            place = {"row": inspection.raw.header_row, "column": column, "value": codes[name]}
            inspection.report_file("code_unknown", known=", ".join(known[name]), **place)
        if not unknown:
            found[column] = {name: known[name][code] for name, code in codes.items()}
    return found


def number_pattern(thousands: str, decimal: str) -> str:
    """The regular expression of a whole number or decimal fraction, with or without thousands separators."""
    whole = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+" if thousands else "[0-9]+"
    return rf"^[-+\u2212]?(?:{whole})(?:{re.escape(decimal)}[0-9]+)?$"


def _is_figure(inspection: Inspection, cells: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether a cell's text, sound so far, is meant to be a number."""
    return is_sound(inspection, cells) & ~cells["text"].isin(["", *MARKS]).to_numpy()


def _place(cells: pd.DataFrame, index: int) -> tuple[int, str]:
    """Row and column in the file."""
    return cells["row"].to_numpy()[index], cells["column"].array[index]


def _check_text(inspection: Inspection, cells: pd.DataFrame) -> None:
    """Report what is not a number in the declared form, and the other decimal mark as such."""
    format_ = inspection.raw.file.format
    found = SWAPPED[format_.decimal]
    number = number_pattern(format_.thousands, format_.decimal)
    swapped = number_pattern(format_.thousands.replace(found, ""), found)
    has_own_mark = Check(lambda text: text.str.match(number) | ~text.str.match(swapped), error="decimal_mark")
    is_number = Check.str_matches(number, error="number_format")
    schema = DataFrameSchema({"text": Column(checks=[has_own_mark, is_number])})
    separator = f"the thousands separator {format_.thousands!r}" if format_.thousands else "no thousands separator"
    for code, _, index in failures(schema, cells[_is_figure(inspection, cells)]):
        corrected = str(cells.at[index, "text"]).replace(found, format_.decimal)
        inspection.report(code, *_place(cells, index), found=found, corrected=corrected, separator=separator)


def _parse(inspection: Inspection, cells: pd.DataFrame) -> None:
    """Add value and status; report an empty cell that must have a value."""
    format_ = inspection.raw.file.format
    figures = cells.loc[_is_figure(inspection, cells), "text"]
    for mark, meaning in ((format_.thousands, ""), (format_.decimal, "."), ("\u2212", "-")):
        figures = figures.str.replace(mark, meaning, regex=False) if mark else figures
    cells["value"] = pd.to_numeric(figures).astype("float64").reindex(cells.index)
    cells["status"] = cells["text"].map({"": "missing", **MARKS}).fillna("observed")
    is_empty = is_sound(inspection, cells) & (cells["text"] == "")
    none = {measure.name for measure in inspection.source.measures if measure.empty_is_zero}
    required = {measure.name for measure in inspection.source.measures if measure.required} - none
    is_none = is_empty & cells["measure"].isin(list(none))
    cells.loc[is_none, "value"], cells.loc[is_none, "status"] = 0.0, "observed"
    for index in cells.index[is_empty & cells["measure"].isin(list(required))]:
        inspection.report("missing_value", *_place(cells, index))
    is_carried = is_carried_forward(inspection, cells["row"]) & (cells["status"] == "observed")
    cells["status"] = cells["status"].mask(is_carried, STATUS)


def _check_values(inspection: Inspection, cells: pd.DataFrame, measure: Measure) -> None:
    """Report numbers that the measure cannot have."""
    checks = []
    if measure.minimum is not None:
        checks.append(Check.ge(measure.minimum, error="below_minimum"))
    if measure.maximum is not None:
        checks.append(Check.le(measure.maximum, error="above_maximum"))
    if measure.whole:
        checks.append(Check(lambda value: value == value.round(), error="not_whole"))
    values = cells[(cells["measure"] == measure.name) & cells["value"].notna()]
    for code, _, index in failures(DataFrameSchema({"value": Column(checks=checks)}), values):
        inspection.report(code, *_place(cells, index), minimum=measure.minimum, maximum=measure.maximum)

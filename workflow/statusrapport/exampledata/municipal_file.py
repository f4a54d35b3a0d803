"""The files of the survey of municipalities, one for each wave: text from one tool, then workbooks from another."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

import pandas as pd
from xlsxwriter import Workbook

from statusrapport.exampledata.dirt import Cell, Slip, order_rows, write_name, write_slip
from statusrapport.pinned import store_workbook, workbook_properties

TITLE = "Kommuneundersøkelse, følgeevalueringen av opptrappingsplanen for rusfeltet"


@dataclass(frozen=True)
class Style:
    """How a wave's file writes: text in `encoding`, or a workbook saved on a day."""

    encoding: str = ""
    saved: date = date.min
    slips: tuple[Slip, ...] = ()  # mended by corrections in config/sources/municipal_survey.toml, but for names


STYLES = {
    2016: Style("utf-8", slips=(Slip("0301", "kommune", meant="Oslo", written="OSLO"),)),
    2018: Style("cp1252", slips=(Slip("0235", "q3", meant="2", written="22"),)),
    2019: Style(saved=date(2019, 10, 21), slips=(Slip("1201", "kommune", meant="Bergen", written="Bergen kommune"),)),
    2020: Style(saved=date(2020, 10, 19), slips=(Slip("1103", "aar", meant=2020.0, written=2002.0),)),
}


def render_municipal_survey(wave: int, answers: pd.DataFrame, names: dict[str, str]) -> bytes:
    """The file of a wave. `names`: register names by municipality code."""
    style = STYLES[wave]
    rows: list[list[Cell]] = [["kommunenr", "kommune", "aar", "status", *answers.columns[1:]]]
    given = {str(code): row for code, row in zip(answers.index, answers.to_numpy().tolist(), strict=True)}
    for code in order_rows(given):
        name = write_name(names[code], code, encoding=style.encoding or "utf-8")
        codes: list[Cell] = ["" if pd.isna(each) else float(each) for each in given[code]]
        cells = [float(wave), *codes]
        rows.append([code, name, *(cells if not style.encoding else [_write(each) for each in cells])])
    for slip in style.slips:
        write_slip(rows, slip)
    return _render_text(rows, style) if style.encoding else _render_workbook(rows, style)


def _write(cell: Cell) -> Cell:
    return f"{cell:g}" if isinstance(cell, float) else cell


def _render_text(rows: list[list[Cell]], style: Style) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(style.encoding)


def _render_workbook(rows: list[list[Cell]], style: Style) -> bytes:
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties(TITLE, style.saved))
    sheet = workbook.add_worksheet("Data")
    table: list[list[Cell]] = [[TITLE], ["Eksempeldata: svarene er konstruert."], *rows]
    for position, row in enumerate(table):
        sheet.write_row(position, 0, [None if cell == "" else cell for cell in row])
    workbook.close()
    return store_workbook(buffer.getvalue())

"""The two files of the register of grants: a workbook in kroner until 2012, text in thousands of kroner after."""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter import Workbook

from statusrapport.exampledata.dirt import Cell, Slip, write_name, write_slip
from statusrapport.pinned import store_workbook, workbook_properties

LAST_OF_WORKBOOK = 2012
HEADS = ("Saksnr", "Mottaker", "Geokode", "Tilskuddsår", "Post", "Mottakertype", "Virkefelt", "Formål")
FIELDS = {1: "L", 2: "F", 4: "K"}  # by the length of the code: the whole country, a county, a municipality
AS_TEXT = 23  # every so many amounts of the workbook are text
OLD_SPELLING = ("MØTE", "MOTE")  # in the years before 2011
# Mended by corrections in config/sources/grants.toml.
SLIPS: dict[int, tuple[Slip, ...]] = {
    2012: (
        Slip("2009/0212", "Geokode", meant="0914", written="0941"),
        Slip("2010/0108", "Tilskuddsår", meant=2010, written=2001),
        Slip("2010/0409", "Tildelt beløp (kr)", meant=190_000, written=1_900_000),
    ),
    2013: (Slip("2013/0042", "Tildelt beløp (1000 kr)", meant="177,0", written="177\u00a0000"),),
}


def render_grants(
    grants: pd.DataFrame, rng: np.random.Generator, names: Mapping[int, Mapping[str, str]]
) -> list[bytes]:
    """The workbook and the text file. `names` by year: the register's names of municipalities."""
    cases = _file_cases(grants, rng)
    early = cases["year"] <= LAST_OF_WORKBOOK
    return [_render_workbook(cases[early], names), _render_text(cases[~early], names)]


def _file_cases(grants: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The grants in the order in which they were filed, with the numbers of their cases."""
    mixed = grants.iloc[rng.permutation(len(grants))].sort_values("year", kind="stable", ignore_index=True)
    return mixed.assign(number=mixed.groupby("year").cumcount() + 1)


def _render_workbook(cases: pd.DataFrame, names: Mapping[int, Mapping[str, str]]) -> bytes:
    title = "Tilskudd til rusarbeid, kap. 763 post 61 og 71, 2009-2012"
    rows: list[list[Cell]] = [
        [title],
        ["Eksempeldata: beløpene er konstruert og er ikke tildelte tilskudd."],
        [],
        [*HEADS, "Tildelt beløp (kr)"],
    ]
    table: list[list[Cell]] = [rows[-1]]
    for place, case in enumerate(cases.to_dict("records")):
        kroner = int(case["amount"]) * 1000
        is_text = place % AS_TEXT == 0
        table.append([*_describe(case, names), f"{kroner:,}".replace(",", " ") if is_text else kroner])
    for slip in SLIPS[2012]:
        write_slip(table, slip)
    total = int(cases["amount"].sum()) * 1000
    rows += [*table[1:], [], ["Sum", *[""] * (len(HEADS) - 1), total], ["Kilde: Konstruerte eksempeldata."]]
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties(title, date(2013, 2, 1)))
    sheet = workbook.add_worksheet("Tilskudd")
    for position, row in enumerate(rows):
        sheet.write_row(position, 0, [None if cell == "" else cell for cell in row])
    workbook.close()
    return store_workbook(buffer.getvalue())


def _render_text(cases: pd.DataFrame, names: Mapping[int, Mapping[str, str]]) -> bytes:
    """cp1252, semicolons, CRLF: thousands of kroner with a decimal comma and no-break spaces."""
    table: list[list[Cell]] = [[*HEADS, "Tildelt beløp (1000 kr)"]]
    for place, case in enumerate(cases.to_dict("records")):
        shown = f"{int(case['amount']):,}".replace(",", "\u00a0") + (",0" if place % 2 else "")
        table.append([*_describe(case, names), shown])
    for slip in SLIPS[2013]:
        write_slip(table, slip)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    total = f"{int(cases['amount'].sum()):,}".replace(",", "\u00a0")
    writer.writerows([*table, ["Sum", *[""] * (len(HEADS) - 1), total]])
    return buffer.getvalue().encode("cp1252")


def _describe(case: Mapping[Hashable, Any], names: Mapping[int, Mapping[str, str]]) -> list[Cell]:
    """All of a case but its amount."""
    year, code, purpose, recipient = (case[name] for name in ("year", "code", "purpose", "recipient"))
    if not recipient:
        recipient = f"{write_name(names[year][code], code, encoding='cp1252').strip()} kommune"
        recipient += " " if int(code) % 11 == 0 else ""
    if year < 2011 and purpose == OLD_SPELLING[0]:
        purpose = OLD_SPELLING[1]
    number = f"{year}/{case['number']:04d}"
    return [number, recipient, code, year, case["post"], case["kind"], FIELDS[len(code)], purpose]

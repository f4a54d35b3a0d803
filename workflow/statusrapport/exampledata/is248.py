"""The two IS-24/8 files: the reporting of 2016 as an Excel workbook, that of 2017 as text from an older system."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from xlsxwriter import Workbook

from statusrapport.exampledata.calibration import PER_FTE, QUARTER, Integers
from statusrapport.exampledata.dirt import BLANK_BEFORE, Cell, Slip, order_rows, write_name, write_slip
from statusrapport.exampledata.reporting import Reporting
from statusrapport.pinned import store_workbook, workbook_properties

KEYS = ("Kommunenr", "Kommune", "Aar")
SUMS = {"V_SUM": "V_", "B_SUM": "B_"}  # stated sum -> what the columns begin with
NOTES = {
    2016: "Merknad: 1622 Agdenes hadde ikke rapportert da uttrekket ble tatt.",
    2017: "Merknad: Kommuner som leverte etter fristen, står sist.",
}


@dataclass(frozen=True)
class Style:
    """How a file writes: `numbers_as_text` are the municipalities whose numbers are text, "all" for every one."""

    encoding: str
    languages_joined_by: str
    thousands: str
    numbers_as_text: tuple[str, ...]


STYLES = {
    2016: Style("utf-8", " - ", " ", numbers_as_text=("0301", "0602", "1002", "1601")),
    2017: Style("cp1252", " ", "\u00a0", numbers_as_text=("all",)),
}
SLIPS = {  # two are mended by corrections in config/sources/is248.toml; the rounded sum is within its tolerance
    2016: (Slip("1133", "V_HJE_HU", meant=2.0, written="ca. 2"),),
    2017: (
        Slip("0619", "V_BOL_HU", meant="4,1", written="41"),
        Slip("0528", "V_SUM", meant="28,25", written="28,3"),
    ),
}


def render_workbook(reporting: Reporting, names: dict[str, str]) -> bytes:
    """The file of 2016: numbers as numbers, but for a few rows. `names`: register names by municipality code."""
    rows = [*_render_title(2016), [], *_render_table(2016, reporting, names)]
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties(str(rows[0][0]), date(2016, 6, 15)))
    sheet = workbook.add_worksheet("Årsverk")
    for position, row in enumerate(rows):
        sheet.write_row(position, 0, [None if cell == "" else cell for cell in row])
    workbook.close()
    return store_workbook(buffer.getvalue())


def render_text(reporting: Reporting, names: dict[str, str]) -> bytes:
    """The file of 2017: cp1252, semicolons, decimal comma, no-break space between thousands, CRLF."""
    rows = [*_render_title(2017), *_render_table(2017, reporting, names)]
    width = max(len(row) for row in rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return buffer.getvalue().encode(STYLES[2017].encoding)


def _render_title(year: int) -> list[list[Cell]]:
    return [
        [f"IS-24/8 Årsverk i kommunalt psykisk helse- og rusarbeid {year}"],
        ["Eksempeldata: tallene er konstruert og er ikke kommunenes egentlige rapportering."],
        [f"Uttrekk 15.06.{year}. Tomt felt betyr ingen årsverk."],
    ]


def _render_table(year: int, reporting: Reporting, names: dict[str, str]) -> list[list[Cell]]:
    """Header, one row per municipality, blank rows, sums of the country and notes."""
    columns = list(reporting.twentieths.columns)
    cells = dict(zip(reporting.twentieths.index, reporting.twentieths.to_numpy(), strict=True))
    style = STYLES[year]
    rows: list[list[Cell]] = [[*KEYS, *columns, *SUMS]]
    for code in order_rows(cells):
        rows += [[]] if code in BLANK_BEFORE else []
        name = write_name(names[code], code, encoding=style.encoding, joined_by=style.languages_joined_by)
        in_quarters = bool(reporting.steps[code] == QUARTER)
        numbers = [_render_number(style, code, value, in_quarters) if value else "" for value in cells[code].tolist()]
        sums = [_render_number(style, code, total, in_quarters) for total in _sums(columns, cells[code])]
        rows.append([code, name, year, *numbers, *sums])
    for slip in SLIPS[year]:
        write_slip(rows, slip)
    country = np.sum(list(cells.values()), axis=0)
    totals = [_render_number(style, "", total, in_quarters=False) for total in _sums(columns, country)]
    rows += [[], ["Sum alle kommuner", *[""] * (len(KEYS) - 1 + len(columns)), *totals]]
    return [*rows, [NOTES[year]], ["Kilde: Konstruerte eksempeldata."]]


def _sums(columns: list[str], twentieths: Integers) -> list[int]:
    """What a row states as sums: adults and children."""
    return [
        sum(value for column, value in zip(columns, twentieths.tolist(), strict=True) if column.startswith(prefix))
        for prefix in SUMS.values()
    ]


def _render_number(style: Style, code: str, twentieths: int, in_quarters: bool) -> Cell:
    """A number of FTE as the file has it: those who report in quarters drop zeros, the others write one decimal."""
    if not {code, "all"} & set(style.numbers_as_text):
        return twentieths / PER_FTE
    digits = f"{Decimal(twentieths) / PER_FTE:,.2f}".rstrip("0").rstrip(".")
    if not in_quarters and "." not in digits:
        digits += ".0"
    return digits.replace(",", style.thousands).replace(".", ",")

"""The IS-24/8 files: three years as Excel workbooks, two as text, each as another system gave it out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
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
COUNTY, CARRIED = "Fylke", "Viderefort"  # columns that some years have: the county without its zero, a year


@dataclass(frozen=True)
class Style:
    """How a year's file writes: a workbook with this `sheet`, or text without one.

    `numbers_as_text` are the municipalities whose numbers are text, "all" for every one. Of the `slips` those that are
    no rounding are mended by corrections in config/sources/is248.toml.
    """

    encoding: str
    languages_joined_by: str
    thousands: str
    numbers_as_text: tuple[str, ...]
    extract: str
    notes: tuple[str, ...] = ()
    sheet: str = ""
    line_end: str = "\r\n"
    saved: date = field(default=date.min)
    has_county: bool = False
    slips: tuple[Slip, ...] = ()


STYLES = {
    2016: Style(
        "utf-8",
        " - ",
        " ",
        numbers_as_text=("0301", "0602", "1002", "1601"),
        extract="Uttrekk 15.06.2016.",
        notes=("Merknad: 1622 Agdenes hadde ikke rapportert da uttrekket ble tatt.",),
        sheet="Årsverk",
        saved=date(2016, 6, 15),
        slips=(Slip("1133", "V_HJE_HU", meant=2.0, written="ca. 2"),),
    ),
    2017: Style(
        "cp1252",
        " ",
        "\u00a0",
        numbers_as_text=("all",),
        extract="Uttrekk 15.06.2017.",
        notes=("Merknad: Kommuner som leverte etter fristen, står sist.",),
        slips=(
            Slip("0619", "V_BOL_HU", meant="4,1", written="41"),
            Slip("0528", "V_SUM", meant="28,25", written="28,3"),
        ),
    ),
    2018: Style(
        "utf-8",
        "/",
        "\u00a0",
        numbers_as_text=("1201", "1902", "5001"),
        extract="Revidert uttrekk 14.05.2020, erstatter uttrekk 15.06.2018.",
        notes=("Merknad: 1902 Tromsø rettet 12.05.2020 V_HJE_HU fra 51,3 til 14,3: hjemmesykepleien var tatt med.",),
        sheet="Rapport",
        saved=date(2020, 5, 14),
        slips=(
            Slip("0605", "V_BOL_FU", meant=2.7, written="2,7 stk."),
            Slip("0528", "V_SUM", meant=29.25, written=29.3),
        ),
    ),
    2019: Style(
        "utf-8-sig",
        " - ",
        "",
        numbers_as_text=("all",),
        extract="Uttrekk 17.06.2019.",
        notes=("Merknad: Fylke er fylket på rapporteringstidspunktet.",),
        line_end="\n",
        has_county=True,
        slips=(Slip("5035", "V_BEH_HV", meant="4,3", written="43"),),
    ),
    2020: Style(
        "utf-8",
        " - ",
        " ",
        numbers_as_text=("0301", "4601"),
        extract="Uttrekk 01.09.2020.",
        notes=(
            "Merknad: Kommuner som ikke rapporterte på grunn av koronapandemien, er videreført med tall fra året i "
            f"kolonnen {CARRIED}.",
            "Merknad: Tjenesteområdene er presisert i skjemaet fra 2020. Tallene kan ikke sammenliknes direkte med "
            "tidligere år.",
        ),
        sheet="Årsverk 2020",
        saved=date(2020, 9, 1),
        slips=(Slip("3448", CARRIED, meant=2019.0, written="ja"),),
    ),
}


def render_reporting(year: int, reporting: Reporting, names: dict[str, str]) -> bytes:
    """The file of a year. `names`: register names by municipality code."""
    render = _render_workbook if STYLES[year].sheet else _render_text
    return render(year, _render_table(year, reporting, names))


def _render_workbook(year: int, table: list[list[Cell]]) -> bytes:
    """Numbers as numbers, but for a few rows."""
    style = STYLES[year]
    rows = [*_render_title(year), [], *table]
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties(str(rows[0][0]), style.saved))
    sheet = workbook.add_worksheet(style.sheet)
    for position, row in enumerate(rows):
        sheet.write_row(position, 0, [None if cell == "" else cell for cell in row])
    workbook.close()
    return store_workbook(buffer.getvalue())


def _render_text(year: int, table: list[list[Cell]]) -> bytes:
    """Semicolons and decimal comma, in the encoding and with the line ends of the year."""
    rows = [*_render_title(year), *table]
    width = max(len(row) for row in rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator=STYLES[year].line_end)
    writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return buffer.getvalue().encode(STYLES[year].encoding)


def _render_title(year: int) -> list[list[Cell]]:
    return [
        [f"IS-24/8 Årsverk i kommunalt psykisk helse- og rusarbeid {year}"],
        ["Eksempeldata: tallene er konstruert og er ikke kommunenes egentlige rapportering."],
        [f"{STYLES[year].extract} Tomt felt betyr ingen årsverk."],
    ]


def _render_table(year: int, reporting: Reporting, names: dict[str, str]) -> list[list[Cell]]:
    """Header, one row per municipality, blank rows, sums of the country and notes."""
    columns = list(reporting.twentieths.columns)
    cells = dict(zip(reporting.twentieths.index, reporting.twentieths.to_numpy(), strict=True))
    style = STYLES[year]
    keys = [*KEYS[:2], COUNTY, *KEYS[2:]] if style.has_county else list(KEYS)
    rows: list[list[Cell]] = [[*keys, *columns, *SUMS, *([CARRIED] if reporting.carried else [])]]
    for code in order_rows(cells):
        rows += [[]] if code in BLANK_BEFORE else []
        name = write_name(names[code], code, encoding=style.encoding, joined_by=style.languages_joined_by)
        in_quarters = bool(reporting.steps[code] == QUARTER)
        numbers = [_render_number(style, code, value, in_quarters) if value else "" for value in cells[code].tolist()]
        sums = [_render_number(style, code, total, in_quarters) for total in _sums(columns, cells[code])]
        county: list[Cell] = [str(int(code[:2]))] if style.has_county else []
        carried: list[Cell] = [year - 1.0 if code in reporting.carried else ""] if reporting.carried else []
        rows.append([code, name, *county, year, *numbers, *sums, *carried])
    for slip in style.slips:
        write_slip(rows, slip)
    country = np.sum(list(cells.values()), axis=0)
    totals = [_render_number(style, "", total, in_quarters=False) for total in _sums(columns, country)]
    rows += [[], ["Sum alle kommuner", *[""] * (len(keys) - 1 + len(columns)), *totals]]
    for note in (*style.notes, "Kilde: Konstruerte eksempeldata."):
        rows.append([note])
    return rows


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

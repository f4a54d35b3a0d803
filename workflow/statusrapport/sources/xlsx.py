"""What python-calamine cannot tell of a workbook: cells whose content it gives as empty, though they are not."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_lost_cells(path: Path, sheet: str) -> dict[int, dict[int, str]]:
    """Errors such as #REF!, and formulas that were never calculated: text by row and column, both counted from 1.

    An empty cell may mean none, so that a broken formula would silently count as zero. Raises ValueError (a
    BadZipFile or ParseError among them) or KeyError where the file is no XLSX workbook.
    """
    lost: dict[int, dict[int, str]] = defaultdict(dict)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_sheet_part(archive, sheet)) as part:
            for cell in _iterate_cells(part):
                if text := _lost_text(cell):
                    row, column = _place(cell.attrib["r"])
                    lost[row][column] = text
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise ValueError(str(error)) from error
    return lost


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds the sheet of this name."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    ids = {each.attrib["name"]: each.attrib[RELATION] for each in workbook.iter(f"{MAIN}sheet")}
    target = {each.attrib["Id"]: each.attrib["Target"] for each in relations}[ids[sheet]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _iterate_cells(part: IO[bytes]) -> Iterator[ElementTree.Element]:
    for _, element in ElementTree.iterparse(part):
        if element.tag == f"{MAIN}c":
            yield element
        elif element.tag == f"{MAIN}row":
            element.clear()


def _lost_text(cell: ElementTree.Element) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    if cell.get("t") == "e":
        return value
    formula = cell.findtext(f"{MAIN}f")
    is_calculated = value or cell.get("t") == "str"  # the result of a formula may be the empty text
    return "" if formula is None or is_calculated else f"={formula}"


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as "AB12"."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column

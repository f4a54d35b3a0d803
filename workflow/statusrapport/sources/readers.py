"""Reading raw files as text. What a file is like is declared; nothing is guessed, and nothing is parsed yet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from statusrapport.errors import StatusrapportError
from statusrapport.sources.declaration import CsvFormat, JsonStatFormat, SavFormat, SourceFile, XlsxFormat

Row = tuple[int, Sequence[str]]  # its number in the file, the first being 1, and its cells


class UnreadableFileError(StatusrapportError):
    """A raw file that cannot be opened in the format that is declared for it."""

    exit_code = 10


def read_raw(path: Path, file: SourceFile) -> pd.DataFrame:
    """Read a raw file as text, in the format that `file` declares.

    All cells are text without surrounding blanks, "" where empty; a number of a workbook or of JSON is written with the
    declared decimal mark. Bytes that are not valid in the declared encoding become U+FFFD. The index, `row`, is the
    row's number in the file as a person counts, the first line being 1; blank rows, and those from the footer on, are
    left out. In JSON-stat the columns are the dimensions, `value` and `status`, and a row is a cell, counted from 1;
    in an SPSS file it is a case, and user-missing codes stand as they are.
    A column without a name, or with the name of another, is called after its place. Raises UnreadableFileError.
    """
    if isinstance(file.format, JsonStatFormat):
        return _read_jsonstat(path)
    if isinstance(file.format, SavFormat):
        from statusrapport.sources.sav import read_sav

        return read_sav(path, file.format)
    rows = _read_csv(path, file.format) if isinstance(file.format, CsvFormat) else _read_xlsx(path, file.format)
    return _build_table(rows, file.format.header_row, file.footer)


def _build_table(rows: Iterable[Row], header_row: int, footer: str) -> pd.DataFrame:
    """The rows below the header, up to the footer."""
    header: list[str] = []
    body: list[Row] = []
    for number, cells in rows:
        if number == header_row:
            header = [cell.strip() for cell in cells]
        if number <= header_row:
            continue
        stripped = [cell.strip() for cell in cells]
        if footer and stripped and re.search(footer, stripped[0]):
            break
        if any(stripped):
            body.append((number, stripped))
    width = max([len(header), *(len(cells) for _, cells in body)])
    table = [[*cells, *[""] * (width - len(cells))] for _, cells in body]
    index = pd.Index([number for number, _ in body], dtype="int64", name="row")
    frame = pd.DataFrame(table, index=index, columns=_name_columns(header, width), dtype="str")
    empty = [name for name in frame.columns if name.startswith("(column ") and (frame[name] == "").all()]
    return frame.drop(columns=empty)


def _name_columns(header: Sequence[str], width: int) -> list[str]:
    names: list[str] = []
    for place, name in enumerate([*header, *[""] * (width - len(header))], start=1):
        if not name:
            names.append(f"(column {place})")
        else:
            names.append(f"{name} (again, column {place})" if name in names else name)
    return names


def _read_csv(path: Path, format_: CsvFormat) -> Iterator[Row]:
    # utf-8-sig also reads what has no byte order mark, and spares the first header cell the one that Excel writes
    encoding = "utf-8-sig" if format_.encoding == "utf-8" else format_.encoding
    text = _read_bytes(path).decode(encoding, errors="replace")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=format_.delimiter)
    number = 1
    try:
        for cells in lines:
            yield number, cells
            number = lines.line_num + 1  # a cell with line breaks spans several
    except csv.Error as error:
        raise UnreadableFileError(f"line {number} is not delimited text: {error}", file=path) from error


def _read_xlsx(path: Path, format_: XlsxFormat) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook

    from statusrapport.sources.xlsx import read_lost_cells

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = ", ".join(workbook.sheet_names)
            if format_.sheet not in workbook.sheet_names:
                remedy = f"Correct `sheet`; the workbook has: {names}"
                raise UnreadableFileError(f"has no sheet {format_.sheet!r}", file=path, remedy=remedy)
            sheet = workbook.get_sheet_by_name(format_.sheet).to_python(skip_empty_area=False)
        lost = read_lost_cells(path, format_.sheet)
    except (CalamineError, OSError, KeyError, ValueError) as error:
        remedy = "Save it anew as an XLSX workbook"
        raise UnreadableFileError(f"is not an XLSX workbook: {error}", file=path, remedy=remedy) from error
    for number in range(1, max([len(sheet), *lost]) + 1):
        cells = sheet[number - 1] if number <= len(sheet) else []
        texts = dict(enumerate((_write_cell(cell, format_.decimal) for cell in cells), start=1)) | lost.get(number, {})
        yield number, [texts.get(column, "") for column in range(1, max([0, *texts]) + 1)]


def _read_jsonstat(path: Path) -> pd.DataFrame:
    try:
        content = json.loads(_read_bytes(path).decode("utf-8-sig"))
        sizes = [int(size) for size in content["size"]]
        length = int(np.prod(sizes))
        codes = [_category_codes(content["dimension"][name]["category"]) for name in content["id"]]
        if [len(each) for each in codes] != sizes:
            raise ValueError("the sizes are not those of the dimensions")  # noqa: TRY301
        status = content.get("status") or {}
        columns = {
            "value": [_write_cell(value, ".") for value in _spread(content["value"], length)],
            "status": [status] * length
            if isinstance(status, str)
            else [each or "" for each in _spread(status, length)],
        }
    except (ValueError, KeyError, TypeError, IndexError) as error:
        message = f"is not a JSON-stat 2 data set: {type(error).__name__} {error}"
        raise UnreadableFileError(message, file=path, remedy="Fetch it again, as JSON-stat 2") from error
    places = np.unravel_index(np.arange(length), sizes)
    dimensions = {
        name: np.array(each, dtype=object)[place]
        for name, each, place in zip(content["id"], codes, places, strict=True)
    }
    index = pd.RangeIndex(1, length + 1, name="row")
    return pd.DataFrame(dimensions | columns, index=index, dtype="str")


def _category_codes(category: dict[str, Any]) -> list[str]:
    """The codes of a dimension in their order; `index` is a list or a map, and may be left out for a single one."""
    index = category.get("index") or list(category["label"])
    return index if isinstance(index, list) else sorted(index, key=index.__getitem__)


def _spread(values: Any, length: int) -> list[Any]:
    """A list of all cells from a list, or from a sparse map of cell numbers, the first being 0."""
    if isinstance(values, list):
        if len(values) != length:
            raise ValueError(f"{len(values)} cells are given, {length} are expected")
        return values
    spread: list[Any] = [None] * length
    for place, value in values.items():
        spread[int(place)] = value
    return spread


def _write_cell(value: Any, decimal: str) -> str:
    """A typed cell as text; a number without exponent, without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(np.format_float_positional(value, trim="-")).replace(".", decimal)
    return str(value)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}", file=path) from error

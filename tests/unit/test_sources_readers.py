"""Raw files are read as text, as they are declared; rows keep the numbers they have in the file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from statusrapport.sources.declaration import SourceFile
from statusrapport.sources.readers import UnreadableFileError, read_raw

CSV = {"kind": "csv", "encoding": "cp1252", "delimiter": ";", "decimal": ","}
XLSX = {"kind": "xlsx", "sheet": "Årsverk", "decimal": ","}
JSONSTAT = {"kind": "jsonstat"}


def declare(format_: dict[str, Any], footer: str = "") -> SourceFile:
    content = {"version": "1", "name": "x", "sha256": "0" * 64, "received": date(2018, 3, 1), "format": format_}
    return SourceFile.model_validate(content | {"footer": footer})


def write_workbook(path: Path, rows: list[list[Any]], sheet: str = "Årsverk") -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            worksheet.write_row(number, 0, cells)
    return path


def test_csv_has_its_declared_header_and_footer_and_keeps_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "Uttrekk;;\nNr;Navn;\n0301; Oslo ;\n;;\n1103;Sør\xa0;\nSum alle;2;\n1106;Etter;\n".encode("cp1252")
    )
    table = read_raw(path, declare(CSV | {"header_row": 2}, footer="^Sum"))
    assert list(table.columns) == ["Nr", "Navn"]
    assert table.to_dict("index") == {3: {"Nr": "0301", "Navn": "Oslo"}, 5: {"Nr": "1103", "Navn": "Sør"}}


def test_a_line_break_within_a_cell_counts_as_a_line_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nr;Navn\r\n0301;"to\r\nlinjer"\r\n1103;en\r\n')
    assert list(read_raw(path, declare(CSV)).index) == [2, 4]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr;Navn\n0301;Sør\n", encoding="utf-8-sig")
    assert list(read_raw(path, declare(CSV | {"encoding": "utf-8"})).columns) == ["Nr", "Navn"]


def test_bytes_that_are_not_valid_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Nr;Navn\n0301;Sør\n".encode("cp1252"))
    assert read_raw(path, declare(CSV | {"encoding": "utf-8"})).at[2, "Navn"] == "S\ufffdr"


def test_columns_without_a_name_or_with_one_that_is_taken_are_called_after_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr;Nr\n0301;1;for mye\n")
    assert list(read_raw(path, declare(CSV)).columns) == ["Nr", "Nr (again, column 2)", "(column 3)"]


def test_numbers_of_a_workbook_are_written_with_the_declared_decimal_mark(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "a.xlsx", [["tittel"], [], ["Nr", "F"], [301.0, 11.5], ["0301", "11.5"], ["", 0.00001]]
    )
    table = read_raw(path, declare(XLSX | {"header_row": 3}))
    assert table.to_dict("index") == {
        4: {"Nr": "301", "F": "11,5"},
        5: {"Nr": "0301", "F": "11.5"},
        6: {"Nr": "", "F": "0,00001"},
    }


def test_an_error_in_a_workbook_does_not_pass_for_an_empty_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet("Årsverk")
        sheet.write_row(0, 0, ["Nr", "F", "G"])
        sheet.write_row(1, 0, ["0301"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=A1+1", None, "")
    table = read_raw(tmp_path / "a.xlsx", declare(XLSX))
    assert table.loc[2].to_dict() == {"Nr": "0301", "F": "#DIV/0!", "G": "=A1+1"}


def data_set(**changes: Any) -> dict[str, Any]:
    """Two regions, two years; JSON-stat varies the last dimension fastest."""
    dimensions = {"Region": ["0301", "1103"], "Tid": ["2016", "2017"]}
    whole = {
        "version": "2.0",
        "class": "dataset",
        "id": list(dimensions),
        "size": [2, 2],
        "dimension": {name: {"category": {"index": codes}} for name, codes in dimensions.items()},
        "value": [1, 2.5, None, None],
        "status": {"2": "..", "3": ":"},
    }
    return whole | changes


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": {"0": 1, "1": 2.5}},
        {"status": ["", None, "..", ":"]},
        {
            "dimension": {
                "Region": {"category": {"index": {"1103": 1, "0301": 0}}},
                "Tid": data_set()["dimension"]["Tid"],
            }
        },
    ],
    ids=["list and map", "sparse values", "list of signs", "map of codes"],
)
def test_jsonstat_keeps_the_marks_in_all_its_forms(tmp_path: Path, changes: dict[str, Any]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(data_set(**changes)))
    table = read_raw(tmp_path / "a.json", declare(JSONSTAT))
    assert [tuple(row) for row in table.itertuples()] == [
        (1, "0301", "2016", "1", ""),
        (2, "0301", "2017", "2.5", ""),
        (3, "1103", "2016", "", ".."),
        (4, "1103", "2017", "", ":"),
    ]


def test_one_sign_may_hold_for_the_whole_data_set(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(data_set(status="..")))
    assert set(read_raw(tmp_path / "a.json", declare(JSONSTAT))["status"]) == {".."}


@pytest.mark.parametrize(
    ("format_", "content", "words"),
    [
        (XLSX, b"no workbook", "is not an XLSX workbook"),
        (JSONSTAT, b"{", "is not a JSON-stat 2 data set"),
        (JSONSTAT, json.dumps(data_set(value=[1])).encode(), "1 cells are given, 4 are expected"),
        (JSONSTAT, "æ".encode("cp1252"), "is not a JSON-stat 2 data set"),
    ],
)
def test_a_file_of_another_format_is_unreadable(
    tmp_path: Path, format_: dict[str, Any], content: bytes, words: str
) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=words):
        read_raw(tmp_path / "a", declare(format_))


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["Nr"]], sheet="Ark1")
    with pytest.raises(UnreadableFileError) as caught:
        read_raw(path, declare(XLSX))
    assert str(caught.value).endswith("a.xlsx: has no sheet 'Årsverk'. Correct `sheet`; the workbook has: Ark1.")

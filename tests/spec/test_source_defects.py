"""Ten defects, planted in copies of the raw files, are all told in one run: where each is, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from statusrapport.errors import Finding
from statusrapport.files import file_sha256
from statusrapport.project import Project
from statusrapport.regions.register import read_register
from statusrapport.sources.declaration import XlsxFormat, read_source
from statusrapport.sources.prepare import check_sources

REPOSITORY = Path(__file__).parents[2]
REPORTED_2016 = "data/raw/is248/2016/IS-24-8_2016.xlsx"
REPORTED_2017 = "data/raw/is248/2017/IS-24-8_2017.csv"
ANSWERS_2017 = "data/raw/questionnaire/2017/sporreskjema_2017.csv"
POPULATION = "data/raw/population/2026-01/07459.json"

Row = list[Any]  # the cells, text or numbers


def edit_csv(path: Path, encoding: str, edit: Callable[[list[Row]], None]) -> None:
    rows = [line.split(";") for line in path.read_bytes().decode(encoding).split("\n")]
    edit(rows)
    path.write_bytes("\n".join(";".join(row) for row in rows).encode(encoding))


def edit_workbook(path: Path, sheet: str, edit: Callable[[list[Row]], None]) -> None:
    """Read and write anew: numbers stay numbers, and text stays text."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    edit(rows)
    content = BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)
    path.write_bytes(content.getvalue())


def place(rows: list[Row], region: str, column: str) -> tuple[int, int]:
    """Where the row of a region and a column are, counted from 0."""
    header = next(row for row in rows if row[0].lower() == "kommunenr")
    return next(number for number, row in enumerate(rows) if row[0] == region), header.index(column)


class Planter:
    """Plants defects, and notes for each where a person would look for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.planted: list[tuple[str, str, int, str, str, str]] = []

    def cell(self, rows: list[Row], file: str, region: str, column: str, value: str | int, code: str) -> None:
        row, number = place(rows, region, column)
        rows[row][number] = value
        self.planted.append((code, file, row + 1, str(rows[row][0]), column, str(value)))

    def reported_2016(self, rows: list[Row]) -> None:
        self.cell(rows, REPORTED_2016, "0301", "Kommunenr", 301, "region_code_zero")
        self.cell(rows, REPORTED_2016, "1103", "V_BOL_HV", -2, "below_minimum")

    def reported_2017(self, rows: list[Row]) -> None:
        del rows[place(rows, "1103", "Aar")[0]]
        self.planted.append(("missing_region", REPORTED_2017, 0, "1103", "Kommunenr", ""))
        row, _ = place(rows, "2030", "Aar")
        rows.insert(row + 1, rows[row].copy())
        self.planted.append(("duplicate_region", REPORTED_2017, row + 2, "2030", "Kommunenr", "2030"))
        self.cell(rows, REPORTED_2017, "1845", "Kommune", "SÃ¸rfold", "encoding")
        self.cell(rows, REPORTED_2017, "0402", "V_SUM", "999,5", "total_of_parts")

    def answers_2017(self, rows: list[Row]) -> None:
        self.cell(rows, ANSWERS_2017, "1103", "sp9_plasser", "11,5", "decimal_mark")
        self.cell(rows, ANSWERS_2017, "1845", "kommunenr", "1899", "region_code_unknown")
        self.cell(rows, ANSWERS_2017, "0419", "aar", "2071", "period_in_future")

    def plant(self) -> None:
        workbook, reported, answers, population = (
            self.root / each for each in (REPORTED_2016, REPORTED_2017, ANSWERS_2017, POPULATION)
        )
        before = {path: file_sha256(path) for path in (workbook, reported, answers)}
        edit_workbook(workbook, "Årsverk", self.reported_2016)
        edit_csv(reported, "cp1252", self.reported_2017)
        edit_csv(answers, "utf-8", self.answers_2017)
        for path, sha256 in before.items():
            declaration = self.root / "config" / "sources" / f"{path.parts[-3]}.toml"
            text = declaration.read_text(encoding="utf-8")
            declaration.write_text(text.replace(sha256, file_sha256(path)), encoding="utf-8")
        population.write_bytes(population.read_bytes() + b"\n")
        self.planted.append(("sha256", POPULATION, 0, "", "", file_sha256(population)))


def copy_project(folder: Path) -> Path:
    for name in ("config", "data"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def check(root: Path) -> list[Finding]:
    project = Project(root)
    return check_sources(project, read_register(project.regions))


def content(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def findings(planter: Planter) -> list[Finding]:
    return check(planter.root)


@pytest.fixture(scope="module")
def planter(tmp_path_factory: pytest.TempPathFactory) -> Planter:
    planter = Planter(copy_project(tmp_path_factory.mktemp("project")))
    planter.plant()
    return planter


def test_the_raw_files_as_they_are_have_no_findings() -> None:
    assert check(REPOSITORY) == []


def test_all_ten_defects_are_told_in_one_run_and_nothing_is_overwritten(planter: Planter) -> None:
    before = content(planter.root)
    findings = check(planter.root)
    told = [(each.code, each.file, each.row, each.region, each.column, each.value) for each in findings]
    assert sorted(told) == sorted(planter.planted)
    assert len(told) == 10
    assert content(planter.root) == before


def test_each_is_one_line_with_file_row_region_column_value_and_remedy(findings: list[Finding]) -> None:
    for finding in findings:
        line = str(finding)
        assert "\n" not in line
        assert line.startswith(finding.file)
        assert line.endswith(f"{finding.remedy}.")
        for name, value in (("row", finding.row), ("region", finding.region), ("column", finding.column)):
            assert not value or f"{name} {value}" in line
        assert not finding.value or repr(finding.value) in line


def test_the_words_say_what_to_do(planter: Planter, findings: list[Finding]) -> None:
    words = {each.code: (each.rule, each.remedy) for each in findings}
    assert words["decimal_mark"] == (
        'the decimal mark is ",", and "." is declared',
        "Write 11.5, or correct `decimal` in config/sources/questionnaire.toml",
    )
    assert words["region_code_zero"] == ("the code of Oslo has lost its leading zero", "Write 0301, as text")
    assert words["missing_region"][0] == "1103 Stavanger has no row for 2017"
    assert words["period_in_future"][0] == "the period is later than 2017, the year in which the file was received"
    assert words["total_of_parts"][0].startswith("the total is stated as 999,5, and its parts add up to ")
    row = next(each[2] for each in planter.planted if each[0] == "duplicate_region")
    assert words["duplicate_region"][0].endswith(f"has more than one row for the same period: rows {row - 1}-{row}")


def test_the_workbook_that_is_read_and_written_anew_says_what_it_said(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    source = read_source(root / "config" / "sources" / "is248.toml")
    assert isinstance(source.files[0].format, XlsxFormat)
    edit_workbook(root / REPORTED_2016, source.files[0].format.sheet, lambda rows: None)
    assert [each.code for each in check(root)] == ["sha256"]

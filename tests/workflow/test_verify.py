"""`statusrapport verify` in action, on a project of one page: every grade, and what is told of the difference."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tiny_project import COMMAND, KIND, TinyProject

from statusrapport.files import file_sha256

RAW = "data/raw/housing/2017/dwellings.csv"
DECLARATION = "config/sources/housing.toml"
PDF = "results/reports/people-2017/0/report.pdf"
SUMMARY = "templates/people/sections/summary.html.j2"

ROWS = """\
Kommunenr;Kommune;Aar;Boliger
0301;Oslo;2017;500
1103;Stavanger;2017;200
1201;Bergen;2017;290
"""
SOURCE = """\
id = "housing"
short_nb = "boliger"
title_nb = "Boliger"
owner_nb = "Kommunene"
description_nb = "Kommunale boliger."
licence = "CC0-1.0"
kind = "table"
complete = false
key = {{ region = "Kommunenr", period = "Aar", name = "Kommune" }}
measures = [{{ name = "dwellings", title_nb = "Boliger", columns = "Boliger", minimum = 0, whole = true }}]

[[files]]
version = "2017"
name = "dwellings.csv"
sha256 = "{sha256}"
received = 2017-06-15
format = {{ kind = "csv", encoding = "utf-8", delimiter = ";", decimal = "," }}
"""
INDICATOR = """\
id = "dwellings"
title_nb = "Boliger"
definition_nb = "Kommunale boliger."
source = "housing"
operation = "sum"
numerator = { source = "housing", column = "dwellings" }
unit = "dwellings"
unit_of_analysis = "dwelling"
additive = true
comparable_between_units = true
smallest_change = { value = 1, unit = "percent" }
decimals = 0
example = { rows = [{ region_code = "1103", dwellings = 2 }, { region_code = "0301", dwellings = 3 }], expected = 5 }
"""
TABLE = """
[[tables]]
id = "dwellings_table"
section = "summary"
title_nb = "Boliger"
subtitle_nb = "{year}"
row_header_nb = "Sted"
cells = { indicator = "dwellings" }
rows = [{ label_nb = "Hele landet", total = true }]
columns = [{ label_nb = "{year}" }]
"""
TEXT = """\
<p>Det var {{ approx("dwellings", year, "nesten 1 000") }} boliger, nemlig {{ num("dwellings", year) }}.</p>
{{ table("dwellings_table") }}
"""
FACTSHEET = """\
{% extends "base/factsheet.html.j2" %}
{% block lead %}Det var {{ num("dwellings", year) }} boliger.{% endblock %}
"""
CONFIG = "editions: {people-2017: {kind: people, year: 2017, structure: 2017, date: 2017-12-01}}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A project of one report, built once, its raw file in the history of a repository."""
    project = TinyProject(tmp_path_factory.mktemp("verified"))
    shutil.rmtree(project.root / "templates/towns")
    (project.root / "config/indicators/inhabitants.toml").unlink()
    project.write("config/config.yaml", CONFIG)
    project.write(RAW, ROWS)
    project.write(DECLARATION, SOURCE.format(sha256=file_sha256(project.root / RAW)))
    project.write("config/indicators/dwellings.toml", INDICATOR)
    project.write("templates/people/report.toml", KIND.replace("inhabitants", "dwellings") + TABLE)
    project.write(SUMMARY, TEXT)
    project.write("templates/people/factsheet.html.j2", FACTSHEET)
    for words in (["init", "--quiet"], ["add", "data/raw"], ["commit", "--quiet", "--message", "received"]):
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
        subprocess.run(git, cwd=project.root, check=True)
    end = project.build()
    assert end.returncode == 0, end.stdout + end.stderr
    return project


@pytest.fixture
def project(built: TinyProject) -> Iterator[TinyProject]:
    """The same, with every edit taken back afterwards, and its results as they were."""
    results = {path: path.stat().st_mtime_ns for path in (built.root / "results").rglob("*") if path.is_file()}
    yield built
    built.take_back()
    now = {path: path.stat().st_mtime_ns for path in (built.root / "results").rglob("*") if path.is_file()}
    assert now == results, "verify leaves the project's results alone"


def edit(project: TinyProject, name: str, old: str, new: str) -> None:
    """Replace words of a file; taken back after the test."""
    text = project.read(name)
    assert old in text
    project.append(name, "")
    project.write(name, text.replace(old, new))


def verify(project: TinyProject, path: Path | str = PDF) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of `statusrapport verify` and what it tells of each PDF."""
    command = [COMMAND, "verify", str(path), "--json"]
    end = subprocess.run(command, capture_output=True, text=True, check=False, **project.place)
    print(end.stderr)
    return end.returncode, json.loads(end.stdout or "[]") if end.returncode < 4 else [{"error": end.stderr}]


def test_a_folder_is_verified_in_one_run_and_the_worst_grade_is_that_of_all(
    project: TinyProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = project.root / PDF
    shutil.copy(pdf, tmp_path / "a-untouched.pdf")
    with pikepdf.open(pdf) as document:
        document.save(tmp_path / "b-recompressed.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(pdf) as document:
        document.pages[0].contents_add(b"q 1 0 0 rg 100 100 200 50 re f Q")
        document.save(tmp_path / "c-painted.pdf")
    with pikepdf.open(pdf) as document:
        del document.attachments["facts.json"]
        document.save(tmp_path / "d-without-facts.pdf")
    with pikepdf.open(pdf) as document:
        del document.attachments["manifest.json"]
        document.save(tmp_path / "not-a-report.pdf")
    shutil.copy(pdf.with_name("factsheet.pdf"), tmp_path / "e-factsheet.pdf")
    code, verdicts = verify(project, tmp_path)
    assert (code, [verdict["grade"] for verdict in verdicts]) == (2, [0, 1, 2, 2, 0])
    (passed_over,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Not verified")]
    assert passed_over.endswith("not-a-report.pdf")
    _, recompressed, painted, without_facts, _ = verdicts

    assert recompressed["earliest"] == "packaging"
    assert "object streams" in {difference["kind"] for difference in recompressed["packaging"]}

    assert {difference["aspect"] for difference in painted["content"]} == {"seen"}
    assert painted["content"][0]["place"].startswith("page 1, ")
    assert (painted["facts"], painted["lines"], painted["cells"]) == ([], [], [])

    assert {difference["aspect"] for difference in without_facts["content"]} == {"taken"}
    assert "facts.json" in {difference["place"] for difference in without_facts["content"]}


def test_a_changed_raw_cell_is_named_with_all_that_follows_from_it(project: TinyProject) -> None:
    edit(project, RAW, "Stavanger;2017;200", "Stavanger;2017;199")
    code, (verdict,) = verify(project)
    assert (code, verdict["earliest"]) == (2, "input")
    (change,) = verdict["inputs"]
    (cell,) = change["cells"]
    assert change["file"] == RAW
    assert "not what config/sources/housing.toml declares" in change["how"]
    assert (cell["row"], cell["column"], cell["old"], cell["new"]) == (3, "Boliger", "200", "199")
    assert (verdict["indicators"], verdict["slice_parts"]) == (["dwellings"], ["observations"])
    (cell,) = verdict["cells"]
    assert [cell[name] for name in ("file", "row", "column", "old", "new")] == [
        "dwellings_table.csv", "Hele landet", "2017", "990", "989"
    ]  # fmt: skip
    claim = verdict["facts"][0]
    assert (claim["old"]["shown"], claim["old"]["value"], claim["new"]["value"]) == ("nesten 1 000", "990", "989")
    assert "nemlig 990" in claim["old"]["sentence"]
    assert any("nemlig 990" in line["old"]["text"] for line in verdict["lines"] if line["old"])
    assert {cause["kind"] for cause in verdict["causes"]} == {"input"}


def test_a_claim_that_no_longer_holds_is_told_with_the_cell_that_it_fails_by(project: TinyProject) -> None:
    edit(project, RAW, "Stavanger;2017;200", "Stavanger;2017;100")
    code, (verdict,) = verify(project)
    assert code == 2
    assert "'nesten 1 000' does not hold of dwellings" in verdict["rejection"]
    assert verdict["inputs"][0]["cells"][0]["new"] == "100"
    assert [cause["kind"] for cause in verdict["causes"]] == ["input"]


@pytest.mark.slow
def test_of_a_fact_sheet_the_facts_that_it_cites_are_told(project: TinyProject) -> None:
    edit(project, RAW, "Stavanger;2017;200", "Stavanger;2017;199")
    code, (verdict,) = verify(project, PDF.replace("report.pdf", "factsheet.pdf"))
    assert (code, verdict["earliest"]) == (2, "input")
    assert [fact["new"]["value"] for fact in verdict["facts"]] == ["989"]
    assert verdict["facts"][0]["new"]["sentence"] == "Det var 989 boliger."


@pytest.mark.slow
def test_a_changed_declaration_is_told_from_changed_data(project: TinyProject) -> None:
    edit(project, "config/indicators/dwellings.toml", '"Kommunale boliger."', '"Boliger som kommunen leier ut."')
    code, (verdict,) = verify(project)
    assert (code, verdict["earliest"]) == (2, "slice")
    assert verdict["slice_parts"] == ["definitions"]
    assert {cause["kind"] for cause in verdict["causes"]} == {"declaration"}


@pytest.mark.slow
def test_a_changed_template_is_told_with_the_line_of_text(project: TinyProject) -> None:
    edit(project, SUMMARY, "nemlig", "altså")
    code, (verdict,) = verify(project)
    assert (code, verdict["slice_parts"]) == (2, [])
    line = next(line for line in verdict["lines"] if "nemlig" in line["old"]["text"])
    assert line["new"]["text"] == line["old"]["text"].replace("nemlig", "altså")
    assert {cause["kind"] for cause in verdict["causes"]} == {"template"}


def test_a_raw_file_that_is_gone_keeps_the_report_from_being_built(project: TinyProject, tmp_path: Path) -> None:
    shutil.move(project.root / RAW, tmp_path / "raw.csv")
    try:
        code, (verdict,) = verify(project)
    finally:
        shutil.move(tmp_path / "raw.csv", project.root / RAW)
    assert code == 3
    assert verdict["missing"] == [f"raw file {RAW} is missing"]

"""The scratch copy that a PDF is built again in, and the raw files that are no longer what they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from statusrapport.compare.content import ReportContent
from statusrapport.files import file_sha256
from statusrapport.project import Project
from statusrapport.sources.declaration import read_source
from statusrapport.verify.inputs import find_altered, find_input_changes, find_missing
from statusrapport.verify.sandbox import scratch_project
from statusrapport.verify.subjects import Subject

CONFIG = "editions: {people-2017: {kind: people, year: 2017, structure: 2017, date: 2017-12-01}}\n"
ROWS = "Kommunenr;Aar;Boliger\n0301;2017;500\n"
SOURCE = """\
# as received
id = "housing"
short_nb = "boliger"
title_nb = "Boliger"
owner_nb = "Kommunene"
description_nb = "Kommunale boliger."
licence = "CC0-1.0"
kind = "table"
data_dir = "DATA"
key = { region = "Kommunenr", period = "Aar" }

[[files]]
version = "2017"
name = "a.csv"
sha256 = "SHA256"
received = 2017-06-15
format = { kind = "csv", encoding = "utf-8", delimiter = ";", decimal = "," }
"""
MANIFEST = {
    "edition": "people-2017",
    "region": "0",
    "sha256": {},
    "inputs": [{"source": "housing", "version": "2017", "file": "a.csv"}],
}


def make_project(root: Path, data_dir: str = "data/raw") -> Project:
    """A project of one source and one edition, without code."""
    raw = root / data_dir / "housing/2017/a.csv"
    for name, text in {
        "Snakefile": "",
        "config/config.yaml": CONFIG,
        "templates/people/report.toml": "",
        "results/reports/old.txt": "old",
        ".git/HEAD": "",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    raw.parent.mkdir(parents=True)
    raw.write_text(ROWS, encoding="utf-8")
    declaration = root / "config/sources/housing.toml"
    declaration.parent.mkdir()
    text = SOURCE.replace("SHA256", file_sha256(raw)).replace("DATA", data_dir)
    declaration.write_text(text, encoding="utf-8")
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project")


RAW = "data/raw/housing/2017/a.csv"
SUBJECT = Subject(Path("report.pdf"), MANIFEST)


def content(inputs: dict[str, object] | None) -> ReportContent:
    return ReportContent("people-2017/0", MANIFEST, (), inputs=inputs)


def test_the_scratch_project_reads_the_same_and_has_results_of_its_own(project: Project) -> None:
    with scratch_project(project, []) as scratch:
        assert (scratch.root / RAW).read_text(encoding="utf-8") == ROWS
        assert read_source(scratch.declared("sources")["housing"]).id == "housing"
        assert not scratch.results.exists()
        assert not (scratch.root / ".git").exists()
        scratch.results.mkdir()
    assert not scratch.root.exists()
    assert (project.results / "reports/old.txt").read_text(encoding="utf-8") == "old"


def test_an_altered_raw_file_is_taken_as_it_is_and_the_project_keeps_its_declaration(project: Project) -> None:
    (project.root / RAW).write_text(ROWS + "1103;2017;200\n", encoding="utf-8")
    (altered,) = find_altered(project)
    declared = read_source(project.declared("sources")["housing"])
    with scratch_project(project, [altered]) as scratch:
        path = scratch.declared("sources")["housing"]
        assert read_source(path).files[0].sha256 == altered.actual
        assert path.read_text(encoding="utf-8").startswith("# as received\n")
    assert read_source(project.declared("sources")["housing"]) == declared


def test_data_that_lie_beside_the_project_are_found(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", "../private")
    with scratch_project(project, []) as scratch:
        source = read_source(scratch.declared("sources")["housing"])
        assert source.path(source.files[0], scratch.root).read_text(encoding="utf-8") == ROWS


def test_nothing_is_missing_where_everything_is_there(project: Project) -> None:
    assert find_missing(project, SUBJECT) == []


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        (RAW, f"raw file {RAW} is missing"),
        ("templates/people/report.toml", "there is no report kind people: templates/people/report.toml is missing"),
    ],
)
def test_what_is_gone_is_named(project: Project, gone: str, reason: str) -> None:
    (project.root / gone).unlink()
    assert find_missing(project, SUBJECT) == [reason]


def test_without_a_manifest_nothing_can_be_built(project: Project) -> None:
    assert find_missing(project, Subject(Path("report.pdf"), None)) == [
        "no manifest.json is attached that says what the PDF was built of"
    ]


def test_a_pdf_that_cannot_be_read_is_told_as_such(project: Project) -> None:
    assert find_missing(project, Subject(Path("report.pdf"), None, "it is damaged")) == ["it is damaged"]


def test_an_edition_that_is_no_longer_declared_is_named(project: Project) -> None:
    subject = Subject(Path("report.pdf"), {**MANIFEST, "edition": "people-2016"})
    assert find_missing(project, subject) == [
        "config/config.yaml declares no edition people-2016 (it declares: people-2017)"
    ]


def test_a_region_without_a_report_is_named(project: Project) -> None:
    subject = Subject(Path("report.pdf"), {**MANIFEST, "region": "1103"})
    assert find_missing(project, subject) == ["people-2017 has no report for region 1103"]


def test_a_file_that_was_accepted_anew_differs_from_what_the_pdf_was_built_of(project: Project) -> None:
    inputs = {"files": [{"source": "housing", "version": "2017", "name": "a.csv", "sha256": "0" * 64}]}
    assert find_altered(project) == []
    (change,) = find_input_changes(project, SUBJECT, content(inputs), [])
    assert (change.file, change.old, change.new) == (RAW, "0" * 64, file_sha256(project.root / RAW))
    assert "not at hand" in change.how


def test_without_inputs_json_a_file_is_held_against_its_declaration(project: Project) -> None:
    declared = file_sha256(project.root / RAW)
    (project.root / RAW).write_text(ROWS + "1103;2017;200\n", encoding="utf-8")
    (change,) = find_input_changes(project, SUBJECT, content(None), find_altered(project))
    assert (change.old, change.new) == (declared, file_sha256(project.root / RAW))
    assert "is not what config/sources/housing.toml declares" in change.how


def test_a_file_of_another_name_in_its_place_is_told_with_its_cells(project: Project) -> None:
    old = project.root / RAW
    old.with_name("b.csv").write_text(ROWS.replace("500", "501"), encoding="utf-8")
    declaration = project.declared("sources")["housing"]
    text = declaration.read_text(encoding="utf-8").replace("a.csv", "b.csv")
    declaration.write_text(text.replace(file_sha256(old), file_sha256(old.with_name("b.csv"))), encoding="utf-8")
    (change,) = find_input_changes(project, SUBJECT, content(None), find_altered(project))
    assert change.how == "b.csv has taken its place as version 2017 of housing"
    assert [(cell.row, cell.column, cell.old, cell.new) for cell in change.cells] == [(2, "Boliger", "500", "501")]

"""SHA256SUMS: what is listed, and that the program it is made for reads it."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from statusrapport.cli.build import Report, write_edition_sums
from statusrapport.project import Project
from statusrapport.provenance.sums import render_sums, write_sums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("0/report.pdf", "0/tables/a.csv", "0/facts.json"):
        write(tmp_path / name, name)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def listed(folder: Path) -> list[str]:
    return [line.split("  ", 1)[1] for line in render_sums(folder).splitlines()]


def test_a_line_is_the_digest_two_spaces_and_the_path(folder: Path) -> None:
    assert render_sums(folder).splitlines()[0] == f"{sha256(b'0/facts.json').hexdigest()}  0/facts.json"


def test_files_are_listed_by_path(folder: Path) -> None:
    assert listed(folder) == ["0/facts.json", "0/report.pdf", "0/tables/a.csv"]


def test_unfinished_attempts_and_the_list_itself_are_not_listed(folder: Path) -> None:
    before = listed(folder)
    write(folder / ".0.4711/report.pdf", "half")
    write(folder / "0/.report.pdf.4711", "half")
    write_sums(folder)
    assert listed(folder) == before


def test_sha256sum_finds_a_changed_file(folder: Path) -> None:
    write_sums(folder)
    assert sha256sum(folder).returncode == 0
    write(folder / "0/tables/a.csv", "other")
    end = sha256sum(folder)
    assert end.returncode == 1
    assert "0/tables/a.csv: FAILED" in end.stdout


def sha256sum(folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_an_edition_lists_all_its_reports_and_none_that_was_taken_away(tmp_path: Path) -> None:
    project = Project(tmp_path)
    edition = tmp_path / "results/reports/kommune-2016"
    for region in ("0301", "1103"):
        write(edition / region / "report.pdf", region)
    write_edition_sums(project, [Report("kommune-2016", "1103"), Report("arsverk-2017", "0")])
    assert [line[66:] for line in (edition / "SHA256SUMS").read_text("utf-8").splitlines()] == [
        "0301/report.pdf",
        "1103/report.pdf",
    ]
    (edition / "0301/report.pdf").unlink()
    write_edition_sums(project, [Report("kommune-2016", "1103")])
    assert (edition / "SHA256SUMS").read_text("utf-8").count("\n") == 1
    assert not (edition.parent / "arsverk-2017").exists(), "nothing is published of it"

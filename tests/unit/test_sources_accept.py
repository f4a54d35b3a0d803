"""Bringing in raw files: only what is free of findings, and nothing that was there is lost."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sources_example import STAFF, STAFF_CSV, add_source, make_project

from statusrapport.errors import FindingsError, UsageError
from statusrapport.project import Project
from statusrapport.sources.accept import accept_source_file
from statusrapport.sources.declaration import Source, SourceFile, read_source

TODAY = date(2019, 4, 1)
OWN_CSV = STAFF_CSV.replace("80;20,25;100,25", "90;10;100")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_project(tmp_path / "project")
    add_source(project, STAFF, STAFF_CSV)
    return project


def bring(
    project: Project, content: str, version: str, name: str = "my2017.csv", *, synthetic: bool = False
) -> SourceFile:
    file = project.root.parent / name
    file.write_bytes(content.encode("cp1252"))
    return accept_source_file(project, "staff", file, version, synthetic, today=TODAY)


def declared(project: Project) -> Source:
    return read_source(project.config / "sources" / "staff.toml")


def everything(project: Project) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def test_ones_own_file_replaces_the_example_which_stays_in_the_folder(project: Project) -> None:
    bring(project, OWN_CSV, "2017")
    (entry,) = declared(project).files
    assert (entry.name, entry.received, entry.synthetic) == ("my2017.csv", TODAY, False)
    assert entry.sha256 == hashlib.sha256(OWN_CSV.encode("cp1252")).hexdigest()
    folder = project.root / "data" / "raw" / "staff" / "2017"
    assert {path.name: path.read_text("cp1252") for path in folder.iterdir()} == {
        "my2017.csv": OWN_CSV,
        "staff.csv": STAFF_CSV,
    }


def test_the_declaration_keeps_its_comments_and_all_else(project: Project) -> None:
    path = project.config / "sources" / "staff.toml"
    before = path.read_text(encoding="utf-8").splitlines()
    bring(project, OWN_CSV, "2017")
    changed = [line for line in path.read_text(encoding="utf-8").splitlines() if line not in before]
    assert [line.split(" =")[0] for line in changed] == ["name", "sha256", "received", "synthetic"]
    assert changed[1].endswith("# of the file as received")


def test_a_new_version_is_read_like_the_one_received_last(project: Project) -> None:
    bring(project, STAFF_CSV.replace("2017", "2018"), "2018")
    first, second = declared(project).files
    assert (second.version, second.format, second.footer) == ("2018", first.format, first.footer)


def test_a_file_with_findings_changes_nothing(project: Project) -> None:
    before = everything(project)
    with pytest.raises(FindingsError) as caught:
        bring(project, OWN_CSV.replace("90;10;100", "-90;10.5;100"), "2017")
    assert [each.code for each in caught.value.findings] == ["decimal_mark", "below_minimum"]
    assert caught.value.findings[0].file.endswith("my2017.csv")
    assert everything(project) == before


def test_another_version_of_the_same_period_is_refused_with_both_files_named(project: Project) -> None:
    with pytest.raises(FindingsError) as caught:
        bring(project, OWN_CSV, "2017-new")
    (finding,) = caught.value.findings
    assert finding.code == "duplicate_period"
    assert "a file replaces another when both have the same version" in finding.remedy


def test_other_content_under_a_name_that_is_taken_is_refused(project: Project) -> None:
    before = everything(project)
    with pytest.raises(UsageError, match="never overwritten") as caught:
        bring(project, OWN_CSV, "2017", name="staff.csv")
    assert caught.value.remedy == "Give the new file another name, or use another --version"
    assert everything(project) == before


def test_a_raw_file_that_was_edited_in_its_place_is_not_made_good(project: Project) -> None:
    place = project.root / "data" / "raw" / "staff" / "2017" / "staff.csv"
    place.write_bytes(OWN_CSV.encode("cp1252"))
    with pytest.raises(UsageError, match="never overwritten"):
        accept_source_file(project, "staff", place, "2017", today=TODAY)


def test_a_file_that_is_declared_without_its_sha256_is_brought_in(project: Project) -> None:
    path = project.config / "sources" / "staff.toml"
    path.write_text(STAFF.replace("SHA256", "0" * 64), encoding="utf-8")
    (project.root / "data" / "raw" / "staff" / "2017" / "staff.csv").unlink()
    bring(project, OWN_CSV, "2017", name="staff.csv")
    assert declared(project).files[0].sha256 != "0" * 64


def test_the_same_content_again_is_no_error_and_an_example_stays_one(project: Project) -> None:
    assert bring(project, STAFF_CSV, "2017", name="staff.csv").synthetic is True
    assert bring(project, STAFF_CSV, "2017", name="renamed.csv").synthetic is True
    assert bring(project, OWN_CSV, "2017").synthetic is False
    assert bring(project, STAFF_CSV.replace("2017", "2018"), "2018", synthetic=True).synthetic is True


def correct(row: int, expected: str, value: str) -> str:
    cell = f'version = "2017"\nrow = {row}\ncolumn = "F_BOL"\nexpected = "{expected}"\nvalue = "{value}"'
    return f'\n[[corrections]]\n{cell}\nreason = "Rettet av kommunen."\n'


CORRECTIONS = correct(2, "1 200,5", "1 200,51") + correct(4, "80", "80,01")  # the second is not in OWN_CSV


def test_the_corrections_of_an_example_go_with_it_unless_they_hold_for_the_new_file(project: Project) -> None:
    add_source(project, STAFF + CORRECTIONS, STAFF_CSV)
    bring(project, OWN_CSV, "2017")
    assert [each.row for each in declared(project).corrections] == [2]


def test_a_correction_of_another_file_that_does_not_hold_for_the_new_one_is_told(project: Project) -> None:
    add_source(project, STAFF.replace("synthetic = true\n", "") + CORRECTIONS, STAFF_CSV)
    with pytest.raises(FindingsError) as caught:
        bring(project, OWN_CSV, "2017")
    (finding,) = caught.value.findings
    assert (finding.code, finding.row, finding.rule) == (
        "correction_stale",
        4,
        "a correction expects '80' here, and '90' stands there",
    )


def test_the_data_may_lie_outside_of_the_project(project: Project) -> None:
    outside = project.root.parent / "secure"
    add_source(project, STAFF.replace('kind = "table"', f'kind = "table"\ndata_dir = "{outside}"'), STAFF_CSV)
    bring(project, OWN_CSV, "2017")
    assert (outside / "staff" / "2017" / "my2017.csv").is_file()


@pytest.mark.parametrize(
    ("source", "name", "version", "words"),
    [
        ("stuff", "my2017.csv", "2017", "there is no source 'stuff'"),
        ("staff", "nothing.csv", "2017", "there is no file"),
        ("staff", "my2017.ods", "2017", "declares no format for .ods files"),
        ("staff", "my2017.csv", "../2017", "cannot be the name of a version"),
    ],
)
def test_a_call_that_makes_no_sense_says_why(
    project: Project, source: str, name: str, version: str, words: str
) -> None:
    for present in ("my2017.csv", "my2017.ods"):
        (project.root.parent / present).write_text(OWN_CSV)
    with pytest.raises(UsageError, match=words):
        accept_source_file(project, source, project.root.parent / name, version)

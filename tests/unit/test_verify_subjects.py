"""Which PDFs `statusrapport verify` is asked about."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from compare_example import report

from statusrapport.errors import UsageError
from statusrapport.verify.subjects import find_subjects

MANIFEST = report(edition="people-2017").manifest


def write_pdf(path: Path, manifest: object = None) -> Path:
    """A PDF of one page, with a manifest attached where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if manifest is not None:
            pdf.attachments["manifest.json"] = json.dumps(manifest).encode()
        pdf.save(path)
    return path


def test_a_pdf_is_what_its_manifest_says(tmp_path: Path) -> None:
    (subject,) = find_subjects(write_pdf(tmp_path / "under-any-name.pdf", MANIFEST))
    assert (subject.edition, subject.region) == ("people-2017", "0")


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        [],
        {"edition": "people-2017", "region": "0", "sha256": {}},
        {**MANIFEST, "texts": {}},
        {**MANIFEST, "inputs": [{}]},
    ],
)
def test_a_pdf_that_does_not_say_what_it_was_built_of_has_no_manifest(tmp_path: Path, manifest: object) -> None:
    (subject,) = find_subjects(write_pdf(tmp_path / "a.pdf", manifest))
    assert subject.manifest is None


def test_of_a_folder_the_reports_are_meant_on_every_level(tmp_path: Path) -> None:
    write_pdf(tmp_path / "b.pdf", MANIFEST)
    write_pdf(tmp_path / "people-2017/0/a.pdf", MANIFEST)
    write_pdf(tmp_path / "leaflet.pdf")
    write_pdf(tmp_path / ".0.4711/attempt.pdf", MANIFEST)
    assert [subject.path.name for subject in find_subjects(tmp_path)] == ["b.pdf", "a.pdf"]


def test_a_damaged_pdf_of_a_folder_is_told_and_does_not_stop_the_others(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", MANIFEST)
    (tmp_path / "b.pdf").write_bytes((tmp_path / "a.pdf").read_bytes()[:100])
    whole, damaged = find_subjects(tmp_path)
    assert (whole.edition, whole.problem) == ("people-2017", "")
    assert (damaged.manifest, damaged.path.name) == (None, "b.pdf")
    assert damaged.problem.startswith("this is not a PDF that can be read")


def test_what_is_no_report_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    for path in (tmp_path / "nowhere.pdf", tmp_path / "a.txt", tmp_path):
        with pytest.raises(UsageError):
            find_subjects(path)

"""Writing a release: a folder of its own, made beside the last one and then put in its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from statusrapport.files import move_folder, new_folder, write_text
from statusrapport.project import Project
from statusrapport.provenance.sums import write_sums
from statusrapport.release.citation import CITATION, compute_citation, render_citation
from statusrapport.release.contents import ReleasedReport
from statusrapport.release.index import render_index

DATA_FILES = ("manifest.json", "facts.json")


def write_release(
    project: Project, version: str, declared_citation: dict[str, Any], reports: Sequence[ReleasedReport]
) -> Path:
    """Write results/release/<version>/ and return it. What stood there stays until all of the new one is written."""
    folder = project.results / "release" / version
    with new_folder(folder) as attempt:
        _fill(attempt, project, version, declared_citation, reports)
        move_folder(attempt, folder)
    return folder


def _fill(
    folder: Path, project: Project, version: str, declared_citation: dict[str, Any], reports: Sequence[ReleasedReport]
) -> None:
    for report in reports:
        _copy_report(report, folder)
    for edition in {report.edition.id for report in reports}:
        shutil.copyfile(project.results / "editions" / edition / "inputs.json", folder / edition / "inputs.json")
    citation = compute_citation(declared_citation, reports)
    write_text(folder / CITATION, render_citation(citation))
    write_text(folder / "index.html", render_index(version, date.fromisoformat(citation["date-released"]), reports))
    write_sums(folder)


def _copy_report(report: ReleasedReport, folder: Path) -> None:
    for pdf in report.pdfs:
        shutil.copyfile(report.folder / pdf.file, folder / pdf.name)
    tables = (f"tables/{table.file}" for table in report.tables)
    _copy_files(report.folder, folder / report.place, [*DATA_FILES, *tables])


def _copy_files(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)

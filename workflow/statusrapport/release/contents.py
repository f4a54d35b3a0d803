"""What a release tells of its reports, read from the reports as they are published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pikepdf

from statusrapport.declarations import read_declaration
from statusrapport.project import Edition, Project
from statusrapport.regions.register import read_register
from statusrapport.release.names import MAIN_PDF, pdf_name
from statusrapport.render.kind import ReportKind
from statusrapport.results import report_folder


class Pdf(NamedTuple):
    """A PDF of a report: its file there, its name in the release, what it says of itself, its size in bytes."""

    file: str
    name: str
    title: str
    description: str
    pages: int
    size: int


class Table(NamedTuple):
    """The numbers of a figure or table: its file, and what a reader knows it as."""

    file: str
    title: str


@dataclass(frozen=True)
class ReleasedReport:
    """A report of a release. `folder` is where it is published, `place` where its data are in the release."""

    edition: Edition
    region: str
    region_name: str
    synthetic: bool
    authors: tuple[str, ...]
    publisher: str
    folder: Path
    pdfs: tuple[Pdf, ...]  # the report itself first
    tables: tuple[Table, ...]  # by title

    @property
    def place(self) -> str:
        """Relative to the release's folder."""
        return f"{self.edition.id}/{self.region}"


def read_report(project: Project, edition_id: str, region: str) -> ReleasedReport:
    """What is published of a report."""
    edition = project.edition(edition_id)
    folder = project.root / report_folder(edition_id, region)
    kind = read_declaration(project.templates / edition.kind / "report.toml", ReportKind)
    region_name = read_register(project.regions).name(region, edition.structure)
    paths = sorted(folder.glob("*.pdf"), key=lambda path: (path.stem != MAIN_PDF, path.name))
    return ReleasedReport(
        edition=edition,
        region=region,
        region_name=region_name,
        synthetic=bool(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["synthetic"]),
        authors=kind.authors,
        publisher=kind.publisher,
        folder=folder,
        pdfs=tuple(_read_pdf(path, pdf_name(edition_id, region, region_name, path.name)) for path in paths),
        tables=_read_tables(folder, paths),
    )


def _read_pdf(path: Path, name: str) -> Pdf:
    with pikepdf.open(path) as pdf:
        title, description = (str(pdf.docinfo[key]) for key in ("/Title", "/Subject"))
        return Pdf(path.name, name, title, description, len(pdf.pages), path.stat().st_size)


def _read_tables(folder: Path, pdfs: Iterable[Path]) -> tuple[Table, ...]:
    """The files of tables/ with the titles under which they are attached to the PDFs, else with their names."""
    titles: dict[str, str] = {}
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            titles |= {name: attached.description for name, attached in pdf.attachments.items()}
    tables = (Table(path.name, titles.get(path.name) or path.name) for path in folder.glob("tables/*.csv"))
    return tuple(sorted(tables, key=lambda table: (_counted(table.title), table.file)))


def _counted(text: str) -> list[str | int]:
    """What sorts `Figur 10.1` behind `Figur 2.1`: the text in turns with its whole numbers."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", text)]

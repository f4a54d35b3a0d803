"""What a release tells of a report, read from what is published."""

import json
from pathlib import Path

import pikepdf
import pytest

from statusrapport.project import Project
from statusrapport.release.contents import ReleasedReport, Table, read_report

CONFIG = """\
editions:
  towns-2016: {kind: towns, year: 2016, structure: 2016, date: 2016-12-01, regions: municipalities}
"""
TITLES = {"a.csv": "Tabell 10.1: Rater", "b.csv": "Tabell 2.1: Årsverk", "c.csv": "Figur 1.1: Kart", "d.csv": ""}


@pytest.fixture
def report(project_copy: Project) -> ReleasedReport:
    """Of a report with a fact sheet and four tables, of which one is attached without a title."""
    (project_copy.config / "config.yaml").write_text(CONFIG, encoding="utf-8")
    kind = project_copy.templates / "towns/report.toml"
    kind.parent.mkdir(parents=True)
    kind.write_text((Path(__file__).parents[2] / "templates/arsverk/report.toml").read_text("utf-8"), encoding="utf-8")
    folder = project_copy.results / "reports/towns-2016/1103"
    (folder / "tables").mkdir(parents=True)
    for name in TITLES:
        (folder / "tables" / name).touch()
    (folder / "manifest.json").write_text(json.dumps({"synthetic": True}), encoding="utf-8")
    write_pdf(folder / "factsheet.pdf", "Faktaark", pages=1)
    write_pdf(folder / "report.pdf", "Byer", pages=2, attached=TITLES)
    return read_report(project_copy, "towns-2016", "1103")


def write_pdf(path: Path, title: str, *, pages: int, attached: dict[str, str] | None = None) -> None:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.docinfo["/Title"], pdf.docinfo["/Subject"] = title, "Om byer."
        for name, description in (attached or {}).items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"", filename=name, description=description)
        pdf.save(path)


def test_the_report_comes_first_and_then_its_other_pdfs(report: ReleasedReport) -> None:
    assert [(pdf.name, pdf.title, pdf.pages) for pdf in report.pdfs] == [
        ("towns-2016-1103-stavanger.pdf", "Byer", 2),
        ("towns-2016-1103-stavanger-factsheet.pdf", "Faktaark", 1),
    ]


def test_tables_have_the_titles_that_they_are_attached_under(report: ReleasedReport) -> None:
    assert report.tables == (
        Table("c.csv", "Figur 1.1: Kart"),
        Table("b.csv", "Tabell 2.1: Årsverk"),
        Table("a.csv", "Tabell 10.1: Rater"),
        Table("d.csv", "d.csv"),
    )


def test_the_mark_of_invented_data_is_that_of_the_manifest(report: ReleasedReport) -> None:
    assert report.synthetic

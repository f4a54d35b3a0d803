"""Writing PDFs: the project's files and font only, nothing lost that WeasyPrint complains of, the same bytes always."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from statusrapport.errors import Finding, ReportRejected
from statusrapport.pdf.write import write_pdf

STYLE = "* { font-family: 'Statusrapport Sans' } i { font-style: italic }"


@pytest.fixture
def stylesheet(tmp_path: Path) -> Path:
    """A style sheet in a folder of its own, as templates/ has."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "print.css").write_text(STYLE)
    return folder / "print.css"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The folder of a report."""
    folder = tmp_path / "report"
    folder.mkdir()
    return folder


def write(body: str, report: Path, stylesheet: Path) -> list[Finding]:
    html = (
        '<html lang="nb"><head><title>Årsverk 2017</title><meta name="dcterms.created" content="2017-12-01"></head>'
        f"<body>{body}</body></html>"
    )
    return write_pdf(html, report, report / "report.pdf", stylesheets=[stylesheet])


@pytest.mark.parametrize("address", ["https://example.org/a.png", "/etc/hostname", "../secret.png", "data:image/png,"])
def test_an_address_outside_the_project_is_refused(address: str, report: Path, stylesheet: Path):
    with pytest.raises(ReportRejected, match="not one of the project's own files"):
        write(f'<img src="{address}" alt="">', report, stylesheet)
    assert not (report / "report.pdf").exists()


def test_a_link_out_of_the_folder_is_refused(report: Path, stylesheet: Path):
    (report / "chart.svg").symlink_to("/etc/hostname")
    with pytest.raises(ReportRejected):
        write('<img src="chart.svg" alt="">', report, stylesheet)


def test_a_style_sheet_may_not_fetch_either(report: Path, stylesheet: Path):
    stylesheet.write_text("@import url(https://example.org/a.css);")
    with pytest.raises(ReportRejected):
        write("<p>Tekst</p>", report, stylesheet)


def test_a_missing_picture_is_a_finding(report: Path, stylesheet: Path):
    findings = write('<img src="missing.svg" alt="Figur">', report, stylesheet)
    assert ["missing.svg" in finding.rule for finding in findings] == [True]


def test_css_that_is_not_known_is_a_finding(report: Path, stylesheet: Path):
    stylesheet.write_text(STYLE + "p { text-wrap: balance }")
    findings = write("<p>Tekst</p>", report, stylesheet)
    assert ["text-wrap: balance" in finding.rule for finding in findings] == [True]


def test_a_character_that_the_font_lacks_is_a_finding(report: Path, stylesheet: Path):
    (finding,) = write("<p>○</p>", report, stylesheet)
    assert (finding.code, "○" in finding.rule) == ("pdf-complaint", True)


def test_a_character_that_only_the_upright_face_has_is_a_finding_in_italics(report: Path, stylesheet: Path):
    (finding,) = write("<p><i>ŋ</i></p>", report, stylesheet)
    assert (finding.code, finding.value) == ("pdf-font", "ŋ")


def test_the_pdf_has_only_the_projects_fonts(report: Path, stylesheet: Path):
    assert write("<p>Tall <b>14 633</b> → <i>ca.</i> ▲ ≤ −4,3</p>", report, stylesheet) == []
    with pikepdf.open(report / "report.pdf") as pdf:
        fonts = {
            str(item["/BaseFont"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert {name.split("+")[1].removeprefix("Statusrapport-Sans") for name in fonts} == {"", "-Bold", "-Italic"}


def test_the_pdf_has_tags_title_language_and_the_reports_date(report: Path, stylesheet: Path):
    write("<h1>Årsverk</h1>", report, stylesheet)
    with pikepdf.open(report / "report.pdf") as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "nb"
        assert str(pdf.docinfo["/Title"]) == "Årsverk 2017"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20171201")


def test_the_same_page_gives_the_same_bytes_in_another_folder(tmp_path: Path, report: Path, stylesheet: Path):
    other = tmp_path / "other"
    other.mkdir()
    for folder in (report, other):
        (folder / "a.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
        )
        assert write('<p>Tall</p><img src="a.svg" alt="Figur">', folder, stylesheet) == []
    assert (report / "report.pdf").read_bytes() == (other / "report.pdf").read_bytes()

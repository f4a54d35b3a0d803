"""The frame of every report: its running heads come from the document, and example data are named on every page."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pypdfium2
import pytest

from statusrapport.charts.cover import draw_cover
from statusrapport.charts.style import write_svg
from statusrapport.pdf.write import write_pdf

TEMPLATES = Path(__file__).parents[2] / "templates"
NOTICE = "Eksempeldata: tallene er oppdiktet"
KIND = """{% extends "base/base.html.j2" %}
{% block body %}
<section class="chapter" id="k1">{{ page.chapter_head("1", "Utvikling", "Kort om kapitlet.") }}
<p style="break-after: page">Tekst.</p><p>Mer.</p></section>
{% endblock %}"""


def write_pages(folder: Path, *, synthetic: bool) -> list[str]:
    """The text of each page of a report with one chapter of two pages."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader({"kind": KIND}), jinja2.FileSystemLoader(TEMPLATES)]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
    )
    report = dict.fromkeys(("subtitle", "series", "publisher", "commissioner", "date_text", "description"), "Tekst")
    report |= {"lang": "nb", "title": "Årsverk 2017", "authors": ["Kari"], "keywords": ["årsverk"], "version": "1.0"}
    report |= {"date": "2017-12-01", "synthetic": synthetic, "example_text": NOTICE}
    html = environment.get_template("kind").render(
        report=report,
        cover={"image": "cover.svg", "alt": "Pynt", "legend": "En strek for hver kommune."},
        colophon=[("Utgiver", "Eksempelinstituttet")],
        contents=[{"level": 1, "number": "1", "title": "Utvikling", "anchor": "k1"}],
        figures=[],
        tables=[],
    )
    (folder / "cover.svg").write_bytes(write_svg(draw_cover([20.0, 30.0, 40.0])))
    assert write_pdf(html, folder, folder / "report.pdf", stylesheets=[TEMPLATES / "base" / "print.css"]) == []
    document = pypdfium2.PdfDocument(folder / "report.pdf")
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return write_pages(tmp_path_factory.mktemp("synthetic"), synthetic=True)


def test_every_page_says_that_the_data_are_examples(pages: list[str]):
    assert all(NOTICE in page for page in pages)


def test_a_report_of_real_data_does_not_say_so(tmp_path: Path):
    assert not any(NOTICE in page for page in write_pages(tmp_path, synthetic=False))


def test_the_running_head_names_the_report(pages: list[str]):
    assert all("Årsverk 2017" in page for page in pages)


def test_the_running_head_names_the_chapter_after_its_opening(pages: list[str]):
    opening, following = pages[-2:]
    assert opening.count("Utvikling") == 1
    assert "1 Utvikling" in following


def test_the_contents_give_the_page_of_a_chapter(pages: list[str]):
    contents = next(page for page in pages if "Innhold" in page)
    assert str(len(pages) - 1) in contents

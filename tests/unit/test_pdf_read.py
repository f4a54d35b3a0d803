"""Reading back what write_pdf wrote: text by tag, anchors, headings, attachments."""

import json

import pypdfium2
import pytest

from statusrapport.pdf.read import PageText, read_anchors, read_attachments, read_headings
from statusrapport.pdf.write import Attachment, write_pdf

STYLE = "* { font-family: 'Statusrapport Sans' } @page { size: 400pt 400pt; margin: 50pt }"


def write(tmp_path, body, *, style="", attachments=()):
    (tmp_path / "print.css").write_text(STYLE + style)
    head = '<title>Årsverk</title><meta name="dcterms.created" content="2017-12-01">'
    html = f'<html lang="nb"><head>{head}</head><body>{body}</body></html>'
    pdf = tmp_path / "report.pdf"
    assert write_pdf(html, tmp_path, pdf, stylesheets=[tmp_path / "print.css"], attachments=attachments) == []
    return pypdfium2.PdfDocument(pdf)


def blocks(tmp_path, body, **options):
    return [(block.role, block.text) for block in PageText(write(tmp_path, body, **options)[0]).blocks]


def test_each_paragraph_heading_and_cell_is_a_block(tmp_path):
    body = (
        "<h1>Årsverk</h1><p>Det var <a href='#t'>14\u00a0633</a> årsverk<br>i alt.</p>"
        "<table id='t'><caption>Tabell 1</caption><tr><th>Voksne</th><td>11\u00a0534</td></tr></table>"
    )
    assert blocks(tmp_path, body) == [
        ("H1", "Årsverk"),
        ("P", "Det var 14\u00a0633 årsverk i alt."),
        ("Caption", "Tabell 1"),
        ("TH", "Voksne"),
        ("TD", "11\u00a0534"),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("psykiske helse-<br>problemer", "psykiske helseproblemer"),
        ("psykisk helse-<br>og rusarbeid", "psykisk helse- og rusarbeid"),
        ("Møre- og Sør-<br>Trøndelag", "Møre- og Sør-Trøndelag"),
        ("rapportert i IS-<br>24/8", "rapportert i IS-24/8"),
    ],
)
def test_a_word_that_a_line_end_divides_is_put_together(lines, text, tmp_path):
    assert blocks(tmp_path, f"<p>{lines}</p>") == [("P", text)]


def test_an_anchor_leads_to_its_word_after_divided_words_too(tmp_path):
    body = "<p>Psykiske helse-<br>problemer: <a id='use-a-1' href='#use-a-1'>697</a> flere.</p>"
    document = write(tmp_path, body)
    page = PageText(document[0])
    number, offset = page.find(read_anchors(document)["use-a-1"])
    assert page.blocks[number].text[offset:] == "697 flere."


def test_an_anchor_without_text_leads_nowhere(tmp_path):
    document = write(tmp_path, "<p>Tekst</p><div id='empty' style='margin-top: 200pt; height: 9pt'></div>")
    assert PageText(document[0]).find(read_anchors(document)["empty"]) is None


def test_headings_come_with_level_and_page_and_without_the_title(tmp_path):
    body = "<h1>Rapport</h1><h2>1 Utvikling</h2><h3>1.1 I alt</h3><h2 style='break-before: page'>2 Mer</h2>"
    found = [(heading.level, heading.title, heading.position.page) for heading in read_headings(write(tmp_path, body))]
    assert found == [(1, "1 Utvikling", 0), (2, "1.1 I alt", 0), (1, "2 Mer", 1)]


@pytest.fixture
def attachments(tmp_path):
    (tmp_path / "b.json").write_text('{"år": 2017}', encoding="utf-8")
    (tmp_path / "a.json").write_text("[1]")
    files = {"b.json": "Facts", "a.json": "Manifest"}
    return [Attachment(tmp_path / name, description, "Supplement") for name, description in files.items()]


def test_attachments_are_read_back_as_they_were(tmp_path, attachments):
    attached = read_attachments(write(tmp_path, "<p>Tekst</p>", attachments=attachments))
    assert list(attached) == ["a.json", "b.json"]
    assert json.loads(attached["b.json"]) == {"år": 2017}


def test_attachments_have_the_reports_date_and_not_the_files(tmp_path, attachments):
    document = write(tmp_path, "<p>Tekst</p>", attachments=attachments)
    dates = {document.get_attachment(number).get_str_value("ModDate") for number in range(2)}
    assert dates == {"D:20171201000000Z"}


def test_another_attachment_is_another_document(tmp_path, attachments):
    first = write(tmp_path, "<p>Tekst</p>", attachments=attachments).get_identifier()
    (tmp_path / "a.json").write_text("[2]")
    assert write(tmp_path, "<p>Tekst</p>", attachments=attachments).get_identifier() != first

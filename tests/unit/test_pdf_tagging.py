"""The structure tree: what a screen reader is told of a page, however many lines and pages it takes."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pdf_example import body, document, elements, kids, outline, write_page

from statusrapport.pdf.text import read_pdf_text


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<h1>Tittel</h1><h2>Kapittel</h2><p>Tekst med <b>fet</b> skrift.</p>", "H1 H2 P"),
        ("<main><section><p>Tekst</p></section></main>", "Part(Sect(P))"),
        ("<ul><li>En</li><li>To</li></ul>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<ul style='list-style: none'><li>En</li></ul>", "L(LI(LBody))"),
        ("<dl><div><dt>Ord</dt><dd>Mening</dd></div></dl>", "L(LI(Lbl LBody))"),
        ("<dl><dt>Ord</dt><dd>Mening</dd><dt>Mer</dt><dd>Om det</dd></dl>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<figure><figcaption>Figur 1</figcaption><img src='a.svg' alt='Et kvadrat'></figure>", "Div(Caption Figure)"),
        ("<blockquote lang='en'><p>Text</p></blockquote>", "BlockQuote(P)"),
        ("<ul data-tag='TOC' style='list-style: none'><li><span data-tag='Reference'><a href='#k'>Kapittel</a></span>"
         "</li></ul><p id='k'>Tekst</p>", "TOC(TOCI(Reference(Link))) P"),
        ("<div></div><p>Tekst</p>", "P"),
    ],
)  # fmt: skip
def test_html_has_the_tags_of_its_meaning(html: str, tags: str, tmp_path: Path):
    assert body(write_page(tmp_path, html)) == tags


def test_a_paragraph_over_two_pages_is_one_paragraph(tmp_path: Path):
    pdf = write_page(tmp_path, f"<p>{'Antall årsverk økte. ' * 100}</p>")
    assert len(pdf.pages) == 2
    assert body(pdf) == "P"
    pages = {kid.Pg.objgen for kid in elements(pdf, "P")[0].K if isinstance(kid, pikepdf.Dictionary)}
    assert pages == {pdf.pages[1].obj.objgen}, "content of the second page says so, that of the first needs not"


LONG_TABLE = (
    "<table><caption>Tabell 1</caption>"
    "<thead><tr><th scope='col'>Fylke</th><th scope='col'>2017</th></tr></thead><tbody>"
    + "".join(f"<tr><th scope='row'>Fylke {number}</th><td>{number} 000</td></tr>" for number in range(30))
    + "</tbody></table>"
)


def test_a_table_over_several_pages_is_one_table_with_one_head(tmp_path: Path):
    pdf = write_page(tmp_path, LONG_TABLE)
    assert len(pdf.pages) > 1
    assert body(pdf) == f"Table(Caption THead(TR(TH TH)) TBody({' '.join(['TR(TH TD)'] * 30)}))"


def test_the_head_that_a_table_repeats_is_shown_but_not_read(tmp_path: Path):
    pages = len(write_page(tmp_path, LONG_TABLE).pages)
    text = read_pdf_text(tmp_path / "report.pdf")
    assert [piece.text for piece in text.body].count("2017") == 1
    assert [piece.text for piece in text.margins].count("2017") == pages - 1


def test_running_heads_and_feet_are_artifacts(tmp_path: Path):
    pdf = write_page(tmp_path, "<p>Tekst</p>")
    assert body(pdf) == "P"
    content = pdf.pages[0].Contents.read_bytes()
    assert re.findall(rb"/Subtype /(\w+)>>\s+BDC", content) == [b"Header", b"Footer"]


def test_all_that_is_drawn_is_in_the_tree_or_an_artifact(tmp_path: Path):
    html = f"<h1>Tittel</h1>{LONG_TABLE}<p style='border: 1pt solid'>Tekst <img src='a.svg' alt='Et kvadrat'></p>"
    pdf = write_page(tmp_path, html)
    parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, parents[::2]), parents[1::2], strict=True))
    for number, page in enumerate(pdf.pages):
        numbers = [int(found) for found in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())]
        assert numbers == list(range(len(owners[number])))
        assert all(owner.S for owner in owners[number])


def test_a_picture_has_its_alternative_text_and_place(tmp_path: Path):
    pdf = write_page(tmp_path, "<img src='a.svg' alt='Et kvadrat' style='display: block'>", style="body { margin: 0 }")
    (figure,) = elements(pdf, "Figure")
    assert str(figure.Alt) == "Et kvadrat"
    assert [float(side) for side in figure.A.BBox] == [50, 343.25, 56.75, 350], "9 pixels are 6.75 points"


def test_a_picture_whose_alternative_text_is_empty_is_decoration(tmp_path: Path):
    pdf = write_page(tmp_path, "<p>Tekst <img src='a.svg' alt=''></p>")
    assert body(pdf) == "P"
    assert b"<</Type /Layout>>" in pdf.pages[0].Contents.read_bytes()


def test_a_link_over_two_lines_is_one_link_that_reads_as_its_text(tmp_path: Path):
    html = "<p id='her' style='width: 40pt'><a href='#her'>nær halvparten av kommunene</a></p>"
    pdf = write_page(tmp_path, html)
    assert body(pdf) == "P(Link)"
    annotations = list(pdf.pages[0].Annots)
    assert len(annotations) > 1
    assert {str(annotation.Contents) for annotation in annotations} == {"nær halvparten av kommunene"}
    (link,) = elements(pdf, "Link")
    assert [kid.Obj.objgen for kid in link.K if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR"] == [
        annotation.objgen for annotation in annotations
    ]


def test_the_title_of_a_link_is_what_it_reads_as(tmp_path: Path):
    pdf = write_page(tmp_path, "<p id='her'><a href='#her' title='Note 1'>1</a></p>")
    assert str(pdf.pages[0].Annots[0].Contents) == "Note 1"


def test_a_part_of_a_link_is_no_link_of_its_own(tmp_path: Path):
    pdf = write_page(tmp_path, "<p id='her'><a href='#her'><b>Figur 1</b> Årsverk</a></p>")
    assert len(pdf.pages[0].Annots) == 1


def test_only_words_in_another_language_have_a_language(tmp_path: Path):
    html = "<p lang='nb'>Ordet <i lang='en'>recovery</i></p><p lang='nn'>Ikkje <span lang='nb'>ikke</span></p>"
    pdf = write_page(tmp_path, html)
    assert body(pdf) == "P(Span) P(Span)"
    found = [str(element.get("/Lang", "")) for tag in ("P", "Span") for element in elements(pdf, tag)]
    assert found == ["", "nn", "en", "nb"]


def test_a_note_has_an_id_that_the_tree_lists(tmp_path: Path):
    html = "<p>Tekst</p><aside data-tag='Note'><p>En note</p></aside><aside data-tag='Note'><p>To</p></aside>"
    pdf = write_page(tmp_path, html)
    assert body(pdf) == "P Note(P) Note(P)"
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["note-1", "note-2"]
    assert [outline(element) for element in names[1::2]] == ["Note(P)", "Note(P)"]


def test_headers_have_scope_and_id_and_cells_name_them(tmp_path: Path):
    html = (
        "<table><thead><tr><th scope='col'>Fylke</th><th scope='col'>Årsverk</th></tr></thead>"
        "<tbody><tr><th scope='row'>Oslo</th><td>10</td></tr></tbody></table>"
    )
    pdf = write_page(tmp_path, html)
    heads, (cell,) = elements(pdf, "TH"), elements(pdf, "TD")
    assert [(str(head.ID), str(head.A.Scope)) for head in heads] == [
        ("head-1", "/Column"),
        ("head-2", "/Column"),
        ("head-3", "/Row"),
    ]
    assert [str(name) for name in cell.A.Headers] == ["head-3", "head-2"]


def test_the_document_is_marked_as_tagged_and_shows_its_title(tmp_path: Path):
    pdf = write_page(tmp_path, "<p>Tekst</p>", lang="nn")
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang) == "nn"
    assert [str(kid.S) for kid in kids(document(pdf))] == ["/P"]

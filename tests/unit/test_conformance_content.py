"""Checks of what is painted and of the document itself: fonts, glyphs, artifacts, title. Each test spoils one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, String

from conformance_example import Spoiler, spoiling, write_example
from statusrapport.conformance.glyphs import FontCodes


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("pdf") / "example.pdf")


@pytest.fixture
def pdf(example: Path) -> Iterator[Spoiler]:
    with spoiling(example) as spoiler:
        yield spoiler


def rules(pdf: Spoiler, check: str) -> list[str]:
    return [finding.rule for finding in pdf.findings(check)]


# --- Text and fonts ---------------------------------------------------------------------------------------------------


def test_the_text_of_an_element_is_what_its_glyphs_stand_for(pdf: Spoiler):
    document = pdf.document
    assert [document.text(heading) for heading in document.headings()] == [
        "Årsverk 2017",
        "Utviklingen",
        "Tallene",
        "Alle tall",
    ]


def test_maps_of_characters_are_read_as_single_entries_ranges_and_lists(pdf: Spoiler):
    cmap = b"""1 beginbfchar <0003> <00660069> endbfchar
        2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00c5> <d83dde00>] endbfrange"""
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), ToUnicode=pdf.pdf.make_stream(cmap))
    glyphs = list(FontCodes(font).read(bytes.fromhex("0003001000120020002100ff0000")))
    assert [glyph.text for glyph in glyphs] == ["fi", "A", "C", "Å", "\U0001f600", "\ufffd", "\ufffd"]
    assert [glyph.is_missing for glyph in glyphs] == [False] * 6 + [True]


def test_a_character_that_no_font_has_is_found(tmp_path: Path):
    with spoiling(write_example(tmp_path / "a.pdf", "årsverk for voksne, se", "årsverk\uf8f0 for voksne, se")) as pdf:
        (finding,) = pdf.findings("fonts")
    assert (finding.file, finding.code) == ("page 1", "pdf-glyph")
    assert "\uf8f0" in finding.value


@pytest.mark.parametrize("name", ["DejaVu-Sans", "Statusrapport-Sans-Bold-Italic", "Source-Sans-Pro"])
def test_a_font_that_is_not_the_projects_is_found(name: str, pdf: Spoiler):
    for font in pdf.pdf.pages[0].Resources.Font.values():
        font.BaseFont = Name(f"/ABCDEF+{name}")
    assert "a font is not one of the project's" in rules(pdf, "fonts")


def test_a_font_that_is_not_embedded_or_has_no_characters_is_found(pdf: Spoiler):
    font = next(iter(pdf.pdf.pages[0].Resources.Font.values()))
    del font["/ToUnicode"]
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
    found = ["a font is not in the PDF", "a font does not say what its characters are"]
    assert rules(pdf, "fonts") == found


# --- Artifacts --------------------------------------------------------------------------------------------------------


def test_running_heads_are_no_part_of_the_text(pdf: Spoiler):
    pages = pdf.document.pages
    assert not any("Årsverk 2017" in text for page in pages[1:] for text in page.texts.values())


def test_text_outside_of_tags_and_artifacts_is_found(pdf: Spoiler):
    stream = pdf.pdf.pages[0].Contents
    font = next(iter(pdf.pdf.pages[0].Resources.Font))
    stream.write(stream.read_bytes() + f"\nBT {font} 9 Tf <0001> Tj ET 0 0 9 9 re f".encode())
    assert rules(pdf, "artifacts") == ["something is neither tagged nor an artifact"] * 2


def test_marked_content_that_the_structure_does_not_reach_is_found(pdf: Spoiler):
    heading = pdf.element("H3")
    around = heading["/P"]
    around["/K"] = [kid for kid in around["/K"] if kid != heading]
    (finding,) = pdf.findings("artifacts")
    assert (finding.value, finding.rule) == ("Tallene", "marked content belongs to nothing that is read out")


def test_structure_without_content_on_the_page_is_found(pdf: Spoiler):
    pdf.element("H3")["/K"].append(999)
    assert rules(pdf, "artifacts") == ["the structure has marked content 999, which the page does not have"]


# --- Properties -------------------------------------------------------------------------------------------------------


def test_a_pdf_without_title_is_found(tmp_path: Path):
    with spoiling(write_example(tmp_path / "a.pdf", "<title>Årsverk 2017</title>", "")) as pdf:
        assert "the PDF has no title" in rules(pdf, "properties")


def test_two_titles_that_differ_are_found(pdf: Spoiler):
    pdf.pdf.docinfo["/Title"] = String("Årsverk 2016")
    assert rules(pdf, "properties") == ["the PDF has another title in its metadata: 'Årsverk 2017'"]


def test_a_title_that_is_not_shown_is_found(pdf: Spoiler):
    del pdf.pdf.Root["/ViewerPreferences"]
    assert rules(pdf, "properties") == ["the window shows the name of the file in place of the title"]

"""Checks of the structure tree: figures, headings, tables, links and languages. Each test spoils one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from conformance_example import ALT, Spoiler, spoiling, write_example
from statusrapport.conformance.checks import list_checks


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("pdf") / "example.pdf")


@pytest.fixture
def pdf(example: Path) -> Iterator[Spoiler]:
    with spoiling(example) as spoiler:
        yield spoiler


def rules(pdf: Spoiler, check: str) -> list[str]:
    return [finding.rule for finding in pdf.findings(check)]


@pytest.mark.parametrize("check", list_checks())
def test_the_example_passes_each_check_and_each_check_looks_at_something(check: str, pdf: Spoiler):
    outcome = pdf.check(check)
    assert (outcome.findings, outcome.notes) == ((), ())
    assert all(outcome.counts.values())


# --- Figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alt", [None, "", "  "])
def test_a_figure_without_alternative_text_is_found(alt: str | None, pdf: Spoiler):
    figure = pdf.element("Figure")
    del figure["/Alt"]
    if alt is not None:
        figure["/Alt"] = String(alt)
    (finding,) = pdf.findings("figures")
    assert (finding.file, finding.value) == ("page 1", "Figur 1 Årsverk for voksne")
    assert finding.rule == "a figure has no alternative text"


@pytest.mark.parametrize(
    "alt", ["Figur 1 Årsverk for voksne", "Årsverk for voksne", "Figur 1: Stolpediagram, årsverk for voksne"]
)
def test_alternative_text_that_repeats_the_caption_is_found(alt: str, pdf: Spoiler):
    pdf.element("Figure")["/Alt"] = String(alt)
    assert rules(pdf, "figures") == ["the alternative text says no more than the caption"]


def test_the_name_of_a_file_is_no_alternative_text(pdf: Spoiler):
    pdf.element("Figure")["/Alt"] = String("charts/fte.svg")
    assert rules(pdf, "figures") == ["the alternative text is the name of a file"]


def test_the_caption_of_a_picture_that_stands_deeper_in_its_figure_is_found(pdf: Spoiler):
    figure = pdf.element("Figure")
    around = figure["/P"]
    box = pdf.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=around, K=Array([figure])))
    around["/K"] = Array([box if kid == figure else kid for kid in around["/K"]])
    figure["/Alt"] = String("Årsverk for voksne")
    assert rules(pdf, "figures") == ["the alternative text says no more than the caption"]


def test_a_figure_whose_picture_is_decoration_is_found(tmp_path: Path):
    path = write_example(tmp_path / "a.pdf", f'alt="{ALT}"', 'alt=""')
    with spoiling(path) as pdf:
        (finding,) = pdf.findings("figures")
    assert (finding.value, finding.code) == ("Figur 1 Årsverk for voksne", "pdf-figure-caption")


def test_a_photograph_that_is_tagged_as_a_paragraph_is_found(pdf: Spoiler):
    image = pdf.pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceGray
    pdf.pdf.pages[0].Resources.XObject = Dictionary(photo=image)
    pdf.replace_content(b"EMC", b"/photo Do EMC")
    pdf.element("Document")["/K"][0]["/S"] = Name.P
    assert "a picture stands in P, not in a figure" in rules(pdf, "figures")


# --- Headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "number", "new", "rule"),
    [
        ("H3", 0, "H4", "a heading of level 4 follows one of level 2"),
        ("H1", 0, "H2", "the first heading is of level 2, not the title"),
        ("H2", 1, "H1", "there is more than one title"),
    ],
)
def test_headings_out_of_order_are_found(role: str, number: int, new: str, rule: str, pdf: Spoiler):
    pdf.element(role, number)["/S"] = Name(f"/{new}")
    assert rule in rules(pdf, "headings")


def test_a_role_of_ones_own_counts_as_the_standard_role_that_it_stands_for(pdf: Spoiler):
    pdf.element("H3")["/S"] = Name.Under
    pdf.pdf.Root.StructTreeRoot.RoleMap = Dictionary(Under=Name.H4)
    assert "a heading of level 4 follows one of level 2" in rules(pdf, "headings")


def test_a_heading_inside_of_a_heading_is_found(pdf: Spoiler):
    pdf.element("Link")["/S"] = Name.H2
    pdf.element("P")["/S"] = Name.H2
    assert "a heading stands inside of another, and is read as two" in rules(pdf, "headings")


def test_a_bookmark_with_other_words_than_its_heading_is_found(pdf: Spoiler):
    with pdf.pdf.open_outline() as outline:
        outline.root[0].children[0].title = "Utvikling"
    (finding,) = pdf.findings("headings")
    assert (finding.value, finding.code) == ("Utviklingen", "pdf-bookmarks")
    assert "the bookmarks have 'Utvikling'" in finding.rule


def test_a_heading_without_a_bookmark_is_found(pdf: Spoiler):
    with pdf.pdf.open_outline() as outline:
        outline.root[0].children.pop()
    (finding,) = pdf.findings("headings")
    assert (finding.value, finding.rule) == ("Alle tall", "a heading has no bookmark")


# --- Tables -----------------------------------------------------------------------------------------------------------


def test_a_header_without_scope_is_found(pdf: Spoiler):
    del pdf.element("TH", 1)["/A"]["/Scope"]
    (finding,) = [finding for finding in pdf.findings("tables") if finding.code == "pdf-table-scope"]
    assert (finding.value, finding.rule) == ("Voksne", "a header does not say whether it heads a row or a column")


def test_a_header_without_id_is_found(pdf: Spoiler):
    del pdf.element("TH", 1)["/ID"]
    assert "pdf-table-id" in {finding.code for finding in pdf.findings("tables")}


def test_ids_that_the_document_does_not_lead_to_are_found(pdf: Spoiler):
    del pdf.pdf.Root.StructTreeRoot["/IDTree"]
    assert rules(pdf, "tables") == ["10 element(s) with an ID are not in the document's tree of IDs"]


def test_two_elements_with_the_same_id_are_found(pdf: Spoiler):
    pdf.element("TH", 1)["/ID"] = pdf.element("TH", 0)["/ID"]
    assert "2 elements have the same ID" in rules(pdf, "tables")


def test_a_cell_that_names_a_header_that_is_not_there_is_found(pdf: Spoiler):
    pdf.element("TD", 1)["/A"]["/Headers"].append(String("head-99"))
    (finding,) = pdf.findings("tables")
    assert (finding.value, finding.rule) == ("4 100", "a cell names a header that is not there")


def test_a_cell_that_leaves_out_the_header_of_its_group_is_found(pdf: Spoiler):
    group = str(pdf.element("TH", 1)["/ID"])
    for number in (0, 1):
        attributes = pdf.element("TD", number)["/A"]
        attributes["/Headers"] = Array([id_ for id_ in attributes["/Headers"] if str(id_) != group])
    assert rules(pdf, "tables") == ["a cell does not name all of its headers, and 1 more of this table"]


def test_cells_without_a_list_of_headers_are_well_as_headers_have_a_scope(pdf: Spoiler):
    del pdf.element("TD", 0)["/A"]
    assert rules(pdf, "tables") == []


def test_a_table_without_headers_is_found(pdf: Spoiler):
    for header in pdf.document.find("Table")[1].find("TH"):
        header.dictionary["/S"] = Name.TD
    assert "a table has no header" in rules(pdf, "tables")


def test_a_table_that_goes_on_as_another_is_noted_and_is_no_finding(pdf: Spoiler):
    second = pdf.element("Table", 1)  # on page 2
    second["/K"] = Array([kid for kid in second["/K"] if kid["/S"] == Name.TBody])
    outcome = pdf.check("tables")
    assert [(note.file, note.code) for note in outcome.notes] == [("page 2", "pdf-table-pieces")]
    assert "pdf-table-pieces" not in {finding.code for finding in outcome.findings}


def test_a_table_on_the_next_page_that_has_its_own_caption_is_another_table(pdf: Spoiler):
    second = pdf.element("Table", 1)
    second["/K"] = Array([kid for kid in second["/K"] if kid["/S"] != Name.THead])
    assert pdf.check("tables").notes == ()


# --- Links ------------------------------------------------------------------------------------------------------------


def link(pdf: Spoiler, contents: str) -> pikepdf.Object:
    """The link that is read out with those words."""
    links = (link for page in pdf.pdf.pages for link in page.obj.get("/Annots", []))
    return next(link for link in links if str(link["/Contents"]) == contents)


@pytest.mark.parametrize("contents", ["#fact-1", "https://example.org/a", "fact-1"])
def test_a_link_that_reads_as_an_address_is_found(contents: str, pdf: Spoiler):
    link(pdf, "11 534")["/Contents"] = String(contents)
    assert rules(pdf, "links") == ["a link is read out as an address"]


def test_a_number_in_a_sentence_is_text_and_a_number_alone_in_a_cell_is_not(pdf: Spoiler):
    assert rules(pdf, "links") == []
    link(pdf, "Til stedet der tall 1 står")["/Contents"] = String("1")
    assert rules(pdf, "links") == ["a link is read out as a number with nothing around it"]


def test_a_link_without_words_is_found(pdf: Spoiler):
    del link(pdf, "11 534")["/Contents"]
    assert rules(pdf, "links") == ["a link has no text to read out"]


def test_a_link_that_is_no_link_in_the_structure_is_found(pdf: Spoiler):
    pdf.element("Link")["/S"] = Name.Span
    assert rules(pdf, "links") == ["a link belongs to Span of the structure"]


def test_a_page_on_which_the_keyboard_goes_its_own_way_is_found(pdf: Spoiler):
    del pdf.pdf.pages[0].obj["/Tabs"]
    (finding,) = pdf.findings("links")
    assert (finding.file, finding.code) == ("page 1", "pdf-tab-order")


# --- Languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["", "norsk", "xx", "nb_NO"])
def test_a_language_that_does_not_exist_is_found(tag: str, pdf: Spoiler):
    pdf.pdf.Root.Lang = String(tag)
    assert "the language of the document is not one that BCP 47 knows" in rules(pdf, "language")


@pytest.mark.parametrize("tag", ["nn", "se", "en-GB", "sma-Latn-NO"])
def test_a_passage_may_have_any_language_that_exists(tag: str, pdf: Spoiler):
    next(element for element in pdf.document.elements if element.text_of("/Lang")).dictionary["/Lang"] = String(tag)
    assert rules(pdf, "language") == []


def test_an_english_passage_that_is_not_marked_is_found(pdf: Spoiler):
    del next(element for element in pdf.document.elements if element.text_of("/Lang")).dictionary["/Lang"]
    (finding,) = pdf.findings("language")
    assert finding.value.startswith("The figures of this table")
    assert finding.rule == "a passage reads as English and is not marked as such"


def test_an_english_title_within_a_norwegian_sentence_is_left_alone(tmp_path: Path):
    new = "I rapporten <i>The State of the Nation</i> står det at tallet på årsverk er høyere enn det var i fjor, se"
    with spoiling(write_example(tmp_path / "a.pdf", "I 2017 var det", new)) as pdf:
        assert rules(pdf, "language") == []

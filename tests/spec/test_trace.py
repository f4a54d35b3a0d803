"""A reviewer has a PDF and asks of a number in it where it comes from."""

import json

import pikepdf
import pytest

from report_example import make_project
from statusrapport.cli.main import main
from statusrapport.facts.slice import read_slice
from statusrapport.files import write_json
from statusrapport.render.report import render_report

RAW_SHA256 = "b8033a08e49bddbf5a7c97f3d35002b2e406532cde242ce8799713c9ed6fd9f3"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The folder results/ of a small project: one report, its slice and its inputs."""
    root = tmp_path_factory.mktemp("project")
    request = make_project(root)
    folder = root / "results"
    render_report(request, folder / "reports" / "prove-2017" / "0")
    slices = folder / "editions" / "prove-2017"
    slices.mkdir(parents=True)
    (slices / "0.parquet").write_bytes(request.slice_path.read_bytes())
    file = {"source": "is248", "version": "2017", "name": "2017.csv", "sha256": RAW_SHA256}
    write_json(slices / "inputs.json", {"files": [file]})
    assert read_slice(slices / "0.parquet").find("fte", "0", "2017", {}).value == 14633
    return folder


@pytest.fixture(scope="module")
def pdf(results):
    return results / "reports" / "prove-2017" / "0" / "report.pdf"


@pytest.fixture
def lonely_pdf(pdf, tmp_path):
    """The PDF alone, as it is when somebody has downloaded it."""
    copy = tmp_path / "downloads" / "aarsverk.pdf"
    copy.parent.mkdir()
    copy.write_bytes(pdf.read_bytes())
    return copy


def trace(capsys, *words):
    """Exit code, standard output and standard error of `statusrapport trace`."""
    try:
        code = main(["trace", *map(str, words)])
    except SystemExit as end:
        code = end.code
    return code, *capsys.readouterr()


def test_a_number_of_the_summary(pdf, capsys):
    code, text, _ = trace(capsys, pdf, "14 633")
    assert code == 0
    assert "2 matches for '14 633'" in text
    first = text[text.index("[1]") : text.index("[2]")]
    for line in (
        "[1] summary-1: 14\u00a0633",
        "  page        3",
        "  section     Sammendrag",
        "  sentence    Det var 14 633 årsverk.",
        "  kind        value",
        "  value       14633 (unrounded)",
        "  indicator   fte: Årsverk",
        "  definition  Årsverk som kommunene har rapportert.",
        "  region      0 Hele landet",
        "  synthetic   yes, invented example data",
        "  source      is248/2017/2017.csv",
        f"              sha256 {RAW_SHA256}",
        "              426 rows: 5-430",
    ):
        assert line in first.splitlines()


def test_the_same_number_in_a_table_names_the_table(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "14 633")
    second = text[text.index("[2]") :].splitlines()
    assert "  section     1 Årsverk / 1.1 I alt" in second
    assert "  stands      in Tabell 1.1 Årsverk i alt 2016 og 2017" in second
    assert "  fact        the same as [1]" in second


def test_a_change_shows_its_formula_and_both_years(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "5,0 prosent")
    assert "  value       5.00143513203 (unrounded)\n  rounding    to 1 decimal\n" in text
    assert "  formula     (14633 − 13936) / 13936 × 100\n" in text
    assert "  period      2016 to 2017\n" in text
    assert "is248/2016/2016.csv" in text
    assert "is248/2017/2017.csv" in text


def test_a_piece_of_a_sentence(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "De økte med")
    assert "1 match for" in text
    assert "  sentence    De økte med 5,0 prosent (tabell 1.1)." in text


def test_a_label_of_a_figure_and_its_description(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "11 534")
    assert "  stands      in Figur 1.1 Årsverk etter målgruppe 2017\n" in text
    assert "  stands      in the alternative text of Figur 1.1 Årsverk etter målgruppe 2017\n" in text
    assert "  breakdown   age: Voksne\n" in text


def test_the_id_in_the_list_of_facts(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "fte-1")
    assert "1 match for 'fte-1'" in text
    assert "[1] fte-1: 5,0\u00a0prosent" in text


def test_an_object_for_each_match(pdf, capsys):
    _, text, _ = trace(capsys, pdf, "14 633", "--json")
    assert [(item["id"], item["page"], item["place"]) for item in json.loads(text)] == [
        ("summary-1", 3, "prose"),
        ("fte-8", 5, "table"),
    ]


def test_the_pdf_alone_tells_all_but_what_lies_in_results(pdf, lonely_pdf, results, capsys):
    _, text, _ = trace(capsys, lonely_pdf, "14 633")
    assert "  definition  Årsverk som kommunene har rapportert.\n" in text
    assert "              sha256 not known\n              426 rows: 5-430\n" in text
    assert "give --results" in " ".join(text.split())
    _, with_results, _ = trace(capsys, lonely_pdf, "14 633", "--results", results)
    assert with_results == trace(capsys, pdf, "14 633")[1]


def test_a_number_that_is_not_there(pdf, capsys):
    code, text, message = trace(capsys, pdf, "14 632")
    assert (code, text) == (10, "")
    assert "Nearest: summary-1 (14\u00a0633, page 3)" in message


def test_a_year_is_no_number_of_the_data(pdf, capsys):
    code, _, message = trace(capsys, pdf, "2017")
    assert code == 10
    assert "was not looked up in the data" in message


@pytest.mark.parametrize("content", [None, b"no PDF"])
def test_a_file_that_is_no_report_is_wrong_usage(content, tmp_path, capsys):
    path = tmp_path / "report.pdf"
    if content is not None:
        path.write_bytes(content)
    code, _, message = trace(capsys, path, "14 633")
    assert code == 64
    assert message.startswith(f"{path}: ")


def test_a_pdf_of_another_kind_is_wrong_usage(tmp_path, capsys):
    path = tmp_path / "other.pdf"
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(path)
    code, _, message = trace(capsys, path, "14 633")
    assert code == 64
    assert "no facts.json attached" in message


@pytest.mark.parametrize("content", [b"{", b"{}", b'[{"id": "a-1"}]'])
def test_a_list_of_facts_of_another_make_is_wrong_usage(content, pdf, tmp_path, capsys):
    path = tmp_path / "other.pdf"
    with pikepdf.open(pdf) as document:
        document.attachments["facts.json"] = content
        document.save(path)
    code, _, message = trace(capsys, path, "14 633")
    assert code == 64
    assert "the facts.json attached is not one that a build writes" in message


@pytest.mark.parametrize("words", [[""], []])
def test_to_ask_for_nothing_is_wrong_usage(words, pdf, capsys):
    assert trace(capsys, pdf, *words)[0] == 64


def links(pdf):
    """Every link within the document as (page, anchor that it leads to), and the page of every anchor."""
    with pikepdf.open(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        names = document.Root.Names.Dests.Names
        anchors = {str(names[i]): pages[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
        found = {
            (number, str(link.Dest))
            for number, page in enumerate(document.pages, 1)
            for link in page.get("/Annots", [])
            if "/Dest" in link
        }
    return found, anchors


def test_each_number_in_prose_links_to_the_list_of_facts_and_back(pdf):
    facts = json.loads((pdf.parent / "facts.json").read_text(encoding="utf-8"))
    found, anchors = links(pdf)
    prose = [fact["id"] for fact in facts if fact["place"] == "prose"]
    assert prose == ["summary-1", "fte-1"]
    for id_ in prose:
        use, listed = anchors[f"use-{id_}"], anchors[f"fact-{id_}"]
        assert {(use, f"fact-{id_}"), (listed, f"use-{id_}")} <= found


def test_what_is_attached_is_what_lies_beside(pdf):
    with pikepdf.open(pdf) as document:
        attached = {name: file.get_file().read_bytes() for name, file in document.attachments.items()}
    beside = [pdf.parent / "facts.json", pdf.parent / "manifest.json", *(pdf.parent / "tables").glob("*.csv")]
    assert attached == {path.name: path.read_bytes() for path in beside}


def test_nothing_in_the_pdf_tells_where_it_was_made(pdf, results):
    with pikepdf.open(pdf) as document:
        attached = b"".join(file.get_file().read_bytes() for file in document.attachments.values())
    assert str(results.parent).encode() not in pdf.read_bytes() + attached

"""A fact sheet says on one page what its report says, and cannot say anything else."""

import json
import re

import pypdfium2
import pytest

from report_example import add_factsheet, make_project, write_slice
from slice_example import ROWS, observation
from statusrapport.errors import ReportRejected
from statusrapport.facts.book import Fact
from statusrapport.facts.slice import read_slice
from statusrapport.files import file_sha256
from statusrapport.readback import check_readback
from statusrapport.render.report import render_report

CITED = re.compile(r'<span class="fact" data-fact="([^"]+)"(?: id="use-([^"]+)")?>([^<]+)</span>')


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder of a report with a fact sheet that passed."""
    root = tmp_path_factory.mktemp("published")
    request = make_project(root)
    add_factsheet(request)
    folder = root / "results" / "reports" / "prove-2017" / "0"
    render_report(request, folder)
    return folder


@pytest.fixture
def project(tmp_path):
    """A request, and the folder where its report goes."""
    return make_project(tmp_path), tmp_path / "results" / "reports" / "prove-2017" / "0"


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_each_number_is_a_fact_of_the_report_in_the_same_words(published):
    facts = {fact["id"]: fact for fact in read(published, "facts.json")}
    cited = CITED.findall((published / "factsheet.html").read_text(encoding="utf-8"))
    assert [(id_, shown) for id_, _, shown in cited] == [
        ("summary-1", "14\u00a0633"),
        ("summary-1", "14\u00a0633"),
        ("fte-2", "11\u00a0534"),
    ]
    assert all(facts[id_]["shown"] == shown for id_, _, shown in cited)
    assert [anchor for _, anchor, _ in cited] == ["summary-1", "", "fte-2"], "an anchor for each fact, once"


def test_the_reports_own_facts_and_pages_are_as_without_a_fact_sheet(published, project):
    request, folder = project
    render_report(request, folder)
    assert file_sha256(published / "facts.json") == file_sha256(folder / "facts.json")
    assert text_of(published / "report.pdf")[2:] == text_of(folder / "report.pdf")[2:], "page 2 has the templates' sum"
    assert not (folder / "factsheet.pdf").exists()


def test_it_is_one_marked_page_that_shows_a_figure_of_the_report(published):
    (text,) = text_of(published / "factsheet.pdf")
    assert "Eksempeldata" in text
    html = (published / "factsheet.html").read_text(encoding="utf-8")
    (picture,) = re.findall(r'<img [^>]*src="charts/[^>]*>', html)
    assert picture in (published / "report.html").read_text(encoding="utf-8"), "with the same alternative text"
    assert "Figur 1.1" not in html
    assert '<span class="number">figur\u00a01.1</span>' in html
    assert '<span class="number">Kapittel\u00a01</span>' in html


def test_its_checks_stand_with_those_of_the_report_and_its_text_in_the_manifest(published):
    checks = {check["check"]: check for check in read(published, "checks.json")}
    names = ["factsheet_pdf", "factsheet_one_page", "factsheet_example_data_mark", "factsheet_readback"]
    assert [name for name in checks if name.startswith("factsheet")] == names
    assert all(check["passed"] for check in checks.values())
    assert checks["factsheet_readback"]["counts"]["unknown"] == 0
    files = read(published, "manifest.json")["files"]
    assert files["factsheet.html"] == file_sha256(published / "factsheet.html")
    assert "factsheet.pdf" not in files


def test_the_same_slice_gives_the_same_bytes(published, project):
    request, folder = project
    add_factsheet(request)
    render_report(request, folder)
    assert (folder / "factsheet.pdf").read_bytes() == (published / "factsheet.pdf").read_bytes()


def test_a_number_that_the_report_does_not_say_stops_both(project):
    request, folder = project
    render_report(request, folder)
    good = file_sha256(folder / "report.pdf")
    add_factsheet(request, "Det var {{", 'Det kom {{ difference("fte", previous, year) }} til. Det var {{')
    with pytest.raises(ReportRejected) as rejection:
        render_report(request, folder)
    assert rejection.value.file == "templates/prove/factsheet.html.j2:2"
    said = str(rejection.value)
    assert "the report does not say '697' of fte, region 0, 2016/2017 (difference), in “Det kom … til.”" in said
    assert "print what it says: '5,0\u00a0prosent' (percent_change, region 0, 2016/2017); " in said
    assert file_sha256(folder / "report.pdf") == good
    assert not (folder / "factsheet.pdf").exists()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('num("fte", year, decimals=1)', "'14\u00a0633,0' of fte"),
        ('cite("frame")', "'2\u00a0400\u00a0millioner kroner' of frame (citation)"),
        ('approx("fte", year, "nesten 14 700")', "(approximate)"),
    ],
)
def test_other_words_for_a_number_are_another_thing_to_say(call, said, project):
    request, folder = project
    add_factsheet(request, 'num("fte", year) }} årsverk.', f"{call} }}}} årsverk.")
    with pytest.raises(ReportRejected, match=re.escape(said)):
        render_report(request, folder)


def test_words_may_begin_a_sentence(project):
    request, folder = project
    summary = request.template_folder / "sections" / "summary.html.j2"
    claim = '<p>Av kommunene kjøper {{ claim("buyers", year, "en av ti") }}.</p>'
    summary.write_text(summary.read_text(encoding="utf-8") + claim, encoding="utf-8")
    add_factsheet(request, "Det var {{", '{{ claim("buyers", year, "En av ti") }} kommuner kjøper. Det var {{')
    render_report(request, folder)
    assert 'data-fact="summary-2" id="use-summary-2">En av ti<' in (folder / "factsheet.html").read_text(
        encoding="utf-8"
    )


def test_another_number_of_the_data_is_another_in_both(project):
    request, folder = project
    add_factsheet(request)
    rows = [row for row in ROWS if (row["indicator"], row["period"], row["breakdown"]) != ("fte", "2017", "")]
    adults = [row | {"value": 11535.0} if row["breakdown"] == "age=adult" and row["value"] else row for row in rows]
    write_slice(request.slice_path, [*adults, observation("fte", 2017, 14634.0, n=426)])
    render_report(request, folder)
    assert "14\u00a0634" in " ".join(text_of(folder / "report.pdf"))
    (sheet,) = text_of(folder / "factsheet.pdf")
    assert "14\u00a0634" in sheet
    assert "14\u00a0633" not in sheet


def test_a_digit_typed_by_hand_is_found_before_anything_is_rendered(project):
    request, folder = project
    add_factsheet(request, "Det var {{", "Det var 14 633, eller {{")
    with pytest.raises(ReportRejected, match=r"factsheet.html.j2, row 2, value '14 633': is a number typed by hand"):
        render_report(request, folder)


def test_a_word_that_denies_the_sign_of_its_number_is_found(project):
    request, folder = project
    add_factsheet(request, "Det var {{", 'En nedgang på {{ percent_change("fte", previous, year) }}. Det var {{')
    with pytest.raises(ReportRejected, match=r"factsheet.html.j2, row 2, value 'nedgang': does not hold of fte"):
        render_report(request, folder)


@pytest.mark.parametrize(
    ("style", "finding"),
    [
        (".points { height: 200mm }", "factsheet.pdf has 2 pages, not one"),
        ("@page { size: 148mm 210mm }", "its page is 148 × 210 mm, not A4"),
    ],
)
def test_it_has_one_page_of_a4(style, finding, project):
    request, folder = project
    add_factsheet(request)
    (request.template_folder / "factsheet.css").write_text(style, encoding="utf-8")
    with pytest.raises(ReportRejected, match=f"factsheet_one_page: .*{finding}"):
        render_report(request, folder)
    rejected = folder.parents[2] / "rejected" / "prove-2017" / "0"
    assert (rejected / "factsheet.pdf").is_file(), "to be looked at"


def test_a_character_that_the_font_lacks_stops_the_report(project):
    request, folder = project
    add_factsheet(request, "Kommunenes rapportering", "● Kommunenes rapportering")
    with pytest.raises(ReportRejected, match=r"factsheet_pdf: .*●"):
        render_report(request, folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('picture("by_age")', 'picture("by_county")', "the report shows no figure 'by_county'. Show one of: by_age"),
        ('{{ picture("by_age") }}', '{{ picture("by_age") }}{{ picture("by_age") }}', "'by_age' is shown already"),
        ('see("fte")', 'see("nowhere")', "there is no chapter 'nowhere'"),
        (
            'ref("by_age")',
            'ref("nothing")',
            "there is no figure or table 'nothing', in “De har … årsverk (…).”. Name one of: by_age, totals",
        ),
        ('see("fte")', 'chapter("Mer")', "'chapter' is undefined"),
    ],
)
def test_what_is_shown_or_referred_to_must_be_in_the_report(old, new, said, project):
    request, folder = project
    add_factsheet(request, old, new)
    with pytest.raises(ReportRejected, match=re.escape(said)):
        render_report(request, folder)


def test_a_kind_that_loses_its_fact_sheet_publishes_none(project):
    request, folder = project
    template = add_factsheet(request)
    render_report(request, folder)
    template.unlink()
    render_report(request, folder)
    assert not list(folder.glob("factsheet*"))


def test_an_id_that_the_report_does_not_have_is_read_back_as_wrong(project):
    request, folder = project
    add_factsheet(request)
    render_report(request, folder)
    html = folder / "factsheet.html"
    html.write_text(html.read_text(encoding="utf-8").replace('data-fact="fte-2"', 'data-fact="fte-99"'), "utf-8")
    facts = [Fact(**{**fact, "inputs": ()}) for fact in read(folder, "facts.json")]
    parameters = {"year": "2017", "previous": "2016"}
    outcome = check_readback(folder, facts, read_slice(request.slice_path), parameters, "0", "factsheet")
    assert [(finding.file, finding.value) for finding in outcome.findings] == [("factsheet.pdf", "11\u00a0534")]
    assert "is said to be fact fte-99, which is not in facts.json" in outcome.findings[0].rule

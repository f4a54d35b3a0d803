"""What holds for a report's PDF holds for its fact sheet: it can be traced, compared, checked and listed."""

import json
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from report_example import add_factsheet, make_project, write_slice
from slice_example import ROWS
from statusrapport.cli.build import Report, describe_reports
from statusrapport.cli.list import describe
from statusrapport.cli.main import main
from statusrapport.compare.content import read_content
from statusrapport.compare.reports import find_pairs
from statusrapport.conformance.checks import find_check
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.project import Edition, Project
from statusrapport.provenance.sums import render_sums
from statusrapport.render.report import render_report
from statusrapport.results import report_folder
from statusrapport.verify.subjects import find_subjects

CORRECTED = {14633.0: 14700.0, 3099.0: 3166.0}  # the total, and children's part of it
REVISED = [row | {"value": CORRECTED.get(row["value"], row["value"])} for row in ROWS]


def build(root, rows=ROWS):
    """Build the small report with its fact sheet in a project of its own, and return that."""
    request = make_project(root)
    add_factsheet(request)
    write_slice(request.slice_path, rows)
    render_report(request, root / report_folder("prove-2017", "0"))
    return Project(root)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return build(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    return build(tmp_path_factory.mktemp("revised"), REVISED)


def sheet_of(project):
    return project.root / report_folder("prove-2017", "0") / "factsheet.pdf"


def run(capsys, *words):
    """Exit code and standard output of a command."""
    code = main([str(word) for word in words])
    return code, capsys.readouterr().out


def test_a_number_is_traced_to_the_fact_of_the_report(first, capsys):
    code, text = run(capsys, "trace", sheet_of(first), "14 633", "--json")
    (match,) = json.loads(text)
    assert (code, match["id"], match["page"]) == (0, "summary-1", 1)
    assert match["context"].startswith("Det var 14\u00a0633 årsverk.")
    assert match["sources"][0]["rows"] == "5-430"


def test_a_label_of_the_figure_is_traced_and_a_cell_that_is_cited_stands_in_its_sentence(first, capsys):
    _, text = run(capsys, "trace", sheet_of(first), "3 099", "--json")
    assert [(match["id"], match["place"]) for match in json.loads(text)] == [("fte-3", "chart"), ("fte-4", "alt")]
    _, text = run(capsys, "trace", sheet_of(first), "fte-2", "--json")
    (match,) = json.loads(text)
    assert (match["place"], match["context"]) == ("prose", "De har 11\u00a0534 årsverk (figur\u00a01.1).")


def test_what_only_the_report_says_is_not_found(first, capsys):
    assert main(["trace", str(sheet_of(first)), "13 936"]) == 10
    assert "no number of the data answers to '13 936'" in capsys.readouterr().err


def test_under_the_name_that_it_has_in_a_release_it_is_known_as_well(first, tmp_path):
    copy = tmp_path / "prove-2017-factsheet.pdf"
    copy.write_bytes(sheet_of(first).read_bytes())
    content = read_content(copy)
    assert content.name == "prove-2017/0/factsheet"
    assert content.html_sha256 == content.manifest["files"]["factsheet.html"]
    assert [fact["id"] for fact in content.facts] == ["summary-1", "fte-2", "fte-3", "fte-4", "fte-5", "fte-6"]
    assert [*content.tables] == ["by_age.csv"]


def test_both_pdfs_of_two_builds_are_compared(first, revised, capsys):
    _, text = run(capsys, "diff", first.results, revised.results, "--json")
    reports = {report["new"]: report["facts"] for report in json.loads(text)["reports"]}
    assert [*reports] == ["prove-2017/0/factsheet", "prove-2017/0"]
    told = [(fact["new"]["id"], fact["old"]["shown"], fact["page"]) for fact in reports["prove-2017/0/factsheet"]]
    assert told == [
        ("summary-1", "14\u00a0633", 1),
        ("fte-3", "3\u00a0099", 1),
        ("fte-4", "3\u00a0099", 1),
    ]


def test_a_report_of_another_code_is_compared_with_its_fact_sheet(first, tmp_path):
    """A reform has given it another code."""
    request = make_project(tmp_path)
    add_factsheet(request)
    edition = request.edition.model_copy(update={"id": "prove-2018", "date": date(2018, 12, 1)})
    folder = tmp_path / report_folder("prove-2018", "11")
    write_slice(request.slice_path, [row | {"region_code": "11", "region_type": "county"} for row in ROWS[:5]])
    render_report(replace(request, edition=edition, region="11"), folder)
    names = [(old.name, new.name) for old, new in find_pairs(first.results, tmp_path / "results").both]
    assert names == [("factsheet.pdf", "factsheet.pdf"), ("report.pdf", "report.pdf")]


def test_only_the_data_of_what_it_shows_are_attached(first, tmp_path):
    check = find_check("attachments")
    path = sheet_of(first)
    with pikepdf.open(path) as pdf:
        assert [*pdf.attachments] == ["by_age.csv", "facts.json", "manifest.json"]
        assert check(TaggedPdf(pdf, path)).findings == ()
        assert [finding.value for finding in check(TaggedPdf(pdf, path.with_name("report.pdf"))).findings] == [
            "totals.csv"
        ], "a report must have them all"
        del pdf.attachments["by_age.csv"]
        assert "the data of a figure or table are not attached" in [
            finding.rule for finding in check(TaggedPdf(pdf, path)).findings
        ]


@pytest.mark.parametrize("name", ["artifacts", "figures", "fonts", "headings", "language", "links", "properties"])
def test_it_passes_the_checks_of_pdfs(name, first):
    with pikepdf.open(sheet_of(first)) as pdf:
        assert find_check(name)(TaggedPdf(pdf, sheet_of(first))).findings == ()


def test_it_is_summed_verified_named_and_listed(first, monkeypatch):
    monkeypatch.chdir(first.root)
    folder = first.root / "results/reports/prove-2017"
    assert {"0/factsheet.pdf", "0/factsheet.html"} <= {line.split()[1] for line in render_sums(folder).splitlines()}
    assert [subject.path.name for subject in find_subjects(folder)] == ["factsheet.pdf", "report.pdf"]
    lines = describe_reports(first, [Report("prove-2017", "0")], "built").splitlines()
    assert lines[2].startswith("  results/reports/prove-2017/0/factsheet.pdf  (")
    assert lines[2].endswith(" 0 unknown)")
    edition = Edition(id="prove-2017", kind="prove", year=2017, structure=2017, date=date(2017, 12, 1))
    assert describe(first, edition)[2].startswith("1 built, 1 with a fact sheet")

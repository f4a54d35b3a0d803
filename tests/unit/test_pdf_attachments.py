"""What is attached to a report: the data behind each figure and table, and nothing that is withheld."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from report_example import make_project, write_slice
from slice_example import ROWS
from statusrapport.errors import ReportRejected
from statusrapport.pdf.read import read_attachments
from statusrapport.render.report import render_report


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:
    """The PDF of a report with one figure and one table."""
    root = tmp_path_factory.mktemp("attached")
    folder = root / "results" / "reports" / "prove-2017" / "0"
    render_report(make_project(root), folder)
    return pikepdf.open(folder / "report.pdf")


def test_data_are_described_by_the_number_and_title_of_what_shows_them(pdf: pikepdf.Pdf):
    attached = {str(file.UF): (str(file.AFRelationship), str(file.Desc)) for file in pdf.Root.AF}
    assert {name: attached[name] for name in ("by_age.csv", "totals.csv")} == {
        "by_age.csv": ("/Data", "Figur 1.1: Årsverk etter målgruppe"),
        "totals.csv": ("/Data", "Tabell 1.1: Årsverk i alt"),
    }
    assert {attached[name][0] for name in ("facts.json", "manifest.json")} == {"/Supplement"}


def test_each_file_is_listed_once_by_name_with_its_type_and_the_reports_date(pdf: pikepdf.Pdf):
    types = [(str(file.UF), str(file.EF.F.Subtype), str(file.EF.F.Params.ModDate)) for file in pdf.Root.AF]
    assert types == [
        ("by_age.csv", "/text/csv", "D:20171201000000Z"),
        ("facts.json", "/application/json", "D:20171201000000Z"),
        ("manifest.json", "/application/json", "D:20171201000000Z"),
        ("totals.csv", "/text/csv", "D:20171201000000Z"),
    ]
    assert [str(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]] == [name for name, *_ in types]


WITHHELD = dict.fromkeys(("value", "numerator", "denominator", "n", "se", "lower", "upper")) | {
    "confidentiality": "suppressed",
    "lineage": "",
}


@pytest.mark.parametrize(
    ("period", "breakdown", "table", "withheld"),
    [("2017", "age=child", "by_age.csv", 1), ("2016", "", "totals.csv", 2)],
    ids=["a number", "a number and the change from it"],
)
def test_nothing_of_a_withheld_number_is_attached(
    period: str, breakdown: str, table: str, withheld: int, tmp_path: Path
):
    request = make_project(tmp_path)
    section = request.template_folder / "sections" / "fte.html.j2"
    sentence = 'De økte med {{ percent_change("fte", previous, year) }} ({{ ref("totals") }}).'
    section.write_text(section.read_text(encoding="utf-8").replace(sentence, "Tallet vises ikke."), encoding="utf-8")
    found = ("fte", period, breakdown)
    rows = [row | WITHHELD if (row["indicator"], row["period"], row["breakdown"]) == found else row for row in ROWS]
    write_slice(request.slice_path, rows)
    folder = tmp_path / "results" / "reports" / "prove-2017" / "0"
    render_report(request, folder)
    with pypdfium2.PdfDocument(folder / "report.pdf") as document:
        attached = read_attachments(document)
    cells = [cell for cell in csv.DictReader(io.StringIO(attached[table].decode())) if cell["shown"] == ":"]
    assert [(cell["status"], cell["value"], cell["n"]) for cell in cells] == [("suppressed", "", "")] * withheld
    facts = [fact for fact in json.loads(attached["facts.json"]) if fact["shown"] == ":"]
    told = [[fact[name] for name in ("value", "n", "lower", "upper", "inputs")] for fact in facts]
    assert told == [[None, None, None, None, []]] * withheld


def test_a_slice_that_gives_what_it_calls_withheld_makes_no_report(tmp_path: Path):
    request = make_project(tmp_path)
    rows = [row | {"confidentiality": "suppressed"} if row["breakdown"] == "age=child" else row for row in ROWS]
    write_slice(request.slice_path, rows)
    with pytest.raises(ReportRejected, match=r"a withheld value has value"):
        render_report(request, tmp_path / "results" / "reports" / "prove-2017" / "0")

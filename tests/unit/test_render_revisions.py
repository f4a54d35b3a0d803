"""A report of a series: what it says of the report before it is rendered, checked and read back."""

import csv
import json
import re

import pytest

from report_example import make_project, write_slice
from statusrapport.errors import ReportRejected
from statusrapport.render.report import render_report

TABLE = """
[[tables]]
id = "revised"
section = "summary"
kind = "revisions"
title_nb = "Tall fra rapporten før denne"
subtitle_nb = "Slik de ble publisert, og slik dataene gir dem nå"
"""
FIGURES = [
    {"indicator": "fte", "period": "2016", "value": "13 900", "reason_nb": "Oslo har rettet 36 årsverk.",
     "revised": "2017-03-01"},
    {"indicator": "buyers", "period": "2016", "value": "4"},
]  # fmt: skip
EARLIER = {
    "id": "prove-2016",
    "title_nb": "Prøverapport 2016",
    "document_nb": "Prøveinstituttet, notat 2016:7",
    "date": "2016-12-01",
    "figures": FIGURES,
}
TEXT = (
    '\n<p>{{ earlier.title }} ({{ earlier.document }}, {{ earlier.date_text }}) hadde {{ published("fte", previous) }} '
    'årsverk. Tallet er endret med {{ revision("fte", previous) }}.</p>\n{{ table("revised") }}\n'
)


@pytest.fixture
def project(tmp_path):
    """A request for a report that tells of the one before it, and the folder where it goes."""
    request = make_project(tmp_path)
    kind = request.template_folder / "report.toml"
    first, chart, rest = kind.read_text(encoding="utf-8").partition("\n[[tables]]")
    kind.write_text(first + TABLE + chart + rest, encoding="utf-8")
    summary = request.template_folder / "sections" / "summary.html.j2"
    summary.write_text(summary.read_text(encoding="utf-8") + TEXT, encoding="utf-8")
    write_slice(request.slice_path, published=EARLIER)
    return request, tmp_path / "results" / "reports" / "prove-2017" / "0"


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_published_figures_are_facts_of_their_own_kind_and_are_read_back(project):
    request, folder = project
    render_report(request, folder)
    facts = [(fact["kind"], fact["shown"], fact["place"]) for fact in read(folder, "facts.json")]
    assert ("published", "13\u00a0900", "prose") in facts
    assert ("revision", "36", "prose") in facts
    checks = {check["check"]: check for check in read(folder, "checks.json")}
    assert checks["published"]["counts"] == {"figures": 2, "revised": 1}
    assert checks["readback"]["counts"]["unknown"] == 0


def test_the_table_has_a_row_for_each_figure(project):
    request, folder = project
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    table = html[html.index('id="tab-revised"') :]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table[: table.index("</table>")])
    cells = [re.sub(r"<[^>]+>", "|", row).replace("\u00a0", " ").split("|") for row in rows]
    assert [[cell.strip() for cell in row if cell.strip()] for row in cells] == [
        ["Årsverk", "2016", "13 900", "13 936", "+36", "Oslo har rettet 36 årsverk. Revidert 1. mars 2017."],
        ["Kommuner som kjøper", "prosent", "2016", "4", "4", "0", "Uendret"],
    ]
    assert "Kilde: Prøverapport 2016, Prøveinstituttet, notat 2016:7; Helsedirektoratet, IS-24/8." in table
    with (folder / "tables" / "revised.csv").open(encoding="utf-8", newline="") as file:
        lines = [*csv.DictReader(file)]
    assert [(line["row"], line["column"], line["shown"]) for line in lines][:3] == [
        ("Årsverk, 2016", "Slik det ble publisert", "13\u00a0900"),
        ("Årsverk, 2016", "Nå", "13\u00a0936"),
        ("Årsverk, 2016", "Endring", "+36"),
    ]
    assert len(lines) == 8


def test_the_list_of_facts_names_the_document(project):
    request, folder = project
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    row = html[html.index('<tr id="fact-summary-2">') :]
    row = re.sub(r"\s*<[^>]+>\s*", "|", row[: row.index("</tr>")])
    assert "Årsverk, 2016||13\u00a0900||slik det ble publisert||Prøveinstituttet, notat 2016:7" in row


def test_what_agrees_may_be_left_out(project):
    request, folder = project
    kind = request.template_folder / "report.toml"
    text = kind.read_text(encoding="utf-8").replace('kind = "revisions"', 'kind = "revisions"\nonly_revised = true')
    kind.write_text(text, encoding="utf-8")
    render_report(request, folder)
    assert "Kommuner som kjøper, 2016" not in (folder / "tables" / "revised.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            {"indicator": "fte", "period": "2017", "value": "14 600"},
            "was published as 14\u00a0600, and the data now give",
        ),
        (
            {"indicator": "buyers", "period": "2017", "value": "11", "reason_nb": "Rettet."},
            "has a reason for a revision",
        ),
        ({"indicator": "plan", "period": "2017", "value": "11"}, "there is no indicator 'plan' in this report"),
    ],
)
def test_figures_that_do_not_agree_stop_the_report_all_at_once(figure, said, project):
    request, folder = project
    wrong = {"indicator": "fte", "period": "2017", "by": {"age": "child"}, "value": "3 000"}
    write_slice(request.slice_path, published=EARLIER | {"figures": [*FIGURES, figure, wrong]})
    with pytest.raises(ReportRejected) as rejection:
        render_report(request, folder)
    told = str(rejection.value).splitlines()
    assert len(told) == 2
    assert told[0].startswith(f"config/published/prove-2016.toml, column {figure['indicator']}, 2017")
    assert said in told[0]
    assert "fte, 2017, age=child, value '3 000'" in told[1]
    assert not folder.exists()


def test_the_table_needs_an_earlier_report(project):
    request, folder = project
    write_slice(request.slice_path)
    section = request.template_folder / "sections" / "summary.html.j2"
    section.write_text('{{ chapter("Sammendrag") }}\n{{ table("revised") }}', encoding="utf-8")
    with pytest.raises(ReportRejected, match="revised: the edition names no earlier report"):
        render_report(request, folder)


def test_rows_by_hand_are_read_back_too(project):
    request, folder = project
    section = request.template_folder / "sections" / "summary.html.j2"
    rows = (
        "<ul>{% for row in revisions() if row.is_revised %}<li>{{ row.title }} i {{ row.period }}: "
        "{{ row.published }}, nå {{ row.now }} ({{ row.change }}). {{ row.reason }}</li>{% endfor %}</ul>\n"
    )
    section.write_text(section.read_text(encoding="utf-8") + rows, encoding="utf-8")
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "Årsverk i 2016: " in html
    checks = {check["check"]: check for check in read(folder, "checks.json")}
    assert checks["readback"]["counts"]["unknown"] == 0

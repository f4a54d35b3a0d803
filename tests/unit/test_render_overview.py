"""The overview of goals: values by year, change, direction in words with a mark, and what it rests on."""

import csv
import json
import re

import pikepdf
import pytest

from report_example import make_project
from slice_example import METADATA, ROWS, SHARE, example_slice, observation
from statusrapport.conformance.checks import find_check
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.errors import ReportRejected
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice
from statusrapport.render.kind import Overview
from statusrapport.render.overview import compute_overview, explain_directions, overview_widths
from statusrapport.render.report import render_report

NBSP = "\u00a0"
YEARS = {"previous": "2016", "year": "2017"}
SURVEYED = SHARE | {
    "id": "satisfied",
    "title_nb": "Brukere som er fornøyde",
    "operation": "proportion",
    "estimator": "survey",
    "design": {"weights": "weight"},
    "unit_of_analysis": "respondent",
}
INDICATORS = METADATA["indicators"] | {"satisfied": SURVEYED}


def answers(period, value, n=1200):
    return observation("satisfied", period, value, n=n, se=0.014, lower=value - 0.03, upper=value + 0.03)


def exhibit(*measures, **known):
    goals = known.pop("goals", [{"label_nb": "Flere årsverk", "indicators": measures}])
    words = {"id": "goals", "section": "fte", "title_nb": "Mål", "subtitle_nb": "Status"}
    return Overview.model_validate({"kind": "overview", **words, "goals": goals, **known})


def grid_of(*measures, rows=ROWS, parameters=YEARS, **known):
    slice_ = Slice(example_slice(rows).frame, METADATA | {"indicators": INDICATORS})
    return compute_overview(exhibit(*measures, **known), Calculator(slice_, "0"), parameters)


def shown(*measures, **known):
    """The texts of the row of the one indicator."""
    (row,) = grid_of(*measures, **known).cells
    return [cell.shown.replace(NBSP, " ") for cell in row]


# --- Cells ------------------------------------------------------------------------------------------------------------


def test_a_row_has_values_change_direction_and_basis():
    assert shown({"id": "fte"}) == ["13 936", "14 633", "+5,0 %", "▲ økt", "Fulltelling, 426 kommuner"]


def test_of_a_share_the_change_is_in_percentage_points():
    assert shown({"id": "buyers"}) == ["4", "11", "+7 prosentpoeng", "▲ økt", "Fulltelling, 411 kommuner"]


@pytest.mark.parametrize(
    ("later", "direction"),
    [(14633.0, "▲ økt"), (13000.0, "▼ gått ned"), (13940.0, "■ stabil")],
)
def test_the_direction_is_chosen_by_the_data(later, direction):
    rows = [observation("fte", 2016, 13936.0, n=427), observation("fte", 2017, later, n=426)]
    assert shown({"id": "fte"}, rows=rows)[3] == direction


@pytest.mark.parametrize(
    ("earlier", "later", "direction"), [(10.0, 40.0, "▲ økt"), (10.0, 14.0, "◊ ingen sikker endring")]
)
def test_persons_of_one_municipality_vary_by_chance(earlier, later, direction):
    rows = [observation("fte", year, value, region="1103") for year, value in ((2016, earlier), (2017, later))]
    persons = {**METADATA, "indicators": INDICATORS | {"fte": INDICATORS["fte"] | {"unit_of_analysis": "person"}}}
    calculator = Calculator(Slice(example_slice(rows).frame, persons), "1103")
    (row,) = compute_overview(exhibit({"id": "fte"}), calculator, YEARS).cells
    assert row[3].shown.replace(NBSP, " ") == direction


def test_each_cell_is_a_fact_with_its_coordinates():
    (row,) = grid_of({"id": "fte"}).cells
    told = [(cell.quantity.kind, cell.quantity.period, cell.quantity.value) for cell in row]
    assert told[:2] == [("value", "2016", 13936.0), ("value", "2017", 14633.0)]
    assert [kind for kind, *_ in told[2:]] == ["percent_change", "direction", "basis"]
    assert [period for _, period, _ in told[2:]] == ["2016/2017", "2016/2017", "2017"]
    assert told[4][2] == 426.0


def test_where_a_survey_cannot_tell_a_direction_the_cell_says_so():
    rows = [answers(2016, 0.55), answers(2017, 0.60)]
    assert shown({"id": "satisfied"}, rows=rows) == [
        "55", "60", "+5 prosentpoeng", ".. ikke beregnet", "Utvalg, 1 200 svar"
    ]  # fmt: skip
    grid = grid_of({"id": "satisfied"}, rows=rows)
    direction = grid.cells[0][3].quantity
    assert (direction.value, direction.mark) == (None, "..")
    assert "has no interval" in direction.formula, "facts.json says why"
    assert "Ikke beregnet: det er ikke kjent" in explain_directions(grid, example_slice().vocabulary)


@pytest.mark.parametrize(("confidentiality", "mark"), [("free", ".."), ("suppressed", ":")])
def test_a_value_that_is_not_given_leaves_its_mark_where_it_is_needed(confidentiality, mark):
    rows = [observation("fte", 2016, None, confidentiality=confidentiality), observation("fte", 2017, 14633.0, n=426)]
    assert shown({"id": "fte"}, rows=rows) == [mark, "14 633", mark, mark, "Fulltelling, 426 kommuner"]


def test_a_change_in_percent_of_nothing_has_a_mark():
    rows = [observation("fte", 2016, 0.0, n=426), observation("fte", 2017, 12.0, n=426)]
    assert shown({"id": "fte"}, rows=rows)[:4] == ["0", "12", ".", "."]


def test_an_indicator_may_be_measured_in_fewer_years():
    rows = [observation("fte", year, value, n=426) for year, value in ((2016, 100.0), (2017, 110.0), (2018, 121.0))]
    parameters = {"previous": "2018", "year": "2019", "start": "2016"}
    assert shown(
        {"id": "fte", "start": "2017", "end": "{previous}"}, rows=rows, parameters=parameters,
        periods=["{start}", "2017", "{previous}", "{year}"],
    ) == [".", "110", "121", ".", "+10,0 % (2017–2018)", "▲ økt", "Fulltelling, 426 kommuner"]  # fmt: skip


def test_a_year_without_any_observation_is_an_error_and_not_a_mark():
    with pytest.raises(FactError, match="goals: there is no observation of fte for region 0, 2015") as failure:
        grid_of({"id": "fte"}, periods=["2015", "{year}"])
    assert failure.value.remedy.endswith("Where it is measured in fewer years, give it start or end")


def test_many_more_or_fewer_behind_the_first_value_are_told():
    rows = [observation("fte", 2016, 100.0, n=427), observation("fte", 2017, 90.0, n=356)]
    assert shown({"id": "fte"}, rows=rows)[4] == "Fulltelling, 356 kommuner (427 i 2016)"


@pytest.mark.parametrize(("later", "says"), [(0.484, True), (0.47, False)])
def test_a_change_that_a_reader_would_compute_otherwise_is_explained(later, says):
    """46.6 and 48.4 are printed as 47 and 48, and their difference, 1.8, as 2."""
    rows = [observation("buyers", 2016, 0.466, n=400), observation("buyers", 2017, later, n=400)]
    note = explain_directions(grid_of({"id": "buyers"}, rows=rows), example_slice().vocabulary)
    assert ("Endringer er regnet ut før tallene er avrundet." in note) is says


def test_the_first_year_is_the_one_called_start():
    rows = [observation("fte", year, 100.0 + year, n=400) for year in (2014, 2017)]
    grid = grid_of({"id": "fte"}, rows=rows, parameters=YEARS | {"start": "2014"})
    assert [column.label for column in grid.columns] == ["2014", "2017", "Endring 2014–2017", "Retning", "Grunnlag"]


def test_rows_are_named_and_stand_under_their_goals():
    rows = [*ROWS[1:], observation("fte", 2016, 13936.0, n=427), observation("fte", 2016, 11063.0, "age=adult", n=427)]
    rows = [row for row in rows if not (row["period"] == "2016" and row["breakdown"] and row["value"] is None)]
    goals = [
        {"label_nb": "Flere årsverk", "indicators": [{"id": "fte"}, {"id": "fte", "by": {"age": "adult"}}]},
        {"label_nb": "Åpen handel", "indicators": [{"id": "buyers", "label_nb": "Kjøper plasser"}]},
    ]
    grid = grid_of(rows=rows, goals=goals)
    assert [(row.group, row.label, row.names["unit"]) for row in grid.rows] == [
        ("Flere årsverk", "Årsverk", ""),
        ("Flere årsverk", "Årsverk, voksne", ""),
        ("Åpen handel", "Kjøper plasser", "prosent"),
    ]


@pytest.mark.parametrize(
    ("periods", "said"), [(["2017", "2016"], "not in order"), (["2017"], "a change needs two periods")]
)
def test_periods_are_two_or_more_in_order(periods, said):
    with pytest.raises((FactError, ValueError), match=said):
        grid_of({"id": "fte"}, periods=periods)


@pytest.mark.parametrize("periods", [2, 3, 4, 5])
def test_columns_fill_the_width(periods):
    assert sum(overview_widths(periods)) == 100
    assert overview_widths(periods)[0] >= 9


# --- In a report ------------------------------------------------------------------------------------------------------

TABLE = """
[[tables]]
id = "goals"
section = "fte"
kind = "overview"
title_nb = "Mål for satsingen"
subtitle_nb = "{start} og {year}"

[[tables.goals]]
label_nb = "Økt kapasitet"
indicators = [{ id = "fte" }]

[[tables.goals]]
label_nb = "Flere samarbeider"
indicators = [{ id = "buyers" }]
"""


@pytest.fixture
def project(tmp_path):
    """A request for a report with an overview, and the folder where it goes."""
    request = make_project(tmp_path)
    kind = request.template_folder / "report.toml"
    text = kind.read_text(encoding="utf-8").replace("\n[cover]", "\nyears = { start = 2016 }\n\n[cover]", 1)
    kind.write_text(text + TABLE, encoding="utf-8")
    section = request.template_folder / "sections" / "fte.html.j2"
    words = '<p>Fra {{ start }} til {{ year }}, se {{ ref("goals") }}.</p>\n{{ table("goals") }}\n'
    section.write_text(section.read_text(encoding="utf-8") + words, encoding="utf-8")
    return request, tmp_path / "results" / "reports" / "prove-2017" / "0"


def test_it_is_numbered_listed_attached_and_read_back_like_a_table(project):
    request, folder = project
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert '<a class="ref" href="#tab-goals">tabell\u00a01.2</a>' in html
    assert re.search(r'<li><span data-tag="Reference"><a href="#tab-goals"><span class="number">Tabell&nbsp;1.2', html)
    checks = {check["check"]: check for check in json.loads((folder / "checks.json").read_text(encoding="utf-8"))}
    assert all(check["passed"] for check in checks.values())
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    cells = [fact["shown"].replace(NBSP, " ") for fact in facts if fact["exhibit"] == "tab-goals"]
    assert cells[:5] == ["13 936", "14 633", "+5,0 %", "▲ økt", "Fulltelling, 426 kommuner"]
    with (folder / "tables" / "goals.csv").open(encoding="utf-8", newline="") as file:
        lines = [*csv.DictReader(file)]
    assert [line["shown"].replace(NBSP, " ") for line in lines] == cells
    assert (lines[0]["row"], lines[0]["column"]) == ("Økt kapasitet: Årsverk", "2016")
    assert (lines[8]["row"], lines[8]["column"]) == ("Flere samarbeider: Kommuner som kjøper", "Retning")
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert "goals.csv" in pdf.attachments


def test_the_note_explains_the_marks(project):
    request, folder = project
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "Retning: ▲ økt, ▼ gått ned, ■ stabil, ◊ ingen sikker endring; ordet velges av dataene." in html


def test_a_screen_reader_says_the_goal_of_a_cell(project):
    request, folder = project
    render_report(request, folder)
    path = folder / "report.pdf"
    with pikepdf.open(path) as pdf:
        document = TaggedPdf(pdf, path)
        assert find_check("tables")(document).findings == ()
        names = {header.text_of("/ID"): document.text(header) for header in document.find("TH")}
        cells = [cell for cell in document.find("TD") if "▲" in document.text(cell)]
        headers = [[names[str(id_)] for id_ in cell.attribute("/Headers")] for cell in cells]
    assert headers == [
        ["Økt kapasitet", "Årsverk", "Retning"],
        ["Flere samarbeider", "Kommuner som kjøper prosent", "Retning"],
    ]


def test_words_of_its_declaration_are_linted(project):
    request, folder = project
    kind = request.template_folder / "report.toml"
    text = kind.read_text(encoding="utf-8").replace('"Økt kapasitet"', '"Kapasitet i 400 kommuner"')
    kind.write_text(text, encoding="utf-8")
    with pytest.raises(ReportRejected, match=r"report.toml, row \d+, value '400': is a number typed by hand"):
        render_report(request, folder)


def test_a_table_is_not_placed_as_a_figure(project):
    request, folder = project
    section = request.template_folder / "sections" / "fte.html.j2"
    section.write_text(section.read_text(encoding="utf-8").replace('table("goals")', 'figure("goals")'), "utf-8")
    with pytest.raises(ReportRejected, match=r"goals is a table.*Place it by table"):
        render_report(request, folder)


def test_years_of_the_report_kind_have_names_of_their_own(project):
    request, folder = project
    kind = request.template_folder / "report.toml"
    kind.write_text(kind.read_text(encoding="utf-8").replace("{ start = 2016 }", "{ year = 2016 }"), "utf-8")
    with pytest.raises(Exception, match="year: choose other names"):
        render_report(request, folder)

import json

import pypdfium2
import pytest

from report_example import make_project, write_slice
from slice_example import ROWS, observation
from statusrapport.errors import ReportRejected
from statusrapport.facts.quantity import FactError
from statusrapport.files import file_sha256
from statusrapport.render.report import render_report

AGES = (("Barn", "child"), ("Voksne", "adult"))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder of a report that passed."""
    root = tmp_path_factory.mktemp("published")
    folder = root / "results" / "reports" / "prove-2017" / "0"
    render_report(make_project(root), folder)
    return folder


@pytest.fixture
def project(tmp_path):
    """A request, and the folder where its report goes."""
    return make_project(tmp_path), tmp_path / "results" / "reports" / "prove-2017" / "0"


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def pages(folder):
    with pypdfium2.PdfDocument(folder / "report.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_report_folder_holds_what_is_promised(published):
    names = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    assert names == {
        "report.pdf",
        "report.html",
        "facts.json",
        "checks.json",
        "manifest.json",
        "charts/cover.svg",
        "charts/by_age.svg",
        "tables/by_age.csv",
        "tables/totals.csv",
    }


def test_the_number_stands_in_the_pdf_and_in_the_facts(published):
    assert "14\u00a0633" in " ".join(pages(published))
    assert ("14633", "14\u00a0633") in [(fact["value"], fact["shown"]) for fact in read(published, "facts.json")]


def test_facts_are_numbered_in_the_order_they_are_read(published):
    facts = read(published, "facts.json")
    assert [(fact["id"], fact["place"]) for fact in facts] == [
        ("summary-1", "prose"),
        ("fte-1", "prose"),
        ("fte-2", "chart"),
        ("fte-3", "chart"),
        ("fte-4", "alt"),
        ("fte-5", "alt"),
        ("fte-6", "alt"),
        ("fte-7", "table"),
        ("fte-8", "table"),
        ("fte-9", "table"),
    ]


def test_every_page_says_that_the_data_are_invented(published):
    assert all("Eksempeldata" in text for text in pages(published))
    assert all(check["passed"] for check in read(published, "checks.json"))


def test_real_data_carry_no_mark(project):
    request, folder = project
    write_slice(request.slice_path, ROWS, synthetic=False)
    render_report(request, folder)
    assert not any("Eksempeldata" in text for text in pages(folder))
    assert not read(folder, "manifest.json")["synthetic"]


def test_the_manifest_hashes_what_the_report_consists_of(published):
    manifest = read(published, "manifest.json")
    assert manifest["files"]["facts.json"] == file_sha256(published / "facts.json")
    assert "report.pdf" not in manifest["files"]
    assert set(manifest["sha256"]) == {"slice", "definitions", "observations", "templates", "lock"}


def test_the_same_slice_gives_the_same_bytes(published, project):
    request, folder = project
    render_report(request, folder)
    for path in folder.rglob("*.*"):
        assert file_sha256(path) == file_sha256(published / path.relative_to(folder)), path.name


def test_a_failing_template_names_its_line_and_publishes_nothing(project):
    request, folder = project
    section = request.template_folder / "sections" / "fte.html.j2"
    section.write_text(section.read_text(encoding="utf-8") + '<p>{{ num("fte", 1999) }}</p>\n', encoding="utf-8")
    with pytest.raises(ReportRejected) as rejection:
        render_report(request, folder)
    assert rejection.value.file == "templates/prove/sections/fte.html.j2:8"
    assert "no observation of fte" in str(rejection.value)
    assert not folder.exists()


def test_an_undefined_name_in_a_template_is_an_error(project):
    request, folder = project
    (request.template_folder / "sections" / "summary.html.j2").write_text("{{ yaer }}", encoding="utf-8")
    with pytest.raises(ReportRejected, match="'yaer' is undefined"):
        render_report(request, folder)


def test_a_rejected_report_leaves_the_last_good_one(project):
    request, folder = project
    render_report(request, folder)
    good = file_sha256(folder / "report.pdf")
    section = request.template_folder / "sections" / "fte.html.j2"
    section.write_text(section.read_text(encoding="utf-8").replace('{{ table("totals") }}', ""), encoding="utf-8")
    with pytest.raises(ReportRejected, match="totals is declared but does not stand in the text"):
        render_report(request, folder)
    assert file_sha256(folder / "report.pdf") == good
    rejected = folder.parents[2] / "rejected" / "prove-2017" / "0"
    assert not all(check["passed"] for check in read(rejected, "checks.json"))


def test_a_report_that_passes_clears_its_rejected_attempt(project):
    request, folder = project
    rejected = folder.parents[2] / "rejected" / "prove-2017" / "0"
    rejected.mkdir(parents=True)
    render_report(request, folder)
    assert not rejected.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["0"]


def test_a_character_that_the_font_lacks_stops_the_report(project):
    request, folder = project
    section = request.template_folder / "sections" / "summary.html.j2"
    section.write_text(section.read_text(encoding="utf-8") + "<p>●</p>", encoding="utf-8")
    with pytest.raises(ReportRejected, match="●"):
        render_report(request, folder)


def test_a_missing_value_keeps_its_mark_in_a_table(project):
    request, folder = project
    rows = [row for row in ROWS if (row["indicator"], row["period"], row["breakdown"]) != ("fte", "2016", "")]
    write_slice(request.slice_path, [*rows, observation("fte", 2016, None)])
    section = request.template_folder / "sections" / "fte.html.j2"
    text = section.read_text(encoding="utf-8")
    sentence = 'De økte med {{ percent_change("fte", previous, year) }} ({{ ref("totals") }}).'
    section.write_text(text.replace(sentence, "Tallet for året før mangler."), encoding="utf-8")
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert '<td class="n mark">..</td>' in html
    assert ".. oppgave mangler" in html


def test_of_a_chart_without_values_the_point_is_left_out(project):
    request, folder = project
    rows = [row for row in ROWS if (row["indicator"], row["period"], row["breakdown"][:3]) != ("fte", "2017", "age")]
    missing = [observation("fte", 2017, None, f"age={age}") for age in ("adult", "child")]
    write_slice(request.slice_path, [*rows, *missing])
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert 'alt="Liggende stolpediagram: 2017. Ingen verdier kan vises."' in html


def declare(request, old, new):
    """Change the declaration of the report kind."""
    declaration = request.template_folder / "report.toml"
    text = declaration.read_text(encoding="utf-8")
    assert old in text
    declaration.write_text(text.replace(old, new), encoding="utf-8")


def test_other_years_have_names_that_the_report_kind_gives_them(project):
    request, folder = project
    declare(request, "\n[cover]", "\nyears = { first = 1998 }\n\n[cover]")
    declare(request, 'subtitle_nb = "{previous} og {year}"', 'subtitle_nb = "{previous} og {year}, som siden {first}"')
    section = request.template_folder / "sections" / "summary.html.j2"
    section.write_text(section.read_text(encoding="utf-8") + "<p>Rapportert siden {{ first }}.</p>\n", encoding="utf-8")
    render_report(request, folder)
    assert "Rapportert siden 1998." in " ".join(" ".join(pages(folder)).split())
    counts = {check["check"]: check.get("counts", {}) for check in read(folder, "checks.json")}
    assert counts["readback"]["unknown"] == 0


@pytest.mark.parametrize(("margin", "says"), [(None, False), (300, True)])
def test_a_chart_says_below_how_it_shows_intervals(project, margin, says):
    request, folder = project
    declare(request, 'kind = "ranked_bars"', 'kind = "interval_dots"')
    rows = [
        row | {"lower": row["value"] - margin, "upper": row["value"] + margin}
        if margin and row["breakdown"] and row["value"]
        else row
        for row in ROWS
    ]
    write_slice(request.slice_path, rows)
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert ("Strekene gjennom punktene viser 95 prosent konfidensintervaller." in html) is says


def test_the_range_of_a_scale_is_that_of_its_levels(project):
    request, folder = project
    declare(request, 'kind = "ranked_bars"', 'kind = "likert"\noptions = { levels = ["Barn", "Voksne"] }')
    columns = [f'{{ label_nb = "{label}", by = {{ age = "{age}" }} }}' for label, age in AGES]
    declare(
        request, 'columns = [{ label_nb = "Årsverk" }]', f'columns = [{", ".join(columns)}, {{ label_nb = "I alt" }}]'
    )
    declare(request, 'rows = [{ each = "age" }]', 'rows = [{ label_nb = "Årsverk" }]')
    render_report(request, folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "Verdiene går fra 3\u00a0099 (barn) til 11\u00a0534 (voksne)." in html


def test_the_cover_is_drawn_from_counties_where_no_municipality_is_published(project):
    request, folder = project
    declare(request, 'indicator = "fte"\nalt_nb', 'indicator = "buyers"\nalt_nb')
    country = [row for row in ROWS if row["region_code"] == "0"]
    write_slice(request.slice_path, country)
    with pytest.raises(FactError, match="the cover cannot be drawn: buyers"):
        render_report(request, folder)
    write_slice(request.slice_path, [*country, observation("buyers", 2017, 0.4, region="11")])
    render_report(request, folder)
    assert (folder / "charts" / "cover.svg").exists()


def test_paragraphs_beside_a_chart_may_name_the_years(project):
    request, folder = project
    declaration = request.template_folder / "report.toml"
    text = declaration.read_text(encoding="utf-8")
    declaration.write_text(
        text.replace('kind = "ranked_bars"', 'kind = "ranked_bars"\nbeside_nb = ["Tall for {previous} og {year}."]'),
        encoding="utf-8",
    )
    render_report(request, folder)
    assert "<p>Tall for 2016 og 2017.</p>" in (folder / "report.html").read_text(encoding="utf-8")

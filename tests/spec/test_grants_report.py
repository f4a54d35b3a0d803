"""The report on grants says what the overview that it is modelled on says, each figure from data or a checked list.

And the grants come out of the raw files as they were received, whoever adds them up.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

from edition_example import Editions
from statusrapport.check_text.check import check_text
from statusrapport.check_text.figures import read_figures
from statusrapport.check_text.text import make_text
from statusrapport.facts.book import Fact
from statusrapport.facts.quantity import Calculator, SeriesBreakError
from statusrapport.facts.slice import Slice, read_slice
from statusrapport.language import read_vocabulary
from statusrapport.project import Project
from statusrapport.sources.corrections import apply_corrections
from statusrapport.sources.declaration import read_source
from statusrapport.sources.inspection import Inspection, locate
from statusrapport.sources.readers import read_raw

EDITION = "tilskudd-2013"
SEED = "003_54ed80cf686e23bd.txt"
YEARS = ("2009", "2010", "2011", "2012", "2013")


@pytest.fixture(scope="module")
def facts(editions: Editions) -> list[Fact]:
    return editions.document(EDITION).book.facts


@pytest.fixture(scope="module")
def slice_(editions: Editions) -> Slice:
    return read_slice(editions.request(EDITION).slice_path)


@pytest.fixture(scope="module")
def text(editions: Editions) -> str:
    """What a reader reads, from the first chapter to the last before the appendix."""
    html = (editions.publish(EDITION) / "report.html").read_text(encoding="utf-8")
    body = html[html.index("<main>") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xa0", " ").replace("\xad", "").split())


# --- What the overview says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "rådgivning, veiledning og støtteopplegg",
        "bolig, og oppfølging i bolig",
        "oppsøkende arbeid",
        "sosial og arbeidsrettet rehabilitering",
        "individuell plan",
        "før, under og etter opphold i spesialisthelsetjenesten eller fengsel",
        "legemiddelassistert rehabilitering",
        "NAV eller fastlegen, som henviser til tverrfaglig spesialisert behandling",
        "Det er store variasjoner",
        "kap. 763 post 61",
        "kap. 763 post 71",
        "Helsedirektoratet Forvalter tilskuddene til rusmiddeltiltak i kommunene og til frivillige organisasjoner",
        "i tråd med samhandlingsreformen",
        "stimulering til utvikling av forebyggende tiltak i kommunene",
        "kompetanseutvikling i kommunene og spesialisthelsetjenesten",
        "nasjonale spisskompetanseområder",
    ],
)
def test_the_report_says_it(text: str, words: str):
    assert words in text


@pytest.mark.parametrize(
    ("words", "kind", "indicator"),
    [
        ("hovedtyngden", "quantifier", "block_funded_share"),
        ("tre", "enumeration", ""),
        ("sju", "enumeration", ""),
        ("klart mest", "superlative", "voluntary_grants_purpose_share"),
        ("klart mest", "superlative", "competence_fte_share"),
        ("flest", "superlative", "survey_organisation_share"),
        ("nesten alle", "quantifier", "survey_earmark_needed_agree_share"),
    ],
)
def test_the_report_claims_it(facts: list[Fact], words: str, kind: str, indicator: str):
    assert (words, kind, indicator) in {(fact.shown.lower(), fact.kind, fact.indicator) for fact in facts}


def test_the_published_figures_of_the_overview_are_found_in_the_report(text: str, project: Project):
    reference = os.environ.get("STATUSRAPPORT_REFERENCE")
    if not reference:
        pytest.skip("STATUSRAPPORT_REFERENCE is not set")
    vocabulary = read_vocabulary(project.config / "vocabulary.toml")
    figures = read_figures(Path(reference) / "published_figures.toml")
    outcome = check_text(make_text(SEED, [text], "line", vocabulary), figures, vocabulary)
    bound = {verdict.figure for verdict in outcome.with_status("bound")}
    assert not outcome.is_contradicted
    assert bound >= {"grants.municipal_post", "grants.voluntary_post", "grants.competence_centre_tasks"}


# --- Grants, from the raw files --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def awarded(project: Project) -> dict[tuple[str, str], float]:
    """Millions of kroner by post and year, added up row by row from the files and their declared corrections."""
    source = read_source(project.declared("sources")["grants"])
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for file in source.files:
        inspection = Inspection(locate(source, file, project.root), read_raw(source.path(file, project.root), file))
        apply_corrections(inspection)
        unit = 1000 if "2013" in file.name and "2009" not in file.name else 1
        column = next(name for name in inspection.frame.columns if name.startswith("Tildelt"))
        for _, row in inspection.frame.iterrows():
            amount = re.sub(r"[\s\xa0]", "", row[column]).replace(",", ".")
            sums[row["Post"], row["Tilskuddsår"]] += float(amount) * unit / 1e6
    return sums


@pytest.mark.parametrize(("indicator", "post"), [("municipal_grants", "61"), ("voluntary_grants", "71")])
@pytest.mark.parametrize("year", YEARS)
def test_the_grants_are_those_of_the_register(
    slice_: Slice, awarded: dict[tuple[str, str], float], indicator: str, post: str, year: str
):
    found = slice_.find(indicator, "0", year, {})
    assert found is not None
    assert found.value == pytest.approx(awarded[post, year])


@pytest.mark.parametrize("indicator", ["municipal_grants", "voluntary_grants"])
@pytest.mark.parametrize("year", YEARS)
def test_the_counties_and_what_is_of_the_country_add_up(slice_: Slice, indicator: str, year: str):
    counties = sum(slice_.find(indicator, code, year, {}).value for code in slice_.counties())
    national = 0.0
    if indicator == "voluntary_grants":
        national = slice_.find(indicator, "0", year, {"reach": "country"}).value
    assert counties + national == pytest.approx(slice_.find(indicator, "0", year, {}).value)


def test_what_the_municipalities_receive_is_what_they_spend(slice_: Slice):
    def amount(indicator: str, **by: str) -> float:
        return slice_.find(indicator, "0", "2013", by).value

    received = sum(amount("drug_funding", funding=each) for each in ("block", "other")) + amount("municipal_grants")
    spent = sum(amount("drug_expenditure", use=each) for each in ("own", "voluntary", "private"))
    assert received == pytest.approx(spent)


# --- The series that is broken ---------------------------------------------------------------------------------------


def test_the_break_is_marked_in_figure_and_table(facts: list[Fact]):
    places = {(fact.place, fact.indicator) for fact in facts if fact.series_break and fact.place in ("chart", "table")}
    assert {("chart", "municipal_grants"), ("table", "municipal_grants"), ("chart", "funding_share")} <= places
    assert not any(indicator == "voluntary_grants" for _, indicator in places)


def test_the_break_is_explained_in_text_figure_and_table(text: str):
    assert "Fra 2013 er serien brutt" in text
    assert "Stiplet strek: brudd i tidsserien i 2013" in text
    assert "| brudd i tidsserien i 2013" in text


@pytest.mark.parametrize("indicator", ["municipal_grants", "municipalities_with_grant"])
def test_no_change_over_the_break_can_be_cited(slice_: Slice, indicator: str):
    with pytest.raises(SeriesBreakError, match="er det lagt inn i rammetilskuddet"):
        Calculator(slice_, "0").change("percent_change", indicator, 2012, 2013, "own", {}, None)


def test_a_change_before_the_break_can_be_cited(slice_: Slice):
    change = Calculator(slice_, "0").change("percent_change", "municipal_grants", 2009, 2012, "own", {}, None)
    assert change.shown(unit="word") == "20,6\xa0prosent"

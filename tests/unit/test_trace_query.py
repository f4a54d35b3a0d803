from pathlib import Path

import pytest

from statusrapport.trace.places import Place
from statusrapport.trace.query import NothingTraced, find_matches, numbers_in
from statusrapport.trace.report import PublishedReport

SENTENCE = "Det er en økning på 697 årsverk, eller 5,0\u00a0prosent, i psykisk helse- og rusarbeid."
ROWS = [  # id, shown, value, place, context
    ("summary-1", "16\u00a0399", "16399", "prose", "16\u00a0399 årsverk"),
    ("summary-2", "5,0\u00a0%", "5.00143513203", "prose", "5,0\u00a0% endring siden 2016"),
    ("growth-1", "697", "697", "prose", SENTENCE),
    ("growth-2", "5,0\u00a0prosent", "5.00143513203", "prose", SENTENCE),
    ("growth-3", "nær halvparten", "48.2", "prose", "I nær halvparten av kommunene er det ett årsverk."),
    ("growth-4", "nesten 700", "697", "prose", "Det er nesten 700 flere."),
    ("growth-5", "16\u00a0399", "16399", "table", "Tabell 1.1 Årsverk etter målgruppe"),
    ("growth-6", "\u22124,3", "-4.3", "table", "Tabell 1.1 Årsverk etter målgruppe"),
    ("growth-7", "+4,3", "4.3", "table", "Tabell 1.1 Årsverk etter målgruppe"),
    ("growth-8", "16 399", "16399", "alt", "Figur 1.1 Årsverk"),
    ("growth-9", "14,3", "14.3", "chart", "Figur 1.1 Årsverk"),
    ("growth-10", "..", None, "table", "Tabell 1.1 Årsverk etter målgruppe"),
]
PAGES = ("Rapport 2017", " ".join(context for *_, context in ROWS) + " Flere kommuner enn i 2016. Side 2")
REPORT = PublishedReport(
    path=Path("report.pdf"),
    facts=tuple({"id": id_, "shown": shown, "value": value, "place": place} for id_, shown, value, place, _ in ROWS),
    manifest={},
    places={id_: Place(2, ("1 Utvikling",), context) for id_, *_, context in ROWS},
    pages=PAGES,
)


def found(query):
    return [match.fact["id"] for match in find_matches(query, REPORT)]


def refusal(query):
    with pytest.raises(NothingTraced) as nothing:
        find_matches(query, REPORT)
    return nothing.value


@pytest.mark.parametrize("space", [" ", "", "\u00a0", "\u202f", "\u2009"])
def test_a_number_is_found_with_any_space_and_prose_comes_first(space):
    assert found(f"16{space}399") == ["summary-1", "growth-5", "growth-8"]


@pytest.mark.parametrize("query", ["5,0", "5,0 %", "5,0 prosent"])
def test_percent_as_sign_and_as_word_are_the_same(query):
    assert sorted(found(query)) == ["growth-2", "summary-2"]


def test_what_is_printed_just_so_comes_before_the_same_number_in_other_dress():
    assert found("5,0 prosent")[0] == "growth-2"
    assert found("5,0 %")[0] == "summary-2"


def test_percentage_points_are_not_percent():
    assert refusal("5,0 prosentpoeng").exit_code == 10


def test_a_number_within_a_phrase_is_found():
    assert found("700") == ["growth-4"]


@pytest.mark.parametrize("minus", ["-", "\u2212"])
def test_a_minus_tells_numbers_apart_and_a_plus_does_not(minus):
    assert found(f"{minus}4,3") == ["growth-6"]
    assert found("4,3") == ["growth-7"]


@pytest.mark.parametrize("query", ["5.00143513203", "5,00143513203"])
def test_an_exact_value_is_found(query):
    assert found(query) == ["summary-2", "growth-2"]


def test_a_value_is_found_as_it_is_printed_or_exact_and_not_in_between():
    assert refusal("5,001").exit_code == 10
    assert refusal("5.0").exit_code == 10


@pytest.mark.parametrize("query", ["growth-1", " growth-1 "])
def test_an_id_means_its_fact_alone(query):
    assert found(query) == ["growth-1"]


def test_a_phrase_is_found_as_a_number_is():
    assert found("nær halvparten") == ["growth-3"]


def test_a_piece_of_a_sentence_means_its_numbers_those_in_the_piece_first():
    assert found("eller 5,0 prosent, i psykisk") == ["growth-2", "growth-1"]


@pytest.mark.parametrize(
    "query", ["psykisk helse- og rus-\narbeid", "PSYKISK  HELSE- OG RUSARBEID", "psykisk helse‑ og"]
)
def test_words_are_found_however_they_are_set(query):
    assert sorted(found(query)) == ["growth-1", "growth-2"]


def test_the_words_of_a_caption_mean_the_numbers_below_it():
    assert found("årsverk etter målgruppe") == ["growth-5", "growth-6", "growth-7", "growth-10"]


def test_the_nearest_numbers_are_named_where_none_is_found():
    assert str(refusal("16 398")) == (
        "report.pdf: no number of the data answers to '16 398'. "
        "Nearest: summary-1 (16\u00a0399, page 2); growth-5 (16\u00a0399, page 2); growth-8 (16 399, page 2)."
    )


def test_the_nearest_id_is_named_where_it_is_misspelt():
    assert "Nearest: growth-3 " in str(refusal("growht-3"))


@pytest.mark.parametrize(("query", "page"), [("2017", 1), ("flere kommuner enn", 2)])
def test_what_stands_in_the_text_and_is_no_fact_is_said_to(query, page):
    assert f"what stands on page {page} was not looked up in the data" in str(refusal(query))


def test_numbers_in_a_text():
    text = "Fra \u22124,3 til 1\u00a0234\u00a0567,8, 50-75 prosent, IS-24/8, 11 534 mot 2016 2017"
    assert numbers_in(text) == ["-4,3", "1234567,8", "50", "75", "24", "8", "11534", "2016", "2017"]

from __future__ import annotations

import pandas as pd
import pytest

from slice_example import METADATA, ROWS, SOURCE, observation
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import SCHEMA
from statusrapport.readback.declared import Declared, find_foreign_names, find_numerals, find_texts

GAP = {"region_code": "1612", "period": "2015", "reason_nb": "Kommunen rapporterte ikke for 2015."}
SOURCES = {
    "is248": SOURCE | {"known_missing": [GAP], "title_nb": "Innbyggere 1. januar", "description_nb": "Fra tabell 07459"}
}
REGIONS = {"0": "Hele landet", "11": "Rogaland", "1103": "Stavanger", "1106": "Haugesund", "1612": "Agdenes"}


def slice_of(rows: list[dict]) -> Slice:
    return Slice(pd.DataFrame(rows, columns=SCHEMA.names), METADATA | {"sources": SOURCES, "regions": REGIONS})


@pytest.fixture
def declared() -> Declared:
    return Declared(slice_of(ROWS), {"year": "2017", "previous": "2016"})


def cut(text: str, spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_numbers_as_norwegian_texts_write_them():
    text = "16 399 av 4,3 i 5\u00a0000–19\u00a0999, 01.06.2013"
    assert [digits for _, _, digits in find_numerals(text)] == ["16399", "4,3", "5000", "19999", "01.06.2013"]


def test_only_the_editions_years_are_parameters(declared):
    text = "2015, 2016 og 2017, 2 017 og 20170"
    assert cut(text, declared.years(text)) == ["2016", "2017"]


def test_prose_may_name_sources_and_their_dates(declared):
    text = "IS-24/8 og Tabell\u00a007459 gjelder 1. januar, ikke 2. januar eller IS-24/80"
    assert set(cut(text, declared.in_prose(text))) == {"IS-24/8", "Tabell\u00a007459", "1. januar"}


def test_prose_may_have_names_of_the_vocabulary_that_hold_a_number(declared):
    text = "Strekene viser 95 prosent konfidensintervaller, og 95 prosent svarte"
    assert cut(text, declared.in_prose(text)) == ["95 prosent konfidensintervaller"]


def test_prose_may_say_what_is_missing_where_it_names_the_region(declared):
    text = "Agdenes mangler for 2015. Kommunen rapporterte ikke for 2015."
    assert "2015" in cut(text, declared.in_prose(text))
    assert cut("Det mangler for 2015.", declared.in_prose("Det mangler for 2015.")) == []


def test_a_definition_stands_under_its_own_title_alone(declared):
    text = "Minste endring av interesse: 2 prosent"
    assert cut(text, declared.in_terms("Årsverk", text)) == ["2 prosent"]
    assert cut(text, declared.in_terms("Kommuner som kjøper", text)) == []


def test_a_citation_stands_under_its_own_title(declared):
    assert declared.is_term("Ramme")
    assert cut("Sitert fra Planen.", declared.in_terms("Ramme", "Sitert fra Planen.")) == ["Planen"]


def test_the_vocabulary_is_what_its_table_says(declared):
    assert declared.is_vocabulary("27,5 til 32,5 prosent")
    assert not declared.is_vocabulary("27,5 til 33,5 prosent")


def test_a_country_report_may_name_every_municipality():
    assert list(find_foreign_names("Stavanger og Haugesund", slice_of(ROWS), "0")) == []


def test_a_municipality_report_names_itself_its_comparators_and_what_is_missing():
    own = slice_of([observation("fte", 2017, 40.0, region="1103"), observation("fte", 2017, 1.0, region="11")])
    text = "Stavanger er i Rogaland, ikke som Haugesund. Agdenes mangler. Haugesunderne"
    assert list(find_foreign_names(text, own, "1103")) == [(text.index("Haugesund"), "Haugesund")]


def test_a_number_is_not_found_inside_a_longer_one():
    text = "Per 10\u00a0000 innbyggere: fra 10 til 5,0 og 5"
    assert list(find_texts(text, ["10"])) == [(text.index("10 til"), text.index(" til"))]
    assert list(find_texts(text, ["5"])) == [(len(text) - 1, len(text))]

import re

import pytest

from slice_example import example_slice, observation
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.quantity import Calculator, FactError

NBSP = "\u00a0"


@pytest.fixture
def book():
    return FactBook(section="summary")


@pytest.fixture
def facts(book):
    return FactFunctions(Calculator(example_slice(), "0"), Printer(book))


def text(markup):
    return re.sub(r"<[^>]+>", "", str(markup))


def test_a_value_is_printed_and_linked_to_the_list_of_facts(facts):
    assert facts.num("fte", 2017) == f'<a class="fact" id="use-summary-1" href="#fact-summary-1">14{NBSP}633</a>'


def test_a_fraction_is_printed_as_percent(facts):
    assert text(facts.share("buyers", 2017)) == f"11{NBSP}prosent"


def test_in_key_figures_percent_is_a_sign(facts, book):
    assert text(facts.share("buyers", 2017, short=True)) == f"11{NBSP}%"
    assert book.facts[0].shown == f"11{NBSP}%"


def test_a_breakdown_is_named_by_its_value(facts):
    assert text(facts.num("fte", 2017, by={"age": "adult"})) == f"11{NBSP}534"


def test_changes_over_time(facts):
    assert text(facts.difference("fte", 2016, 2017)) == "697"
    assert text(facts.percent_change("fte", 2016, 2017)) == f"5,0{NBSP}prosent"
    assert text(facts.percentage_points("buyers", 2016, 2017)) == f"7{NBSP}prosentpoeng"


def test_growth_per_year_is_a_geometric_mean():
    rows = [observation("fte", 2016, 13936.0), observation("fte", 2019, 16399.0)]
    facts = FactFunctions(Calculator(example_slice(rows), "0"), Printer(FactBook(section="s")))
    assert text(facts.cagr("fte", 2016, 2019)) == f"5,6{NBSP}prosent"


def test_a_fall_carries_a_true_minus(facts):
    assert text(facts.difference("fte", 2017, 2016)) == "−697"


def test_the_country_without_oslo_is_computed_from_what_is_left(facts, book):
    facts.share("buyers", 2017, region="country_excluding_oslo", decimals=2)
    assert book.facts[0].formula == "44 / 410 × 100"
    assert book.facts[0].n == 410


def test_the_country_without_oslo_has_none_of_the_rows_of_oslo():
    rows = [observation("fte", 2017, 10.0, numerator=10.0, n=3, lineage="is248/2017/b.csv#5-7")]
    rows += [observation("fte", 2017, 4.0, region="0301", numerator=4.0, n=1, lineage="is248/2017/b.csv#6")]
    book = FactBook(section="s")
    FactFunctions(Calculator(example_slice(rows), "0"), Printer(book)).num("fte", 2017, region="country_excluding_oslo")
    assert [item.rows for item in book.facts[0].inputs] == ["5,7"]


def test_every_printed_number_is_written_down(facts, book):
    facts.num("fte", 2017)
    facts.percent_change("fte", 2016, 2017)
    first, second = book.to_json()
    assert (first["id"], first["kind"], first["value"], first["shown"]) == (
        "summary-1",
        "value",
        "14633",
        f"14{NBSP}633",
    )
    assert (second["id"], second["kind"], second["period"]) == ("summary-2", "percent_change", "2016/2017")
    assert second["formula"] == "(14633 − 13936) / 13936 × 100"


def test_a_fact_names_the_rows_it_is_made_of(facts, book):
    facts.difference("fte", 2016, 2017)
    assert [(item.version, item.file, item.rows) for item in book.facts[0].inputs] == [
        ("2016", "2016.csv", "5-430"),
        ("2017", "2017.csv", "5-430"),
    ]


def test_a_fact_of_invented_data_says_so(facts, book):
    facts.num("fte", 2017)
    assert book.facts[0].synthetic


def test_a_sentence_cannot_cite_what_is_missing(facts):
    with pytest.raises(FactError, match="has no value"):
        facts.num("fte", 2016, by={"age": "adult"})


def test_a_sentence_cannot_cite_what_is_suppressed(facts, book):
    with pytest.raises(FactError, match=re.escape("has no value (:)")):
        facts.num("fte", 2017, region="0301")
    assert book.facts == []


def test_an_unknown_indicator_is_named(facts):
    with pytest.raises(FactError, match="there is no indicator 'fted' in this report"):
        facts.num("fted", 2017)


@pytest.mark.parametrize(("function", "remedy"), [("num", "Use share"), ("difference", "Use percentage_points")])
def test_a_fraction_is_not_printed_as_a_number(facts, function, remedy):
    years = (2017,) if function == "num" else (2016, 2017)
    with pytest.raises(FactError) as refusal:
        getattr(facts, function)("buyers", *years)
    assert refusal.value.remedy == remedy


def test_percentage_points_are_for_shares_alone(facts):
    with pytest.raises(FactError, match="does not fit"):
        facts.percentage_points("fte", 2016, 2017)


def test_the_panel_holds_those_that_reported_both_years():
    rows = [
        observation("fte", 2016, 100.0),
        observation("fte", 2017, 112.0),
        observation("fte", 2016, 100.0, region="1103", numerator=100.0, lineage="is248/2016/a.csv#5"),
        observation("fte", 2017, 104.0, region="1103", numerator=104.0, lineage="is248/2017/b.csv#6"),
        observation("fte", 2016, None, region="1106"),
        observation("fte", 2017, 8.0, region="1106", numerator=8.0, lineage="is248/2017/b.csv#7"),
    ]
    book = FactBook(section="s")
    facts = FactFunctions(Calculator(example_slice(rows), "0"), Printer(book))
    assert text(facts.difference("fte", 2016, 2017, region="panel")) == "4"
    assert (book.facts[0].n, book.facts[0].formula) == (1, "104 − 100")
    assert [item.rows for item in book.facts[0].inputs] == ["5", "6"]


def test_there_is_no_panel_of_shares(facts):
    with pytest.raises(FactError, match="no panel of buyers"):
        facts.percentage_points("buyers", 2016, 2017, region="panel")

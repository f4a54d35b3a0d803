import pytest

from slice_example import ROWS, example_slice, observation
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.quantity import Calculator
from statusrapport.render.alternative_text import compose_alternative_text
from statusrapport.render.grid import compute_grid
from statusrapport.render.kind import Chart

NBSP = "\u00a0"
REGIONS = ("Oslo - Oslove", "Rogaland", "Stavanger", "Haugesund")
AGES = [{"label_nb": "Voksne", "by": {"age": "adult"}}, {"label_nb": "Barn og unge", "by": {"age": "child"}}]
SIZES = [{"label_nb": name, "by": {"size": name.lower()}} for name in ("Små", "Middels", "Store", "Største")]
YEARS = [{"label_nb": "2016", "period": "2016"}, {"label_nb": "2017"}]
ONE = [{"label_nb": "Årsverk"}]


class Written:
    """The alternative text of a chart without its point, and the facts that it wrote down."""

    def __init__(self, reading, rows, columns, *cells, indicator="fte", **shared):
        declared = Chart(
            id="c",
            section="s",
            kind="ranked_bars",
            title_nb="T",
            subtitle_nb="Årsverk i alt",
            point_nb="P",
            cells={"indicator": indicator, **shared},
            rows=rows,
            columns=columns,
        )
        keys = ("indicator", "region_code", "period", "breakdown")
        replaced = {tuple(cell[key] for key in keys) for cell in cells}
        kept = [row for row in ROWS if tuple(row[key] for key in keys) not in replaced]
        slice_ = example_slice([*kept, *cells])
        grid = compute_grid(declared, Calculator(slice_, "0"), {"year": "2017", "previous": "2016"})
        book = FactBook()
        printer = Printer(book, place="alt")
        text = compose_alternative_text("Diagram", declared.subtitle_nb, reading, grid, printer, REGIONS)
        self.full = text.replace(NBSP, " ")
        self.text = self.full.removeprefix("Diagram: årsverk i alt. ")
        self.facts = [(fact.place, fact.shown.replace(NBSP, " ")) for fact in book.facts]


def sizes(*values, year=2017):
    """A cell for each class of size."""
    return [
        observation("fte", year, value, f"size={row['by']['size']}") for row, value in zip(SIZES, values, strict=True)
    ]


def test_it_begins_with_the_kind_and_what_is_shown():
    assert Written("values", ONE, ONE).full == "Diagram: årsverk i alt. Verdien er 14 633."


def test_the_range_names_the_rows_of_the_lowest_and_the_highest_value():
    written = Written("values", AGES, ONE)
    assert written.text == "Verdiene går fra 3 099 (barn og unge) til 11 534 (voksne)."
    assert written.facts == [("alt", "3 099"), ("alt", "11 534")]


def test_shares_are_told_in_percent():
    rows = [{"label_nb": "Kjøp i fjor", "period": "2016"}, {"label_nb": "Kjøp nå"}]
    assert Written("values", rows, ONE, indicator="buyers").text == (
        "Andelene går fra 4 (kjøp i fjor) til 11 prosent (kjøp nå)."
    )


def test_changes_keep_their_signs():
    cells = [*sizes(10.0, 20.0, 30.0, 40.0, year=2016), *sizes(12.0, 15.0, 30.0, 41.0)]
    written = Written("values", SIZES, ONE, *cells, function="difference", sign=True)
    assert written.text == "Endringene går fra −5 (middels) til +2 (små)."


def test_growth_is_per_year():
    assert Written("values", ONE, ONE, function="cagr", sign=True).text == "Endringen er +5,0 prosent per år."


def test_values_that_are_printed_alike_share_a_place():
    assert Written("values", SIZES, ONE, *sizes(5.0, 5.2, 9.0, 9.0)).text == (
        "Verdiene går fra 5 (små og middels) til 9 (store og største)."
    )


def test_values_that_are_all_printed_alike_are_no_range():
    assert Written("values", SIZES, ONE, *sizes(5.0, 5.2, 4.9, 5.0)).text == "Verdien er 5 for alle."
    assert Written("values", SIZES[:2], ONE, *sizes(5.0, 5.2, 4.9, 5.0)).text == "Verdien er 5 for begge."


def test_two_periods_are_told_row_by_row():
    rows = [{"label_nb": "I alt"}, {"label_nb": "Kjøp i alt", "indicator": "fte"}]
    assert Written("periods", rows, YEARS).text == (
        "I alt: fra 13 936 i 2016 til 14 633 i 2017. Kjøp i alt: fra 13 936 i 2016 til 14 633 i 2017."
    )


def test_a_row_known_in_one_period_only_says_which():
    written = Written("periods", AGES, YEARS, observation("fte", 2016, 2873.0, "age=child"))
    assert written.text == (
        "Voksne: 11 534 i 2017. Barn og unge: fra 2 873 i 2016 til 3 099 i 2017. "
        "Ingen verdi kan vises for voksne i 2016."
    )


def test_of_many_rows_each_period_has_its_range():
    cells = [*sizes(10.0, 20.0, 30.0, 40.0, year=2016), *sizes(12.0, 15.0, 30.0, 41.0)]
    assert Written("periods", SIZES, YEARS, *cells).text == (
        "2016: fra 10 (små) til 40 (største). 2017: fra 12 (små) til 41 (største)."
    )


def test_each_column_has_its_range():
    columns = [{"label_nb": "i fjor", "period": "2016"}, {"label_nb": "Nå"}]
    cells = [*sizes(10.0, 20.0, 30.0, 40.0, year=2016), *sizes(12.0, 15.0, 30.0, 41.0)]
    assert Written("columns", SIZES, columns, *cells).text == (
        "I fjor: fra 10 (små) til 40 (største). Nå: fra 12 (små) til 41 (største)."
    )


def test_along_a_row_another_indicator_is_no_part_of_the_range():
    answers = [
        {"label_nb": "Dårlig", "by": {"answer": "poor"}},
        {"label_nb": "Godt", "by": {"answer": "good"}},
        {"label_nb": "Vet ikke", "indicator": "buyers"},
    ]
    cells = [observation("fte", 2017, 30.0, "answer=poor"), observation("fte", 2017, 70.0, "answer=good")]
    written = Written("rows", [{"label_nb": "Samarbeidet"}], answers, *cells)
    assert written.text == "Verdiene går fra 30 (dårlig) til 70 (godt)."


def test_over_rows_and_columns_both_are_named():
    cells = [*sizes(10.0, 20.0, 30.0, 40.0, year=2016), *sizes(12.0, 15.0, 30.0, 41.0)]
    columns = [{"label_nb": "I fjor", "period": "2016"}, {"label_nb": "Nå"}]
    assert Written("values", SIZES, columns, *cells).text == "Verdiene går fra 10 (i fjor, små) til 41 (nå, største)."


def test_a_spread_is_the_range_of_the_middle_and_the_outer_ends():
    quantiles = [{"label_nb": name, "by": {"quantile": name}} for name in ("nedre", "median", "øvre")]
    rows = [{"label_nb": "I år"}, {"label_nb": "I fjor", "period": "2016"}]
    values = {2017: (10.0, 20.0, 30.0), 2016: (5.0, 21.0, 29.0)}
    cells = [
        observation("fte", year, value, f"quantile={column['label_nb']}")
        for year, row in values.items()
        for column, value in zip(quantiles, row, strict=True)
    ]
    assert Written("spread", rows, quantiles, *cells).text == (
        "Median: fra 20 (i år) til 21 (i fjor). Laveste nedre er 5, høyeste øvre er 30."
    )


def test_a_total_is_no_end_of_the_range():
    rows = [*AGES, {"label_nb": "I alt", "total": True}]
    assert Written("values", rows, ONE).text == "Verdiene går fra 3 099 (barn og unge) til 11 534 (voksne)."


@pytest.mark.parametrize("other", [{}, {"confidentiality": "suppressed"}])
def test_a_value_that_is_not_given_is_named_without_a_number(other):
    missing = observation("fte", 2017, None, "size=små", **other)
    written = Written("values", SIZES, ONE, *sizes(0.0, 5.0, 6.0, 7.0)[1:], missing)
    assert written.text == "Verdiene går fra 5 (middels) til 7 (største). Ingen verdi kan vises for små."
    assert [shown for _, shown in written.facts] == ["5", "7"]


def test_many_values_that_are_not_given_are_not_listed():
    written = Written("values", [*SIZES, *AGES], ONE, *sizes(None, None, None, None))
    assert written.text.endswith("til 11 534 (voksne). Noen av verdiene kan ikke vises.")


def test_a_chart_without_values_says_so():
    written = Written("values", SIZES, ONE, *sizes(None, None, None, None))
    assert written.text == "Ingen verdier kan vises."
    assert written.facts == []


def test_regions_keep_their_capitals_and_are_said_in_norwegian():
    rows = [{"label_nb": "Oslo - Oslove", "region": "03"}, {"label_nb": "Rogaland", "region": "11"}]
    cells = [observation("fte", 2017, 7.0, region="03"), observation("fte", 2017, 9.0, region="11")]
    assert Written("values", rows, ONE, *cells).text == "Verdiene går fra 7 (Oslo) til 9 (Rogaland)."


def test_single_municipalities_are_not_ranked():
    rows = [{"label_nb": "Stavanger", "region": "1103"}, {"label_nb": "Haugesund", "region": "1106"}]
    cells = [observation("fte", 2017, 7.0, region="1103"), observation("fte", 2017, 9.0, region="1106")]
    assert Written("values", rows, ONE, *cells).text == "Verdiene går fra 7 til 9."


def test_one_municipality_may_stand_beside_its_county():
    rows = [{"label_nb": "Stavanger", "region": "1103"}, {"label_nb": "Rogaland", "region": "11"}]
    cells = [observation("fte", 2017, 7.0, region="1103"), observation("fte", 2017, 9.0, region="11")]
    assert Written("values", rows, ONE, *cells).text == "Verdiene går fra 7 (Stavanger) til 9 (Rogaland)."

"""Series breaks and figures carried forward in a report: refused in prose, marked and told in figures and tables."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rendered_example import Rendered
from slice_example import METADATA, SOURCE, example_slice, observation
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.book import Fact, FactBook
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.quantity import Calculator, SeriesBreakError
from statusrapport.facts.slice import Slice
from statusrapport.files import write_parquet
from statusrapport.indicators.observations import SCHEMA, to_table
from statusrapport.render.exhibits import render_csv
from statusrapport.render.grid import Grid, compute_grid
from statusrapport.render.history import History, find_untold
from statusrapport.render.kind import Table

PARAMETERS = {"year": "2017", "previous": "2016"}
BREAK = {"period": "2017", "measures": [], "indicators": [], "reason_nb": "Skjemaet er nytt."}
BROKEN = METADATA | {"sources": {"is248": SOURCE | {"series_breaks": [BREAK]}}}
ROWS = [
    observation("fte", 2015, 13000.0, n=427),
    observation("fte", 2016, 13936.0, n=427),
    observation("fte", 2017, 14633.0, n=426, series_break=True, status="carried_forward"),
    observation("buyers", 2016, 16 / 402, numerator=16.0, denominator=402.0, n=402),
    observation("buyers", 2017, 45 / 411, numerator=45.0, denominator=411.0, n=411, series_break=True),
]
SLICE = Slice(example_slice(ROWS).frame, BROKEN)
COLUMNS = [
    {"label_nb": "2015", "period": "2015"},
    {"label_nb": "{previous}", "period": "{previous}"},
    {"label_nb": "{year}"},
    {"label_nb": "Endring", "function": "difference", "sign": True},
]


def functions() -> dict[str, Any]:
    """The fact and claim functions over the slice."""
    calculator, printer = Calculator(SLICE, "0"), Printer(FactBook(section="s"))
    claims = ClaimFunctions(calculator, printer, SLICE.vocabulary, {})
    return FactFunctions(calculator, printer).context() | claims.context()


def grid(*columns: dict[str, Any], slice_: Slice = SLICE) -> Grid:
    words = {"id": "t", "section": "s", "title_nb": "T", "subtitle_nb": "S", "row_header_nb": "R"}
    rows = [{"label_nb": "I alt", "indicator": "fte"}]
    return compute_grid(
        Table.model_validate({**words, "rows": rows, "columns": columns}), Calculator(slice_, "0"), PARAMETERS
    )


def marked(found: Grid) -> list[str]:
    """The labels of the columns whose cells are marked."""
    history = History(found, SLICE)
    return [column.label for _, column, cell in found if history.is_broken(cell.quantity)]


# --- Prose ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("difference", ("fte", 2016, 2017)),
        ("percent_change", ("fte", 2015, 2017)),
        ("percentage_points", ("buyers", 2016, 2017)),
        ("cagr", ("fte", 2016, 2017)),
        ("approx_change", ("fte", 2016, 2017, "nesten 700")),
        ("direction", ("fte", 2016, 2017, "økte")),
        ("stable", ("fte", [2016, 2017])),
    ],
)
def test_a_change_over_a_series_break_is_not_printed_in_prose(name: str, arguments: tuple[Any, ...]):
    with pytest.raises(SeriesBreakError) as failure:
        functions()[name](*arguments)
    assert str(failure.value) == (
        f"the series of {arguments[0]} is broken in 2017: Skjemaet er nytt. "
        "Print the values and no change, or the change in a table or figure, where the break is marked."
    )


def test_the_values_on_both_sides_are_and_so_is_a_change_before_the_break():
    called = functions()
    assert "14\u00a0633" in called["num"]("fte", 2017)
    assert "936" in called["difference"]("fte", 2015, 2016)
    assert "økte" in called["direction"]("fte", 2015, 2016, "økte")


# --- Tables -----------------------------------------------------------------------------------------------------------


def test_the_first_value_after_a_break_and_changes_over_it_are_marked():
    assert marked(grid(*COLUMNS)) == ["2017", "Endring"]


def test_where_there_is_nothing_to_compare_nothing_is_marked():
    assert marked(grid(COLUMNS[2])) == []
    assert History(grid(COLUMNS[2]), SLICE).explain_breaks("|") == ""


def test_a_break_in_a_year_that_is_left_out_is_marked_in_the_next():
    rows = [*ROWS, observation("fte", 2018, 15000.0, n=422)]
    slice_ = Slice(example_slice(rows).frame, BROKEN)
    found = grid(COLUMNS[0], {"label_nb": "2018", "period": "2018"}, slice_=slice_)
    assert marked(found) == ["2018"]


def test_a_mark_is_explained_by_what_the_source_declares():
    history = History(grid(*COLUMNS), SLICE)
    assert history.explain_breaks("|") == "| brudd i tidsserien i 2017: Skjemaet er nytt."
    assert history.explain_breaks("") == "Brudd i tidsserien i 2017: Skjemaet er nytt."
    assert history.tell_breaks() == "Brudd i tidsserien i 2017."


def test_values_that_are_carried_forward_are_told_below():
    assert History(grid(COLUMNS[0]), SLICE).explain_carried_forward() == ""
    assert History(grid(*COLUMNS), SLICE).explain_carried_forward() == (
        "Tallene for 2017 omfatter kommuner som ikke rapporterte, og som er videreført fra et tidligere år."
    )


def test_the_csv_tells_breaks_and_statuses_apart():
    lines = list(csv.DictReader(io.StringIO(render_csv(grid(*COLUMNS)))))
    assert [(line["series_break"], line["status"]) for line in lines] == [
        ("false", "observed"),
        ("false", "observed"),
        ("true", "carried_forward"),
        ("true", "carried_forward"),
    ]


# --- A report ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> Rendered:
    """The small report, without changes in its prose, on data with a break in its year."""
    rendered = Rendered(tmp_path)
    ages = [
        observation("fte", 2017, each, f"age={age}", n=426) for age, each in (("adult", 11534.0), ("child", 3099.0))
    ]
    units = [observation("fte", 2017, each, region=code) for code, each in (("1103", 120.5), ("1106", 40.0))]
    frame = example_slice([*ROWS, *ages, *units]).frame[SCHEMA.names].assign(synthetic=True)
    write_parquet(rendered.request.slice_path, to_table(frame, {"statusrapport": json.dumps(BROKEN)}))
    rendered.replace("fte", '{{ percent_change("fte", previous, year) }}', "det som står i tabellen")
    return rendered


def test_a_marked_table_is_read_back(report: Rendered):
    report.render()
    assert report.check().findings == ()
    cells = re.findall(
        r'<td class="n"><span class="break">\|&nbsp;</span>([^<]+)</td>', report.html.replace("\xa0", "&nbsp;")
    )
    assert cells == ["14&nbsp;633", "+5,0"]
    note = "| brudd i tidsserien i 2017: Skjemaet er nytt. Tallene for 2017 omfatter kommuner som ikke rapporterte"
    assert note in report.html
    facts = {fact.shown: fact.series_break for fact in report.facts if fact.exhibit == "tab-totals"}
    assert facts == {"13\u00a0936": False, "14\u00a0633": True, "+5,0": True}


def test_a_mark_does_not_hide_another_number(report: Rendered):
    report.render()
    spoilt = re.sub(r'(class="break">)\|', r"\g<1>9 |", report.html, count=1)
    (report.folder / "report.html").write_text(spoilt, encoding="utf-8")
    report.write_pdf(spoilt)
    (finding,) = report.check().findings
    assert "stands in the cell of fact" in finding.rule


# --- What is to be told -----------------------------------------------------------------------------------------------


def fact(period: str, breakdown: str = "", status: str = "carried_forward") -> Fact:
    where = {"section": "s", "place": "prose", "exhibit": "", "kind": "value", "indicator": "fte"}
    return Fact(
        id="s-1", value="1", shown="1", formula="sum", period=period, breakdown=breakdown, status=status, **where
    )


def test_figures_that_are_carried_forward_are_to_be_told_by_how_many():
    untold = find_untold([fact("2016", status="observed"), fact("2017"), fact("2016/2017")])
    assert untold == [
        "s-1 (1, fte) and what else is of 2017 holds figures that are carried forward, and the report does not tell "
        "how many: print an indicator by reporting"
    ]
    assert find_untold([fact("2017"), fact("2017", "reporting=carried_forward")]) == []
    assert find_untold([fact("2017", status="observed")]) == []

import pytest

from statusrapport.trace.describe import count_decimals, count_rows, describe_match, render_text, shorten_rows
from statusrapport.trace.origin import Origin
from statusrapport.trace.places import Place
from statusrapport.trace.query import Match

FACT = {
    "id": "growth-1",
    "kind": "share",
    "indicator": "buyers",
    "region_code": "1103",
    "period": "2017",
    "breakdown": "age=adult;size=small",
    "value": "10.9489051095",
    "shown": "11\u00a0prosent",
    "unit": "percent",
    "status": "observed",
    "n": 411,
    "lower": None,
    "upper": None,
    "formula": "45 / 411 × 100",
    "inputs": [{"source": "is248", "version": "2017", "file": "a.csv", "rows": "5-43,45"}],
    "section": "growth",
    "place": "prose",
    "exhibit": "",
    "synthetic": True,
}
MANIFEST = {
    "release": "0.2.0",
    "sha256": {"lock": "c" * 64, "slice": "a" * 64, "templates": "b" * 64},
    "texts": {
        "indicators": {"buyers": {"title": "Kommuner som kjøper", "definition": "Andel av dem som svarte."}},
        "labels": {"age": {"adult": "Voksne"}, "size": {"small": "Små"}},
        "regions": {"1103": "Stavanger"},
        "sources": {"is248": "Rapportering av årsverk"},
    },
}
KNOWN = Origin({("is248", "2017", "a.csv"): "d" * 64}, {"commit": "0123abc", "code": {"render_report": "e" * 64}})
PLACE = Place(5, ("1 Utvikling", "1.1 I alt"), "Andelen er 11\u00a0prosent.")


def describe(origin=KNOWN, **changes):
    return describe_match(Match(FACT | changes, PLACE), MANIFEST, origin)


def test_an_object_holds_all_that_is_known():
    item = describe()
    assert item["page"] == 5
    assert item["section"] == ["1 Utvikling", "1.1 I alt"]
    assert item["decimals"] == 0
    assert item["indicator"] == {
        "id": "buyers",
        "title": "Kommuner som kjøper",
        "definition": "Andel av dem som svarte.",
    }
    assert item["region"] == {"code": "1103", "name": "Stavanger"}
    assert item["breakdown"] == {"age": "Voksne", "size": "Små"}
    assert item["sources"] == [
        {
            "source": "is248",
            "version": "2017",
            "file": "a.csv",
            "rows": "5-43,45",
            "row_count": 40,
            "sha256": "d" * 64,
            "title": "Rapportering av årsverk",
        }
    ]
    assert item["code"]["commit"] == "0123abc"


def test_what_nobody_recorded_is_null():
    item = describe(Origin())
    assert item["sources"][0]["sha256"] is None
    assert item["code"]["commit"] is None


def test_a_figure_cited_from_a_document_has_no_indicator_of_ours():
    item = describe(indicator="fafo_2019", region_code="", period="", breakdown="", inputs=[])
    assert item["indicator"] == {"id": "fafo_2019", "title": None, "definition": None}
    lines = render_text("11", [item], []).splitlines()
    assert {"  indicator   fafo_2019", "  region      none", "  period      none", "  breakdown   none"} <= {*lines}


def test_the_lines_of_a_match():
    assert render_text("11 prosent", [describe()], ["where the rest is"]).splitlines() == [
        "1 match for '11 prosent'",
        "",
        "[1] growth-1: 11\u00a0prosent",
        "  page        5",
        "  section     1 Utvikling / 1.1 I alt",
        "  sentence    Andelen er 11 prosent.",
        "  kind        share",
        "  value       10.9489051095 (unrounded)",
        "  rounding    to 0 decimals",
        "  unit        percent",
        "  formula     45 / 411 × 100",
        "  indicator   buyers: Kommuner som kjøper",
        "  definition  Andel av dem som svarte.",
        "  region      1103 Stavanger",
        "  period      2017",
        "  breakdown   age: Voksne; size: Små",
        "  n           411",
        "  interval    none",
        "  status      observed",
        "  synthetic   yes, invented example data",
        "  source      is248/2017/a.csv",
        f"              sha256 {'d' * 64}",
        "              40 rows: 5-43, 45",
        "",
        "  code        statusrapport 0.2.0, commit 0123abc",
        f"              render_report {'e' * 64}",
        f"  lock        sha256 {'c' * 64}",
        f"  slice       sha256 {'a' * 64}",
        f"  templates   sha256 {'b' * 64}",
        "  note        where the rest is",
    ]


def test_the_same_number_is_described_once():
    lines = render_text("11 prosent", [describe(), describe(id="plan-2", shown="11\u00a0%")], []).splitlines()
    assert "  fact        the same as [1]" in lines
    assert lines.count("  kind        share") == 1


@pytest.mark.parametrize("change", [{"period": "2016"}, {"shown": "10,9\u00a0prosent"}, {"region_code": "0"}])
def test_another_year_rounding_or_region_is_another_number(change):
    text = render_text("11 prosent", [describe(), describe(id="plan-2", **change)], [])
    assert "the same as" not in text


def test_a_withheld_number_shows_no_value():
    text = render_text(":", [describe(value=None, shown=":", status="suppressed", n=None, place="table")], [])
    assert "  value       none\n  rounding    none, not printed as a number\n" in text
    assert "  n           not known\n" in text
    assert "  stands      in Andelen" in text


@pytest.mark.parametrize(
    ("place", "words"),
    [("table", "in Tabell 1"), ("title", "in the title: Tabell 1"), ("alt", "in the alternative text of Tabell 1")],
)
def test_a_number_outside_of_prose_names_its_figure_or_table(place, words):
    item = describe_match(Match(FACT | {"place": place}, Place(5, ("1 Utvikling",), "Tabell 1")), MANIFEST, KNOWN)
    assert f"  stands      {words}\n" in render_text("11", [item], [])


def test_an_interval_is_told():
    assert "  interval    8.3 to 14.3\n" in render_text("11", [describe(lower=8.3, upper=14.3)], [])


@pytest.mark.parametrize(
    ("shown", "value", "decimals"),
    [
        ("16\u00a0399", "16399", 0),
        ("4,3\u00a0prosent", "4.25743469222", 1),
        ("0,25", "0.25", 2),
        ("\u22124,3", "-4.25743469222", 1),
        ("+471", "471", 0),
        ("nesten 700", "697", None),
        ("nær halvparten", "48.2", None),
        ("..", None, None),
    ],
)
def test_rounding_is_read_from_what_is_printed(shown, value, decimals):
    assert count_decimals(shown, value) == decimals


@pytest.mark.parametrize(("ranges", "count"), [("5", 1), ("5-43,45", 40), ("", 0)])
def test_rows_are_counted(ranges, count):
    assert count_rows(ranges) == count


@pytest.mark.parametrize(
    ("ranges", "short"),
    [
        ("5-43,45", "5-43, 45"),
        ("60,116,172,228,340", "60-228 every 56, 340"),
        ("60,116,172", "60, 116, 172"),
        ("1,3,10,20,30,40,41-43", "1, 3, 10-40 every 10, 41-43"),
    ],
)
def test_rows_at_one_distance_are_told_in_short(ranges, short):
    assert shorten_rows(ranges) == short


def test_a_number_after_a_series_break_says_so():
    plain, broken = describe(), describe(series_break=True, status="carried_forward")
    assert (plain["series_break"], broken["series_break"]) == (False, True)
    assert "status      observed\n" in render_text("11", [plain], [])
    assert "status      carried_forward, after a series break" in render_text("11", [broken], [])

"""Charts: the same bytes every time, text as text in the report's font, a mark where a number is missing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from matplotlib.figure import Figure

from statusrapport.charts import find_kind, list_kinds
from statusrapport.charts.cover import draw_cover
from statusrapport.charts.data import Datum, Distribution
from statusrapport.charts.kinds.tile_map import TILES, tiles_of
from statusrapport.charts.style import CATEGORIES, FOCUS, INK_FAINT, NEGATIVE, NEUTRAL, POSITIVE, SEQUENCE, write_svg
from statusrapport.errors import DeclarationError

FAMILY = "Statusrapport Sans"
LEVELS = ("Svært dårlig", "Dårlig", "Godt", "Svært godt")


def grid(groups: tuple[str, ...], value: float | None, shown: str) -> list[Datum]:
    """Two rows of ordinary numbers, of which the last is replaced by `value`, printed as `shown`."""
    cells = [(label, group) for label in ("Voksne", "Barn og unge") for group in groups]
    data = [Datum(label, 25.0, "25", group, base="426") for label, group in cells[:-1]]
    return [*data, Datum(*cells[-1][:1], value, shown, cells[-1][1], base="426")]


def draw(kind: str, value: float | None = 31.5, shown: str = "31,5") -> Figure:
    """A chart of the kind, one number of which is `value`."""
    draw_kind = find_kind(kind).draw
    match kind:
        case "likert":
            return draw_kind(grid(LEVELS, value, shown), levels=LEVELS, base_title="Svar")
        case "tile_map":
            codes = sorted(tiles_of(2017))
            data = [Datum(f"Fylke {code}", 30.0, "30,0", code) for code in codes[:-1]]
            return draw_kind([*data, Datum("Fylke", value, shown, codes[-1])], structure=2017, edges=[20, 25, 30, 35])
        case "distribution":
            values = () if value is None else (value, 20.0, 42.0)
            lower, upper = Datum("Nedre kvartil", 20.0, "20,0"), Datum("Øvre kvartil", 42.0, "42,0")
            return draw_kind([Distribution("Alle", "3 kommuner", values, lower, Datum("Median", value, shown), upper)])
        case "flow":
            ends = {"Voksne": ("Staten", "Kommunene"), "Barn og unge": ("Staten", "Kommunene")}
            return draw_kind(grid(("",), value, shown), ends=ends)
        case "ranked_bars" | "change_bars":
            return draw_kind(grid(("",), value, shown))
        case _:
            return draw_kind(grid(("2016", "2017"), value, shown))


def texts(figure: Figure) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", write_svg(figure).decode())]


@pytest.mark.parametrize("kind", list_kinds())
def test_a_chart_has_the_same_bytes_every_time(kind: str):
    assert write_svg(draw(kind)) == write_svg(draw(kind))


@pytest.mark.parametrize("kind", list_kinds())
def test_a_number_is_printed_as_its_fact_is(kind: str):
    assert "31,5" in texts(draw(kind))


@pytest.mark.parametrize("kind", list_kinds())
@pytest.mark.parametrize("mark", ["..", ".", ":"])
def test_a_number_that_is_not_given_keeps_its_mark(kind: str, mark: str):
    assert mark in texts(draw(kind, None, mark))


@pytest.mark.parametrize("kind", list_kinds())
def test_all_text_is_in_the_reports_own_family(kind: str):
    svg = write_svg(draw(kind)).decode()
    assert set(re.findall(r"font-family: '([^']+)'", svg)) == {FAMILY}
    assert svg.count("<text") == svg.count("font-family")


def test_each_kind_has_a_name_of_its_own():
    assert len({find_kind(kind).name_nb for kind in list_kinds()}) == len(list_kinds())


def test_an_svg_holds_no_date():
    assert "<dc:date>" not in write_svg(draw("slope")).decode()


def test_a_number_without_a_value_must_be_a_mark():
    with pytest.raises(ValueError, match="does not go with"):
        Datum("Voksne", None, "0")


def test_an_unknown_kind_is_refused_with_those_that_exist():
    with pytest.raises(DeclarationError, match="ranked_bars"):
        find_kind("pie")


def test_two_numbers_in_one_place_are_refused():
    with pytest.raises(DeclarationError, match="two values for Voksne 2016"):
        find_kind("slope").draw([Datum("Voksne", 1.0, "1", "2016"), Datum("Voksne", 2.0, "2", "2016")])


def test_bars_are_ranked_with_unknown_ones_last():
    data = [Datum("Lege", None, ":"), Datum("Psykolog", 2.0, "2"), Datum("Sykepleier", 9.0, "9")]
    labels = [text for text in texts(find_kind("ranked_bars").draw(data)) if text in {"Lege", "Psykolog", "Sykepleier"}]
    assert labels == ["Sykepleier", "Psykolog", "Lege"]


def test_a_distribution_names_no_unit_and_says_what_lies_beyond_its_scale():
    quartiles = (Datum("Nedre kvartil", 20.0, "20"), Datum("Median", 30.0, "30"), Datum("Øvre kvartil", 40.0, "40"))
    group = Distribution("Små", "4 kommuner", (10.0, 25.0, 35.0, 900.0), *quartiles)
    assert "> 100" in texts(find_kind("distribution").draw([group], maximum=100))


@pytest.mark.parametrize(("year", "count"), [(2013, 19), (2017, 19), (2018, 18), (2020, 11), (2023, 11), (2024, 15)])
def test_every_county_of_a_structure_has_a_tile_of_its_own(year: int, count: int):
    places = tiles_of(year).values()
    assert len(places) == len(set(places)) == count


def test_a_map_that_lacks_a_county_is_refused():
    with pytest.raises(DeclarationError, match="a map needs one number for each"):
        find_kind("tile_map").draw([Datum("Oslo", 1.0, "1", "03")], structure=max(TILES), edges=[1, 2, 3, 4])


def test_the_cover_takes_values_of_zero():
    assert b"<path" in write_svg(draw_cover([0.0, 12.5, 300.0]))


def luminance(colour: str) -> float:
    """Relative luminance of a colour, after WCAG 2."""
    colour = "#ffffff" if colour == "white" else colour
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_can_be_read_on_every_colour_it_stands_on():
    answers = [pair for side in (NEGATIVE, POSITIVE) for pairs in side.values() for pair in pairs]
    pairs = [*CATEGORIES, *SEQUENCE, *answers, NEUTRAL, ("white", INK_FAINT), ("white", FOCUS)]
    for ground, ink in pairs:
        dark, light = sorted((luminance(ground), luminance(ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)


# --- Series breaks ----------------------------------------------------------------------------------------------------


YEARS = {"2018": 30.0, "2019": 31.0, "2020": 32.0}


def over_years(*broken: str) -> list[Datum]:
    """Two series over three years, of which some cannot be compared with the year before."""
    years = ("2018", "2019", "2020")
    numbers = {"Voksne": (30.0, 31.0, 32.0), "Barn og unge": (10.0, 12.0, 11.0)}
    return [
        Datum(label, value, f"{value:.0f}", year, series_break=year in broken)
        for label, values in numbers.items()
        for year, value in zip(years, values, strict=True)
    ]


def dashes(figure: Figure) -> int:
    """How many lines of a chart are dashed."""
    return write_svg(figure).decode().count("stroke-dasharray")


@pytest.mark.parametrize("kind", ["lines", "grouped_columns", "slope"])
def test_a_series_break_is_drawn_for_each_series(kind: str):
    periods = ("2019", "2020") if kind == "slope" else ("2018", "2019", "2020")
    plain, broken = ([datum for datum in over_years(*years) if datum.group in periods] for years in ((), ("2020",)))
    assert find_kind(kind).breaks_nb.startswith("Stiplet")
    assert (dashes(find_kind(kind).draw(plain)), dashes(find_kind(kind).draw(broken))) == (0, 2)


def test_columns_of_years_have_a_line_before_the_broken_one():
    data = [Datum(year, value, f"{value:.0f}", series_break=year == "2020") for year, value in YEARS.items()]
    assert dashes(find_kind("grouped_columns").draw(data)) == 1


def test_years_stand_as_far_apart_as_they_are():
    data = [Datum("Alle", value, f"{value:.0f}", year) for year, value in (("2014", 1.0), ("2016", 2.0), ("2020", 3.0))]
    places = re.findall(r'<text[^>]* x="([\d.]+)"[^>]*>(20\d\d)<', write_svg(find_kind("lines").draw(data)).decode())
    at = {year: float(x) for x, year in places}
    assert (at["2020"] - at["2016"]) / (at["2016"] - at["2014"]) == pytest.approx(2, rel=0.01)


def test_many_series_are_numbered_at_their_ends_alone():
    data = [
        Datum(label, value, f"{value:.0f}", year)
        for label, value in zip("abc", (1, 20, 300), strict=True)
        for year in YEARS
    ]
    assert sum(text == "20" for text in texts(find_kind("lines").draw(data))) == 2

"""Charts of surveys: intervals have their length, sides their order, labels of any length their room, also in grey."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from statusrapport.charts import find_kind
from statusrapport.charts.data import Datum
from statusrapport.charts.kinds.tile_map import tiles_of
from statusrapport.charts.layout import text_width
from statusrapport.charts.style import NEGATIVE, POINT, POSITIVE, SEQUENCE
from statusrapport.errors import DeclarationError

PARTNERS = (
    "Psykisk helsevern",
    "NAV",
    "Fastleger",
    "Tverrfaglig spesialisert rusbehandling (TSB)",
    "Annen spesialisthelsetjeneste",
    "Barnevern",
    "Politi",
    "Frivillige og ideelle organisasjoner med tilbud til rusmiddelavhengige",
)
AMOUNTS = ("Ikke noe", "Lite", "Noe", "Stort", "Svært stort")
SATISFACTION = ("Ikke fornøyd", "Lite fornøyd", "Ganske godt fornøyd", "Svært godt fornøyd")


class Box(NamedTuple):
    """A text of a figure and its edges in millimetres."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def text_boxes(figure: Figure) -> list[Box]:
    boxes = []
    for text in figure.axes[0].texts:
        x, y = text.get_position()
        width = text_width(text.get_text(), text.get_fontsize(), int(text.get_fontweight()))
        size = text.get_fontsize() * POINT
        left = x - width * {"left": 0, "center": 0.5, "right": 1}[text.get_horizontalalignment()]
        boxes.append(Box(text.get_text(), left, y - 0.72 * size, left + width, y + 0.2 * size))
    return boxes


def overlap(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def place(figure: Figure, text: str) -> float:
    """Where the first text of this kind begins."""
    return next(box.left for box in text_boxes(figure) if box.text == text)


def to_number(figure: Figure, x: float, first: str, last: str) -> float:
    """The number at `x`, read from the scale between two of its ticks."""
    ticks = {text.get_text(): text.get_position()[0] for text in figure.axes[0].texts if text.get_gid()}
    part = (x - ticks[first]) / (ticks[last] - ticks[first])
    return float(first) + part * (float(last) - float(first))


def whiskers(figure: Figure) -> list[tuple[float, float]]:
    """The lines that lie level, as their ends in millimetres, from the top."""
    level = [line for line in figure.axes[0].lines if len({*line.get_ydata()}) == 1]
    return [tuple(line.get_xdata()) for line in sorted(level, key=lambda line: line.get_ydata()[0])]


def bars(figure: Figure) -> list[tuple[float, float, str]]:
    """Filled shapes as left edge, right edge and colour."""
    shapes = [(patch.get_path().get_extents(), to_hex(patch.get_facecolor())) for patch in figure.axes[0].patches]
    return [(extent.x0, extent.x1, colour) for extent, colour in shapes]


def estimate(label: str, value: float, group: str = "Prosent", *, margin: float = 6.0) -> Datum:
    return Datum(label, value, f"{value:.0f}", group, "203", value - margin, value + margin)


def answers(levels: tuple[str, ...], rows: dict[str, tuple[float, ...]]) -> list[Datum]:
    return [
        Datum(row, value, f"{value:.0f}", level, base="203")
        for row, values in rows.items()
        for level, value in zip((*levels, "Vet ikke"), values, strict=True)
    ]


def interval_dots(groups: tuple[str, ...]) -> Figure:
    data = [estimate(label, 90 - 9 * row, group) for row, label in enumerate(PARTNERS[:-1]) for group in groups]
    data += [Datum(PARTNERS[-1], None, ":", group) for group in groups]
    return find_kind("interval_dots").draw(data, maximum=100, base_title="Svar (kommuner)")


def likert(levels: tuple[str, ...], split: int | None) -> Figure:
    rows = {label: (row, 2.0 * row + 3, *[20.0] * (len(levels) - 2), 4) for row, label in enumerate(PARTNERS)}
    return find_kind("likert").draw(answers(levels, rows), levels=levels, split=split, base_title="n")


def matrix(groups: tuple[str, ...]) -> Figure:
    data = [estimate(label, 90 - 9 * row, group) for row, label in enumerate(PARTNERS) for group in groups]
    return find_kind("matrix").draw(data, maximum=100, base_title="n")


FIGURES = {
    "one series": interval_dots(("Prosent",)),
    "two series": interval_dots(("2007", "2013")),
    "four answers": likert(SATISFACTION, None),
    "no neutral answer": likert(AMOUNTS, 2),
    "a neutral answer": likert(AMOUNTS, None),
    "matrix": matrix(("Samarbeider svært mye eller mye", "Svært stort behov", "Fornøyd med samarbeidet")),
}


@pytest.mark.parametrize("name", FIGURES)
def test_eight_rows_with_long_labels_stay_on_the_page_and_apart(name: str):
    figure = FIGURES[name]
    width, height = figure.get_size_inches() * 25.4
    boxes = text_boxes(figure)
    assert all(box.left >= 0 and box.top >= 0 for box in boxes)
    assert all(box.right <= width + 0.01 and box.bottom <= height for box in boxes)
    assert not [(one.text, other.text) for one, other in combinations(boxes, 2) if overlap(one, other)]


@pytest.mark.parametrize("name", FIGURES)
def test_each_row_says_on_how_many_answers_it_rests(name: str):
    assert sum(box.text == "203" for box in text_boxes(FIGURES[name])) >= len(PARTNERS) - 1


def test_the_line_of_an_estimate_goes_from_one_limit_to_the_other():
    figure = find_kind("interval_dots").draw([Datum("NAV", 52.0, "52", "Prosent", "203", 44.0, 61.0)], maximum=100)
    ((lower, upper),) = whiskers(figure)
    assert to_number(figure, lower, "0", "100") == pytest.approx(44)
    assert to_number(figure, upper, "0", "100") == pytest.approx(61)


def test_a_scale_without_a_maximum_holds_every_interval():
    figure = find_kind("interval_dots").draw([estimate("NAV", 52, margin=10)])
    assert max(upper for _, upper in whiskers(figure)) <= place(figure, "80") + text_width("80", 7.2) / 2


def test_a_suppressed_estimate_is_a_mark_without_a_dot():
    data = [estimate("NAV", 52), Datum("Politi", None, ":", "Prosent")]
    figure = find_kind("interval_dots").draw(data)
    assert len(bars(figure)) == len(whiskers(figure)) == 1
    assert ":" in [box.text for box in text_boxes(figure)]


def test_an_estimate_without_limits_is_a_dot_alone():
    figure = find_kind("interval_dots").draw([Datum("NAV", 52.0, "52", "Prosent")])
    assert (len(bars(figure)), whiskers(figure)) == (1, [])


def test_estimates_are_ranked_by_the_last_series():
    data = [estimate("NAV", 80, "2007"), estimate("NAV", 40, "2013")]
    data += [estimate("Politi", 30, "2007"), estimate("Politi", 50, "2013")]
    shown = [box.text for box in text_boxes(find_kind("interval_dots").draw(data))]
    assert shown.index("Politi") < shown.index("NAV")


def test_two_series_are_told_apart_by_the_shape_of_their_dots():
    data = [estimate("NAV", 40, "2007"), estimate("NAV", 60, "2013")]
    dots = {colour for _, _, colour in bars(find_kind("interval_dots").draw(data))}
    assert "#ffffff" in dots
    assert len(dots) == 2


def test_differences_have_a_line_at_zero():
    figure = find_kind("interval_dots").draw([estimate("NAV og politi", -4)])
    upright = [line.get_xdata()[0] for line in figure.axes[0].lines if to_hex(line.get_color()) == "#1b2329"]
    assert upright == [pytest.approx(place(figure, "0") + text_width("0", 7.2) / 2)]


def test_three_series_with_intervals_are_refused():
    data = [estimate("NAV", 40, year) for year in ("2007", "2010", "2013")]
    with pytest.raises(DeclarationError, match="2 columns at most"):
        find_kind("interval_dots").draw(data)


def lightness(colour: str) -> float:
    """CIE L* of a colour: how it looks in grey print."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16


@pytest.mark.parametrize("side", [*NEGATIVE.values(), *POSITIVE.values()])
def test_answers_darken_outwards_so_that_they_stay_apart_in_grey(side: tuple[tuple[str, str], ...]):
    assert all(lightness(inner) - lightness(outer) >= 15 for (inner, _), (outer, _) in pairwise(side))


def test_without_a_neutral_answer_a_row_is_one_bar_split_at_the_line():
    figure = find_kind("likert").draw(answers(AMOUNTS, {"NAV": (10, 20, 30, 25, 15, 0)}), levels=AMOUNTS, split=2)
    drawn = [(left, right) for left, right, _ in bars(figure) if right - left > 2.3]
    zero = next(line.get_xdata()[0] for line in figure.axes[0].lines if line.get_ydata()[1] > 8)
    assert [right <= zero + 0.01 for _, right in sorted(drawn)] == [True, True, False, False, False]


def test_the_names_of_the_answers_lie_on_their_side_of_the_line():
    figure = FIGURES["four answers"]
    zero = next(line.get_xdata()[0] for line in figure.axes[0].lines if line.get_ydata()[1] > 8)
    negative, positive = SATISFACTION[:2], SATISFACTION[2:]
    assert all(place(figure, name) + text_width(name, 7.2) < zero for name in negative)
    assert all(place(figure, name) > zero for name in positive)


def test_rows_can_be_ranked_by_the_positive_side():
    rows = {"Politi": (30, 30, 20, 20, 0), "NAV": (5, 10, 45, 40, 0)}
    figure = find_kind("likert").draw(answers(SATISFACTION, rows), levels=SATISFACTION, ranked=True)
    assert [box.text for box in text_boxes(figure) if box.text in rows] == ["NAV", "Politi"]


@pytest.mark.parametrize("split", [0, 1, 5])
def test_more_than_three_answers_to_a_side_are_refused(split: int):
    with pytest.raises(DeclarationError, match="one to three to each side"):
        likert(AMOUNTS, split)


def test_counties_with_the_same_printed_number_have_the_same_colour():
    codes = sorted(tiles_of(2013))
    rates = dict.fromkeys(codes, 45.0) | {"03": 59.6, "11": 60.2}
    data = [Datum(f"Fylke {code}", rates[code], f"{rates[code]:.0f}", code) for code in codes]
    figure = find_kind("tile_map").draw(data, structure=2013, edges=[40, 50, 60, 70])
    tiles = [colour for left, right, colour in bars(figure) if right - left > 10]
    assert sorted(tiles.count(colour) for colour in {*tiles}) == [2, 17]
    assert tiles.count(SEQUENCE[3][0]) == 2


def test_the_bars_of_all_columns_of_a_matrix_have_one_scale():
    figure = find_kind("matrix").draw([estimate("NAV", 80, "Behov"), estimate("NAV", 40, "Omfang")])
    great, small = (right - left for left, right, _ in bars(figure))
    assert great == pytest.approx(2 * small)


def test_a_matrix_is_ranked_by_a_column_that_it_has():
    values = (("NAV", "Behov", 80), ("NAV", "Omfang", 40), ("Politi", "Behov", 30), ("Politi", "Omfang", 60))
    data = [estimate(label, value, group) for label, group, value in values]
    figure = find_kind("matrix").draw(data, ranked_by="Behov")
    assert [box.text for box in text_boxes(figure) if box.text in {"NAV", "Politi"}] == ["NAV", "Politi"]
    with pytest.raises(DeclarationError, match="cannot be ranked by 'Tilfredshet'"):
        find_kind("matrix").draw(data, ranked_by="Tilfredshet")


def test_a_matrix_cannot_show_what_is_below_zero():
    with pytest.raises(DeclarationError, match="below zero"):
        find_kind("matrix").draw([estimate("NAV", -4), estimate("Politi", 4)])


def test_a_change_of_estimates_has_a_line_for_its_interval_and_its_number_beyond_it():
    data = [Datum("Fornøyd", 6.0, "+6", lower=3.5, upper=8.5), Datum("Bolig", -1.0, "−1", lower=-3.0, upper=1.0)]
    kind = find_kind("change_bars")
    figure = kind.draw(data)
    lines = sorted({tuple(line.get_xdata()) for line in figure.axes[0].lines if len({*line.get_ydata()}) == 1})
    (fell, rose) = lines
    (bar, *_) = [(left, right) for left, right, _ in bars(figure) if right > rose[0] > left]
    assert rose[0] < bar[1] < rose[1] < place(figure, "+6")
    assert fell[0] < bar[0] < fell[1]
    assert kind.intervals_nb == "Strekene viser 95 prosent konfidensintervaller."

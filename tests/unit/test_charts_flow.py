"""The flow chart: who stands where, how broad bands are, and what is refused.

The State pays the municipalities 80 and 10, and the organisations 10; the municipalities pay the organisations 30.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from statusrapport.charts.data import Datum
from statusrapport.charts.kinds.flow import BAR, LINE, THINNEST, draw_flow
from statusrapport.charts.style import BRAND, BRAND_DEEP, SEQUENCE, write_svg
from statusrapport.errors import DeclarationError

ENDS = {
    "Ramme": ("Staten", "Kommunene"),
    "Øremerket": ("Staten", "Kommunene"),
    "Støtte": ("Kommunene", "Organisasjonene"),
    "Tilskudd": ("Staten", "Organisasjonene"),
}
AMOUNTS = {"Ramme": 80.0, "Øremerket": 10.0, "Støtte": 30.0, "Tilskudd": 10.0}


def flows(**changed: float | None) -> list[Datum]:
    """The amounts, some of which are others; None is one that is not known."""
    amounts: dict[str, float | None] = {**AMOUNTS, **changed}
    return [Datum(label, value, ".." if value is None else f"{value:.0f}", "Beløp") for label, value in amounts.items()]


class Drawn:
    """A drawn chart: its bands by colour, its bars and its texts, in millimetres."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        axes = figure.axes[0]
        self.shapes = [patch for patch in axes.patches if isinstance(patch, PathPatch)]
        self.texts = {text.get_text(): text for text in axes.texts}

    def of_colour(self, colour: str) -> list[PathPatch]:
        return [shape for shape in self.shapes if to_hex(shape.get_facecolor()) == colour]

    @property
    def bars(self) -> list[tuple[float, float]]:
        """Left edge and height of each bar, from left to right and top to bottom."""
        boxes = [shape.get_path().get_extents() for shape in self.of_colour(BRAND_DEEP)]
        assert all(box.width == pytest.approx(BAR) for box in boxes)
        return sorted((round(box.x0, 3), round(box.height, 3)) for box in boxes)

    @property
    def bands(self) -> list[float]:
        """How broad each plain band is where it begins."""
        return [_breadth(shape) for shape in self.of_colour(SEQUENCE[1][0])]

    def place(self, text: str) -> tuple[float, float]:
        found: Text = self.texts[text]
        x, y = found.get_position()
        return x, y


def _breadth(band: PathPatch) -> float:
    vertices = band.get_path().vertices
    left = vertices[:, 0].min()
    ends = [y for x, y in vertices.tolist() if x == pytest.approx(left)]
    return round(max(ends) - min(ends), 3)


def draw(*, focus: tuple[str, ...] = (), height: float = 50.0, **changed: float | None) -> Drawn:
    return Drawn(draw_flow(flows(**changed), ends=ENDS, focus=focus, height=height))


def test_bands_are_as_broad_as_their_amounts() -> None:
    assert draw(height=50).bands == [40.0, 5.0, 15.0, 5.0]  # of 100 that the State pays


def test_who_receives_and_pays_on_stands_between() -> None:
    state, municipalities, organisations = draw(height=50).bars
    assert state[0] < municipalities[0] < organisations[0]
    assert municipalities[0] - state[0] == pytest.approx(organisations[0] - municipalities[0])


def test_a_bar_is_as_high_as_what_is_paid_or_received() -> None:
    assert [height for _, height in draw(height=50).bars] == [50.0, 45.0, 20.0]


def test_who_pays_nothing_on_stands_at_the_right_edge_though_paid_at_once() -> None:
    ends = {**ENDS, "Behandling": ("Staten", "Helseforetakene")}
    data = [*flows(), Datum("Behandling", 20.0, "20", "Beløp")]
    drawn = Drawn(draw_flow(data, ends=ends))
    assert [left for left, _ in drawn.bars][-2] == drawn.bars[-1][0]
    assert drawn.place("Helseforetakene")[0] == drawn.place("Organisasjonene")[0]


def test_a_very_small_amount_can_be_seen() -> None:
    assert draw(Øremerket=0.01).bands[1] == THINNEST


def test_every_flow_has_its_name_and_its_amount_beside_each_other() -> None:
    drawn = draw()
    for label, shown in (("Ramme", "80"), ("Støtte", "30")):
        assert drawn.place(label)[1] == drawn.place(shown)[1]
        assert drawn.place(label)[0] < drawn.place(shown)[0]


def test_labels_of_one_receiver_do_not_touch() -> None:
    drawn = draw(Støtte=0.02, Tilskudd=0.01, height=20)
    assert abs(drawn.place("Støtte")[1] - drawn.place("Tilskudd")[1]) >= LINE - 1e-6


def test_focus_is_dark_and_the_others_are_light() -> None:
    drawn = draw(focus=("Tilskudd",))
    assert len(drawn.of_colour(BRAND)) == 1
    assert len(drawn.of_colour(SEQUENCE[1][0])) == 3


def test_an_amount_that_is_not_known_is_a_dashed_line_with_its_mark() -> None:
    drawn = draw(Tilskudd=None)
    assert ".." in drawn.texts
    assert len(drawn.of_colour(SEQUENCE[1][0])) == 3
    assert len(drawn.figure.axes[0].lines) == 1


def test_a_chart_of_nothing_known_is_drawn() -> None:
    drawn = draw(Ramme=None, Øremerket=None, Støtte=None, Tilskudd=None)
    assert [text for text in drawn.texts if text == ".."] == [".."]


def test_all_texts_are_text() -> None:
    svg = write_svg(draw().figure).decode()
    assert {"Staten", "Kommunene", "Organisasjonene", "Ramme", "80"} <= {
        unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    }


@pytest.mark.parametrize(
    ("changed", "ends", "words"),
    [
        ({}, {"Ramme": ("Staten", "Kommunene")}, "a flow has no ends: Øremerket, Støtte, Tilskudd"),
        ({}, {**ENDS, "Ramme": ("Staten",)}, "a flow has no ends: Ramme"),
        ({"Støtte": -30.0}, ENDS, "a flow is below zero: Støtte"),
        ({}, {**ENDS, "Tilskudd": ("Organisasjonene", "Staten")}, "the flows of a chart run in a circle"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    changed: dict[str, float], ends: dict[str, tuple[str, ...]], words: str
) -> None:
    with pytest.raises(DeclarationError, match=words):
        draw_flow(flows(**changed), ends=ends)

"""Placing things in a chart: labels keep their distance, lines fit, scales and ticks are what a reader expects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.charts.layout import Scale, choose_ticks, format_ticks, place_in_line, spread, text_width, wrap


def test_labels_at_one_place_move_apart_evenly():
    assert spread([10.0, 10.0], gap=4) == pytest.approx([8, 12])


def test_labels_that_do_not_touch_stay():
    assert spread([30.0, 10.0], gap=4) == pytest.approx([30, 10])


@given(st.lists(st.floats(-100, 100), max_size=12))
def test_labels_are_never_nearer_than_the_gap(positions: list[float]):
    placed = sorted(spread(positions, gap=4))
    assert all(upper - lower >= 4 - 1e-6 for lower, upper in pairwise(placed))


def test_names_in_a_line_make_room_for_each_other():
    assert place_in_line([0.0, 5.0], [10.0, 10.0], end=100, gap=2) == pytest.approx([0, 12])


def test_names_in_a_line_end_where_the_line_ends():
    assert place_in_line([0.0, 95.0], [10.0, 10.0], end=100, gap=2) == pytest.approx([0, 90])


def test_a_scale_takes_its_ends_to_its_ends():
    scale = Scale(0, 50, start=48, end=148)
    assert (scale(0), scale(25), scale(50)) == (48, 98, 148)


def test_ticks_are_round_and_enclose_the_values():
    assert choose_ticks(0, 47) == [0, 10, 20, 30, 40, 50]


def test_ticks_have_norwegian_numbers():
    assert format_ticks([0.0, 2.5, 5.0]) == ["0,0", "2,5", "5,0"]
    assert format_ticks([0.0, 10000.0]) == ["0", "10\u00a0000"]


def test_a_label_is_broken_at_spaces_to_fit_its_column():
    label = "Hjemmetjenester og ambulante tjenester"
    lines = wrap(label, 30).split("\n")
    assert " ".join(lines) == label
    assert all(text_width(line) <= 30 for line in lines)


def test_a_number_is_not_broken_at_its_no_break_space():
    assert wrap("under 10\u00a0000 innbyggere", 12).split("\n") == ["under", "10\u00a0000", "innbyggere"]

import pytest

from statusrapport.facts.numbers import exact_text, format_number, round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (13936, 0, "13\u00a0936"),
        (936, 0, "936"),
        (1234567.25, 1, "1\u00a0234\u00a0567,3"),
        (4.257, 1, "4,3"),
        (4.0, 1, "4,0"),
        (-15.18, 0, "\u221215"),
        (-0.04, 1, "0,0"),
    ],
)
def test_numbers_are_printed_in_norwegian(value, decimals, shown):
    assert format_number(value, decimals) == shown


def test_halves_are_rounded_away_from_zero():
    assert [str(round_half_up(value, 0)) for value in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "-3"]


def test_a_number_is_rounded_as_it_is_written_not_as_it_is_stored():
    assert str(round_half_up(2.675, 2)) == "2.68"


def test_a_plus_is_printed_when_asked_for_and_never_on_zero():
    assert format_number(471, sign=True) == "+471"
    assert format_number(0.2, sign=True) == "0"


@pytest.mark.parametrize(
    ("value", "text"), [(14633.000000001, "14633"), (0.25, "0.25"), (1e-7, "0.0000001"), (0.0, "0")]
)
def test_the_exact_text_has_no_binary_noise(value, text):
    assert exact_text(value) == text

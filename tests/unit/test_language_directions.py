"""Words for a change over time: a change that is not sure is never stable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.language import Change, check_direction, choose_direction, read_vocabulary

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change in percentage points, in a full count or with an interval around it."""
    value, smallest = draw(st.floats(-30, 30)), draw(st.floats(0.5, 5))
    if draw(st.booleans()):
        return Change(value, None, None, smallest, is_full_count=True)
    below, above = draw(st.floats(0, 20)), draw(st.floats(0, 20))
    return Change(value, value - below, value + above, smallest, is_full_count=False)


def survey(value: float, lower: float, upper: float) -> Change:
    return Change(value, lower, upper, smallest_change=3, is_full_count=False)


def count(value: float) -> Change:
    return Change(value, None, None, smallest_change=2, is_full_count=True)


@given(changes())
def test_choosing_and_checking_agree_and_exactly_one_word_holds(change: Change) -> None:
    words = [entry.texts[0] for entry in NB.directions]
    assert [word for word in words if not check_direction(NB, word, change)] == [choose_direction(NB, change)]


@given(changes())
def test_stable_is_never_said_of_an_interval_that_reaches_the_smallest_change(change: Change) -> None:
    if choose_direction(NB, change) == "stabil" and not change.is_full_count:
        assert abs(change.value) < change.smallest_change
        assert change.is_equivalent


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (survey(7, 3.5, 10.5), "økt"),
        (survey(-7, -10.5, -3.5), "gått ned"),
        (survey(0.2, -1.2, 1.6), "stabil"),
        (survey(0.2, -5, 5.4), "ingen sikker endring"),
        (survey(7, -1, 15), "ingen sikker endring"),
        (survey(1.9, 0.2, 3.6), "liten, men sikker endring"),
        (count(4.3), "økt"),
        (count(-2), "gått ned"),
        (count(1.9), "stabil"),
    ],
)
def test_the_word_for_a_change(change: Change, word: str) -> None:
    assert choose_direction(NB, change) == word


def test_a_poisson_interval_decides_for_persons_in_one_municipality() -> None:
    few = Change(-4, -12.6, 4.6, smallest_change=2, is_full_count=False)
    assert choose_direction(NB, few) == "ingen sikker endring"


@pytest.mark.parametrize("text", ["økte", "en økning", "har økt", "en betydelig økning", "klart økt", "vokste kraftig"])
def test_forms_and_degrees_of_a_rise_of_five_times_the_smallest_change(text: str) -> None:
    assert check_direction(NB, text, count(10)) == ()


def test_a_degree_needs_a_change_of_its_size() -> None:
    assert check_direction(NB, "gått klart ned", count(-4)) == ()
    assert "at least 2 × 2" in check_direction(NB, "gått klart ned", count(-3))[0]
    assert "at most 2 × 2" in check_direction(NB, "økte litt", count(5))[0]
    assert "clears 3" in check_direction(NB, "økte klart", survey(7, 2, 12))[0]


def test_a_direction_that_does_not_hold_says_what_does() -> None:
    (reason,) = check_direction(NB, "stabil", survey(0.2, -5, 5.4))
    assert reason.startswith("'stabil' means stable, but the change is uncertain: 0.2 (95 percent interval -5 to 5.4)")


def test_an_unknown_word_is_refused() -> None:
    assert check_direction(NB, "eksplodert", count(10)) == ("'eksplodert' is not in the vocabulary",)


def test_a_survey_change_without_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its confidence interval"):
        Change(5, None, None, smallest_change=2, is_full_count=False)

"""Words for a share: which of them the published value and its interval allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.language import Estimate, check_phrase, choose_phrases, read_vocabulary

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")

published = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """A published share, in a full count or with a confidence interval around it."""
    value = draw(published)
    if draw(st.booleans()):
        return Estimate(value, is_exact=draw(st.booleans()))
    below, above = draw(st.floats(0, 40)), draw(st.floats(0, 40))
    return Estimate(value, max(0.0, value - below), min(100.0, value + above))


def test_every_share_of_a_full_count_has_a_phrase_in_words() -> None:
    shares = [tenths / 10 for tenths in range(1001)]
    assert [share for share in shares if any(c.isdigit() for c in choose_phrases(NB, Estimate(share))[0])] == []


@pytest.mark.parametrize("half_width", [3, 15])
def test_every_share_with_an_interval_has_a_phrase(half_width: float) -> None:
    shares = [tenths / 10 for tenths in range(1001)]
    chosen = [choose_phrases(NB, Estimate(s, max(0, s - half_width), min(100, s + half_width))) for s in shares]
    assert all(chosen)


def test_no_phrase_has_an_empty_interval() -> None:
    assert [phrase.text for phrase in NB.phrases if not 0 <= phrase.lower <= phrase.upper <= 100] == []


@given(estimates())
def test_whatever_is_offered_holds(estimate: Estimate) -> None:
    assert [text for text in choose_phrases(NB, estimate) if check_phrase(NB, text, estimate)] == []


@given(estimates())
def test_whatever_holds_is_offered(estimate: Estimate) -> None:
    holding = {phrase.text for phrase in NB.phrases if not check_phrase(NB, phrase.text, estimate)}
    assert holding <= set(choose_phrases(NB, estimate))


@given(estimates())
def test_no_majority_is_offered_while_the_interval_crosses_one_half(estimate: Estimate) -> None:
    if estimate.lower is not None and estimate.lower <= 50:
        assert not any("flertall" in text or "de fleste" in text for text in choose_phrases(NB, estimate))


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("seks av ti", 61.4),
        ("nær halvparten", 48),
        ("kun en firedel", 24),
        ("nesten ni av ti", 88),
        ("fire av fem", 80),
        ("to av tre", 66),
        ("omlag en av fem", 19),
        ("Et klart flertall", 74),
        ("kun et fåtall", 4),
        ("nesten enstemmig", 97),
        ("litt over\u00a0halvparten", 52),
        ("over to av tre", 70),
    ],
)
def test_phrases_that_hold_in_a_full_count(phrase: str, value: float) -> None:
    assert check_phrase(NB, phrase, Estimate(value)) == ()


@pytest.mark.parametrize(
    ("phrase", "value", "reason"),
    [
        ("seks av ti", 57, "57 % lies outside 57,5 to 62,5 %"),
        ("nesten ni av ti", 90, "90 % lies outside 85 to 89,9 %"),
        ("et flertall", 50, "50 % lies outside 50,1 to 94,9 %"),
        ("åtti av hundre", 80, "'åtti av hundre' is not in the vocabulary"),
        ("mange", 70, "'mange' says no quantity: it needs a bound number in the same sentence"),
    ],
)
def test_phrases_that_do_not_hold_say_why(phrase: str, value: float, reason: str) -> None:
    assert check_phrase(NB, phrase, Estimate(value)) == (reason,)


def test_a_majority_needs_the_lower_limit_above_one_half() -> None:
    assert check_phrase(NB, "et flertall", Estimate(55, 51, 59)) == ()
    assert check_phrase(NB, "et flertall", Estimate(55, 49, 61)) == (
        "the confidence interval 49 to 61 % does not lie above 50 %",
    )


def test_a_wide_interval_refuses_fractions_and_offers_the_number() -> None:
    wide = Estimate(60, 45, 75)
    assert "wider than 10 points" in check_phrase(NB, "seks av ti", wide)[0]
    assert choose_phrases(NB, wide) == ["60 prosent (95 prosent konfidensintervall 45 til 75)"]


def test_over_needs_the_whole_interval_above_the_share_named() -> None:
    assert check_phrase(NB, "over en firedel", Estimate(30, 27, 33)) == ()
    assert check_phrase(NB, "over en firedel", Estimate(27, 23, 31)) == (
        "the confidence interval 23 to 31 % does not lie above 25 %",
    )


def test_all_and_none_need_a_full_count_that_is_not_rounded() -> None:
    assert choose_phrases(NB, Estimate(100, is_exact=True))[0] == "alle"
    assert choose_phrases(NB, Estimate(0, is_exact=True))[0] == "ingen"
    assert choose_phrases(NB, Estimate(100))[0] == "nesten alle"
    assert check_phrase(NB, "alle", Estimate(100, 97, 100)) != ()

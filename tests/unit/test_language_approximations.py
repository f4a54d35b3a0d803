"""Round numbers for counts: "nesten 700" for 697."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.language import check_approximate, choose_approximate, read_vocabulary
from statusrapport.language.numerals import parse_number

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")


@pytest.mark.parametrize(
    ("word", "value", "stated"),
    [("nesten", 697, 700), ("drøyt", 702, 700), ("om lag", 16399, 16400), ("over", 471, 450), ("opptil", 233, 233)],
)
def test_words_that_hold(word: str, value: float, stated: float) -> None:
    assert check_approximate(NB, word, value, stated) == ()


@pytest.mark.parametrize(
    ("word", "value", "stated"),
    [("nesten", 700, 700), ("nesten", 650, 700), ("nesten", 701, 700), ("over", 700, 700), ("opptil", 230, 233)],
)
def test_words_that_do_not_hold(word: str, value: float, stated: float) -> None:
    assert len(check_approximate(NB, word, value, stated)) == 1


def test_no_word_means_the_number_itself() -> None:
    assert check_approximate(NB, "", 700, 700) == ()
    assert check_approximate(NB, "", 697, 700) == ("697 is not 700",)
    assert check_approximate(NB, "sånn", 697, 700) == ("'sånn' is not in the vocabulary",)


def test_the_first_choice_has_the_fewest_digits() -> None:
    assert choose_approximate(NB, 697)[0] == "nesten\u00a0700"
    assert choose_approximate(NB, 5) == []


@given(st.integers(10, 2_000_000))
def test_whatever_is_offered_holds(value: int) -> None:
    for phrase in choose_approximate(NB, value):
        word, stated = phrase.split("\u00a0", maxsplit=1)
        assert check_approximate(NB, word, value, parse_number(stated.replace("\u00a0", " "))) == ()

"""The finder: what it sees in Norwegian text, and what it leaves alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.language import Mention, find_mentions, read_vocabulary
from statusrapport.language.numerals import parse_number

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")


def only(text: str) -> Mention:
    (mention,) = find_mentions(text, NB)
    return mention


@pytest.mark.parametrize(
    ("text", "mention", "kind", "value"),
    [
        ("det var 13\u00a0936 årsverk", "13\u00a0936", "number", 13936),
        ("det var 13.936 årsverk", "13.936", "number", 13936),
        ("i alt 1 200,5 plasser", "1 200,5", "number", 1200.5),
        ("endret \u22124,3 prosentpoeng", "\u22124,3 prosentpoeng", "percentage_points", -4.3),
        ("hele 7,9\u00a0% av dem", "7,9\u00a0%", "percent", 7.9),
        ("har over 75 prosent", "over 75 prosent", "percent", 75),
        ("brukte 584 kr", "584 kr", "money", 584),
        ("brukte kr 500 i alt", "kr 500", "money", 500),
        ("en ramme på 2,4 milliarder kroner", "2,4 milliarder kroner", "money", 2.4e9),
        ("nesten 700 årsverk", "nesten 700", "number", 700),
        ("2000 kommuner", "2000", "number", 2000),
        ("våren 2016", "2016", "year", 2016),
        ("den 01.06.2013", "01.06.2013", "date", None),
        ("den 1. januar 2017", "1. januar 2017", "date", None),
        ("i 4. kvartal", "4.", "ordinal", 4),
        ("den fjerde rapporten", "fjerde", "ordinal", 4),
        ("(kap. 763 post 61)", "kap. 763 post 61", "reference", 763.61),
        ("skjemaet IS-24/8", "IS-24/8", "code", None),
        ("per ti tusen innbyggere", "ti tusen", "count_word", 10_000),
        ("tjuefem kommuner", "tjuefem", "count_word", 25),
        ("tre hundre og femti plasser", "tre hundre og femti", "count_word", 350),
        ("fem prosent av dem", "fem prosent", "percent", 5),
        ("på ett år", "ett", "count_word", 1),
        ("dobbelt så stor", "dobbelt så", "multiple", 2),
        ("nesten ni av ti", "nesten ni av ti", "fraction", 90),
        ("sju av av ti", "sju av av ti", "fraction", 70),
        ("sju av åtte", "sju av åtte", "fraction", 87.5),
        ("3 av 10", "3 av 10", "fraction", 30),
        ("over halvparten", "over halvparten", "fraction", 50),
        ("kun et fåtall", "kun et fåtall", "quantifier", None),
        ("en del steder", "en del", "vague", None),
        ("har gått klart ned", "gått klart ned", "direction", None),
        ("ingen sikker endring", "ingen sikker endring", "direction", None),
        ("klart mest samarbeid", "klart mest", "superlative", None),
        ("med NAV, fulgt av TSB", "fulgt av", "superlative", None),
    ],
)
def test_what_it_finds(text: str, mention: str, kind: str, value: float | None) -> None:
    found = only(text)
    assert (found.text, found.kind, found.value) == (mention, kind, value)
    assert text[found.start : found.end] == mention


@pytest.mark.parametrize(
    "text",
    [
        "en kommune og et tilbud",
        "for det andre",
        "de andre tjenestene",
        "som en del av definisjonen",
        "i noen grad",
        "best mulig",
        "en ustabil livssituasjon",
        "å redusere bruken",
        "økonomiske rammer",
    ],
)
def test_what_it_leaves_alone(text: str) -> None:
    assert find_mentions(text, NB) == []


def test_a_range_is_one_mention_with_both_ends() -> None:
    found = only("50–75 prosent av brukerne")
    assert (found.value, found.upper, found.kind) == (50, 75, "percent")
    assert only("planen (2016–2020)").upper == 2020
    assert only("året 2016-17").upper == 2017


def test_the_modifier_and_the_unit_of_analysis_are_told() -> None:
    found = only("Nesten ni av ti respondenter svarte")
    assert (found.modifier, found.unit) == ("nesten", "respondent")
    assert only("et flertall av kommunene").unit == "municipality"


def test_mentions_know_their_sentence() -> None:
    text = "Det var 12 plasser, ca. 3 flere. Mange svarte.\n\nOverskrift 5\n• 40 % i bolig\n• 25 % i behandling"
    assert [(m.text, m.sentence) for m in find_mentions(text, NB)] == [
        ("12", 0),
        ("ca. 3", 0),
        ("flere", 0),
        ("Mange", 1),
        ("5", 2),
        ("40 %", 3),
        ("25 %", 4),
    ]


@given(st.text(st.sampled_from("0123456789 ,.-–%\u00a0avtiesk")))
def test_no_digit_escapes_and_no_mention_overlaps(text: str) -> None:
    mentions = find_mentions(text, NB)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    assert [text[place] for place in range(len(text)) if text[place].isdigit() and place not in covered] == []


@given(st.integers(-(10**7), 10**7), st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]))
def test_whole_numbers_are_read_back_whatever_divides_their_thousands(number: int, divider: str) -> None:
    printed = f"{number:,}".replace(",", divider)
    assert only(f"tallet {printed} stk").value == number


def test_a_decimal_dot_and_a_decimal_comma_mean_the_same() -> None:
    assert parse_number("3.2") == parse_number("3,2") == 3.2

"""Where sentences begin, and where a full stop ends none."""

from itertools import pairwise

import pytest

from statusrapport.language.sentences import sentence_starts


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Det økte. Så falt det.", ["Det økte. ", "Så falt det."]),
        ("Kap. 763 post 61 ble lagt om. Så falt det.", ["Kap. 763 post 61 ble lagt om. ", "Så falt det."]),
        ("Tilskuddet (kap. 763) ble lagt om.", ["Tilskuddet (kap. 763) ble lagt om."]),
        ("I alt 5 mill. Kroner er sjelden.", ["I alt 5 mill. Kroner er sjelden."]),
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_no_sentence(text: str, sentences: list[str]) -> None:
    starts = [*sentence_starts(text), len(text)]
    assert [text[start:end] for start, end in pairwise(starts)] == sentences

"""Text made comparable, with the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.language.normalise import fold, normalise

texts = st.text(st.sampled_from("ab1 \n\u00a0\u202f\u00ad\u2013\u2212\ufb01\ufb03å\u030aaA.,"))


@given(texts)
def test_offsets_never_go_back_and_end_at_the_end(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.offsets) == len(normalised.text) + 1
    assert list(normalised.offsets) == sorted(normalised.offsets)
    assert normalised.offsets[-1] == len(text)


@given(texts, st.data())
def test_a_span_of_the_normalised_text_is_that_text_in_the_original(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))
    first, after = normalised.span(start, end)
    assert normalised.text[start:end] in normalise(text[first:after]).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("13\u00a0936", "13 936"),
        ("\u22124,3\u202f%", "-4,3 %"),
        ("50\u201375", "50-75"),
        ("\ufb01re av ti", "fire av ti"),
        ("kom\u00admune", "kommune"),
        ("Nær\n  halvparten ", "nær halvparten"),
        ("a\u030arsverk", "årsverk"),
    ],
)
def test_forms_that_compare_equal(text: str, folded: str) -> None:
    assert fold(text) == folded

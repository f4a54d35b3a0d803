import pytest

from statusrapport.trace.places import sentence_at

TEXT = "Det var 14 633 årsverk i 2017. Av dem gjaldt ca. 40 prosent bolig (figur 1.1). 16 kommuner svarte ikke."


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("14 633", "Det var 14 633 årsverk i 2017."),
        ("40", "Av dem gjaldt ca. 40 prosent bolig (figur 1.1)."),
        ("16", "16 kommuner svarte ikke."),
    ],
)
def test_the_sentence_around_a_number(word, sentence):
    assert sentence_at(TEXT, TEXT.index(word)) == sentence


def test_a_decimal_comma_an_ordinal_and_a_chapter_end_no_sentence():
    text = "Per 1. januar var det 27,8 per ti tusen, se kap. 3 og Prop. 1 S, mot 26,7 året før"
    assert sentence_at(text, text.index("26,7")) == text

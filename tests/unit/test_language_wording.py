import pytest

from statusrapport.language.wording import end_sentence, join_words, lower_first


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Barn og unge", "barn og unge"),
        ("Årsverk, Oslo", "årsverk, Oslo"),
        ("NAV", "NAV"),
        ("IS-24/8", "IS-24/8"),
        ("BrukerPlan", "BrukerPlan"),
        ("Oslo, 2017", "Oslo, 2017"),
        ("Oslofolk", "oslofolk"),
        ("5 000 innbyggere", "5 000 innbyggere"),
    ],
)
def test_a_label_inside_a_sentence_loses_its_capital_unless_it_is_a_name(label, inside):
    assert lower_first(label, ["Oslo"]) == inside


def test_words_are_joined_as_a_list():
    assert [join_words(["a"]), join_words(["a", "b"]), join_words(["a", "b", "c"])] == ["a", "a og b", "a, b og c"]


def test_a_sentence_gets_one_full_stop():
    assert [end_sentence("Slik er det"), end_sentence("Slik er det.")] == ["Slik er det.", "Slik er det."]

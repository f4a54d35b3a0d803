"""What the lint lets stand in a template and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from slice_example import FTE, SHARE
from statusrapport.indicators.declaration import Indicator
from statusrapport.language import read_vocabulary
from statusrapport.lint.call_rules import find_qualifiers, find_wrong_nouns, find_wrong_units
from statusrapport.lint.context import Context
from statusrapport.lint.passages import Field
from statusrapport.lint.templates import read_sentences
from statusrapport.lint.word_rules import find_causes, find_quantities

ROOT = Path(__file__).parents[2]
FTE_SHARE = SHARE | {"id": "educated", "denominator": {"source": "is248", "column": "fte"}}
CONTEXT = Context(
    read_vocabulary(ROOT / "config" / "vocabulary.toml"),
    {declared["id"]: Indicator.model_validate(declared) for declared in (FTE, SHARE, FTE_SHARE)},
)
RULES = (find_quantities, find_wrong_nouns, find_wrong_units, find_qualifiers)


def faults(text: str, field: Field = "prose", rules: tuple = RULES) -> list[tuple[str, str]]:
    """Code and word of each fault of a text."""
    sentences = read_sentences(text, "x", ROOT / "templates", field)
    return [(fault.code, fault.word) for rule in rules for item in sentences for fault in rule(item, CONTEXT)]


NUM = '{{ num("fte", year) }}'
SHARED = '{{ share("buyers", year) }}'
DIFFERENCE = '{{ difference("fte", previous, year) }}'


@pytest.mark.parametrize(
    "text",
    [
        f"Det var {NUM} årsverk i {{{{ year }}}}, mot {NUM} i {{{{ previous }}}}.",
        f"Det er en økning på {DIFFERENCE} årsverk.",
        f"De økte med {DIFFERENCE}.",
        f"Det var {DIFFERENCE} flere enn året før.",
        f"Det er flere årsverk enn før: {NUM}.",
        "Hvor mange kommuner kjøper plasser?",
        f"I kommuner med under fem tusen innbyggere var det {NUM} årsverk per ti tusen.",
        "En kommune er en stor arbeidsgiver, og størrelsen har noe å si.",
        "Først og fremst gjelder det IS-24/8.",
        f"{SHARED} av kommunene kjøper plasser.",
        '{{ share("educated", year) }} av årsverkene er besatt av ansatte med høyere utdanning.',
    ],
)
def test_sound_sentences(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Det var 14 633 årsverk.", "bare-number", "14 633"),
        ("Det var 14\u202f633,5 årsverk.", "bare-number", "14\u202f633,5"),
        ("Andelen er 11 prosent.", "bare-number", "11 prosent"),
        ("I 2017 var det så.", "bare-number", "2017"),
        ("Fra 01.06.2013 av.", "bare-number", "01.06.2013"),
        ("Tallene er fra 1. januar.", "bare-number", "1. januar"),
        ("Rammen er 2,4 milliarder kroner.", "bare-number", "2,4 milliarder kroner"),
        ("Se kap. 765 post 61.", "bare-number", "kap. 765 post 61"),
        ("Det gjelder fire områder.", "bare-number", "fire"),
        ("Tallet er doblet.", "bare-number", "doblet"),
        (f"Det er {NUM} tusen.", "bare-number", "tusen"),
        ("Tre av fire kommuner svarte.", "bare-quantity", "Tre av fire"),
        ("De fleste kommuner svarte.", "bare-quantity", "De fleste"),
        ("En del kommuner svarte.", "vague", "En del"),
        ("Hvor ofte er uklart, men mange spør.", "vague", "mange"),
        (f"Det var {NUM} årsverk. Flere kom til.", "vague", "Flere"),
        ("Årsverkene økte.", "bare-direction", "økte"),
        (f"Årsverkene økte fra {NUM} til {NUM}.", "bare-direction", "økte"),
        (f"De er stabile, med {DIFFERENCE}.", "bare-direction", "stabile"),
        ("Tallet har gått klart ned.", "bare-direction", "gått klart ned"),
        (f"Voksne har flest årsverk, {NUM}.", "bare-order", "flest"),
        ("Bolig, fulgt av behandling.", "bare-order", "fulgt av"),
        (f"Det er nesten {NUM} årsverk.", "bare-qualifier", "nesten"),
        (f"Over {SHARED} svarte.", "bare-qualifier", "Over"),
    ],
)
def test_a_quantity_typed_by_hand(text: str, code: str, word: str) -> None:
    assert faults(text) == [(code, word)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{NUM} brukere", "brukere"),
        (f"{NUM} av kommunene", "kommunene"),
        (f"{SHARED} av respondentene", "respondentene"),
        ('{{ share("educated", year) }} av kommunene', "kommunene"),
        ('{{ claim("buyers", year, "En av ti") }} brukere', "brukere"),
        ('{{ share_over("fte", year, 75, "en av tre") }} årsverk', "årsverk"),
        ('{{ superlative("fte", year, "age", "adult", "flest") }} ansatte', "ansatte"),
    ],
)
def test_a_noun_that_is_not_counted(text: str, word: str) -> None:
    assert faults(text) == [("wrong-noun", word)]


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ('percentage_points("buyers", previous, year)', "prosent"),
        ('percentage_points("buyers", previous, year)', "prosentpoeng"),
        ('percent_change("fte", previous, year)', "prosentpoeng"),
        ('share("buyers", year, short=true)', "%"),
        ('num("fte", year)', "prosent"),
        ('published("buyers", previous)', "prosent"),
        ('published("fte", previous)', "prosent"),
        ('revision("buyers", previous)', "prosentpoeng"),
        ('revision("fte", previous)', "prosentpoeng"),
        ('difference("fte", previous, year)', "prosentpoeng"),
    ],
)
def test_percent_and_percentage_points_are_not_typed(call: str, word: str) -> None:
    assert faults(f"Det er {{{{ {call} }}}} {word}.") == [("wrong-unit", word)]


def test_a_round_number_of_a_share_needs_its_percent_sign() -> None:
    assert faults('{{ approx("buyers", year, "nesten 12") }} prosent av kommunene') == []


def test_a_label_may_compare_because_figures_stand_beside_it() -> None:
    assert faults("Planen har gitt flere årsverk", "label") == []
    assert faults("Kommuner i alle fylker", "label") == [("bare-quantity", "alle")]
    assert faults("Alle", "total") == []


def test_words_without_links_have_no_amount_to_lean_on() -> None:
    """In titles and alternative texts no sign can be read back: there direction must print the word."""
    assert faults(f"En økning på {DIFFERENCE}", "words") == [("bare-direction", "økning")]


def test_a_revision_is_an_amount_whose_sign_is_read_back() -> None:
    assert faults('Tallet er økt med {{ revision("fte", previous) }} årsverk.') == []


def test_a_cause_is_a_warning_unless_somebody_says_so() -> None:
    assert faults("Veksten i årsverk skyldes planen.", rules=(find_causes,)) == [("cause", "skyldes")]
    assert faults("Kommunene sier at det skyldes planen.", rules=(find_causes,)) == []


def test_the_remedy_names_the_indicator_of_the_sentence() -> None:
    (sentence,) = read_sentences(f"De økte til {NUM}.", "x", ROOT / "templates")
    (fault,) = find_quantities(sentence, CONTEXT)
    assert fault.remedy == 'Use direction("fte", previous, year, "økte")'

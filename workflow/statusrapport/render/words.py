"""What the method appendix prints of the vocabulary: each word for a quantity, and when it may be used."""

from __future__ import annotations

from dataclasses import dataclass

from statusrapport.facts.numbers import format_number
from statusrapport.language.vocabulary import Degree, Direction, Phrase, Rule, Vocabulary

SHOWN = 3  # of words that mean the same
RULES_NB: dict[Rule, str] = {
    "about": "",
    "majority": "; nedre grense av konfidensintervallet over halvparten",
    "minority": "; øvre grense av konfidensintervallet under halvparten",
    "above": "; nedre grense av konfidensintervallet over brøken",
    "below": "; øvre grense av konfidensintervallet under brøken",
    "exact": ", uten avrunding",
    "unbound": "",
}
DIRECTIONS_NB: dict[Direction, str] = {
    "increase": "minst den minste endringen av interesse, og et konfidensintervall over null",
    "decrease": "minst den minste endringen av interesse, og et konfidensintervall under null",
    "stable": "vist mindre enn den minste endringen av interesse",
    "small": "et konfidensintervall uten null, men mindre enn den minste endringen av interesse",
    "uncertain": "ingen av delene kan vises",
}
CONTRASTS_NB = {
    True: "et konfidensintervall for forskjellen uten null, eller, der den ikke er beregnet, konfidensintervaller uten "
    "felles verdier",
    False: "ikke vist som sikker",
}


@dataclass(frozen=True)
class WordRow:
    """Words that mean the same, and what they ask of the data."""

    group: str
    words: str
    meaning: str


def word_rows(vocabulary: Vocabulary) -> list[WordRow]:
    """The vocabulary as rows of a table, in the order of config/vocabulary.toml."""
    plain = [phrase for phrase in vocabulary.phrases if phrase.kind == "fraction" and phrase.rule == "about"]
    named = {fraction.texts[0] for fraction in vocabulary.fractions}
    rows = [WordRow("Brøker", _words(phrase.texts), _interval(phrase)) for phrase in plain if phrase.text in named]
    rows += [
        WordRow(
            "Foran en brøk", _words(modifier.texts), f"{_points(modifier.offsets)} fra brøken{RULES_NB[modifier.rule]}"
        )
        for modifier in vocabulary.modifiers
        if modifier.texts != ("",)
    ]
    rows += [
        WordRow("Andre ord for andeler", _words(phrase.texts), _interval(phrase))
        for phrase in vocabulary.phrases[-len(vocabulary.wordings) :]
        if phrase.kind != "vague"
    ]
    rows += [WordRow("Endring", _words(entry.texts), DIRECTIONS_NB[entry.rule]) for entry in vocabulary.directions]
    rows += [
        WordRow("Om en forskjell", _words(vocabulary.contrasts.sure), CONTRASTS_NB[True]),
        WordRow("Om en forskjell", _words(vocabulary.contrasts.unsure), CONTRASTS_NB[False]),
    ]
    rows += [WordRow("Foran en endring", _words(degree.texts), _degree(degree)) for degree in vocabulary.degrees]
    rows += [
        WordRow("Foran et rundt tall", _words(entry.texts), f"{_points(entry.percent, 'prosent')} fra tallet")
        for entry in vocabulary.approximations
    ]
    return rows


def _words(texts: tuple[str, ...]) -> str:
    return ", ".join(texts[:SHOWN]) + (" m.fl." if len(texts) > SHOWN else "")


def _interval(phrase: Phrase) -> str:
    lower, upper = _number(phrase.lower), _number(phrase.upper)
    span = lower if lower == upper else f"{lower} til {upper}"
    return f"{span} prosent{RULES_NB[phrase.rule]}"


def _points(offsets: tuple[float, float], unit: str = "prosentpoeng") -> str:
    lower, upper = offsets
    if lower == upper == 0:
        return f"0 {unit}"
    return f"{_number(lower, plus=True)} til {_number(upper, plus=True)} {unit}"


def _degree(degree: Degree) -> str:
    if degree.at_most is not None:
        return f"høyst {_number(degree.at_most)} ganger den minste endringen av interesse"
    return f"minst {_number(degree.at_least)} ganger den minste endringen av interesse"


def _number(value: float, *, plus: bool = False) -> str:
    return format_number(value, 0 if float(value).is_integer() else 1, sign=plus)

"""The rules of the finder: patterns over normalised text, and how a match is read."""

from __future__ import annotations

import re
from functools import lru_cache

from statusrapport.language.normalise import fold
from statusrapport.language.number_rules import date_rules, number_rules, number_word_rules, reference_rules
from statusrapport.language.numerals import alternatives
from statusrapport.language.rules import FinderRule, Reading, compile_words
from statusrapport.language.vocabulary import Vocabulary


@lru_cache(maxsize=4)
def build_rules(vocabulary: Vocabulary) -> tuple[FinderRule, ...]:
    """The rules in the order in which they claim a place: the more particular first."""
    return (
        FinderRule(compile_words(alternatives(vocabulary.expressions.texts)), None),
        *reference_rules(),
        *date_rules(vocabulary),
        _direction_rule(vocabulary),
        _fraction_rule(vocabulary),
        _wording_rule(vocabulary),
        *number_rules(vocabulary),
        _superlative_rule(vocabulary),
        *number_word_rules(vocabulary),
    )


def _direction_rule(vocabulary: Vocabulary) -> FinderRule:
    degrees = alternatives(text for degree in vocabulary.degrees for text in degree.texts)
    gap = rf"\s+(?:(?:{degrees})\s+)?"  # the degree may stand inside: "gått klart ned"
    texts = sorted((text for entry in vocabulary.directions for text in entry.texts), key=len, reverse=True)
    words = "|".join(gap.join(map(re.escape, text.split())) for text in texts)
    pattern = compile_words(rf"(?:(?:{degrees})\s+)?(?:{words})(?:\s+(?:{degrees}))?")
    return FinderRule(pattern, lambda match: Reading("direction"))


def _fraction_rule(vocabulary: Vocabulary) -> FinderRule:
    """Fractions with their modifiers; "N av M" also where the vocabulary has no such fraction, or an "av" too many."""
    names = alternatives(text for fraction in vocabulary.fractions for text in fraction.texts)
    modifiers = alternatives(text for modifier in vocabulary.modifiers for text in modifier.texts if text)
    small = alternatives(word for word, value in vocabulary.number_words.items() if 0 < value <= 10)
    parts = rf"(?P<part>{small}|\d{{1,2}})\s+av(?:\s+av)?\s+(?:de\s+)?(?P<whole>{small}|\d{{1,2}})(?![,.]?\d)"
    emphases = alternatives(vocabulary.emphases)
    pattern = rf"(?:(?:{emphases})\s+)?(?:(?P<modifier>{modifiers})\s+)?(?P<name>{parts}|{names})"

    def read(match: re.Match[str]) -> Reading | None:
        phrase = vocabulary.find_phrase(match["name"])
        if match["part"] is None or phrase is not None:
            value = phrase.reference if phrase else None
        else:
            value = _share(_small(match["part"], vocabulary), _small(match["whole"], vocabulary))
            if value is None:
                return None
        return Reading("fraction", value, modifier=fold(match["modifier"] or ""))

    return FinderRule(compile_words(pattern), read)


def _small(text: str, vocabulary: Vocabulary) -> int:
    return int(text) if text.isdigit() else vocabulary.number_words[text.lower()]


def _share(part: int, whole: int) -> float | None:
    """A part in percent of a whole; None where they are no share that words are used for."""
    return round(100 * part / whole, 3) if part <= whole and 2 <= whole <= 10 else None


def _wording_rule(vocabulary: Vocabulary) -> FinderRule:
    texts = alternatives(text for wording in vocabulary.wordings for text in wording.texts)
    pattern = rf"(?:(?:{alternatives(vocabulary.emphases)})\s+)?(?:{texts})"

    def read(match: re.Match[str]) -> Reading | None:
        phrase = vocabulary.find_phrase(match[0])
        if phrase is None:
            return None
        return Reading(phrase.kind, phrase.reference if phrase.kind == "fraction" else None)

    return FinderRule(compile_words(pattern), read)


def _superlative_rule(vocabulary: Vocabulary) -> FinderRule:
    words = vocabulary.superlatives
    pattern = (
        rf"(?:(?:{alternatives(words.margin)})\s+)?(?:{alternatives((*words.highest, *words.lowest))})"
        rf"|{alternatives(words.next)}"
    )
    return FinderRule(compile_words(pattern), lambda match: Reading("superlative"))

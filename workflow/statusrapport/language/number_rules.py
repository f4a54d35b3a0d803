"""The finder's rules for numbers, in digits and in words."""

from __future__ import annotations

import re

from statusrapport.language.normalise import fold
from statusrapport.language.numerals import (
    NUMBER,
    SIGNED,
    alternatives,
    number_words,
    parse_number,
    parse_number_words,
)
from statusrapport.language.rules import FinderRule, MentionKind, Reading, compile_words, unit_after
from statusrapport.language.vocabulary import Vocabulary

_ARTICLES = ("en", "ei")
_UNITS: dict[MentionKind, str] = {"percent": "percent", "percentage_points": "percentage_points", "money": "NOK"}


def reference_rules() -> list[FinderRule]:
    """Chapter and post of the budget ("kap. 763 post 61", "763.61"), and names with digits in them ("IS-24/8")."""
    chapter = re.compile(
        r"(?<!\w)kap(?:\.|ittel)?\s*(?P<chapter>\d+),?\s*post\s*(?P<post>\d+)(?!\d)"
        r"|(?<![\w.,])(?P<short>\d{3,4}\.\d{2})(?![\d%])(?!\.\d)",
        re.IGNORECASE,
    )
    code = re.compile(r"(?<![\w-])[^\W\d_]+-?\d+(?:[/-]\d+)*(?!\w)")

    def read_chapter(match: re.Match[str]) -> Reading:
        return Reading("reference", float(match["short"] or f"{match['chapter']}.{match['post']:0>2}"))

    return [FinderRule(chapter, read_chapter), FinderRule(code, lambda match: Reading("code"))]


def date_rules(vocabulary: Vocabulary) -> list[FinderRule]:
    """Days, and months with their year."""
    month = f"(?:{alternatives(vocabulary.months.texts)})"
    pattern = (
        rf"\d{{1,2}}\.\s*\d{{1,2}}\.\s*\d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{2}}|\d{{4}}-\d{{2}}-\d{{2}}"
        rf"|\d{{1,2}}\.\s+{month}(?:\s+\d{{4}})?|{month}\s+\d{{4}}"
    )
    return [FinderRule(compile_words(pattern), lambda match: Reading("date"))]


def number_rules(vocabulary: Vocabulary) -> list[FinderRule]:
    """Numbers in digits: with the word that rounds them, ranges, scale and unit; years; ordinals."""
    currencies = alternatives(vocabulary.measures.money)
    pattern = (
        rf"{_modifier(vocabulary)}(?P<currency>(?<!\w)(?:{currencies})\.?\s+)?(?P<number>{SIGNED})"
        rf"(?:-(?P<upper>{NUMBER}))?(?!\d){_scale_and_measure(vocabulary)}"
    )
    ordinal = re.compile(r"(?<![\w,.-])(?<!\d )(?P<number>\d{1,3})\.(?=\s+[a-zæøå])")
    return [
        FinderRule(ordinal, lambda match: Reading("ordinal", float(match["number"]))),
        FinderRule(re.compile(pattern, re.IGNORECASE), lambda match: _read_number(match, vocabulary)),
        FinderRule(re.compile(r"\d+"), lambda match: Reading("number", float(match[0]))),  # whatever stands beside it
    ]


def number_word_rules(vocabulary: Vocabulary) -> list[FinderRule]:
    """Numbers in words but for articles; ordinals ("andre" only as number two); multiples."""
    words = rf"{_modifier(vocabulary)}(?P<number>{number_words(vocabulary)})(?!\w){_scale_and_measure(vocabulary)}"
    ordinals = alternatives(word for word in vocabulary.ordinals if word != "andre")
    return [
        FinderRule(compile_words(words), lambda match: _read_number_word(match, vocabulary)),
        FinderRule(
            compile_words(rf"(?<=\bde[nt]\s)andre|{ordinals}"),
            lambda match: Reading("ordinal", float(vocabulary.ordinals[match[0].lower()])),
        ),
        FinderRule(
            compile_words(alternatives(vocabulary.multiples)),
            lambda match: Reading("multiple", vocabulary.multiples[fold(match[0])]),
        ),
    ]


def _modifier(vocabulary: Vocabulary) -> str:
    words = alternatives(text for entry in vocabulary.approximations for text in entry.texts)
    return rf"(?:(?<!\w)(?P<modifier>{words})\s+)?"


def _scale_and_measure(vocabulary: Vocabulary) -> str:
    measures = vocabulary.measures
    words = alternatives((*measures.percent, *measures.percentage_points, *measures.money))
    ends = r"(?:(?<=\W)|(?!\w))"  # a sign or a dot ends by itself, a word before the next
    return (
        rf"(?:\s+(?P<scale>{alternatives(vocabulary.scales)}){ends})?"
        rf"(?:\s*(?P<measure>{words}){ends})?"
    )


def _read_number(match: re.Match[str], vocabulary: Vocabulary) -> Reading:
    scale = vocabulary.scales[match["scale"].lower()] if match["scale"] else 1.0
    value = parse_number(match["number"]) * scale
    upper = parse_number(match["upper"]) * scale if match["upper"] else None
    modifier = fold(match["modifier"] or "")
    kind, unit = _measure(match["currency"] or match["measure"], vocabulary)
    if kind:
        return Reading(kind, value, upper, unit, modifier)
    is_year = re.fullmatch(r"(?:19|20)\d\d", match["number"]) and not (match["scale"] or modifier)
    is_year = is_year and not unit_after(match.string, match.end(), vocabulary)
    if is_year and (upper is None or re.fullmatch(r"\d\d|(?:19|20)\d\d", match["upper"])):
        century = value // 100 * 100
        return Reading("year", value, century + upper if upper is not None and upper < 100 else upper)
    return Reading("number", value, upper, modifier=modifier)


def _read_number_word(match: re.Match[str], vocabulary: Vocabulary) -> Reading | None:
    if fold(match[0]) in _ARTICLES:
        return None
    scale = vocabulary.scales[match["scale"].lower()] if match["scale"] else 1.0
    value = parse_number_words(match["number"], vocabulary) * scale
    kind, unit = _measure(match["measure"], vocabulary)
    return Reading(kind or "count_word", value, unit=unit, modifier=fold(match["modifier"] or ""))


def _measure(text: str | None, vocabulary: Vocabulary) -> tuple[MentionKind | None, str]:
    """The kind and the unit that the word or sign beside a number makes of it."""
    word = fold(text or "").rstrip(".")
    for kind, unit in _UNITS.items():
        if word in (text.lower().rstrip(".") for text in getattr(vocabulary.measures, kind)):
            return kind, unit
    return None, ""

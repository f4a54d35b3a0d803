"""Numbers in text: their Norwegian forms in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from statusrapport.language.vocabulary import Vocabulary

# One number in digits, in normalised text: 13 936 · 13.936 · 16399 · 5,6 · 3.2
NUMBER = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:[,.]\d+)?"
SIGNED = rf"(?<![\w,.])(?:(?<![\w)-])[+-])?{NUMBER}"


def alternatives(texts: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first, whatever whitespace stands between their words."""
    longest_first = sorted(dict.fromkeys(texts), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in text.split()) for text in longest_first)


def parse_number(text: str) -> float:
    """The value of a number in digits. A dot before exactly three digits divides thousands, any other is a decimal."""
    digits = text.replace(" ", "")
    if "," not in digits and re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", digits) is None:
        return float(digits)
    return float(digits.replace(".", "").replace(",", "."))


def number_words(vocabulary: Vocabulary) -> str:
    """A pattern for a number in words: "fire", "tjuefem", "ti tusen", "tre hundre og femti"."""
    ones = [word for word, value in vocabulary.number_words.items() if value < 10]
    tens = [word for word, value in vocabulary.number_words.items() if 20 <= value < 100]
    word = rf"(?:(?:{alternatives(tens)})(?:{alternatives(ones)})|{alternatives(vocabulary.number_words)})"
    return rf"{word}(?:\s+(?:og\s+)?{word})*"


def parse_number_words(text: str, vocabulary: Vocabulary) -> float:
    """The value of a number in words that `number_words` matched."""
    total, group = 0, 0
    for word in text.lower().split():
        if word == "og":
            continue
        value = _word_value(word, vocabulary.number_words)
        if value == 1000:
            total, group = total + max(group, 1) * 1000, 0
        elif value == 100:
            group = max(group, 1) * 100
        else:
            group += value
    return float(total + group)


def _word_value(word: str, values: dict[str, int]) -> int:
    if word in values:
        return values[word]
    tens = next(stem for stem, value in values.items() if 20 <= value < 100 and word.startswith(stem))
    return values[tens] + values[word.removeprefix(tens)]

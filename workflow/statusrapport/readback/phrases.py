"""Quantities in words: `fire av ti`, `et klart flertall`, `fem tusen`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from statusrapport.language import Vocabulary
from statusrapport.language.mentions import find_mentions


class WordPhrase(NamedTuple):
    """A quantity in words and where it stands; `value` is the number that a number word says, else None."""

    start: int
    end: int
    text: str
    value: float | None


def find_word_phrases(text: str, vocabulary: Vocabulary) -> Iterator[WordPhrase]:
    """Fractions, quantifiers and number words without a digit. `alle` and `ingen` are none: they say no share."""
    for mention in find_mentions(text, vocabulary):
        if any(character.isdigit() for character in mention.text):
            continue
        if mention.kind == "count_word":
            yield WordPhrase(mention.start, mention.end, mention.text, mention.value)
        elif mention.kind in ("fraction", "quantifier"):
            known = vocabulary.find_phrase(mention.text)
            if known is None or known.lower < known.upper:
                yield WordPhrase(mention.start, mention.end, mention.text, None)

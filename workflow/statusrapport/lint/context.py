"""What the rules know: the vocabulary, and which noun may follow the figures of an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from statusrapport.indicators.declaration import Indicator
from statusrapport.language.mentions import Mention, find_mentions
from statusrapport.language.normalise import fold
from statusrapport.language.numerals import alternatives
from statusrapport.language.rules import compile_words
from statusrapport.language.vocabulary import Vocabulary
from statusrapport.lint.passages import Sentence


@dataclass(frozen=True)
class Context:
    """The vocabulary, and the indicators that the report may cite."""

    vocabulary: Vocabulary
    indicators: Mapping[str, Indicator]

    def unit_of(self, indicator: str, function: str) -> str:
        """The unit whose noun may follow a figure, a key of the vocabulary's units; empty where it is not known."""
        declared = self.indicators.get(indicator)
        if declared is None:
            return ""
        if function in ("share_over", "count_n"):
            return self._known(declared.unit_of_analysis)
        if declared.is_fraction:
            return self._known(_base(declared))
        words = [text.split()[0] for text in (declared.unit, declared.unit_nb) if text]
        return next((unit for unit in map(self._known, words) if unit), "")

    def _known(self, word: str) -> str:
        units = self.vocabulary.units
        return word if word in units else next((unit for unit, forms in units.items() if fold(word) in forms), "")


def _base(indicator: Indicator) -> str:
    """What the whole of a fraction counts: units, unless it adds up a measure of theirs."""
    column = indicator.denominator.column if indicator.denominator else ""
    return column if indicator.operation == "share" and column else indicator.unit_of_analysis


@dataclass(frozen=True)
class Fault:
    """A place in a sentence that breaks a rule: where its word begins, and what a Finding says of it."""

    start: int
    word: str
    rule: str
    remedy: str
    code: str


def find_bare_mentions(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Mention]:
    """The mentions of quantities that are typed by hand, but for those inside the names of the vocabulary."""
    names = [match.span() for match in _names(vocabulary).finditer(sentence.text)]
    for mention in find_mentions(sentence.text, vocabulary):
        if not any(start <= mention.start and mention.end <= end for start, end in names):
            yield mention


@lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> re.Pattern[str]:
    return compile_words(alternatives(vocabulary.names.texts))

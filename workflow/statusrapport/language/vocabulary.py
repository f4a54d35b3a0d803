"""The vocabulary: config/vocabulary.toml as typed models, and the phrases that follow from it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from statusrapport.declarations import Declaration, read_declaration
from statusrapport.errors import DeclarationError
from statusrapport.language.normalise import fold

Kind = Literal["fraction", "quantifier", "vague"]
Rule = Literal["about", "majority", "minority", "above", "below", "exact", "unbound"]
Direction = Literal["increase", "decrease", "stable", "small", "uncertain"]
Texts = tuple[str, ...]
HALF = 50.0


class Phrase(Declaration):
    """Words for a share, and when they hold: `lower` to `upper`, closed, for the published value in percent.

    `reference` is the share that the words name (60 in "over seks av ti"); `rule` says what is asked of the confidence
    interval. A vague word has no interval. The first of `texts` is the one to offer.
    """

    texts: Texts
    kind: Kind
    rule: Rule
    lower: float = 0.0
    upper: float = 100.0
    reference: float = HALF

    @property
    def text(self) -> str:
        """The words as offered to an author."""
        return self.texts[0]


class Fraction(Declaration):
    """A share that has a name: `value` in percent."""

    value: float = Field(gt=0, lt=100)
    texts: Texts


class Modifier(Declaration):
    """A word before a fraction, and where the value then lies: `offsets` from the fraction, in percentage points."""

    texts: Texts
    offsets: tuple[float, float]
    rule: Literal["about", "above", "below"]


class Wording(Declaration):
    """Quantity words that are no fraction with a modifier."""

    kind: Kind
    texts: Texts
    rule: Rule
    interval: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _only_vague_words_have_no_interval(self) -> Wording:
        if (self.interval is None) != (self.kind == "vague") or (self.kind == "vague") != (self.rule == "unbound"):
            raise ValueError("vague words have rule unbound and no interval, all others an interval and another rule")
        return self


class DirectionWord(Declaration):
    """Words for a change over time, all of one rule."""

    rule: Direction
    texts: Texts


class Degree(Declaration):
    """Words before a direction: the size of the change in smallest changes of interest."""

    texts: Texts
    at_least: float = 1.0
    at_most: float | None = None


class Approximation(Declaration):
    """Words before a round number: how far the count may lie from it, in percent of the number."""

    texts: Texts
    percent: tuple[float, float]
    open: bool = False  # the number itself is not meant


class Superlatives(Declaration):
    """Words for the first of an order, for a clear margin to the next, and for the next."""

    highest: Texts
    lowest: Texts
    margin: Texts
    next: Texts


class Contrasts(Declaration):
    """Words for the difference of two estimates: it is sure, or it may be chance."""

    sure: Texts
    unsure: Texts


class Comparatives(Declaration):
    """Words after the amount of a change that say which way it went."""

    increase: Texts
    decrease: Texts


class Words(Declaration):
    """A list of words."""

    texts: Texts


class Measures(Declaration):
    """Words and signs that belong to a number and say what it is."""

    percent: Texts
    percentage_points: Texts
    money: Texts


class Vocabulary(Declaration):
    """What a reader may be told in words, in one language."""

    widest_half_width: float
    interval_nb: str
    number_nb: str
    emphases: Texts
    fractions: tuple[Fraction, ...]
    modifiers: tuple[Modifier, ...]
    wordings: tuple[Wording, ...]
    directions: tuple[DirectionWord, ...]
    degrees: tuple[Degree, ...]
    approximations: tuple[Approximation, ...]
    superlatives: Superlatives
    contrasts: Contrasts
    comparatives: Comparatives
    causes: Words
    reported: Words
    names: Words
    expressions: Words
    multiples: dict[str, float]
    months: Words
    scales: dict[str, float]
    measures: Measures
    number_words: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, Texts]

    @cached_property
    def _hash(self) -> int:
        return hash(self.model_dump_json())

    def __hash__(self) -> int:
        """By content: the finder keeps its rules for a vocabulary."""
        return self._hash

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase: fractions with their modifiers, then the other wordings, in the order of the file."""
        fractions = (_modified(fraction, modifier) for fraction, modifier in product(self.fractions, self.modifiers))
        return (*fractions, *(_phrase(wording) for wording in self.wordings))

    @cached_property
    def _by_text(self) -> dict[str, Phrase]:
        return {fold(text): phrase for phrase in self.phrases for text in phrase.texts}

    @model_validator(mode="after")
    def _a_text_is_of_one_phrase(self) -> Vocabulary:
        texts = Counter(fold(text) for phrase in self.phrases for text in phrase.texts)
        if twice := sorted(text for text, count in texts.items() if count > 1):
            raise ValueError(f"several phrases have the text {', '.join(twice)}")
        return self

    def find_phrase(self, text: str) -> Phrase | None:
        """The phrase that a text is, whatever its case, spaces and emphasis ("kun en firedel"); None if it is none."""
        return self._by_text.get(self.without_emphasis(text))

    def without_emphasis(self, text: str) -> str:
        """A phrase folded, less a word before it that changes nothing in what is said."""
        folded = fold(text)
        for emphasis in self.emphases:
            if folded.startswith(emphasis + " "):
                return folded.removeprefix(emphasis + " ")
        return folded


def read_vocabulary(path: Path, language: str = "nb") -> Vocabulary:
    """Read one language of config/vocabulary.toml. Raises DeclarationError where it is wrong or lacks the language."""
    languages = read_declaration(path, _Languages)
    vocabulary: Vocabulary | None = getattr(languages, language, None)
    if vocabulary is None:
        raise DeclarationError(f"has no table [{language}]", file=path, remedy="Add the language")
    return vocabulary


class _Languages(Declaration):
    nb: Vocabulary | None = None
    nn: Vocabulary | None = None
    en: Vocabulary | None = None


def _modified(fraction: Fraction, modifier: Modifier) -> Phrase:
    texts = tuple(f"{word} {name}".strip() for word, name in product(modifier.texts, fraction.texts))
    below, above = modifier.offsets
    lower, upper = (round(fraction.value + offset, 1) for offset in (below, above))
    return Phrase(texts=texts, kind="fraction", rule=modifier.rule, lower=lower, upper=upper, reference=fraction.value)


def _phrase(wording: Wording) -> Phrase:
    lower, upper = wording.interval or (0.0, 100.0)
    return Phrase(texts=wording.texts, kind=wording.kind, rule=wording.rule, lower=lower, upper=upper)

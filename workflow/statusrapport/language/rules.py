"""What a rule of the finder is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from statusrapport.language.vocabulary import Vocabulary

MentionKind = Literal[
    "number",
    "percent",
    "percentage_points",
    "money",
    "year",
    "date",
    "ordinal",
    "reference",
    "code",
    "count_word",
    "multiple",
    "fraction",
    "quantifier",
    "vague",
    "direction",
    "superlative",
]


@dataclass(frozen=True)
class Reading:
    """What a match says."""

    kind: MentionKind
    value: float | None = None
    upper: float | None = None
    unit: str = ""
    modifier: str = ""


@dataclass(frozen=True)
class FinderRule:
    """A pattern and how to read a match; None leaves the place to later rules.

    A rule without `read` claims its places from later rules and finds nothing.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None] | None


def compile_words(pattern: str) -> re.Pattern[str]:
    """A pattern that begins and ends between words, whatever the case."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def unit_after(text: str, end: int, vocabulary: Vocabulary) -> str:
    """The unit of analysis whose noun follows a quantity directly or after "av": "en av tre kommuner"."""
    following = re.compile(r"\s+(?:av\s+)?(?:(?:alle|de|disse|landets)\s+)?(\w+)").match(text, end)
    if following is None:
        return ""
    noun = following[1].lower()
    return next((unit for unit, forms in vocabulary.units.items() if noun in forms), "")

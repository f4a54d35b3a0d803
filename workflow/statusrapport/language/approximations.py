"""Round numbers for counts: "nesten 700". Whether the words hold for a count, and which do."""

from __future__ import annotations

import math

from statusrapport.facts.numbers import NO_BREAK_SPACE, format_number
from statusrapport.language.normalise import fold
from statusrapport.language.vocabulary import Approximation, Vocabulary


def check_approximate(vocabulary: Vocabulary, word: str, value: float, stated: float) -> tuple[str, ...]:
    """Why "`word` `stated`" does not hold for `value`, both above zero; none where it holds. `word` may be empty."""
    entry = find_approximation(vocabulary, word)
    if entry is None and fold(word):
        return (f"{word!r} is not in the vocabulary",)
    if entry is None:
        return () if value == stated else (f"{_number(value)} is not {_number(stated)}",)
    lower, upper = _bounds(entry, stated)
    holds = lower <= value <= upper and not (entry.open and value == stated)
    if holds:
        return ()
    but = f", {_number(stated)} itself left out" if entry.open else ""
    return (f"{_number(value)} lies outside {_number(lower)} to {_number(upper)}{but}",)


def choose_approximate(vocabulary: Vocabulary, value: float) -> list[str]:
    """Round numbers with their words that hold for a count, narrow words and few digits first: "nesten 700"."""
    entries = sorted(vocabulary.approximations, key=lambda entry: max(map(abs, entry.percent)))
    return [
        f"{entry.texts[0]}{NO_BREAK_SPACE}{_number(stated)}"
        for entry in entries
        if entry.percent != (0.0, 0.0)
        for stated in _round_numbers(value)
        if not check_approximate(vocabulary, entry.texts[0], value, stated)
    ]


def find_approximation(vocabulary: Vocabulary, word: str) -> Approximation | None:
    """The entry of a word before a round number; None if it is none."""
    return next((entry for entry in vocabulary.approximations if fold(word) in map(fold, entry.texts)), None)


def _bounds(entry: Approximation, stated: float) -> tuple[float, float]:
    """The closed interval of a count; a tolerance is at least one unit, or "nesten 20" could never be said."""
    below, above = (
        math.copysign(max(abs(percent) * stated / 100, 1.0), percent) if percent else 0.0 for percent in entry.percent
    )
    return stated + below, stated + above


def _round_numbers(value: float) -> list[float]:
    """The round numbers next to a count, from one digit to three, the last of which may also be a half: 14 500."""
    if value < 10:
        return []
    magnitude = 10.0 ** math.floor(math.log10(value))
    steps = [step for step in (magnitude / part for part in (1, 2, 10, 20, 100)) if step >= 10]
    numbers = [rounded(value / step) * step for step in steps for rounded in (math.ceil, math.floor)]
    return list(dict.fromkeys(number for number in numbers if number >= 10))


def _number(value: float) -> str:
    return format_number(value, 0 if float(value).is_integer() else 1)

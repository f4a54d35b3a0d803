"""Rules for what stands beside a function call: its noun, its unit, and words that would change what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from statusrapport.language.normalise import fold
from statusrapport.language.numerals import alternatives
from statusrapport.language.rules import compile_words, unit_after
from statusrapport.language.vocabulary import Vocabulary
from statusrapport.lint.context import Context, Fault
from statusrapport.lint.passages import CALL, Call, Sentence

COUNTING = (
    "num",
    "share",
    "difference",
    "claim",
    "approx",
    "approx_change",
    "share_over",
    "at_most",
    "superlative",
    "count_n",
    "published",
    "revision",
)
PERCENT = ("share", "percent_change", "cagr", "claim", "share_over", "interval", "estimate", "nonresponse_limits")
POINTS = ("percentage_points", "change_interval", "change_estimate", "nonresponse_shift", "nonresponse_needed")
PLAIN = ("num", "difference", "approx", "approx_change", "at_most", "count_n")
BY_UNIT = {"published": ("share", "num"), "revision": ("percentage_points", "difference")}  # of a fraction, of others
QUALIFIED = (*PERCENT, *POINTS, *PLAIN, *BY_UNIT)


def find_wrong_nouns(sentence: Sentence, context: Context) -> Iterator[Fault]:
    """Nouns after a figure that name another unit than the one it counts."""
    for at, call in sentence.calls.items():
        counted = context.unit_of(call.indicator, call.function) if call.function in COUNTING else ""
        named = unit_after(sentence.text, at + 1, context.vocabulary)
        if not counted or not named or counted == named:
            continue
        forms = context.vocabulary.units[named]
        found = next(word for word in re.finditer(r"\w+", sentence.text[at + 1 :]) if word[0].lower() in forms)
        noun = context.vocabulary.units[counted]
        rule = f"is not what {call.indicator} counts, which is {noun[0]}"
        remedy = f"Write a form of it ({', '.join(noun)}), or cite another indicator"
        yield Fault(at + 1 + found.start(), found[0], rule, remedy, "wrong-noun")


def find_wrong_units(sentence: Sentence, context: Context) -> Iterator[Fault]:
    """Percent and percentage points typed after a function that prints another unit, or prints its unit itself."""
    measures = context.vocabulary.measures
    words = alternatives((*measures.percentage_points, *measures.percent))
    for at, call in sentence.calls.items():
        match = re.compile(rf"\s*({words})(?!\w)", re.IGNORECASE).match(sentence.text, at + 1)
        if match is None or call.function not in QUALIFIED:
            continue
        is_points = fold(match[1]) in measures.percentage_points
        if fault := _judge_unit(call, match[1], context, is_points=is_points):
            rule, remedy = fault
            yield Fault(match.start(1), match[1], rule, remedy, "wrong-unit")


def _judge_unit(call: Call, word: str, context: Context, *, is_points: bool) -> tuple[str, str] | None:
    """Rule and remedy for the word after a call; None where it may stand there."""
    declared = context.indicators.get(call.indicator)
    of_fractions, of_others = BY_UNIT.get(call.function, (call.function, call.function))
    function = of_fractions if declared and declared.is_fraction else of_others
    if function in PLAIN:
        if declared is None or (declared.unit in ("percent", "fraction") and not is_points):
            return None
        if declared.unit == "percentage points":
            return f"stands beside {call.function}, which prints prosentpoeng", "Leave the word out"
        fitting = "percentage_points" if is_points else "share or percent_change"
        return f"does not fit {call.function}, which prints {declared.unit}", f"Use {fitting}"
    prints = "prosentpoeng" if function in POINTS else "prosent"
    if is_points == (function in POINTS):
        return f"is printed by {call.function} already", "Leave the word out"
    return f"contradicts {call.function}, which prints {prints}", "Leave the word out, or use the other function"


def find_qualifiers(sentence: Sentence, context: Context) -> Iterator[Fault]:
    """Words like `nesten` and `over` before a call: they would say something else than what it checks."""
    for match in _qualified(context.vocabulary).finditer(sentence.text):
        call = sentence.calls.get(match.end() - 1)
        if call is None or call.function not in QUALIFIED:
            continue
        rule = f"qualifies what {call.function} prints, and no data stand behind it"
        fitting = "approx" if call.function in (*PLAIN, *BY_UNIT) else "claim"
        remedy = f'Use {fitting} with the word in its phrase: "{match["word"]} …"'
        yield Fault(match.start(), match["word"], rule, remedy, "bare-qualifier")


@lru_cache(maxsize=4)
def _qualified(vocabulary: Vocabulary) -> re.Pattern[str]:
    lowest = {fold(word) for word in vocabulary.superlatives.lowest}  # found as such
    words = [word for entry in vocabulary.approximations for word in entry.texts if fold(word) not in lowest]
    return re.compile(compile_words(f"(?P<word>{alternatives(words)})").pattern + rf"\s+{CALL}", re.IGNORECASE)

"""Rules for the words of a sentence: quantities, directions, orders and causes that are typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statusrapport.language.directions import parse_direction
from statusrapport.language.mentions import Mention
from statusrapport.language.numerals import alternatives
from statusrapport.language.rules import compile_words
from statusrapport.language.vocabulary import Vocabulary
from statusrapport.lint.context import Context, Fault, find_bare_mentions
from statusrapport.lint.passages import CALL, Sentence

BINDING = (
    "num",
    "share",
    "difference",
    "percent_change",
    "percentage_points",
    "cagr",
    "claim",
    "approx",
    "approx_change",
    "share_over",
    "at_most",
    "cite",
    "interval",
    "estimate",
    "change_interval",
    "change_estimate",
    "count_n",
    "published",
    "revision",
)  # functions that print a quantity, which a vague word may lean on
CHANGES = ("difference", "percent_change", "percentage_points", "cagr", "revision")  # print a change with its sign
NUMBERS = {
    "number": ("number", "Print it by a fact function, as num or share"),
    "percent": ("number", "Print it by share or percent_change"),
    "percentage_points": ("number", "Print it by percentage_points"),
    "money": ("number", "Print it by num, or by cite where a document says it"),
    "reference": ("number", "Print it by cite"),
    "code": ("name with digits", "Name it in [nb.names] of config/vocabulary.toml where it is one"),
    "year": ("year", "Use year or previous, in braces in report.toml; other years are named there under [years]"),
    "date": ("date", "Use year or previous, in braces in report.toml; other years are named there under [years]"),
    "ordinal": ("place in an order", "Print it by rank"),
    "multiple": ("multiple", "Print the change by percent_change"),
    "count_word": ("number word", 'Use listing("fire", […]) for the length of a list, else claim, approx or num'),
}
LABELS = ("label", "total")  # stand beside the figures of their row or column


def find_quantities(sentence: Sentence, context: Context) -> Iterator[Fault]:
    """Numbers, fractions, quantity words, directions and superlatives that no function has checked."""
    for mention in find_bare_mentions(sentence, context.vocabulary):
        if fault := _judge(mention, sentence, context.vocabulary):
            yield fault


def _judge(mention: Mention, sentence: Sentence, vocabulary: Vocabulary) -> Fault | None:
    word, is_label = mention.text, sentence.field in LABELS
    if mention.kind in NUMBERS:
        what, remedy = NUMBERS[mention.kind]
        return Fault(mention.start, word, f"is a {what} typed by hand", remedy, "bare-number")
    if mention.kind in ("fraction", "quantifier"):
        if sentence.field == "total" and word.lower() == "alle":
            return None
        remedy = f'Use claim({_indicator(sentence)}, year, "{word}")'
        return Fault(mention.start, word, "is a quantity that no data stand behind", remedy, "bare-quantity")
    if is_label:
        return None
    if mention.kind == "vague":
        if any(call.function in BINDING for call in sentence.calls.values()):
            return None
        remedy = f"Print the number in the same sentence, or use claim({_indicator(sentence)}, year)"
        return Fault(mention.start, word, "says no quantity, and its sentence prints none", remedy, "vague")
    if mention.kind == "superlative":
        remedy = f'Use superlative({_indicator(sentence)}, year, dimension, value, "{word}"), or order for a list'
        return Fault(mention.start, word, "is an order that no data stand behind", remedy, "bare-order")
    if _has_amount(mention, sentence, vocabulary):
        return None
    remedy = f'Use direction({_indicator(sentence)}, previous, year, "{word}")'
    return Fault(mention.start, word, "is a direction that no data stand behind", remedy, "bare-direction")


def _has_amount(mention: Mention, sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Whether the amount of a change follows: its sign is compared with the word after rendering (signs.py)."""
    rule, _ = parse_direction(vocabulary, mention.text)
    following = re.compile(rf"\s+(?:på|med)\s+{CALL}").match(sentence.text, mention.end)
    if sentence.field != "prose" or rule not in ("increase", "decrease") or following is None:
        return False
    call = sentence.calls.get(following.end() - 1)
    return call is not None and call.function in CHANGES


def _indicator(sentence: Sentence) -> str:
    """The indicator that the sentence cites, for a remedy."""
    return next((f'"{call.indicator}"' for call in sentence.calls.values() if call.indicator), "indicator")


def find_causes(sentence: Sentence, context: Context) -> Iterator[Fault]:
    """Causal verbs, but where the sentence says whose words they are. Warnings: the author must judge them."""
    vocabulary = context.vocabulary
    reported = compile_words(alternatives(vocabulary.reported.texts)).search(sentence.text)
    if sentence.field in LABELS or reported:
        return
    remedy = "Say what was seen, or who says so"
    for match in compile_words(alternatives(vocabulary.causes.texts)).finditer(sentence.text):
        rule = "names a cause, which figures over time do not show"
        yield Fault(match.start(), match[0], rule, remedy, "cause")

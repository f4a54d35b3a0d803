"""Words for a share: whether a phrase holds for an estimate, and which phrases do."""

from __future__ import annotations

from dataclasses import dataclass

from statusrapport.facts.numbers import round_half_up
from statusrapport.language.normalise import fold
from statusrapport.language.vocabulary import Phrase, Vocabulary


@dataclass(frozen=True)
class Estimate:
    """A share as published: `value` rounded, in percent.

    `lower` and `upper` are the limits of its 95 percent confidence interval, None in a full count. `n` is the number
    that answered. `is_exact`: the value is not rounded, so that 100 means all and 0 none.
    """

    value: float
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    is_exact: bool = False

    @property
    def half_width(self) -> float:
        """Half the width of the confidence interval in percentage points; 0 in a full count."""
        return 0.0 if self.lower is None or self.upper is None else (self.upper - self.lower) / 2


def check_phrase(vocabulary: Vocabulary, text: str, estimate: Estimate) -> tuple[str, ...]:
    """Why a phrase does not hold for an estimate: reasons in words, none where it holds."""
    if fold(text) == fold(number_phrase(vocabulary, estimate)):
        return ()
    phrase = vocabulary.find_phrase(text)
    if phrase is None:
        return (f"{text!r} is not in the vocabulary",)
    return _reasons(vocabulary, phrase, estimate)


def choose_phrases(vocabulary: Vocabulary, estimate: Estimate) -> list[str]:
    """The phrases that hold, best first: those of which the value lies nearest to the middle.

    The number, with its interval where there is one, where no phrase holds or the interval is too wide for a fraction.
    """
    holding = [phrase for phrase in vocabulary.phrases if not _reasons(vocabulary, phrase, estimate)]
    holding.sort(key=lambda phrase: _preference(phrase, estimate.value))
    chosen = [phrase.text for phrase in holding]
    if not chosen or estimate.half_width > vocabulary.widest_half_width:
        chosen.insert(0, number_phrase(vocabulary, estimate))
    return chosen


def number_phrase(vocabulary: Vocabulary, estimate: Estimate) -> str:
    """The share as a number, with its confidence interval where there is one."""
    value = _number(estimate.value)
    if estimate.lower is None or estimate.upper is None:
        return vocabulary.number_nb.format(value=value)
    return vocabulary.interval_nb.format(value=value, lower=_number(estimate.lower), upper=_number(estimate.upper))


def _number(percent: float) -> str:
    """At most one decimal: 60 · 57,5. Written here, as locale-aware formatting of every reason takes too long."""
    text = f"{round_half_up(percent, 1)}"
    return text.removesuffix(".0").replace(".", ",")


def _preference(phrase: Phrase, value: float) -> tuple[int, float]:
    """All and none first, then near fractions, quantifiers, and at last what a value merely lies above or below."""
    order = 3 if phrase.rule in ("above", "below") else 2 if phrase.kind != "fraction" else 1
    return 0 if phrase.rule == "exact" else order, abs((phrase.lower + phrase.upper) / 2 - value)


def _reasons(vocabulary: Vocabulary, phrase: Phrase, estimate: Estimate) -> tuple[str, ...]:
    if phrase.rule == "unbound":
        return (f"{phrase.text!r} says no quantity: it needs a bound number in the same sentence",)
    value = float(round_half_up(estimate.value, 1))
    reasons = []
    if not phrase.lower <= value <= phrase.upper:
        reasons.append(f"{_number(value)} % lies outside {_number(phrase.lower)} to {_number(phrase.upper)} %")
    reason = _interval_reason(vocabulary, phrase, estimate)
    return (*reasons, reason) if reason else tuple(reasons)


def _interval_reason(vocabulary: Vocabulary, phrase: Phrase, estimate: Estimate) -> str:
    """What the confidence interval has against a phrase; empty where nothing."""
    lower, upper = estimate.lower, estimate.upper
    if phrase.rule == "exact" and not (estimate.is_exact and lower is None):
        return f"{phrase.text!r} needs a value that is not rounded, of a full count"
    if lower is None or upper is None:
        return ""
    interval = f"the confidence interval {_number(lower)} to {_number(upper)} %"
    widest = vocabulary.widest_half_width
    if phrase.rule in ("majority", "above") and lower <= phrase.reference:
        return f"{interval} does not lie above {_number(phrase.reference)} %"
    if phrase.rule in ("minority", "below") and upper >= phrase.reference:
        return f"{interval} does not lie below {_number(phrase.reference)} %"
    if (phrase.rule == "about" or phrase.kind == "fraction") and estimate.half_width > widest:
        return f"{interval} is wider than {_number(widest)} points to each side: give the number with its interval"
    return ""

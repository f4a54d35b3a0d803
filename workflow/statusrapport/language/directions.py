"""Words for a change over time: whether one holds for a change, and which one does."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from statusrapport.language.normalise import fold
from statusrapport.language.vocabulary import Degree, Direction, Vocabulary

# Two one-sided tests at 5 percent each are a 90 percent interval; the limits given are those of 95 percent.
_EQUIVALENCE = NormalDist().inv_cdf(0.95) / NormalDist().inv_cdf(0.975)
_ARTICLES = ("en", "et", "har", "hadde", "er", "var")


@dataclass(frozen=True)
class Change:
    """A change over time, all of it in the unit of `smallest_change`: `value`, the limits of its 95 percent
    confidence interval, and the smallest change of interest, above zero.

    A full count has no interval that matters: `lower` and `upper` are None, or are not looked at. For persons in one
    municipality give the Poisson interval and say that it is no full count.
    """

    value: float
    lower: float | None
    upper: float | None
    smallest_change: float
    is_full_count: bool

    def __post_init__(self) -> None:
        if self.smallest_change <= 0:
            raise ValueError("the smallest change of interest must be above zero")
        if not self.is_full_count and (self.lower is None or self.upper is None):
            raise ValueError("a change that is no full count needs its confidence interval")

    @property
    def limits(self) -> tuple[float, float]:
        """The limits that the rules look at: in a full count the value itself."""
        if self.is_full_count or self.lower is None or self.upper is None:
            return self.value, self.value
        return self.lower, self.upper

    @property
    def is_sure(self) -> bool:
        """Whether the interval excludes zero."""
        lower, upper = self.limits
        return lower > 0 or upper < 0

    @property
    def is_equivalent(self) -> bool:
        """Whether two one-sided tests show that the change is smaller than the smallest of interest."""
        lower, upper = (self.value + (limit - self.value) * _EQUIVALENCE for limit in self.limits)
        return -self.smallest_change < lower and upper < self.smallest_change


def classify_change(change: Change) -> Direction:
    """The one rule that a change falls under. That a change is not sure never makes it stable."""
    if change.is_sure and abs(change.value) >= change.smallest_change:
        return "increase" if change.value > 0 else "decrease"
    if change.is_equivalent:
        return "stable"
    return "small" if change.is_sure else "uncertain"


def choose_direction(vocabulary: Vocabulary, change: Change) -> str:
    """The word for a change, without a degree: økt, gått ned, stabil, ingen sikker endring, …"""
    rule = classify_change(change)
    return next(entry.texts[0] for entry in vocabulary.directions if entry.rule == rule)


def check_direction(vocabulary: Vocabulary, text: str, change: Change) -> tuple[str, ...]:
    """Why words like "økte", "gått klart ned" or "en betydelig økning" do not hold for a change; none where they do."""
    rule, degree = parse_direction(vocabulary, text)
    if rule is None:
        return (f"{text!r} is not in the vocabulary",)
    holding = classify_change(change)
    if rule != holding:
        return (f"{text!r} means {rule}, but the change is {holding}: {_described(change)}",)
    return _degree_reasons(text, degree, change)


def parse_direction(vocabulary: Vocabulary, text: str) -> tuple[Direction | None, Degree | None]:
    """The rule and the degree that words for a change stand for. The degree may stand inside: "gått klart ned"."""
    rules: dict[str, Direction] = {fold(word): entry.rule for entry in vocabulary.directions for word in entry.texts}
    degrees = {fold(word): degree for degree in vocabulary.degrees for word in degree.texts}
    words = [word for word in fold(text).split() if word not in _ARTICLES]
    if " ".join(words) in rules:
        return rules[" ".join(words)], None
    degree = next((degrees[word] for word in words if word in degrees), None)
    return rules.get(" ".join(word for word in words if word not in degrees)), degree


def _degree_reasons(text: str, degree: Degree | None, change: Change) -> tuple[str, ...]:
    if degree is None:
        return ()
    smallest, size = change.smallest_change, abs(change.value)
    if degree.at_most is not None and size > degree.at_most * smallest:
        return (f"{text!r} means at most {degree.at_most:g} × {smallest:g}: {_described(change)}",)
    nearest = min(abs(limit) for limit in change.limits)
    if degree.at_least > 1 and (size < degree.at_least * smallest or nearest < smallest):
        rule = f"at least {degree.at_least:g} × {smallest:g}, and an interval that clears {smallest:g}"
        return (f"{text!r} needs {rule}: {_described(change)}",)
    return ()


def _described(change: Change) -> str:
    lower, upper = change.limits
    interval = "full count" if change.is_full_count else f"95 percent interval {lower:g} to {upper:g}"
    return f"{change.value:g} ({interval}), smallest change of interest {change.smallest_change:g}"

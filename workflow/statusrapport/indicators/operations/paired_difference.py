"""Differences between the items of a battery among those who have answered both, with Holm's correction."""

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from statusrapport.indicators.answers import Answers, Observed
from statusrapport.indicators.observations import THAN
from statusrapport.statistics import Estimate, PrecisionError, SurveyDesign, SurveyError, holm_limits
from statusrapport.statistics.columns import BoolArray

NEEDS_DENOMINATOR = True
NEEDS_BATTERY = True


def observe(answers: Answers) -> Iterator[Observed]:
    """value = the part of an item less that of another, among the same respondents: `partner=nav;than=gp`.

    The limits are those of statistics.holm_limits over all pairs of the battery: an interval excludes zero exactly
    where Holm's test rejects. Each pair comes in both directions.
    """
    found: list[tuple[dict[str, str], BoolArray, Estimate]] = []
    for first, second in combinations([answers.ask(question) for question in answers.questions], 2):
        base = first.base & second.base
        sample = answers.draw(first.answered & second.answered)
        (difference,), domain = sample.means([first.numerator - second.numerator], base)
        (name, value), (_, than) = *first.by.items(), *second.by.items()
        try:
            found.append(({name: value, THAN: than}, base, sample.design.mean(difference, domain)))
        except (PrecisionError, SurveyError):
            yield from _both({name: value, THAN: than}, base, {"n": int(domain.sum())})
    limits = holm_limits([estimate for _, _, estimate in found])
    for (by, base, estimate), (lower, upper) in zip(found, limits, strict=True):
        numbers = {"value": estimate.value, "se": estimate.se, "lower": lower, "upper": upper, "n": estimate.n}
        yield from _both(by, base, numbers)


def _both(by: dict[str, str], base: BoolArray, numbers: dict[str, float]) -> Iterator[Observed]:
    """A difference, and the same the other way round."""
    yield Observed(by, base, numbers)
    (name, first), (_, second) = by.items()
    turned = {"value": "value", "lower": "upper", "upper": "lower"}
    negative = {name: -numbers[own] for name, own in turned.items() if own in numbers}
    yield Observed({name: second, THAN: first}, base, {**numbers, **negative})


def example(rows: pd.DataFrame) -> float:
    """The difference of a worked example, whose rows have the answers `first` and `second`."""
    return SurveyDesign(rows).mean(rows["first"] - rows["second"]).value

"""From quantities to what the vocabulary judges: estimates of shares and changes over time."""

from __future__ import annotations

from math import sqrt

from statusrapport.facts.numbers import round_half_up
from statusrapport.facts.quantity import ChangeKind, FactError, Quantity, check_is_sure
from statusrapport.language import Change, Estimate

CHANGE_KINDS: dict[str, ChangeKind] = {
    "percent": "percent_change",
    "percentage_points": "percentage_points",
    "units": "difference",
}
PERSONS = ("person", "user", "inhabitant")
Z = 1.959963984540054  # 97.5 percent quantile of the normal distribution


def require_value(quantity: Quantity) -> float:
    """The value of a quantity. Raises FactError where there is none: nothing can be said of what is missing."""
    if quantity.value is None:
        what = f"{quantity.indicator.id} for region {quantity.region_code}, {quantity.period}"
        raise FactError(f"{what} has no value ({quantity.mark})", remedy="Say in plain words that it is missing")
    return quantity.value


def estimate_of(quantity: Quantity) -> Estimate:
    """A share as published, to one decimal, with its interval where it comes from a sample."""
    value = require_value(quantity)
    return Estimate(
        value=float(round_half_up(value, max(1, quantity.decimals))),
        lower=quantity.lower,
        upper=quantity.upper,
        n=quantity.n,
        is_exact=value in (0.0, 100.0),
    )


def change_of(quantity: Quantity, earlier: float) -> Change:
    """A change in the unit of its indicator's smallest change of interest.

    Full counts have no sampling interval. Counts of persons in one municipality vary by chance all the same: they get
    the interval of a difference of two Poisson counts, whose variance is their sum.
    """
    value = require_value(quantity)
    indicator = quantity.indicator
    is_chance = indicator.unit_of_analysis in PERSONS and len(quantity.region_code) == 4
    lower, upper = quantity.lower, quantity.upper
    if indicator.estimator == "full_count" and is_chance:
        later = earlier + (value if quantity.kind == "difference" else earlier * value / 100)
        half = Z * sqrt(earlier + later) * (1 if quantity.kind == "difference" else 100 / earlier)
        lower, upper = value - half, value + half
    check_is_sure(quantity)
    is_full_count = indicator.estimator == "full_count" and not is_chance
    return Change(value, lower, upper, indicator.smallest_change.value, is_full_count)

"""What is said of an estimate beside its value: on how many answers it rests, how sure it is, what silence may hide."""

from __future__ import annotations

from dataclasses import replace

from statusrapport.facts.numbers import exact_text
from statusrapport.facts.quantity import FactError, Quantity
from statusrapport.facts.slice import Observation

MISSING = ".."
POINTS_NB = "prosentpoeng"


def count_of(quantity: Quantity) -> Quantity:
    """How many municipalities or respondents a quantity rests on."""
    value = None if quantity.n is None else float(quantity.n)
    return replace(
        quantity,
        kind="n",
        value=value,
        mark="" if value is not None else quantity.mark or MISSING,
        decimals=0,
        unit=quantity.indicator.unit_of_analysis,
        suffix_nb="",
        se=None,
        lower=None,
        upper=None,
        formula="n",
    )


def interval_of(quantity: Quantity) -> Quantity:
    """A quantity that is to be printed as its 95 percent interval. Raises FactError where it has none."""
    if quantity.value is not None and quantity.lower is None:
        what = f"{quantity.indicator.id} for region {quantity.region_code}, {quantity.period}"
        raise FactError(f"{what} has no interval: it is no estimate from a sample", remedy="Print the value alone")
    return replace(quantity, kind="interval")


def nonresponse_of(quantity: Quantity, observation: Observation) -> float:
    """The part of the population that an estimate knows nothing of: 1 − n/N.

    N is the estimated size of the population in question, the sum of weights. Raises FactError where it is not known.
    """
    if quantity.value is None or not observation.denominator or observation.n is None or quantity.lower is None:
        what = f"{quantity.indicator.id} for region {quantity.region_code}, {quantity.period}"
        raise FactError(f"{what} is no estimated share", remedy="Name an indicator of the operation proportion")
    return max(0.0, 1.0 - observation.n / observation.denominator)


def shift_of(quantity: Quantity, missing: float, points: float) -> Quantity:
    """By how much a share is wrong where those who did not answer differ by `points` from those who did."""
    formula = f"{exact_text(points)} × {exact_text(missing)}"
    return _points(quantity, "nonresponse_shift", points * missing, formula)


def needed_of(quantity: Quantity, missing: float, threshold: float) -> Quantity:
    """By how many points those who did not answer must differ for a share of all to be `threshold` percent.

    Raises FactError where no answers of theirs could make it so.
    """
    assert quantity.value is not None
    gap = threshold - quantity.value
    others = quantity.value + gap / missing if missing else float("inf")
    if not 0 <= others <= 100:
        what = f"{quantity.indicator.id} cannot be {exact_text(threshold)} percent, whatever those who did not answer"
        raise FactError(f"{what} would have said", remedy="Print nonresponse_limits, and say that it cannot")
    formula = f"({exact_text(quantity.value)} − {exact_text(threshold)}) / {exact_text(missing)}"
    return _points(quantity, "nonresponse_needed", abs(gap) / missing, formula)


def limits_of(quantity: Quantity, missing: float) -> Quantity:
    """A share of all where none, or all, of those who did not answer belong to it (Manski's bounds), as an interval."""
    assert quantity.value is not None
    lower = quantity.value * (1 - missing)
    formula = f"{exact_text(quantity.value)} × (1 − {exact_text(missing)})"
    return replace(quantity, kind="nonresponse_limits", lower=lower, upper=lower + 100 * missing, formula=formula)


def _points(quantity: Quantity, kind: str, value: float, formula: str) -> Quantity:
    return replace(
        quantity,
        kind=kind,
        value=value,
        decimals=max(1, quantity.decimals),
        unit="percentage points",
        suffix_nb=POINTS_NB,
        se=None,
        lower=None,
        upper=None,
        formula=formula,
    )

"""Order: which of several values is the largest, which follow, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from statusrapport.facts.numbers import round_half_up
from statusrapport.facts.quantity import Calculator, FactError, MissingObservationError, Quantity
from statusrapport.indicators.observations import SUPPRESSED_MARK, THAN

MUNICIPALITY = 4  # digits of its code


def quantities_of(
    calculator: Calculator, indicator: str, period: int, dimension: str, region: str, by: Mapping[str, str]
) -> dict[str, Quantity]:
    """The known values of every value of a dimension, or of every county, that the slice has.

    Raises FactError where the indicator's rules forbid to compare, or where there is nothing to compare.
    """
    if dimension == "county":
        return _known({code: (code, by) for code in calculator.slice.counties()}, calculator, indicator, period)
    if dimension not in calculator.slice.labels:
        raise FactError(f"there is no dimension {dimension!r}", remedy="Use a dimension of a source, size or county")
    places = {value: (region, {**by, dimension: value}) for value in calculator.slice.labels[dimension]}
    return _known(places, calculator, indicator, period)


def _known(
    places: Mapping[str, tuple[str, Mapping[str, str]]], calculator: Calculator, indicator: str, period: int
) -> dict[str, Quantity]:
    found = {}
    for name, (region, by) in places.items():
        try:
            found[name] = calculator.value(indicator, period, region, by, None)
        except MissingObservationError:
            continue
    if withheld := [name for name, quantity in found.items() if quantity.mark == SUPPRESSED_MARK]:
        raise FactError(
            f"{indicator} is withheld for {', '.join(withheld)} in {period}, so that no order is known",
            remedy="Leave the order out, or print values that are shown",
        )
    known = {name: quantity for name, quantity in found.items() if quantity.value is not None}
    if len(known) < 2:
        raise FactError(f"{indicator} has fewer than two values to compare in {period}", remedy="Correct the dimension")
    return known


def forbids_ranking(quantity: Quantity) -> bool:
    """Whether it is of a single municipality, which the indicator's own rules do not compare with others."""
    is_single = len(quantity.region_code) == MUNICIPALITY and quantity.region_code.isdigit()
    return is_single and not quantity.indicator.comparable_between_units


def forbid_ranking(quantity: Quantity) -> None:
    """Raise FactError where single municipalities may not be compared by the indicator's own rules."""
    if forbids_ranking(quantity):
        raise FactError(
            f"{quantity.indicator.id} may not be compared between single municipalities",
            remedy="Leave the comparison out: the owner of the data warns against it",
        )


def published(quantity: Quantity) -> float:
    """The value as printed: what a reader compares."""
    assert quantity.value is not None
    return float(round_half_up(quantity.value, quantity.decimals))


Gap = Callable[[str, str], tuple[float, float] | None]  # the limits of a difference; None in a full count


def gap_of(
    calculator: Calculator,
    quantities: Mapping[str, Quantity],
    dimension: str,
    region: str,
    by: Mapping[str, str],
) -> Gap:
    """How sure the differences between quantities are: the first less the second, of two names.

    Of the items of a battery it is the interval of the paired difference, where the indicator names one. Of other
    estimates the difference is sure where their intervals have nothing in common.
    """

    def gap(first: str, second: str) -> tuple[float, float] | None:
        one, other = quantities[first], quantities[second]
        if one.indicator.estimator == "full_count":
            return None
        if (declared := one.indicator.differences) and not by:
            pair = {dimension: first, THAN: second}
            paired = calculator.value(declared, one.period, region, pair, None)
            if paired.lower is not None and paired.upper is not None:
                return paired.lower, paired.upper
        if None in (one.lower, one.upper, other.lower, other.upper):
            raise FactError(f"{one.indicator.id} has no interval", remedy="Leave the comparison out")
        return float(one.lower or 0) - float(other.upper or 0), float(one.upper or 0) - float(other.lower or 0)

    return gap


def is_surely_above(gap: Gap, first: str, second: str) -> bool:
    """Whether no chance of the sample stands against it; always in a full count."""
    limits = gap(first, second)
    return limits is None or limits[0] > 0


def reasons_against_contrast(
    gap: Gap, pairs: Sequence[tuple[str, str]], labels: Mapping[str, str], *, sure: bool
) -> list[str]:
    """Why not all of the differences are sure, or not all of them unsure; none where they are."""
    reasons = []
    for first, second in pairs:
        is_sure = is_surely_above(gap, first, second) or is_surely_above(gap, second, first)
        if sure and not is_sure:
            reasons.append(_unsure(gap, first, second, labels))
        elif is_sure and not sure:
            reasons.append(
                f"the difference between {' and '.join(labels.get(one, one) for one in (first, second))} is sure"
            )
    return reasons


def _unsure(gap: Gap, first: str, second: str, labels: Mapping[str, str]) -> str:
    lower, upper = gap(first, second) or (0.0, 0.0)
    names = " and ".join(labels.get(name, name) for name in (first, second))
    return f"the difference between {names} is not sure: its interval is {lower:.3g} to {upper:.3g}"


def reasons_against_first(
    quantities: Mapping[str, Quantity],
    name: str,
    labels: Mapping[str, str],
    gap: Gap,
    *,
    lowest: bool,
    clearly: bool,
) -> list[str]:
    """Why `name` is not the (`clearly`) highest or `lowest` of the quantities; none where it is.

    Clearly means by at least the indicator's smallest change of interest. Of estimates, each difference must be sure.
    """
    sign = -1 if lowest else 1
    own = published(quantities[name])
    others = {other: published(quantity) for other, quantity in quantities.items() if other != name}
    nearest = max(others, key=lambda other: sign * others[other])
    lead = sign * (own - others[nearest])
    change = quantities[name].indicator.smallest_change
    least = change.value * abs(others[nearest]) / 100 if change.unit == "percent" else change.value
    if lead <= 0:
        return [f"{labels.get(nearest, nearest)} has {quantities[nearest].shown(unit='word')}"]
    if clearly and lead < least:
        shown = quantities[nearest].shown(unit="word")
        return [f"{labels.get(nearest, nearest)} has {shown}, nearer than the smallest change of interest ({least:g})"]
    pairs = [(other, name) if lowest else (name, other) for other in others]
    return [_unsure(gap, *pair, labels) for pair in pairs if not is_surely_above(gap, *pair)]


def reasons_against_rank(
    quantities: Mapping[str, Quantity], name: str, labels: Mapping[str, str], gap: Gap
) -> list[str]:
    """Why the rank of an estimate is not sure: the others that may as well lie on its other side."""
    others = [other for other in quantities if other != name]
    return [
        _unsure(gap, name, other, labels)
        for other in others
        if not (is_surely_above(gap, name, other) or is_surely_above(gap, other, name))
    ]


def reasons_against_order(
    quantities: Mapping[str, Quantity], groups: Sequence[Sequence[str]], labels: Mapping[str, str], gap: Gap
) -> list[str]:
    """Why the groups are not the first of the quantities from the highest down; none where they are.

    Within a group the order is that of the values too; equal values may stand in either order. Of estimates, the
    differences between the members of one group and of the next must be sure.
    """
    named = [name for group in groups for name in group]
    if unknown := [name for name in named if name not in quantities]:
        return [f"there is no value for {', '.join(unknown)}"]
    values = [published(quantities[name]) for name in named]
    reasons = [
        f"{named[at + 1]} ({values[at + 1]:g}) is above {named[at]} ({values[at]:g})"
        for at in range(len(named) - 1)
        if values[at + 1] > values[at]
    ]
    left_out = {name: published(item) for name, item in quantities.items() if name not in named}
    reasons += [
        f"{name} ({value:g}) is left out and above {named[-1]} ({values[-1]:g})"
        for name, value in left_out.items()
        if value > values[-1]
    ]
    pairs = [(first, second) for one, following in pairwise(groups) for first in one for second in following]
    return reasons or [_unsure(gap, *pair, labels) for pair in pairs if not is_surely_above(gap, *pair)]

"""A change that is stated equals the later value less the earlier one, exactly and as far as a reader can tell."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from statusrapport.arithmetic.printed import TOLERANCE, Printed
from statusrapport.arithmetic.relations import CHANGES, Number, Numbers, Relations
from statusrapport.facts.numbers import exact_text

Change = Callable[[float, float, int], float]


def _percent_change(earlier: float, later: float, years: int) -> float:
    return (later - earlier) / earlier * 100


def _cagr(earlier: float, later: float, years: int) -> float:
    return (math.pow(later / earlier, 1 / years) - 1) * 100


# Values of shares are percent in facts.json, so that percentage points are a plain difference.
_COMPUTED: dict[str, Change] = {
    "difference": lambda earlier, later, years: later - earlier,
    "percentage_points": lambda earlier, later, years: later - earlier,
    "percent_change": _percent_change,
    "cagr": _cagr,
}


def check_changes(numbers: Numbers, relations: Relations) -> None:
    """Every change whose earlier and later values are printed somewhere in the report is theirs."""
    for key, change in numbers:
        if key.kind not in CHANGES:
            continue
        start, end = key.period.split("/")
        earlier, later = (numbers.get(key._replace(kind="level", period=period)) for period in (start, end))
        if earlier is None or later is None or (earlier.value <= 0 and key.kind in ("percent_change", "cagr")):
            continue
        relations.counts["changes"] += 1
        _check_change(change, earlier, later, int(end) - int(start), relations)


def _check_change(change: Number, earlier: Number, later: Number, years: int, relations: Relations) -> None:
    compute = _COMPUTED[change.fact.kind]
    facts = [change.fact, later.fact, earlier.fact]
    expected = compute(earlier.value, later.value, years)
    scale = max(abs(earlier.value), abs(later.value), 100.0)
    if abs(change.value - expected) > TOLERANCE * scale:
        rule = (
            f"the {change.fact.kind.replace('_', ' ')} from {exact_text(earlier.value)} to {exact_text(later.value)}"
            f" is {exact_text(expected)}, not {exact_text(change.value)}"
        )
        relations.fail("arithmetic-change", facts, rule, "Correct the call that prints the change, or its values")
        return
    plain = compute(float(earlier.printed.value), float(later.printed.value), years)
    apart = abs(Decimal(repr(plain)) - change.printed.value)
    if apart > change.printed.half_step + Decimal("1e-9"):
        reached = _reach(compute, earlier.printed, later.printed, years)
        rule = f"the printed {later.fact.shown} and {earlier.fact.shown} give {_norwegian(plain, change.printed)}"
        if reached[0] - change.printed.half_step <= change.printed.value <= reached[1] + change.printed.half_step:
            remedy = "Say that changes are computed before rounding, or print more decimals"
            relations.note("rounding-change", facts, rule, remedy)
        else:
            relations.fail("arithmetic-printed-change", facts, rule, "Correct what is printed")


def _reach(compute: Change, earlier: Printed, later: Printed, years: int) -> tuple[Decimal, Decimal]:
    """The least and greatest change that values rounded as printed can have."""
    changes = [
        Decimal(repr(compute(float(start), float(end), years)))
        for start in (earlier.value - earlier.half_step, earlier.value + earlier.half_step)
        for end in (later.value - later.half_step, later.value + later.half_step)
        if start > 0
    ]
    return (min(changes), max(changes)) if changes else (Decimal("-Infinity"), Decimal("Infinity"))


def _norwegian(value: float, like: Printed) -> str:
    return f"{value:.{like.decimals}f}".replace(".", ",").replace("-", "−")

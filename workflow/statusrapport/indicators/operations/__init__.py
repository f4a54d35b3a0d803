"""The operations that an indicator may name: each module here is one, found by its name.

An operation is a function `compute(units, options)`. `units` holds a row for each unit (a municipality, a reporting
group or a respondent) of each observation: `observation`, its number; `numerator` and, if the indicator has one,
`denominator`, null where not known; `count`, the units of analysis that the row stands for, null where the denominator
does not list it. The result is indexed by observation and has columns of the observation table: `value`, `n` and those
of `numerator` and `denominator` that make sense. A column of another name becomes a breakdown, whose values have their
labels by `labels_nb(options)`.

An operation on a sample (estimator = "survey") has another function instead, or as well:
`estimate(design, numerator, denominator, domain)` gives the Estimate of one observation, with a number for each unit
of the design and a domain of units. Where an observation is no estimate of one question, `observe(answers)` yields
them all, of the whole country. Of a change `compare(pair, earlier, later, options)` gives the Estimate, from the
samples of two waves with the operands of each. Modules with one of the latter two have `example(rows)`, the value of a
worked example.

A module may set NEEDS_DENOMINATOR and UNITS, a UnitRule, and may have a `check_options(options)` that raises
DeclarationError; without one it takes no options. One that estimates may set NEEDS_BATTERY, or NEEDS_LADDER where it
tells of the weighting of municipalities. One that sets ACCUMULATES gets the cells of a period in every later period
too; that is for sources of the whole country.
"""

from __future__ import annotations

import pkgutil
from enum import Enum, auto
from importlib import import_module
from types import ModuleType

from statusrapport.errors import DeclarationError


class UnitRule(Enum):
    """Which units an operation adds up or compares, where these are municipalities."""

    JOINED = auto()  # the default: as they reported; in a merged municipality one unit, known only as a whole
    REPORTED = auto()  # as they reported, everywhere: a later merger does not change who answered
    LISTED = auto()  # so too, and those that did not report count as well
    COMPARED = auto()  # whole municipalities of the structure, set beside each other above the municipality


def names() -> list[str]:
    """The operations there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_operation(name: str) -> ModuleType:
    """The operation of that name. Raises DeclarationError naming those that exist."""
    if name not in names():
        raise DeclarationError(f"there is no operation {name!r}", remedy=f"Choose one of: {', '.join(names())}")
    return import_module(f"{__name__}.{name}")


def accumulates(name: str) -> bool:
    """Whether the operation of that name adds up all periods so far."""
    return bool(getattr(find_operation(name), "ACCUMULATES", False))


def unit_rule(name: str) -> UnitRule:
    """Which units the operation of that name wants."""
    rule: UnitRule = getattr(find_operation(name), "UNITS", UnitRule.JOINED)
    return rule

"""The operations that an indicator may name: each module here is one, found by its name.

An operation is a function `compute(units, keys, options)`. `units` holds one row per combination of `keys` and unit
(a municipality, or a respondent) with the columns `numerator`, `denominator` (null where missing) and `count`, the
number of units of analysis in the row. It returns one row per combination of `keys` with `value`, `numerator`,
`denominator` and `n`, and may add a column of its own, which becomes a breakdown. A module that sets `AS_REPORTED`
wants the units of the year, not those of a later structure; one that adds a breakdown gives its labels by `labels_nb`.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from statusrapport.errors import DeclarationError


def names() -> list[str]:
    """The operations there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_operation(name: str) -> ModuleType:
    """The operation of that name. Raises DeclarationError naming those that exist."""
    if name not in names():
        raise DeclarationError(f"there is no operation {name!r}", remedy=f"Choose one of: {', '.join(names())}")
    return import_module(f"{__name__}.{name}")

"""Carrying codes from one year to the municipal structure of another, in one step and without dividing anything.

A municipality that lies whole within one of `structure` is carried there, and figures are added up. One that does not
(a split unit going forward, a merged one going backward) is a residual: it keeps its code, so that totals hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from statusrapport.regions.register import Register


@dataclass(frozen=True)
class RegionMapping:
    """Where the figures of a code go: `target` is a municipality of the structure, or for a residual the code itself.

    `is_unchanged`: the target is the same area as the code, so that medians and rates may be carried as they are.
    """

    target: str
    kind: Literal["municipality", "residual"]
    is_unchanged: bool


def map_region(register: Register, code: str, year: int, structure: int) -> RegionMapping:
    """Where the figures of `code` on 1 January of `year` belong in the structure of 1 January of `structure`.

    A reporting group goes where all its members go. Raises UsageError where the code is not valid in `year`, and
    DeclarationError for a structure that the register does not cover.
    """
    area = register.area(code, year)
    wanted = register.structure(structure)
    target, *others = wanted.holders(area)
    if others:
        return RegionMapping(code, "residual", is_unchanged=True)
    return RegionMapping(target, "municipality", is_unchanged=wanted.areas[target] == area)


def region_table(register: Register, year: int, structure: int) -> dict[str, RegionMapping]:
    """The mapping of every municipality and reporting group of `year`, by code."""
    codes = (*register.municipalities(year), *register.reporting_groups(year))
    return {code: map_region(register, code, year, structure) for code in codes}


def parts(register: Register, target: str, year: int, structure: int) -> tuple[str, ...]:
    """The municipalities of `year` that are carried to `target`, sorted: all of its area, unless it is not estimable.

    Raises UsageError where `target` is not a municipality of `structure`.
    """
    area = register.area(target, structure)
    earlier = register.structure(year)
    return tuple(code for code in earlier.holders(area) if earlier.areas[code] <= area)


def not_estimable(register: Register, year: int, structure: int) -> frozenset[str]:
    """The municipalities of `structure` that hold a part of a unit of `year` that cannot be divided.

    What is carried to them is not all of them, so that no figure of `year` can be given.
    """
    wanted = register.structure(structure)
    holders = (wanted.holders(area) for area in register.structure(year).areas.values())
    return frozenset(code for codes in holders if len(codes) > 1 for code in codes)

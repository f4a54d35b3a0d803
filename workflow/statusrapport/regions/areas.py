"""Municipal structures as areas: what each municipality of a 1 January is made of.

An area is a set of pieces. A piece is the smallest territory that no change of the register cuts: usually one
municipality of the first year. Two structures are compared through their pieces, so that a code is carried from any
year to any other in one step, forward and backward alike, and a split that only undoes an earlier merger is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Area = frozenset[str]
Kind = Literal["renumbered", "merged", "split"]


@dataclass(frozen=True)
class Change:
    """A code that became another. `area_from`, on a split: earlier codes whose whole area this part is, if any."""

    date: date
    old_code: str
    new_code: str
    kind: Kind
    area_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Structure:
    """The municipalities of one 1 January with their areas, which do not overlap and together are the country."""

    areas: Mapping[str, Area]

    @cached_property
    def _code_of_piece(self) -> dict[str, str]:
        return {piece: code for code, area in self.areas.items() for piece in area}

    def holders(self, area: Area) -> tuple[str, ...]:
        """The municipalities that hold any of `area`, sorted by code."""
        return tuple(sorted({self._code_of_piece[piece] for piece in area}))


def compute_structures(first_codes: Iterable[str], changes: Sequence[Change], years: range) -> dict[int, Structure]:
    """The structure of 1 January of each of `years`, from the codes of the first year and the changes since."""
    areas = {code: Area({code}) for code in first_codes}
    latest = dict(areas)  # of every code so far, those that ended too: `area_from` points at them
    by_year = {years.start: areas}
    for year in years[1:]:
        since = [change for change in changes if date(year - 1, 1, 1) < change.date <= date(year, 1, 1)]
        areas = _apply(since, areas, latest)
        latest |= areas
        by_year[year] = areas
    finest = _finest_pieces(areas.values())
    return {
        year: Structure({code: _union(finest[piece] for piece in area) for code, area in areas.items()})
        for year, areas in by_year.items()
    }


def _apply(changes: Sequence[Change], areas: Mapping[str, Area], latest: Mapping[str, Area]) -> dict[str, Area]:
    """The areas after the changes of one date; a code without a change continues, and may receive others."""
    successors = defaultdict(list)
    for change in changes:
        successors[change.old_code].append(change)
    after: dict[str, Area] = defaultdict(Area)
    for code, area in areas.items():
        if code not in successors:
            after[code] |= area
        for change in successors[code]:
            after[change.new_code] |= _received(change, area, latest)
    return dict(after)


def _received(change: Change, area: Area, latest: Mapping[str, Area]) -> Area:
    """What the new code gets of `area`: all of it, the area of earlier codes, or new pieces named old/new."""
    if change.kind != "split":
        return area
    if change.area_from:
        return _union(latest[code] for code in change.area_from)
    return Area(f"{piece}/{change.new_code}" for piece in area)


def _finest_pieces(areas: Iterable[Area]) -> dict[str, Area]:
    """Each piece of any year as the pieces that are left in the last: "1850" is "1850/1806" and "1850/1875"."""
    finest: dict[str, set[str]] = defaultdict(set)
    for piece in _union(areas):
        cuts = piece.split("/")
        for depth in range(1, len(cuts) + 1):
            finest["/".join(cuts[:depth])].add(piece)
    return {piece: Area(pieces) for piece, pieces in finest.items()}


def _union(areas: Iterable[Area]) -> Area:
    return Area().union(*areas)

"""A municipal structure: where the municipalities of every year belong in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from statusrapport.project import COUNTRY
from statusrapport.regions.mapping import RegionMapping, not_estimable, region_table
from statusrapport.regions.register import Register

REGION_TYPES = ("country", "county", "kostra_group", "municipality", "residual")
NO_AREA = -1


@dataclass(frozen=True)
class Territory:
    """The structure of 1 January of a year, for figures of some periods.

    A *place* is a municipality or reporting group of a period; an *area* is what an observation is of: a region of the
    structure in a period. Both are numbered, as the rows of `places` and `areas`.
    """

    register: Register
    structure: int
    periods: tuple[str, ...]

    @cached_property
    def places(self) -> pd.DataFrame:
        """All places: region_code, period, `members` (municipalities), and the region of each type that it belongs to.

        That is null where it belongs to none. What cannot be carried to one municipality is a residual; it belongs to a
        county if all of it does. `is_partial`: the municipality lacks a part that could not be divided.
        """
        columns = ["region_code", "period", "members", "is_partial", *REGION_TYPES]
        rows = [row for period in self.periods for row in self._places_of(period)]
        return pd.DataFrame(rows, columns=columns)

    def _places_of(self, period: str) -> Iterable[tuple[object, ...]]:
        partial = not_estimable(self.register, int(period), self.structure)
        for code, mapping in region_table(self.register, int(period), self.structure).items():
            counties = self._counties(code, mapping, int(period))
            county = counties.pop() if len(counties) == 1 else None
            members = code.count("+") + 1
            if mapping.kind == "residual":
                yield code, period, members, False, COUNTRY, county, None, None, code
            else:
                is_partial = mapping.target in partial
                group = None if is_partial else self.register.kostra_group(mapping.target, self.structure)
                yield code, period, members, is_partial, COUNTRY, county, group, mapping.target, None

    def _counties(self, code: str, mapping: RegionMapping, year: int) -> set[str]:
        """The counties that hold the area of a place."""
        if mapping.kind == "municipality":
            return {self.register.county_of(mapping.target, self.structure)}
        holders = self.register.structure(self.structure).holders(self.register.area(code, year))
        return {self.register.county_of(holder, self.structure) for holder in holders}

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas: region_type, region_code, period, `is_withheld` (it holds a part of what cannot be divided).

        Of counties and municipalities they are all that the structure has, of other types those with a place.
        """
        held = self.places.melt(["period"], list(REGION_TYPES), "region_type", "region_code").dropna()
        codes = {
            "county": self.register.counties(self.structure),
            "municipality": self.register.municipalities(self.structure),
        }
        rows = [(period, kind, code) for period in self.periods for kind in codes for code in codes[kind]]
        areas = pd.concat([held, pd.DataFrame(rows, columns=held.columns)]).drop_duplicates(ignore_index=True)
        withheld = pd.MultiIndex.from_tuples(self._withheld(), names=held.columns)
        return areas.assign(is_withheld=pd.MultiIndex.from_frame(areas).isin(withheld))

    def _withheld(self) -> list[tuple[str, str, str]]:
        found = []
        for period in self.periods:
            partial = not_estimable(self.register, int(period), self.structure)
            found += [(period, "municipality", code) for code in partial]
            for code, mapping in region_table(self.register, int(period), self.structure).items():
                counties = self._counties(code, mapping, int(period))
                found += [(period, "county", county) for county in counties if len(counties) > 1]
        return found

    @cached_property
    def area_of(self) -> pd.DataFrame:
        """For each place (row) and region type (column) the number of the area, NO_AREA where there is none."""
        names = ["region_type", "region_code", "period"]
        index = pd.MultiIndex.from_frame(self.areas[names])
        keys = {kind: self.places.assign(region_type=kind, region_code=self.places[kind]) for kind in REGION_TYPES}
        return pd.DataFrame(
            {kind: index.get_indexer(pd.MultiIndex.from_frame(frame[names])) for kind, frame in keys.items()}
        )

    def locate(self, cells: pd.DataFrame) -> pd.Series[int]:
        """The place of each cell, from its region_code and period."""
        index = pd.MultiIndex.from_frame(self.places[["region_code", "period"]])
        return pd.Series(index.get_indexer(pd.MultiIndex.from_frame(cells[["region_code", "period"]])), cells.index)

    @cached_property
    def merged(self) -> pd.Series[int]:
        """For each place the first of those that make up the same municipality: it stands for all of them."""
        target = [self.places[name].fillna("") for name in ("municipality", "residual", "period")]
        return pd.Series(self.places.index, self.places.index).groupby(target).transform("first")

    def joined(self, places: Iterable[int]) -> pd.Series[int]:
        """For each place the unit in which figures of several sources meet.

        That is the place itself, or the reporting group that it is a member of where one of `places` is that group.
        """
        joined = pd.Series(self.places.index, self.places.index)
        used = self.places.loc[list(places)]
        for group in used[used["members"] > 1].itertuples():
            is_member = self.places["region_code"].isin(str(group.region_code).split("+"))
            joined[is_member & (self.places["period"] == group.period)] = group.Index
        return joined

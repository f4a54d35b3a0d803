"""A municipal structure: where the municipalities of every year belong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from statusrapport.project import COUNTRY
from statusrapport.regions.mapping import not_estimable, region_table
from statusrapport.regions.register import Register

REGION_TYPES = ("country", "county", "kostra_group", "municipality", "residual")
AREA = ["region_type", "region_code", "period"]
NO_AREA = -1


@dataclass(frozen=True)
class Territory:
    """The structure of 1 January of a year, for figures of some periods.

    A *place* is a municipality, a reporting group or the country in a period; an *area* is what an observation is of: a
    region of the structure in a period. Both are numbered, as the rows of `places` and `areas`.
    """

    register: Register
    structure: int
    periods: tuple[str, ...]

    @cached_property
    def places(self) -> pd.DataFrame:
        """All places: region_code, period, `members` (units), and of each type the region that it is in.

        That is null where it is in none. A residual is what no municipality can be given: what cannot be divided, and
        what is left of a municipality that lacks such a part. It is in a county if all of it is.
        """
        columns = ["region_code", "period", "members", *REGION_TYPES]
        return pd.DataFrame([row for period in self.periods for row in self._place(period)], columns=columns)

    def _place(self, period: str) -> Iterator[tuple[object, ...]]:
        partial = not_estimable(self.register, int(period), self.structure)
        for code, mapping in region_table(self.register, int(period), self.structure).items():
            counties = self._counties(code, period)
            county = counties.pop() if len(counties) == 1 else None
            is_placed = mapping.kind == "municipality" and mapping.target not in partial
            group = self.register.kostra_group(mapping.target, self.structure) if is_placed else None
            regions = (mapping.target, None) if is_placed else (None, code)
            yield code, period, code.count("+") + 1, COUNTRY, county, group, *regions
        yield COUNTRY, period, 1, COUNTRY, None, None, None, None

    def _counties(self, code: str, period: str) -> set[str]:
        """The counties that hold the area of a place."""
        holders = self.register.structure(self.structure).holders(self.register.area(code, int(period)))
        return {self.register.county_of(holder, self.structure) for holder in holders}

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas: region_type, region_code, period, and `is_withheld`: it holds a part of what cannot be divided.

        Of counties and municipalities they are all that the structure has, of other types those that have a place.
        """
        regions = self.places[["period", *REGION_TYPES]]
        held = regions.melt("period", var_name="region_type", value_name="region_code").dropna()[AREA]
        counties = [("county", code) for code in self.register.counties(self.structure)]
        municipalities = [("municipality", code) for code in self.register.municipalities(self.structure)]
        all_of_them = [(*region, period) for period in self.periods for region in (*counties, *municipalities)]
        areas = pd.concat([held, pd.DataFrame(all_of_them, columns=AREA)]).drop_duplicates(ignore_index=True)
        divided = self.places[self.places["county"].isna() & (self.places["region_code"] != COUNTRY)]
        withheld = {
            ("county", county, period)
            for code, period in zip(divided["region_code"], divided["period"], strict=True)
            for county in self._counties(code, period)
        }
        return areas.assign(is_withheld=[row in withheld for row in areas.itertuples(index=False, name=None)])

    @cached_property
    def area_of(self) -> pd.DataFrame:
        """For each place (row) and type of region (column) the number of the area, NO_AREA where there is none."""
        index = pd.MultiIndex.from_frame(self.areas[AREA])
        keys = {
            kind: self.places.assign(region_type=kind, region_code=self.places[kind])[AREA] for kind in REGION_TYPES
        }
        return pd.DataFrame({kind: index.get_indexer(pd.MultiIndex.from_frame(key)) for kind, key in keys.items()})

    def locate(self, cells: pd.DataFrame) -> pd.Series[int]:
        """The place of each cell, from its region_code and period."""
        index = pd.MultiIndex.from_frame(self.places[["region_code", "period"]])
        return pd.Series(index.get_indexer(pd.MultiIndex.from_frame(cells[["region_code", "period"]])), cells.index)

    @cached_property
    def merged(self) -> pd.Series[int]:
        """For each place that is in a municipality, the first place in it, which stands for all of them."""
        placed = self.places.dropna(subset=["municipality"])
        numbers = pd.Series(placed.index, placed.index)
        return numbers.groupby([placed["municipality"], placed["period"]]).transform("first")

    def joined(self, groups: Iterable[int]) -> pd.Series[int]:
        """For each place the unit in which figures of several sources meet: itself, or the one of `groups` it is in.

        `groups` are places: the reporting groups of which one of the sources has figures.
        """
        joined = pd.Series(self.places.index, self.places.index)
        for group in self.places.loc[list(groups)].itertuples():
            is_member = self.places["region_code"].isin(str(group.region_code).split("+"))
            joined[is_member & (self.places["period"] == group.period)] = group.Index
        return joined

"""A municipal structure: where the municipalities of every year belong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.project import COUNTRY
from statusrapport.regions.areas import Area
from statusrapport.regions.mapping import not_estimable, region_table
from statusrapport.regions.register import Register

REGION_TYPES = ("country", "county", "kostra_group", "municipality", "residual")
AREA = ["region_type", "region_code", "period"]
NO_AREA = -1
WHOLE = 2  # digits, at most, of the code of a county or of the country


@dataclass(frozen=True)
class Territory:
    """The structure of 1 January of a year, for figures of some periods.

    A *place* is a municipality, a reporting group, a county as a whole or the country in a period; an *area* is what an
    observation is of: a region of the structure in a period. Both are numbered, as the rows of `places` and `areas`.
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
        for code in self.register.counties(int(period)):
            counties = self._counties_of_whole(code, period)
            yield code, period, 1, COUNTRY, counties.pop() if len(counties) == 1 else None, None, None, None
        yield COUNTRY, period, 1, COUNTRY, None, None, None, None

    def _counties_of_whole(self, code: str, period: str) -> set[str]:
        """The counties that hold the area of a county of a period."""
        members = (each for each in self.register.municipalities(int(period)) if each[:2] == code)
        return {county for member in members for county in self._counties(member, period)}

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
        divided = self.places[self.places["county"].isna() & ~self.is_whole]
        withheld = {
            ("county", county, period)
            for code, period in zip(divided["region_code"], divided["period"], strict=True)
            for county in self._counties(code, period)
        }
        return areas.assign(is_withheld=[row in withheld for row in areas.itertuples(index=False, name=None)])

    @cached_property
    def is_whole(self) -> pd.Series[bool]:
        """Whether each place is a county or the country, and not a part of it."""
        return self.places["region_code"].str.len() <= WHOLE

    def withheld_by(self, places: Iterable[int]) -> list[int]:
        """The areas of the counties of which no figure can be given where figures are of these places.

        Figures of a county as a whole cannot be divided between those that it has become.
        """
        own = self.places.loc[list(places)]
        divided = own[own["county"].isna() & self.is_whole.loc[own.index] & (own["region_code"] != COUNTRY)]
        keys = {
            ("county", county, place.period)
            for place in divided.itertuples()
            for county in self._counties_of_whole(str(place.region_code), str(place.period))
        }
        is_withheld = [row in keys for row in self.areas[AREA].itertuples(index=False, name=None)] if keys else []
        return [number for number, each in enumerate(is_withheld) if each]

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

        `groups` are places: the reporting groups and counties as a whole of which one of the sources has figures.
        """
        joined = pd.Series(self.places.index, self.places.index)
        codes, periods = self.places["region_code"], self.places["period"]
        for group in self.places.loc[list(groups)].itertuples():
            code = str(group.region_code)
            is_member = codes.str.startswith(code) if len(code) == WHOLE else codes.isin(code.split("+"))
            joined[is_member & (periods == group.period)] = group.Index
        return joined

    def earlier(self, places: Iterable[int], years: int, periods: Iterable[str]) -> dict[int, int]:
        """For each of `places` the place of so many years before that is the same area, for those of `periods`.

        Raises DeclarationError where there is none: it has been divided, or its parts are not known as a group.
        """
        numbers = {(code, period): place for place, code, period in self.places.iloc[:, :2].itertuples()}
        wanted, found = set(periods), {}
        for place, code, period in self.places.iloc[:, :2].loc[list(places)].itertuples():
            before = str(int(period) - years)
            if before not in wanted:
                continue
            own = code if len(code) <= WHOLE else self._code_of(code, period, before)
            if (own, before) not in numbers:
                listed = f"List {own} in data/regions/reporting_groups.csv" if own else "Its area was divided"
                raise DeclarationError(
                    f"figures of {code} in {period} cannot be carried to {before}",
                    remedy=f"{listed}, or let years_later out",
                )
            found[place] = numbers[own, before]
        return found

    def _code_of(self, code: str, period: str, before: str) -> str:
        """The municipalities of an earlier year, joined by plus, that are the area of a code; empty if none are."""
        area, structure = self.register.area(code, int(period)), self.register.structure(int(before))
        holders = structure.holders(area)
        return "+".join(holders) if Area().union(*(structure.areas[each] for each in holders)) == area else ""

"""From a prepared source to the cells of an indicator: chosen, placed in a municipal structure, sized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.declaration import Operand
from statusrapport.regions.mapping import RegionMapping, region_table
from statusrapport.regions.register import Register

SIZE = "size"  # a breakdown that every indicator may have: the municipality's size class by population
PLACE = ["target", "target_type", "county"]
ORIGIN = ["file", "row", "synthetic"]


@dataclass(frozen=True)
class Territory:
    """A municipal structure: where the codes of each year belong in it, and how large its municipalities are."""

    register: Register
    structure: int
    population: pd.DataFrame  # the prepared source `population`

    def place(self, cells: pd.DataFrame) -> pd.DataFrame:
        """The cells with `target` (code in this structure), `target_type` and `county` (null for a residual)."""
        pairs = cells[["region_code", "period"]].drop_duplicates()
        tables = {
            period: region_table(self.register, int(period), self.structure) for period in pairs["period"].unique()
        }
        placed = [self._place(tables[period][code]) for code, period in pairs.itertuples(index=False)]
        columns = pd.DataFrame(placed, columns=PLACE, index=pairs.index)
        return cells.merge(pd.concat([pairs, columns], axis=1), on=["region_code", "period"], how="left")

    def _place(self, mapping: RegionMapping) -> tuple[str, str, str | None]:
        if mapping.kind == "residual":
            return mapping.target, "residual", None
        return mapping.target, "municipality", self.register.county_of(mapping.target, self.structure)

    def sizes(self) -> pd.DataFrame:
        """The size class of each target and period of which the population is known: target, period, size."""
        totals = self.place(self.population[self.population["measure"] == "total"])
        known = totals.groupby(["target", "period"])["value"].agg(["sum", "count", "size"]).reset_index()
        known = known[known["count"] == known["size"]]
        known[SIZE] = [self.register.size_class(int(persons)) for persons in known["sum"]]
        return known[["target", "period", SIZE]]


def select_cells(prepared: Mapping[str, pd.DataFrame], operand: Operand, dimensions: list[str]) -> pd.DataFrame:
    """The cells of an operand: region_code, period, the dimensions that the source has, value, status and origin.

    Of a `table` source they are the values of one measure; of `microdata` the values of a column, or a 1 for each
    respondent where no column is named. Raises DeclarationError for a column or filter that the source lacks.
    """
    source = prepared[operand.source]
    is_table = "measure" in source.columns
    known = [name for name in dimensions if name in source.columns]
    if unknown := sorted(set(operand.filter) - set(source.columns)):
        raise DeclarationError(f"source {operand.source!r} has no column {unknown[0]!r} to filter by")
    if is_table:
        cells = source[source["measure"] == operand.column]
    elif operand.column:
        cells = source.rename(columns={operand.column: "value"})
    else:
        cells = source.assign(value=1.0)
    for name, wanted in operand.filter.items():
        cells = cells[cells[name].isin(wanted)]
    if cells.empty or "value" not in cells.columns:
        raise DeclarationError(f"source {operand.source!r} has nothing for column {operand.column!r} as filtered")
    if not is_table:
        cells = cells.assign(status=cells["value"].isna().map({True: "missing", False: "observed"}))
    return cells[["region_code", "period", *known, "value", "status", *ORIGIN]].reset_index(drop=True)

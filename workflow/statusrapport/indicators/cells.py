"""From prepared sources to the cells of an indicator: placed in a municipal structure, sized, chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from statusrapport.indicators.aggregate import MISSING, OBSERVED, STATUSES
from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.lineage import RowNumbers
from statusrapport.indicators.territory import Territory
from statusrapport.regions.register import Register

SIZE = "size"  # a breakdown that every indicator may have: the municipality's size class by population
POPULATION, PERSONS = "population", "total"  # the source and measure that tell it
KNOWN = ["region_code", "period", "value", "status", "file", "row", "synthetic"]


class Placement:
    """The prepared sources, by id, in one municipal structure. What indicators share is worked out once."""

    def __init__(self, prepared: Mapping[str, pd.DataFrame], register: Register, structure: int) -> None:
        periods = sorted({period for source in prepared.values() for period in source["period"].unique()})
        self.territory = Territory(register, structure, tuple(periods))
        self.rows = RowNumbers.of(pd.concat([source[["file", "row"]] for source in prepared.values()]))
        self._prepared = prepared
        self._placed: dict[str, pd.DataFrame] = {}
        self._sizes = self._compute_sizes()

    def is_microdata(self, source: str) -> bool:
        """Whether a source has a row per respondent."""
        return "measure" not in self._prepared[source].columns

    def has_respondents(self, indicator: Indicator) -> bool:
        """Whether an indicator's units are the respondents of one source, not municipalities."""
        return len(indicator.source) == 1 and self.is_microdata(indicator.numerator.source)

    def select(self, operand: Operand, dimensions: Sequence[str]) -> pd.DataFrame:
        """The cells of an operand: place, row, value, status, synthetic, and those of `dimensions` that its source has.

        Of a `table` source they are the values of one measure; of `microdata` the values of a column, or a 1 for each
        respondent where no column is named.
        """
        source = self._place(operand.source)
        if self.is_microdata(operand.source):
            chosen = source.assign(value=source[operand.column] if operand.column else 1.0)
            chosen["status"] = np.where(chosen["value"].isna(), MISSING, OBSERVED).astype(np.int8)
        else:
            chosen = source[source["measure"] == operand.column]
        for name, wanted in operand.filter.items():
            chosen = chosen[chosen[name].isin(wanted)]
        names = [name for name in dimensions if name in chosen.columns]
        return chosen[["place", "row", *names, "value", "status", "synthetic"]]

    def _place(self, id_: str) -> pd.DataFrame:
        """A source with `place`, `size`, rows and statuses as numbers, and its dimensions as categories."""
        if id_ not in self._placed:
            source = self._prepared[id_]
            place = self.territory.locate(source)
            placed = source.assign(
                place=place, row=self.rows.number(source["file"], source["row"]), size=place.map(self._sizes)
            )
            if "status" in source.columns:
                placed["status"] = source["status"].map(STATUSES.index).astype(np.int8)
            names = [name for name in placed.columns if name not in KNOWN and placed[name].dtype == "str"]
            self._placed[id_] = placed.astype(dict.fromkeys(names, "category"))
        return self._placed[id_]

    def _compute_sizes(self) -> pd.Series[str]:
        """The size class of the municipality of each place, where the population of all of it is known."""
        population = self._prepared[POPULATION]
        persons = population[population["measure"] == PERSONS]
        places = self.territory.places
        units = self.territory.merged.loc[self.territory.locate(persons)]
        known = persons.set_axis(units).groupby(level=0)["value"].agg(["sum", "count", "size"])
        is_whole = places["municipality"].notna() & ~places["is_partial"]
        known = known[(known["count"] == known["size"]) & is_whole.loc[known.index]]
        classes = {unit: self.territory.register.size_class(int(total)) for unit, total in known["sum"].items()}
        return self.territory.merged.map(classes)

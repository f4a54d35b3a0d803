"""From prepared sources to the cells of an indicator: placed in a municipal structure, sized, chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from statusrapport.indicators.aggregate import MISSING, OBSERVED, STATUSES
from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.lineage import RowNumbers
from statusrapport.indicators.operations import UnitRule, accumulates, unit_rule
from statusrapport.indicators.territory import WHOLE, Territory
from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import SeriesBreak
from statusrapport.survey.stage import WeightedSurvey

SIZE = "size"  # a breakdown that every indicator may have: the municipality's size class by population
POPULATION, PERSONS = "population", "total"  # the source and measure that tell it
KNOWN = ["region_code", "period", "value", "status", "file", "row", "synthetic"]


class Placement:
    """The prepared sources, by id, in one municipal structure. What indicators share is worked out once.

    `weighted` are the surveys as the stage weight_respondents gives them, and `series_breaks` those of each source.
    """

    def __init__(
        self,
        prepared: Mapping[str, pd.DataFrame],
        register: Register,
        structure: int,
        weighted: Mapping[str, WeightedSurvey] | None = None,
        series_breaks: Mapping[str, Sequence[SeriesBreak]] | None = None,
    ) -> None:
        periods = sorted({period for source in prepared.values() for period in source["period"].unique()})
        self.territory = Territory(register, structure, tuple(periods))
        self.rows = RowNumbers.of(pd.concat([source[["file", "row"]] for source in prepared.values()]))
        self._prepared = prepared
        self._weighted = weighted or {}
        self._series_breaks = series_breaks or {}
        self._national = {id_ for id_, source in prepared.items() if source["region_code"].eq(COUNTRY).all()}
        self._placed: dict[str, pd.DataFrame] = {}
        self._respondents: dict[str, pd.DataFrame] = {}
        self._joined: dict[tuple[str, ...], pd.Series[int]] = {}
        self._sizes = self._compute_sizes()

    def is_microdata(self, source: str) -> bool:
        """Whether a source has a row per respondent."""
        return "measure" not in self._prepared[source].columns

    def has_respondents(self, indicator: Indicator) -> bool:
        """Whether an indicator's units are the respondents of one source, not municipalities.

        It is municipalities that are listed and heard from.
        """
        is_alone = len(indicator.source) == 1 and self.is_microdata(indicator.numerator.source)
        return is_alone and unit_rule(indicator.operation) is not UnitRule.LISTED

    def is_confidential(self, source: str) -> bool:
        """Whether a source is a survey of which nothing may be told of a municipality, not even who has answered."""
        return source in self._weighted and self._weighted[source].is_confidential

    def has_rows(self, source: str) -> bool:
        """Whether a source has anything in the periods at hand."""
        return not self._prepared[source].empty

    def is_national(self, source: str) -> bool:
        """Whether a source is of the country as a whole."""
        return source in self._national

    def broken_periods(self, indicator: Indicator, periods: Iterable[str]) -> set[str]:
        """Those of `periods` that cannot be compared with the period before: the first from each series break on.

        Of how many are heard from there is no break: it is in what they say.
        """
        if unit_rule(indicator.operation) is UnitRule.LISTED:
            return set()
        known = sorted(set(periods))
        broken = set()
        for operand in (each for each in (indicator.numerator, indicator.denominator) if each):
            for each in self._series_breaks.get(operand.source, ()):
                later = [period for period in known if period >= each.period]
                if each.is_of(indicator.id, (operand.column, *operand.filter)) and later and known[0] < each.period:
                    broken.add(later[0])
        return broken

    def respondents(self, id_: str) -> pd.DataFrame:
        """Those who have answered a survey, weighted if it is.

        With `place`, `size`, the `number` of their row, and `unit`: the territory that answers, whatever its code.
        """
        if id_ not in self._respondents:
            rows = self._weighted[id_].respondents if id_ in self._weighted else self._prepared[id_]
            place, units = self.territory.locate(rows), self._territories(rows["region_code"], rows["period"])
            number = self.rows.number(rows["file"], rows["row"])
            self._respondents[id_] = rows.assign(place=place, unit=units, number=number, size=place.map(self._sizes))
        return self._respondents[id_]

    def strata(self, id_: str, period: str) -> pd.Series[int] | None:
        """The class of every territory, answering or not, in a survey of municipalities; None where it has none."""
        strata = self._weighted[id_].strata.get(period) if id_ in self._weighted else None
        if strata is None:
            return None
        codes = pd.Series(list(strata), dtype="str")
        return pd.Series(list(strata.values()), self._territories(codes, pd.Series(period, codes.index)))

    def _territories(self, codes: pd.Series[str], periods: pd.Series[str]) -> pd.Series[str]:
        """What a municipality is made of: the same text in two years only where its territory has not changed."""
        register, pairs = self.territory.register, list(zip(codes, periods, strict=True))
        texts = {pair: "+".join(sorted(register.area(pair[0], int(pair[1])))) for pair in dict.fromkeys(pairs)}
        return pd.Series([texts[pair] for pair in pairs], codes.index, dtype="str")

    def joined(self, indicator: Indicator) -> pd.Series[int]:
        """For each place the unit in which the sources of an indicator meet."""
        if len(indicator.source) > 1 and self._is_selective(indicator):
            chosen = {place for cells in self.select(indicator) for place in cells["place"].unique()}
            return self._join(chosen, to_counties=True)
        if indicator.source not in self._joined:
            places = {place for source in indicator.source for place in self._place(source)["place"].unique()}
            self._joined[indicator.source] = self._join(places, to_counties=False)
        return self._joined[indicator.source]

    def _is_selective(self, indicator: Indicator) -> bool:
        """Whether it is for the cells of an indicator to say in which units they meet, not for its sources.

        So it is where a source has figures of counties as a whole, and where figures are of other years.
        """
        operands = [each for each in (indicator.numerator, indicator.denominator) if each]
        has_counties = (self._prepared[each.source]["region_code"].str.len().eq(WHOLE).any() for each in operands)
        return any(has_counties) or any(each.years_later for each in operands)

    def _join(self, places: Iterable[int], *, to_counties: bool) -> pd.Series[int]:
        """The units in which places meet: groups, and if wanted counties, that are among them."""
        own = self.territory.places.loc[sorted(places)]
        is_group = own["members"] > 1
        is_county = own["region_code"].str.len() == WHOLE
        return self.territory.joined(own.index[is_group | (is_county & to_counties)])

    def select(self, indicator: Indicator) -> list[pd.DataFrame]:
        """The cells of the numerator and, if there is one, of the denominator in the same periods.

        Columns are place, row, value, status, synthetic, and the dimensions of the indicator that the source has;
        `parts` divide the numerator alone.
        """
        own = self._select(indicator.numerator, (*indicator.breakdowns, *indicator.parts))
        if accumulates(indicator.operation):
            own = self._accumulate(own)
        if indicator.denominator is None:
            return [own]
        period = self.territory.places["period"]
        periods = own["place"].map(period).unique()
        whole = self._select(indicator.denominator, indicator.breakdowns, periods)
        if accumulates(indicator.operation):
            whole = self._accumulate(whole)
        if self.has_respondents(indicator):
            return [own, whole]
        return [own, whole[whole["place"].map(period).isin(periods)]]

    def _select(self, operand: Operand, dimensions: Sequence[str], periods: Iterable[str] = ()) -> pd.DataFrame:
        """Of a table the values of one measure; of microdata those of a column, or a 1 for each where none is named.

        `periods`: for which those are wanted that are of other years.
        """
        source = self._place(operand.source)
        if self.is_microdata(operand.source):
            chosen = source.assign(value=source[operand.column] if operand.column else 1.0)
            chosen["status"] = np.where(chosen["value"].isna(), MISSING, OBSERVED).astype(np.int8)
        else:
            chosen = source[source["measure"] == operand.column]
        for name, wanted in operand.filter.items():
            chosen = chosen[chosen[name].isin(wanted)]
        if operand.years_later:
            earlier = self.territory.earlier(chosen["place"].unique(), operand.years_later, periods)
            chosen = chosen[chosen["place"].isin(earlier)].assign(place=lambda cells: cells["place"].map(earlier))
        names = [name for name in dimensions if name in chosen.columns]
        return chosen[["place", "row", *names, "value", "status", "synthetic"]]

    def _accumulate(self, cells: pd.DataFrame) -> pd.DataFrame:
        """The cells of the country, each in its own period and again in every later one that has any."""
        period = self.territory.places["period"]
        places = pd.DataFrame({"later": cells["place"].unique()})
        pairs = cells.assign(period=cells["place"].map(period)).merge(places, how="cross")
        kept = pairs[pairs["later"].map(period) >= pairs["period"]]
        return kept.assign(place=kept["later"]).drop(columns=["later", "period"])

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
            texts = [name for name in source.columns if name not in KNOWN and not is_numeric_dtype(source[name])]
            self._placed[id_] = placed.astype(dict.fromkeys([*texts, SIZE], "category"))
        return self._placed[id_]

    def _compute_sizes(self) -> pd.Series[str]:
        """The size class of the municipality of each place, where the population of all of it is known.

        Before the first year with a population it is that of the first year.
        """
        population = self._prepared[POPULATION]
        persons = population[population["measure"] == PERSONS]
        merged = self.territory.merged
        units = self.territory.locate(persons).map(merged)
        totals = persons["value"].groupby(units).agg(["sum", "count", "size"])
        known = totals.loc[totals["count"] == totals["size"], "sum"]
        classes = {unit: self.territory.register.size_class(int(total)) for unit, total in known.items()}
        sizes = merged.map(classes)
        placed = self.territory.places.loc[sizes.index]
        before = placed["period"] < min(population["period"], default="")
        return sizes.where(~before, sizes.groupby(placed["municipality"]).bfill())

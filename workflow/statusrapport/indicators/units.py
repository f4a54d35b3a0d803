"""From cells to units: each municipality or respondent, in each breakdown, with its numerator and denominator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from statusrapport.indicators.aggregate import MISSING, OBSERVED, pair_status, sum_parts
from statusrapport.indicators.breakdowns import UNKNOWN, Breakdowns, Integers
from statusrapport.indicators.cells import Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.sources.declaration import REPORTING, REPORTING_NB

UNIT = ["place", "respondent"]  # what tells one unit from another
NOBODY = 0  # the respondent of a unit that is a municipality


@dataclass(frozen=True)
class Units:
    """The units of an indicator in all its breakdowns.

    `frame` has a row per unit and breakdown: `place`, `respondent`, `breakdown` (a number of `breakdowns`),
    `numerator`, `denominator` (if the indicator has one), `count` (the units of analysis that it stands for; null where
    the denominator does not list it), `status` and `synthetic`. `rows` names the rows of raw files behind them: `unit`
    (a row of `frame`) and `row`.
    """

    frame: pd.DataFrame
    rows: pd.DataFrame
    breakdowns: Breakdowns


def compute_units(indicator: Indicator, placement: Placement, unit_of: pd.Series[int] | None) -> Units:
    """The units of an indicator. `unit_of` gives for each place the place that stands for its unit.

    Without it the units are the respondents of a source of microdata.
    """
    cells = placement.select(indicator)
    breakdowns = _number_breakdowns(indicator, cells)
    operands = [_divide(_find_units(each, placement, unit_of), indicator, breakdowns) for each in cells]
    chosen = _choose(indicator, breakdowns, operands, by_respondent=unit_of is None)
    operands = [operand.within(chosen, breakdowns) for operand in operands]
    frame = _pair([operand.sums for operand in operands], by_respondent=unit_of is None)
    units = frame[[*UNIT, "breakdown"]].assign(unit=frame.index)
    rows = pd.concat([operand.rows for operand in operands]).drop_duplicates().merge(units, on=[*UNIT, "breakdown"])
    return Units(frame, rows[["unit", "row"]], breakdowns)


@dataclass(frozen=True)
class _Operand:
    """A numerator or denominator: the sum of each unit in each breakdown, and the raw rows behind it."""

    sums: pd.DataFrame
    rows: pd.DataFrame
    dims: tuple[str, ...]  # the dimensions that its source knows

    def within(self, chosen: Integers, breakdowns: Breakdowns) -> _Operand:
        """The same in the breakdowns `chosen`: in each of them what the operand knows of it."""
        wanted = pd.DataFrame({"breakdown": breakdowns.project(chosen, self.dims), "chosen": chosen})
        sums, rows = (
            frame.merge(wanted, on="breakdown").drop(columns="breakdown").rename(columns={"chosen": "breakdown"})
            for frame in (self.sums, self.rows)
        )
        return _Operand(sums, rows, self.dims)


def _number_breakdowns(indicator: Indicator, cells: Sequence[pd.DataFrame]) -> Breakdowns:
    """Numbers for the values that there are in the sources, and the answers that there may be."""
    values = {}
    for name in (*indicator.breakdowns, *indicator.parts):
        known = {value for each in cells if name in each.columns for value in each[name].cat.categories}
        always = REPORTING_NB if name == REPORTING else indicator.numerator.filter.get(name, ())
        values[name] = sorted(known.union(always))
    return Breakdowns(values)


def _find_units(cells: pd.DataFrame, placement: Placement, unit_of: pd.Series[int] | None) -> pd.DataFrame:
    """The cells with the unit of each, and with `count`, how many units of analysis that unit stands for."""
    if unit_of is None:
        return cells.assign(respondent=cells["row"], count=1)
    cells = cells[cells["place"].isin(unit_of.index)]
    places = cells["place"].unique()
    counts = placement.territory.places["members"].loc[places].groupby(unit_of.loc[places]).sum()
    units = cells["place"].map(unit_of)
    return cells.assign(place=units, respondent=NOBODY, count=units.map(counts))


def _divide(cells: pd.DataFrame, indicator: Indicator, breakdowns: Breakdowns) -> _Operand:
    """An operand in the breakdowns by every subset of the indicator's dimensions, as far as its source knows them."""
    dims = tuple(name for name in breakdowns.values if name in cells.columns)
    cells = cells.assign(**{name: breakdowns.digits(name, cells[name]) for name in dims})
    subsets = {
        tuple(name for name in (*names, *indicator.parts) if name in dims)
        for size in range(len(indicator.breakdowns) + 1)
        for names in combinations(indicator.breakdowns, size)
    }

    def spread(frame: pd.DataFrame, by: Collection[tuple[str, ...]]) -> pd.DataFrame:
        numbers = np.concatenate([breakdowns.number(frame, names) for names in sorted(by)])
        repeated = pd.concat([frame.drop(columns=list(dims))] * len(by)).assign(breakdown=numbers)
        return repeated[repeated["breakdown"] != UNKNOWN]

    finest = sum_parts(cells, [*UNIT, *dims])  # of which there are fewer than cells
    sums = spread(finest, subsets)
    if by_reporting := [names for names in subsets if REPORTING in names]:
        sums = pd.concat([sums, spread(_none_otherwise(finest), by_reporting)])
    rows = cells[[*UNIT, *dims, "row"]].drop_duplicates()
    return _Operand(sum_parts(sums, [*UNIT, "breakdown"]), spread(rows, subsets).drop_duplicates(), dims)


def _none_otherwise(finest: pd.DataFrame) -> pd.DataFrame:
    """What is said of `reporting` beside each known sum: of what is reported, 0 is carried forward, and the reverse.

    The unit counts as none there, so that n is how many have reported, or are carried forward.
    """
    known = finest[(finest["status"] < MISSING) & (finest[REPORTING] != UNKNOWN)]
    others = sum(range(1, len(REPORTING_NB) + 1)) - known[REPORTING]
    return known.assign(value=0.0, count=0, status=OBSERVED, **{REPORTING: others})


def _choose(
    indicator: Indicator, breakdowns: Breakdowns, operands: Sequence[_Operand], *, by_respondent: bool
) -> Integers:
    """The breakdowns in which there are observations.

    In a table they are those that have a cell. Among respondents an answer that nobody gave is one as well.
    """
    own, whole = operands[0], operands[-1]
    if by_respondent and len(operands) > 1:
        answers = {name: indicator.numerator.filter.get(name, breakdowns.values[name]) for name in indicator.parts}
        return (whole.sums["breakdown"].unique()[:, None] + breakdowns.combine(answers)).ravel()
    finest = own if set(own.dims) > set(whole.dims) else whole
    return np.unique(finest.sums["breakdown"])


def _pair(sums: Sequence[pd.DataFrame], *, by_respondent: bool) -> pd.DataFrame:
    """The units, numerator and denominator side by side.

    A respondent in the denominator alone counts as 0 in the numerator: the answer was another. Of a municipality that
    would be wrong: it did not report.
    """
    if len(sums) == 1:
        return sums[0].rename(columns={"value": "numerator"})
    both = sums[0].merge(sums[1], on=[*UNIT, "breakdown"], how="outer", suffixes=("", "_whole"))
    if by_respondent:
        both.loc[both["status"].isna(), ["value", "status"]] = (0.0, OBSERVED)
    return both[[*UNIT, "breakdown"]].assign(
        numerator=both["value"],
        denominator=both["value_whole"],
        count=both["count_whole"],
        status=pair_status(both["status"].fillna(MISSING), both["status_whole"].fillna(MISSING)),
        synthetic=both["synthetic"].eq(True) | both["synthetic_whole"].eq(True),
    )

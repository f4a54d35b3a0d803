"""The model behind the invented IS-24/8 reporting after 2017: each year from the year before, carried over reforms."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from statusrapport.exampledata.calibration import PER_FTE, TENTH, Floats
from statusrapport.exampledata.reporting import FTE_PER_POSITION, Reporting, calibrate
from statusrapport.regions.mapping import not_estimable, region_table
from statusrapport.regions.register import Register

# Full-time equivalents of the whole country in each block. Published are 16 399 in all in 2019, and that those of
# health stations and school health services grew all the time; the rest is chosen. (2018 is as later revised.)
TOTALS: dict[int, tuple[float, ...]] = {
    2018: (4861.3, 3010.4, 2598.2, 1649.6, 1341.6, 1159.7, 831.2),
    2019: (5154.7, 3187.9, 2788.6, 1672.1, 1468.3, 1231.8, 895.6),
    2020: (5263.5, 3268.3, 2897.0, 1664.7, 1528.7, 1266.4, 921.4),
}
YEARS = tuple(TOTALS)
CARRIED_FORWARD = {2020: 66}  # municipalities that did not report in the pandemic, and keep their figures
STAYING = 0.93  # of the positions of one year that are there the next
HIRING = 0.13  # new positions for each old one
ELSEWHERE = 0.15  # of new positions that are in services and educations like those of the country, not like one's own


def compute_later_reporting(
    rng: np.random.Generator, inhabitants: Mapping[int, pd.Series], earlier: Reporting, register: Register
) -> dict[int, Reporting]:
    """Draw 2018, 2019 and 2020, each on its own municipal structure, from the reporting of 2017.

    `inhabitants` by year and municipality code.
    """
    reporting: dict[int, Reporting] = {}
    for year in YEARS:
        before = _carry(earlier.twentieths, register, year)
        size = inhabitants[year].loc[before.index]
        carried = _choose_carried(rng, size, not_estimable(register, year - 1, year), CARRIED_FORWARD.get(year, 0))
        kept = before.loc[carried].astype("int64")
        drawn = pd.DataFrame(_draw_next(rng, before.to_numpy() / PER_FTE), index=before.index, columns=before.columns)
        steps = earlier.steps.reindex(before.index, fill_value=TENTH)
        own = drawn.drop(index=carried)
        left = tuple(
            total - kept[_columns_of(kept, place)].to_numpy().sum() / PER_FTE
            for place, total in enumerate(TOTALS[year])
        )
        twentieths = pd.concat([calibrate(own, steps[own.index], left), kept]).sort_index()
        earlier = reporting[year] = Reporting(twentieths, steps[twentieths.index], tuple(carried))
    return reporting


def _columns_of(frame: pd.DataFrame, place: int) -> list[str]:
    """The columns of the block at a place."""
    width = len(frame.columns) // len(TOTALS[YEARS[0]])
    return list(frame.columns[place * width : (place + 1) * width])


def _carry(twentieths: pd.DataFrame, register: Register, year: int) -> pd.DataFrame:
    """The figures of the year before on the structure of `year`; those of a divided municipality in equal parts."""
    structure = register.structure(year)
    parts = [
        (holder, twentieths.loc[code] / len(holders))
        for code in region_table(register, year - 1, year)
        if code in twentieths.index
        for holders in [structure.holders(register.area(code, year - 1))]
        for holder in holders
    ]
    frame = pd.DataFrame([row for _, row in parts], index=[code for code, _ in parts])
    return frame.groupby(level=0).sum()


def _choose_carried(rng: np.random.Generator, size: pd.Series, unfit: frozenset[str], number: int) -> list[str]:
    """Those whose figures are carried forward, in order: the smaller ones, and none that received a part of another."""
    if not number:
        return []
    fit = size.drop(list(unfit))
    waiting = rng.exponential(size=len(fit)) * fit.to_numpy() ** 0.35
    return sorted(fit.index[np.argsort(waiting, kind="stable")[:number]])


def _draw_next(rng: np.random.Generator, fte: Floats) -> Floats:
    """FTE by municipality and cell a year later, before calibration: most positions stay, some are new."""
    positions = np.ceil(np.round(fte / FTE_PER_POSITION, 6)).astype(np.int64)
    of_each = np.divide(fte, positions, out=np.zeros_like(fte), where=positions > 0)
    staying = rng.binomial(positions, STAYING)
    country = fte.sum(axis=0) / fte.sum()
    own = fte / np.maximum(fte.sum(axis=1, keepdims=True), 1e-9)
    shares = (1 - ELSEWHERE) * own + ELSEWHERE * country
    shares = np.floor(shares / shares.sum(axis=1, keepdims=True) * 1e9) / 1e9  # the last bit differs between processors
    eager = rng.gamma(4, 1 / 4, len(fte))
    hired = rng.multinomial(rng.poisson(positions.sum(axis=1) * HIRING * eager), shares)
    return np.asarray(staying * of_each + hired * rng.uniform(0.6, 1.0, fte.shape))

"""The model behind the invented IS-24/8 reporting: FTE by municipality, age group, service and education."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from statusrapport.exampledata.calibration import (
    PER_FTE,
    QUARTER,
    TENTH,
    Floats,
    Integers,
    compute_rounded,
    compute_scaled,
)
from statusrapport.regions.mapping import region_table
from statusrapport.regions.register import Register

EDUCATIONS = ("PL", "HV", "HU", "FV", "FU", "AN")
# Age group and service: share of the staff, and its education in percent, in a middle-sized municipality.
BLOCKS: dict[str, tuple[float, tuple[float, ...]]] = {
    "V_BOL": (0.318, (0.5, 35, 37, 8, 15, 4.5)),
    "V_BEH": (0.197, (15, 52, 28, 2.5, 2, 0.5)),
    "V_HJE": (0.164, (1, 44, 36, 9, 8.5, 1.5)),
    "V_ARB": (0.113, (0.3, 29, 39, 8, 16, 7.7)),
    "B_HST": (0.081, (4, 34, 53, 2, 5, 2)),
    "B_SAM": (0.074, (34, 36, 27, 0.5, 1.5, 1)),
    "B_MIL": (0.053, (2, 22, 48, 7, 14, 7)),
}
# Full-time equivalents of the whole country in each block. Published are the total and the adults of both years (here
# as sums), and the adults' services in 2017 in whole percent (40, 25, 21, 14); the rest is chosen.
TOTALS: dict[int, tuple[float, ...]] = {
    2016: (4380.6, 2810.3, 2267.8, 1604.3, 1120.5, 1034.3, 718.2),
    2017: (4637.4, 2859.7, 2410.9, 1626.0, 1231.2, 1093.6, 774.2),
}
NOT_REPORTED = {2016: ("1622",), 2017: ()}
ADULTS, CHILDREN = slice(0, 4), slice(4, 7)  # among the blocks
FTE_PER_POSITION = 0.8
FTE_PER_10000 = 24.0  # in a large municipality, before scaling


@dataclass(frozen=True)
class Reporting:
    """One year of IS-24/8: `twentieths` of FTE by municipality x cell, and the step each municipality reports in.

    `carried` are the municipalities that did not report, whose figures are those of the year before.
    """

    twentieths: pd.DataFrame
    steps: pd.Series
    carried: tuple[str, ...] = ()

    @property
    def fte(self) -> pd.Series:
        """Full-time equivalents by municipality."""
        return self.twentieths.sum(axis=1) / PER_FTE


def compute_reporting(rng: np.random.Generator, inhabitants: pd.Series, register: Register) -> dict[int, Reporting]:
    """Draw both years, each on its own municipal structure. `inhabitants` by municipality code of 2016."""
    codes = inhabitants.index
    size = inhabitants.to_numpy()
    steps = pd.Series(np.where(rng.random(len(size)) < 0.15 + 0.35 * (size < 10_000), QUARTER, TENTH), index=codes)
    drawn = _draw_years(rng, size)
    later = region_table(register, 2016, 2017)
    reporting = {}
    for year, values in drawn.items():
        frame = pd.DataFrame(values.reshape(len(size), -1), index=codes)
        if year == 2017:
            frame = frame.groupby(lambda code: later[code].target).sum()
        frame = frame.drop(index=list(NOT_REPORTED[year]))
        year_steps = steps.reindex(frame.index, fill_value=TENTH)
        reporting[year] = Reporting(calibrate(frame, year_steps, TOTALS[year]), year_steps)
    return reporting


def calibrate(frame: pd.DataFrame, steps: pd.Series, totals: tuple[float, ...]) -> pd.DataFrame:
    """Bring one year to its totals, exactly, in twentieths of FTE with one named column per cell."""
    values = compute_scaled(frame.to_numpy().reshape(len(frame), len(BLOCKS), -1), np.array(totals))
    blocks = [
        compute_rounded(values[:, position], steps.to_numpy(), round(total * PER_FTE))
        for position, total in enumerate(totals)
    ]
    columns = [f"{block}_{education}" for block in BLOCKS for education in EDUCATIONS]
    return pd.DataFrame(np.concatenate(blocks, axis=1), index=frame.index, columns=columns)


def _draw_years(rng: np.random.Generator, size: Floats) -> dict[int, Floats]:
    """FTE by municipality x block x education in 2016 and 2017, before calibration. `size`: number of inhabitants.

    Drawn as positions: small municipalities then get many empty cells, and the years hang together because most who
    worked there in 2016 still do in 2017.
    """
    level = _draw_level(rng, size)
    shares = _draw_shares(rng, size)
    shares_of_hired = shares * np.where(np.array(EDUCATIONS) == "HV", 1.25, 1.0)  # further education is on the rise
    turnover = rng.gamma(4, 0.13 / 4, len(size))
    first, second = [], []
    for blocks in (ADULTS, CHILDREN):
        expected = level * shares[:, blocks].sum(axis=(1, 2)) / FTE_PER_POSITION
        before = _draw_positions(rng, np.maximum(rng.poisson(expected), 1), shares[:, blocks])
        hired = _draw_positions(rng, rng.poisson(before.sum(axis=(1, 2)) * turnover), shares_of_hired[:, blocks])
        first.append(before)
        second.append(rng.binomial(before, 0.92) + hired)
    fte_of_position = rng.uniform(FTE_PER_POSITION - 0.2, FTE_PER_POSITION + 0.2, shares.shape)
    return {
        2016: np.concatenate(first, axis=1) * fte_of_position,
        2017: np.concatenate(second, axis=1) * fte_of_position,
    }


def _draw_positions(rng: np.random.Generator, counts: Integers, shares: Floats) -> Integers:
    """Give each municipality's positions out over its cells."""
    weights = shares.reshape(len(counts), -1)
    return rng.multinomial(counts, weights / weights.sum(axis=1, keepdims=True)).reshape(shares.shape)


def _draw_level(rng: np.random.Generator, size: Floats) -> Floats:
    """Expected FTE of each municipality: more per inhabitant, and more scattered, the smaller it is."""
    diseconomy = 1 + 0.6 * (2000 / size) ** 0.6
    scatter = 0.13 + 0.30 * (1000 / np.maximum(size, 400)) ** 0.4  # coefficient of variation
    return np.asarray(size / 10_000 * FTE_PER_10000 * diseconomy * rng.gamma(scatter**-2, scatter**2))


def _draw_shares(rng: np.random.Generator, size: Floats) -> Floats:
    """The share of the staff in each block and education; every municipality deviates in its own way."""
    block_share = np.tile([share for share, _ in BLOCKS.values()], (len(size), 1))
    block_share[:, 0] *= size / (size + 2000)  # few inhabitants seldom fill a house with staff day and night
    block_share = _draw_around(rng, block_share, concentration=(30 + size / 1000)[:, None])
    education = np.tile(np.array([weights for _, weights in BLOCKS.values()]) / 100, (len(size), 1, 1))
    education[:, :, 0] *= (0.15 + size / (size + 4000))[:, None]  # psychologists and physicians work in the larger ones
    return np.asarray(block_share[:, :, None] * _draw_around(rng, education, concentration=20.0))


def _draw_around(rng: np.random.Generator, weights: Floats, concentration: Floats | float) -> Floats:
    """Dirichlet draws around `weights`, along the last axis."""
    means = weights / weights.sum(axis=-1, keepdims=True)
    drawn = rng.standard_gamma(means * concentration)
    return np.asarray(drawn / drawn.sum(axis=-1, keepdims=True))

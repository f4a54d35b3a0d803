"""Who answered the invented user surveys: persons in some seventy municipalities, mostly the same ones each year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.exampledata.user_survey_form import YEARS
from statusrapport.regions.mapping import region_table
from statusrapport.regions.register import Register

MUNICIPALITIES = 82  # that take part in any year
ALWAYS = ("0301", "0709", "1103", "1601")  # 0709 is merged in 2018, 1601 has another code from then on
SMALLEST, LARGEST = 4_000, 120_000  # inhabitants; of the largest cities some districts take part
ANSWERS = {2017: 6_050, 2018: 5_940, 2019: 6_110}
ABSENT = {2017: 7, 2018: 8, 2019: 9}  # of those that ever take part
SAMPLED = 0.75  # answers grow with this power of the inhabitants: persons in large municipalities stand for more
UNEQUAL = 0.12  # how much weights differ within a municipality, for age and sex


def draw_users(rng: np.random.Generator, inhabitants: Mapping[int, pd.Series], register: Register) -> pd.DataFrame:
    """One row for each who answered: `year`, `code` of the municipality that year, `place`, `weight`.

    The place is the municipality's code in the first year. `inhabitants` by year and municipality code. The weights of
    a year have the mean 1.
    """
    chosen = _choose_municipalities(rng, inhabitants[YEARS[0]])
    parts = []
    for year in YEARS:
        codes = _codes_of_year(chosen, year, register)
        absent = rng.permutation([code for code in chosen if code not in ALWAYS])[: ABSENT[year]]
        present = codes.drop(absent).drop_duplicates()
        people = np.minimum(inhabitants[year][present].to_numpy(), LARGEST)
        counts = _share_out(people**SAMPLED, ANSWERS[year])
        weights = np.repeat(people / counts, counts) * np.exp(UNEQUAL * rng.normal(size=counts.sum()))
        rows = {"year": year, "code": np.repeat(present.to_numpy(), counts), "place": np.repeat(present.index, counts)}
        parts.append(pd.DataFrame(rows).assign(weight=np.round(weights / weights.mean(), 3)))
    return pd.concat(parts, ignore_index=True)


def _choose_municipalities(rng: np.random.Generator, inhabitants: pd.Series) -> list[str]:
    """Codes of the first year, the likelier the more inhabitants, without replacement."""
    large = inhabitants[inhabitants >= SMALLEST].drop(list(ALWAYS)).clip(upper=LARGEST)
    waiting = np.round(rng.exponential(size=len(large)) / large.to_numpy() ** SAMPLED, 12)
    drawn = large.index[np.argsort(waiting, kind="stable")[: MUNICIPALITIES - len(ALWAYS)]]
    return sorted([*ALWAYS, *drawn])


def _codes_of_year(chosen: list[str], year: int, register: Register) -> pd.Series:
    """The code that each municipality of the first year has, or has become part of."""
    mapping = region_table(register, YEARS[0], year)
    return pd.Series({code: mapping[code].target for code in chosen})


def _share_out(sizes: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Whole numbers in proportion to the sizes that add up to the total: the largest remainders go up."""
    exact = np.round(sizes / sizes.sum() * total, 9)  # the last bit differs between processors
    counts: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - counts.sum()]] += 1
    return counts

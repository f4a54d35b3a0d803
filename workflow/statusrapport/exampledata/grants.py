"""The model behind the invented register of grants: post 61 to municipalities, post 71 to organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from statusrapport.exampledata.calibration import Floats, Integers
from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register

YEARS = range(2009, 2014)
# Thousands of kroner, all invented. Post 61 was earmarked until 2012, and was then laid into the block grant: what is
# left in 2013 is for trying out models of cooperation.
MUNICIPAL = {
    2009: {"TILTAK": 274_600},
    2010: {"TILTAK": 301_200},
    2011: {"TILTAK": 318_500},
    2012: {"TILTAK": 314_800, "MODELL": 16_400},
    2013: {"MODELL": 13_700},
}
VOLUNTARY = {
    2009: {"INST": 73_400, "OVERN": 24_700, "MØTE": 38_300, "KVAL": 31_500, "SELV": 18_400},
    2010: {"INST": 76_600, "OVERN": 26_900, "MØTE": 41_200, "KVAL": 33_400, "SELV": 19_300},
    2011: {"INST": 79_900, "OVERN": 28_800, "MØTE": 44_600, "KVAL": 35_600, "SELV": 20_400},
    2012: {"INST": 83_200, "OVERN": 31_000, "MØTE": 48_300, "KVAL": 37_900, "SELV": 21_800},
    2013: {"INST": 86_500, "OVERN": 33_400, "MØTE": 52_100, "KVAL": 40_600, "SELV": 23_600},
}
REACH = {"TILTAK": 1.0, "MODELL": 0.16}  # how much of those who have a measure get this one, before size tells
GROWTH = {2009: 0.86, 2010: 0.93, 2011: 0.97, 2012: 1.0, 2013: 1.0}  # of the municipalities with a grant
LEAST = 50  # thousand kroner: no grant to a municipality is less
NATIONAL = 15  # organisations that work in the whole country
INHABITANTS_PER_ORGANISATION = 36_000
TYPES = {"INST": "S", "OVERN": "O", "MØTE": "O", "KVAL": "O", "SELV": "O"}  # mostly: foundation, organisation
OFTEN = {"INST": 0.22, "OVERN": 0.13, "MØTE": 0.32, "KVAL": 0.19, "SELV": 0.14}
NAMES = {
    "INST": "Stiftelsen Eksempelgården",
    "OVERN": "Eksempelnatta overnatting",
    "MØTE": "Møteplassen Eksempel",
    "KVAL": "Nettverket Eksempelveien",
    "SELV": "Selvhjelpslaget Eksempel",
}
# What became one municipality before 2013, divided by assumption: it gives the invented figures a size, and no more.
DIVISION = {"1756": {"1723": 0.12, "1729": 0.88}, "1903": {"1901": 0.98, "1915": 0.02}}
COLUMNS = ["year", "post", "code", "recipient", "kind", "purpose", "amount"]


def apportion(weights: Floats, total: int) -> Integers:
    """Whole numbers in proportion to `weights` that add up to `total`: rounded down, then up by largest remainder."""
    shares = np.round(weights / weights.sum() * total, 4)  # the last bits differ between processors
    whole: Integers = np.floor(shares).astype(np.int64)
    order = np.argsort(-(shares - whole), kind="stable")[: total - int(whole.sum())]
    whole[order] += 1
    return whole


def compute_grants(rng: np.random.Generator, inhabitants: pd.Series, register: Register) -> pd.DataFrame:
    """All grants, with COLUMNS; `amount` in thousands of kroner. `inhabitants` by municipality code of 2013."""
    municipal = _compute_municipal(rng, inhabitants, register)
    voluntary = _compute_voluntary(rng, inhabitants)
    return pd.concat([municipal, voluntary], ignore_index=True)


def _compute_municipal(rng: np.random.Generator, inhabitants: pd.Series, register: Register) -> pd.DataFrame:
    """Post 61: larger municipalities nearly always have a grant, and often several; counties differ."""
    everyone = divide(inhabitants)
    standing = pd.Series(rng.random(len(everyone)), everyone.index)  # lasts from year to year
    model_standing = pd.Series(rng.random(len(everyone)), everyone.index)
    county = {code: np.exp(0.22 * rng.normal()) for code in register.counties(2013)}
    level = everyone**0.9 * np.exp(0.3 * rng.normal(size=len(everyone))) * [county[code[:2]] for code in everyone.index]
    chance = np.clip(0.24 * np.log(everyone / 450), 0.12, 1.0)
    parts = []
    for year, purposes in MUNICIPAL.items():
        codes = list(register.municipalities(year))
        for purpose, total in purposes.items():
            luck = standing if purpose == "TILTAK" else model_standing
            has = (luck[codes] < chance[codes] * REACH[purpose] * GROWTH[year]).to_numpy()
            parts.append(_share_out(rng, year, purpose, level[codes][has], everyone[codes][has], total))
    return pd.concat(parts, ignore_index=True)


def divide(inhabitants: pd.Series) -> pd.Series:
    """Inhabitants of the municipalities of 2013, and of those that were merged before."""
    earlier = {part: inhabitants[code] * share for code, own in DIVISION.items() for part, share in own.items()}
    known = {str(code): float(number) for code, number in inhabitants.items()}
    return pd.Series(known | earlier).sort_index()


def _share_out(
    rng: np.random.Generator, year: int, purpose: str, level: pd.Series, inhabitants: pd.Series, total: int
) -> pd.DataFrame:
    """A total to the municipalities that have a grant, some of which get several."""
    counts = 1 + np.minimum(inhabitants.to_numpy() // 22_000, 7).astype(int) + (rng.random(len(level)) < 0.25)
    counts = counts if purpose == "TILTAK" else np.ones(len(level), dtype=int)
    owner = np.repeat(np.arange(len(level)), counts)
    weights = level.to_numpy()[owner] / counts[owner] * rng.gamma(6, 1 / 6, len(owner))
    amounts = LEAST + apportion(weights, total - LEAST * len(owner))
    codes = level.index.to_numpy()[owner]
    return pd.DataFrame(
        {
            "year": year,
            "post": "61",
            "code": codes,
            "recipient": "",
            "kind": "K",
            "purpose": purpose,
            "amount": amounts,
        }
    )


def _compute_voluntary(rng: np.random.Generator, inhabitants: pd.Series) -> pd.DataFrame:
    """Post 71: organisations and foundations of a county or of the whole country, most of them there every year."""
    counties = inhabitants.groupby(inhabitants.index.str[:2]).sum()
    places = [COUNTRY] * NATIONAL
    for county, persons in counties.items():
        places += [str(county)] * max(2, round(persons / INHABITANTS_PER_ORGANISATION))
    purposes = _draw_purposes(rng, places)
    level = np.exp(0.7 * rng.normal(size=len(places))) * np.where(np.array(places) == COUNTRY, 2.2, 1.0)
    kinds = [
        TYPES[purpose] if luck < 0.85 else "S" for purpose, luck in zip(purposes, rng.random(len(places)), strict=True)
    ]
    names = _name(places, purposes)
    arrivals = rng.permutation(len(places))  # who was there first is there still
    parts = []
    for year in YEARS:
        there = np.sort(arrivals[: round(len(places) * (0.86 + 0.02 * (year - YEARS[0])))])
        for purpose, total in VOLUNTARY[year].items():
            own = [index for index in there.tolist() if purposes[index] == purpose]
            amounts = apportion(level[own] * rng.gamma(80, 1 / 80, len(own)), total)
            parts += [
                (year, "71", places[index], names[index], kinds[index], purpose, int(amount))
                for index, amount in zip(own, amounts, strict=True)
            ]
    return pd.DataFrame(parts, columns=COLUMNS)


def _draw_purposes(rng: np.random.Generator, places: Sequence[str]) -> list[str]:
    """What each organisation does: those of the whole country are mostly for self-help and qualification."""
    names = list(OFTEN)
    local = list(OFTEN.values())
    national = [0.2, 0.0, 0.0, 0.35, 0.45]
    return [str(rng.choice(names, p=national if place == COUNTRY else local)) for place in places]


def _name(places: Sequence[str], purposes: Sequence[str]) -> list[str]:
    """Names that no organisation has: what it does, and its number among those that do the same."""
    seen: dict[str, int] = {}
    names = []
    for _, purpose in zip(places, purposes, strict=True):
        seen[purpose] = seen.get(purpose, 0) + 1
        names.append(f"{NAMES[purpose]} {seen[purpose]}")
    return names


def earmarked(grants: pd.DataFrame, year: int) -> Mapping[str, int]:
    """Thousands of kroner of post 61 by municipality that has any."""
    own = grants[(grants["year"] == year) & (grants["post"] == "61")]
    return {str(code): int(amount) for code, amount in own.groupby("code")["amount"].sum().items()}

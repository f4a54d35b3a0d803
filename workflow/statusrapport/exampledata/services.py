"""The invented overview of services and accounts of drug work: a row per municipality."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import numpy as np
import pandas as pd

from statusrapport.exampledata.calibration import Integers
from statusrapport.exampledata.dirt import BLANK_BEFORE, Cell, Slip, order_rows, write_name, write_slip
from statusrapport.exampledata.grants import apportion
from statusrapport.regions.register import Register

# SLIPS are mended by corrections in the declarations of the sources.
# Which part of the municipalities has the service, by size class from the smallest: all invented.
SERVICES: dict[str, tuple[float, float, float, float]] = {
    "RAD": (0.98, 0.99, 1.0, 1.0),
    "BOL": (0.74, 0.86, 0.95, 1.0),
    "OPP": (0.27, 0.52, 0.85, 1.0),
    "HJE": (0.71, 0.82, 0.92, 1.0),
    "AKT": (0.46, 0.68, 0.87, 1.0),
    "IP": (0.93, 0.97, 1.0, 1.0),
    "OVG": (0.79, 0.88, 0.97, 1.0),
    "LAR": (0.82, 0.95, 1.0, 1.0),
}
SIZES = ("under_5000", "5000_19999", "20000_49999", "50000_plus")
NO_ANSWER = ("0632", "1439", "1835", "2014")  # handed in no overview
NO_ACCOUNTS = {2012: ("1151",), 2013: ("1856",)}
# Thousands of kroner of the whole country: expenditure, and what comes from users, refunds and others.
EXPENDITURE = {2012: 4_118_000, 2013: 4_286_000}
OTHER_INCOME = {2012: 0.096, 2013: 0.098}
BOUGHT = {2012: {"FRIV": 301_400, "PRIV": 402_000}, 2013: {"FRIV": 318_700, "PRIV": 431_000}}  # the rest is its own
SLIPS: dict[str | int, tuple[Slip, ...]] = {  # mended by corrections in the declarations of the sources
    "services": (Slip("0626", "OPP", meant=0, written="2"),),
    2012: (),
    2013: (Slip("0627", "Utg_EGNE", meant="8945", written="9845"),),
}


def render_services(rng: np.random.Generator, inhabitants: pd.Series, register: Register) -> bytes:
    """The overview of 2013: 1 where there is a service, 0 where there is none. UTF-8 with semicolons."""
    sizes = inhabitants.map(lambda number: register.size_class(int(number)))
    answers = _draw_services(rng, inhabitants, sizes)
    rows: list[list[Cell]] = [["Komm. nr.", "Kommune", "År", *SERVICES]]
    given = dict(zip(answers.index, answers.to_numpy().tolist(), strict=True))
    for code in order_rows(given):
        rows += [[]] if code in BLANK_BEFORE else []
        rows.append([code, write_name(register.name(code, 2013), code), 2013, *given[code]])
    for slip in SLIPS["services"]:
        write_slip(rows, slip)
    return _render(rows, "\n").encode()


def _draw_services(rng: np.random.Generator, inhabitants: pd.Series, sizes: pd.Series) -> pd.DataFrame:
    """Exactly so many of each class as declared, mostly those who have much."""
    wealth = pd.Series(rng.normal(size=len(inhabitants)), inhabitants.index)
    answers = pd.DataFrame(0, index=inhabitants.index, columns=list(SERVICES))
    for service, shares in SERVICES.items():
        luck = wealth + rng.normal(size=len(wealth))
        for size, share in zip(SIZES, shares, strict=True):
            own = luck[sizes == size].round(9).sort_values(ascending=False, kind="stable").index
            answers.loc[own[: round(share * len(own))], service] = 1
    return answers.drop(index=list(NO_ANSWER))


def render_accounts(
    rng: np.random.Generator,
    inhabitants: pd.Series,
    earmarked: Mapping[int, Mapping[str, int]],
    names: Mapping[int, Mapping[str, str]],
    register: Register,
) -> dict[int, bytes]:
    """The accounts of 2012 and 2013, each on its own municipal structure. `inhabitants` as in grants.py, of all codes.

    What is earmarked is the grant that the municipality has in the register of grants.
    """
    own = pd.Series(1.0, inhabitants.index)
    rate = (inhabitants / 8000) ** 0.13 * np.exp(0.28 * rng.normal(size=len(inhabitants)))
    rendered = {}
    for year, total in EXPENDITURE.items():
        own *= np.exp(0.05 * rng.normal(size=len(own)))
        codes = [code for code in register.municipalities(year) if code not in NO_ACCOUNTS[year]]
        grants = pd.Series(earmarked[year], dtype="float64").reindex(codes).fillna(0)
        weights = np.maximum((inhabitants * rate * own)[codes].to_numpy() * 0.9, 2.2 * grants.to_numpy())
        table = _keep_books(rng, apportion(weights, total), grants.to_numpy().astype(np.int64), year)
        rendered[year] = _render_accounts(year, codes, table, names[year])
    return rendered


def _keep_books(rng: np.random.Generator, gross: Integers, grants: Integers, year: int) -> pd.DataFrame:
    """Expenditure by use and by what pays for it, thousands of kroner; both add up to the same."""
    bought = {use: apportion(gross * rng.gamma(3, 1 / 3, len(gross)), total) for use, total in BOUGHT[year].items()}
    bought = {use: np.minimum(each, gross * 2 // 5) for use, each in bought.items()}
    own = gross - sum(bought.values())
    other = np.floor(np.round(gross * OTHER_INCOME[year] * rng.gamma(9, 1 / 9, len(gross)), 4)).astype(np.int64)
    other = np.minimum(other, (gross - grants) // 2)
    frame = pd.DataFrame({"Utg_EGNE": own} | {f"Utg_{use}": each for use, each in bought.items()})
    return frame.assign(Utg_SUM=gross, Fin_FRI=gross - grants - other, Fin_OREM=grants, Fin_ANDRE=other)


def _render_accounts(year: int, codes: list[str], table: pd.DataFrame, names: Mapping[str, str]) -> bytes:
    """cp1252 with semicolons: thousands of kroner, no-break spaces between thousands in the one year."""
    rows: list[list[Cell]] = [["Region", "Navn", "Periode", *table.columns]]
    space = "\u00a0" if year == 2012 else ""
    cells = dict(zip(codes, table.to_numpy().tolist(), strict=True))
    for code in order_rows(codes):
        name = write_name(names[code], code, encoding="cp1252", joined_by=" ")
        rows.append([code, name, year, *(f"{number:,}".replace(",", space) for number in cells[code])])
    for slip in SLIPS[year]:
        write_slip(rows, slip)
    rows.append(["Sum", "", "", *(f"{number:,}".replace(",", space) for number in table.sum().tolist())])
    return _render(rows, "\r\n").encode("cp1252")


def _render(rows: list[list[Cell]], line_end: str) -> str:
    width = max(len(row) for row in rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator=line_end)
    writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return buffer.getvalue()

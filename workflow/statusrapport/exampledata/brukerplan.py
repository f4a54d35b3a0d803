"""The model behind the invented BrukerPlan mapping: counts of mapped users in the municipalities that took part."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from xlsxwriter import Workbook

from statusrapport.exampledata.calibration import Floats
from statusrapport.exampledata.dirt import Cell, Slip, order_rows, write_name, write_slip
from statusrapport.pinned import store_workbook, workbook_properties

PROBLEMS = {"RUS": 0.0021, "ROP": 0.0024, "PSY": 0.0032}  # code -> mapped users per inhabitant
HOUSING = ("EG", "UE")
COLUMNS = tuple(f"N_{problem}_{housing}" for problem in PROBLEMS for housing in HOUSING)
OTHERS = {"ARB": {"RUS": 0.11, "ROP": 0.06, "PSY": 0.19}, "AKT": {"RUS": 0.24, "ROP": 0.27, "PSY": 0.33}}
STAVANGER = "1103"


@dataclass(frozen=True)
class Round:
    """A round of mapping: how many municipalities take part, how many users with a substance problem Stavanger has

    (published for 2014 and 2016, otherwise chosen), the part in a suitable dwelling, and when the file was saved.
    """

    municipalities: int
    stavanger: int
    suitable: float
    saved: date
    slips: tuple[Slip, ...] = ()  # mended by corrections in config/sources/brukerplan.toml


ROUNDS = {
    2014: Round(241, 797, 0.655, date(2015, 2, 10)),
    2016: Round(256, 676, 0.672, date(2017, 2, 14)),
    2018: Round(249, 702, 0.694, date(2019, 2, 12), (Slip("1106", "ANTALL", meant=324.0, written=342.0),)),
}
# Together with others known only in sum before 2017, or too many at once; parts of one municipality from 2020 on.
NEVER = ("0301", "0706", "0719", "0720")
ALWAYS = ("1103", "1141", "1142")


def compute_mapping(rng: np.random.Generator, inhabitants: Mapping[int, pd.Series]) -> dict[int, pd.DataFrame]:
    """The counts of each round by municipality code, one column for each of the file.

    `inhabitants` by year and municipality code.
    """
    codes = sorted({code for year in ROUNDS for code in inhabitants[year].index})
    lasting = pd.DataFrame(
        {"eager": rng.normal(size=len(codes)), "level": rng.normal(scale=0.3, size=len(codes))}, index=codes
    )
    return {year: _draw_round(rng, each, inhabitants[year], lasting) for year, each in ROUNDS.items()}


def _draw_round(rng: np.random.Generator, own: Round, size: pd.Series, lasting: pd.DataFrame) -> pd.DataFrame:
    mapped = _choose(rng, own, size, lasting["eager"])
    people = size[mapped].to_numpy(dtype=np.float64)
    level = np.exp(lasting.loc[mapped, "level"].to_numpy() + rng.normal(scale=0.12, size=len(mapped)))
    frame = pd.DataFrame(index=mapped)
    for problem, rate in PROBLEMS.items():
        number = rng.poisson(people * rate * level)
        suitable = rng.binomial(number, np.clip(rng.normal(own.suitable, 0.06, len(mapped)), 0.3, 0.95))
        frame[f"N_{problem}_EG"], frame[f"N_{problem}_UE"] = suitable, number - suitable
    _calibrate(frame, own)
    for name, parts in OTHERS.items():
        for problem, part in parts.items():
            number = frame[[f"N_{problem}_{housing}" for housing in HOUSING]].to_numpy().sum(axis=1)
            frame[f"{name}_{problem}"] = rng.binomial(number, part)
    return frame


def _choose(rng: np.random.Generator, own: Round, size: pd.Series, eager: pd.Series) -> list[str]:
    """Who takes part: the larger ones more often, and mostly the same from round to round."""
    fit = size.drop(list(NEVER), errors="ignore").drop(list(ALWAYS))
    score: Floats = 1.2 * eager[fit.index].to_numpy() + 0.5 * np.log(fit.to_numpy()) + rng.normal(size=len(fit))
    order = np.argsort(-np.round(score, 9), kind="stable")[: own.municipalities - len(ALWAYS)]
    return sorted([*ALWAYS, *fit.index[order]])


def _calibrate(frame: pd.DataFrame, own: Round) -> None:
    """Give Stavanger its number of users with a substance problem, divided as elsewhere."""
    columns = [column for column in COLUMNS if not column.startswith("N_PSY")]
    exact = frame[columns].sum().to_numpy(dtype=np.float64)
    exact *= own.stavanger / exact.sum()
    counts = np.floor(exact).astype(np.int64)
    counts[np.argsort(-np.round(exact - counts, 9), kind="stable")[: own.stavanger - int(counts.sum())]] += 1
    frame.loc[STAVANGER, columns] = counts


def render_mapping(year: int, frame: pd.DataFrame, names: dict[str, str]) -> bytes:
    """The workbook of a round; none is an empty cell. `names`: register names by municipality code."""
    title = f"BrukerPlan {year}: kartlagte brukere etter problem, bolig, arbeid og aktivitet"
    rows: list[list[Cell]] = [["Knr", "Kommune", "Aar", *frame.columns, "ANTALL"]]
    of_code = dict(zip(map(str, frame.index), frame.to_numpy(dtype=np.float64).tolist(), strict=True))
    for code in order_rows(of_code):
        counts, total = of_code[code], sum(of_code[code][: len(COLUMNS)])
        rows.append([code, write_name(names[code], code), float(year), *(each or "" for each in counts), total])
    for slip in ROUNDS[year].slips:
        write_slip(rows, slip)
    sums = [float(each) for each in frame.sum()]
    rows += [[], ["Sum kartlagte", "", "", *sums, float(frame[list(COLUMNS)].to_numpy().sum())]]
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties(title, ROUNDS[year].saved))
    sheet = workbook.add_worksheet("Kommuner")
    table: list[list[Cell]] = [[title], ["Eksempeldata: tallene er konstruert."], *rows]
    for position, row in enumerate(table):
        sheet.write_row(position, 0, [None if cell == "" else cell for cell in row])
    workbook.close()
    return store_workbook(buffer.getvalue())

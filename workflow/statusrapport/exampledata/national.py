"""Invented figures of the whole country: the competence centres, and interdisciplinary specialised treatment."""

from __future__ import annotations

import csv
import io

import numpy as np

from statusrapport.exampledata.grants import apportion

# The seven regional competence centres are real; how large they are is invented, as are all figures.
CENTRES = {"OSLO": 1.05, "OST": 1.15, "SOR": 1.1, "STV": 0.85, "BRG": 1.05, "MIDT": 1.0, "NORD": 0.95}
TASKS = ("FOREB", "KOMP", "SPISS")
FTE = {2012: (40.6, 52.3, 21.9), 2013: (41.8, 54.7, 23.4)}  # by task
GRANT = {2012: (31_900, 42_600, 18_700), 2013: (33_100, 45_300, 20_100)}  # thousands of kroner
ACTIVITIES = {2012: (388, 512, 86), 2013: (402, 547, 91)}
TSB = {2009: (2_214, 702), 2010: (2_346, 768), 2011: (2_471, 841), 2012: (2_586, 919), 2013: (2_688, 1_004)}


def render_centres(rng: np.random.Generator) -> bytes:
    """A row per centre and year. UTF-8, commas, decimal points."""
    heads = [f"{measure}_{task}" for measure in ("aarsverk", "tilskudd", "tiltak") for task in TASKS]
    rows: list[list[str | int]] = [["senter", "aar", *heads]]
    weights = np.array(list(CENTRES.values()))
    own = weights[:, None] * np.exp(0.18 * rng.normal(size=(len(CENTRES), len(TASKS))))
    for year, totals in FTE.items():
        drawn = own * np.exp(0.05 * rng.normal(size=own.shape))
        tenths = [apportion(drawn[:, at], round(total * 10)) for at, total in enumerate(totals)]
        grants = [apportion(drawn[:, at], total) for at, total in enumerate(GRANT[year])]
        counts = [apportion(drawn[:, at], total) for at, total in enumerate(ACTIVITIES[year])]
        for place, centre in enumerate(CENTRES):
            fte = [f"{tenth[place] / 10:.1f}" for tenth in tenths]
            rows.append([centre, year, *fte, *(int(each[place]) for each in (*grants, *counts))])
    return _render(rows)


def render_tsb() -> bytes:
    """Millions of kroner by year: day and night, and out-patient."""
    rows: list[list[str | int]] = [["aar", "kostnad_DOGN", "kostnad_POL"]]
    rows += [[year, *costs] for year, costs in TSB.items()]
    return _render(rows)


def _render(rows: list[list[str | int]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()

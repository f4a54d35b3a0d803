"""The real municipalities under the invented figures: their codes, names and populations."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pandas as pd

from statusrapport.project import Project
from statusrapport.regions.register import Register

# 0706, 0719 and 0720 are known only together before 2017. This division stands under invented figures and nothing else.
ASSUMED_DIVISION = {"0706+0719+0720": {"0706": 0.72, "0719": 0.09, "0720": 0.19}}


def read_inhabitants(project: Project, register: Register, year: int) -> pd.Series:
    """Inhabitants on 1 January by municipality code, from the population file; those known only together divided."""
    known = _read_totals(project.root / "data/raw/population/2026-01/07459.json", str(year))
    for group, division in ASSUMED_DIVISION.items():
        if group in known:
            known |= {code: round(known[group] * share) for code, share in division.items()}
    return pd.Series({code: known[code] for code in register.municipalities(year)}, dtype="float64")


def _read_totals(path: Path, period: str) -> dict[str, int]:
    """All ages in `period` by region code, without the cells that have no figure."""
    data = json.loads(path.read_text(encoding="utf-8"))
    codes = [list(data["dimension"][name]["category"]["index"]) for name in data["id"]]
    cells = zip(product(*codes), data["value"], strict=True)
    return {
        region: value
        for (region, age, _, time), value in cells
        if age == "F00-999" and time == period and value is not None
    }

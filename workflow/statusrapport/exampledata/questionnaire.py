"""The questionnaire's files: one row per municipality that answered, as a web form gives them out."""

from __future__ import annotations

import csv
import io

import pandas as pd

from statusrapport.exampledata.dirt import BLANK_BEFORE, Cell, Slip, order_rows, write_name, write_slip

SLIPS = {  # the number of places is mended by a correction in config/sources/questionnaire.toml
    2016: (
        Slip("0104", "sp9", meant="2", written="2 "),
        Slip("1601", "kommune", meant="Trondheim", written="TRONDHEIM"),
    ),
    2017: (
        Slip("0301", "kommune", meant="Oslo", written="OSLO"),
        Slip("1201", "kommune", meant="Bergen", written="bergen"),
        Slip("1519", "sp9_plasser", meant="1.5", written="15"),
    ),
}


def render_answers(year: int, answers: pd.DataFrame, names: dict[str, str]) -> bytes:
    """UTF-8 with semicolons and decimal points. `names`: register names by municipality code."""
    rows: list[list[Cell]] = [["kommunenr", "kommune", "aar", *answers.columns]]
    given = dict(zip(answers.index, answers.to_numpy().tolist(), strict=True))
    for code in order_rows(given):
        rows += [[]] if code in BLANK_BEFORE else []
        rows.append([code, write_name(names[code], code), year, *given[code]])
    for slip in SLIPS[year]:
        write_slip(rows, slip)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()

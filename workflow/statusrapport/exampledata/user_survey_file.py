"""The SPSS files of the user surveys, one for each year, as a polling firm hands them over."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyreadstat

from statusrapport.exampledata.municipalities import read_inhabitants
from statusrapport.exampledata.survey_file import fix_date
from statusrapport.exampledata.user_survey_answers import compute_user_answers
from statusrapport.exampledata.user_survey_form import DONT_KNOW, NO_ANSWER, NOT_RELEVANT, QUESTIONS, YEARS
from statusrapport.exampledata.user_survey_sample import draw_users
from statusrapport.project import Project
from statusrapport.regions.register import Register

SEED = 1919
SOURCE = "user_survey"
FIRST_RESPONDENT = 10_001
SAVED = {  # creation date and time in the header of each year's file
    2017: (b"20 Nov 17", b"09:30:00"),
    2018: (b"19 Nov 18", b"14:05:00"),
    2019: (b"18 Nov 19", b"11:45:00"),
}
LATE = ("1103", "5001")  # whose answers came after the others', and stand last
LABELS = {"resp_id": "Respondentnummer", "komnr": "Kommunenummer", "aar": "År", "vekt": "Vekt"}


class Slip(NamedTuple):
    """A cell that is not what it should be, in the row of a municipality, counted from 0. Mended by corrections."""

    code: str
    place: int
    column: str
    written: float


SLIPS = {
    2017: (Slip("1601", 3, "komnr", 1602), Slip("0301", 11, "aar", 2107)),
    2018: (Slip("5001", 40, "komnr", 1601), Slip("5001", 41, "komnr", 1601)),  # its code until 2017
    2019: (Slip("1103", 7, "alder", 33),),
}


def render_user_surveys(project: Project, register: Register) -> dict[tuple[str, str], bytes]:
    """The content of the files of all years by source and version: the same bytes each time."""
    rng = np.random.default_rng(SEED)
    inhabitants = {year: read_inhabitants(project, register, year) for year in YEARS}
    users = draw_users(rng, inhabitants, register)
    answers = compute_user_answers(rng, users)
    parts = {year: users[users["year"] == year] for year in YEARS}
    return {(SOURCE, str(year)): _render(year, part, answers.loc[part.index]) for year, part in parts.items()}


def _render(year: int, users: pd.DataFrame, answers: pd.DataFrame) -> bytes:
    columns = {"komnr": users["code"].astype("int64"), "aar": year, "vekt": users["weight"]}
    frame = pd.DataFrame(columns).join(answers)
    is_late = users["code"].isin(LATE)
    frame = frame.loc[[*users.index[~is_late], *users.index[is_late]]]
    frame.insert(0, "resp_id", np.arange(FIRST_RESPONDENT, FIRST_RESPONDENT + len(frame)))
    for slip in SLIPS[year]:
        frame.loc[users.index[users["code"] == slip.code][slip.place], slip.column] = slip.written
    return _write(year, frame)


def _write(year: int, frame: pd.DataFrame) -> bytes:
    labels: dict[str, str | None] = {**LABELS, **{each.column: each.text for each in QUESTIONS}}
    values: dict[str, Any] = {each.column: dict(each.labels) for each in QUESTIONS}
    missing: dict[str, Any] = {
        each.column: sorted({NOT_RELEVANT, DONT_KNOW, NO_ANSWER} & set(each.labels)) for each in QUESTIONS
    }
    formats = {name: "F8.3" if name == "vekt" else "F5.0" for name in frame.columns}
    with TemporaryDirectory() as folder:
        path = Path(folder, "users.sav")
        pyreadstat.write_sav(
            frame.astype("float64"),
            path,
            file_label=f"Brukerundersøkelse om rustjenester {year}",
            column_labels=labels,
            variable_value_labels=values,
            missing_ranges=missing,
            variable_format=formats,
            variable_measure=dict.fromkeys(values, "nominal"),
            row_compress=True,
        )
        return fix_date(path.read_bytes(), SAVED[year])

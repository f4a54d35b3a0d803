"""The survey's SPSS file, as a polling firm hands it over: numeric codes, value labels, user-missing codes, sets."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyreadstat

from statusrapport.exampledata.dirt import Slip, write_name
from statusrapport.exampledata.survey_form import (
    CATEGORIES,
    CATEGORY_QUESTION,
    DISPOSITIONS,
    DONT_KNOW,
    NO_ANSWER,
    NOT_RELEVANT,
    OPEN_QUESTION,
    QUESTIONS,
    SATISFACTION,
    TICK,
)

YEAR = 2013
FIRST_RESPONDENT = 1001
SAVED = (b"02 Dec 13", b"10:15:00")  # creation date and time in the file's header, the clock's otherwise
DATE_OFFSET = 92  # of the creation date in the header; the time follows it
MACHINE_FLOATS = struct.pack("<4i", 7, 4, 8, 3)  # the header of an extension record that every file has once
SLIPS = (  # both mended by corrections in config/sources/survey_2013.toml
    Slip("1149", "komnr", meant=1149, written=1194),
    Slip("1149", "aar", meant=2013, written=2031),
)


def render_survey(
    sample: pd.DataFrame, answers: pd.DataFrame, open_answers: pd.DataFrame, names: dict[str, str]
) -> bytes:
    """The file. `names`: register names by municipality code; the other tables are by row of `sample`."""
    frame = pd.DataFrame(
        {
            "resp_id": range(FIRST_RESPONDENT, FIRST_RESPONDENT + len(sample)),
            "komnr": sample["code"].astype("int64"),
            "komnavn": [write_name(names[code], code) for code in sample["code"]],
            "aar": YEAR,
            "disp": sample["disposition"],
        }
    ).join(answers)
    frame["q23"] = open_answers["text"].reindex(frame.index).fillna("")
    frame["q23_kode"] = open_answers["category"].reindex(frame.index)
    for slip in SLIPS:
        row = frame.index[sample["code"] == slip.code][0]
        frame.loc[row, slip.column] = slip.written
    return _write(frame)


def _write(frame: pd.DataFrame) -> bytes:
    labels: dict[str, str | None] = {
        "resp_id": "Respondentnummer",
        "komnr": "Kommunenummer",
        "komnavn": "Kommune",
        "aar": "År",
    }
    labels |= {"disp": "Utfall av henvendelsen", "q23": OPEN_QUESTION, "q23_kode": CATEGORY_QUESTION}
    values: dict[str, Any] = {"disp": DISPOSITIONS, "q23_kode": CATEGORIES}
    missing: dict[str, Any] = {}
    for question in QUESTIONS:
        texts = [f"{question.text} – {item}" for item in question.items] or [question.text]
        texts = list(question.items) if question.labels is TICK else texts
        labels |= dict(zip(question.columns, texts, strict=True))
        values |= dict.fromkeys(question.columns, question.labels)
        own = [NOT_RELEVANT, DONT_KNOW, NO_ANSWER] if question.labels is SATISFACTION else [NO_ANSWER]
        missing |= dict.fromkeys(question.columns, own)
    numeric = [name for name in frame.columns if name not in ("komnavn", "q23")]
    with TemporaryDirectory() as folder:
        path = Path(folder, "survey.sav")
        pyreadstat.write_sav(
            frame.astype(dict.fromkeys(numeric, "float64")),
            path,
            file_label="Kartlegging av kommunalt rusarbeid 2013",
            column_labels=labels,
            variable_value_labels=values,
            missing_ranges=missing,
            variable_format=dict.fromkeys(numeric, "F5.0"),
            variable_measure=dict.fromkeys(values, "nominal"),
            row_compress=True,
        )
        content = path.read_bytes()
    return add_sets(
        fix_date(content),
        [_describe_set(each.set_name, each.text, each.columns) for each in QUESTIONS if each.set_name],
    )


def fix_date(content: bytes, saved: tuple[bytes, bytes] = SAVED) -> bytes:
    """An SPSS file with a fixed date and time of creation in its header."""
    stamp = b"".join(saved)
    return content[:DATE_OFFSET] + stamp + content[DATE_OFFSET + len(stamp) :]


def add_sets(content: bytes, sets: Sequence[str]) -> bytes:
    """An SPSS file with multiple dichotomy sets, which pyreadstat reads and does not write.

    They are an extension record (type 7, subtype 7) of the dictionary: four 32-bit integers (type, subtype, size of an
    element, number of elements), then a line of text for each set. It is put behind one that every file has.
    """
    text = "".join(sets).encode()
    place = content.index(MACHINE_FLOATS) + len(MACHINE_FLOATS) + 3 * 8
    return content[:place] + struct.pack("<4i", 7, 7, 1, len(text)) + text + content[place:]


def _describe_set(name: str, label: str, columns: Sequence[str]) -> str:
    """A set in which 1 is a ticked box: `$name=D`, counted value and label with their lengths in bytes, columns."""
    return f"${name}=D1 1 {len(label.encode())} {label} {' '.join(columns)}\n"

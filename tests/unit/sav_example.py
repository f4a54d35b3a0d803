"""A small SPSS file with all that such a file says of itself, and the declaration that fits it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyreadstat

from statusrapport.exampledata.survey_file import add_sets

CASES: dict[str, list[Any]] = {
    "id": [1, 2, 3, 4, 5],
    "nr": [301, 301, 1101, 1103, 1106],
    "navn": ["Oslo", "Oslo", "Eigersund", "Stavanger", "Haugesund"],
    "aar": [2017, 2017, 2017, 2017, 2017],
    "disp": [1, 1, 2, 1, 1],
    "sp1": [1, 98, None, 2, 99],
    "sp2_a": [1, 2, None, 3, 97],
    "sp2_b": [2, 2, None, 99, 1],
    "sp3_a": [1, 0, None, 0, 99],
    "sp3_b": [1, 1, None, 0, 99],
    "sp4": [12, 0, None, 999, 2.5],
    "sp5": ["Vi mangler boliger på Sørlandet.", "", "", "For få ansatte.", ""],
    "sp5_kode": [1, None, None, 2, None],
}
QUESTIONS: dict[str, str | None] = {
    "sp1": "Strekker pengene  til? ",
    "sp2_a": "Hvor fornøyd er du med – NAV",
    "sp2_b": "Hvor fornøyd er du med – Fastlegen",
    "sp3_a": "Samtaler",
    "sp3_b": "Bolig",
    "sp4": "Antall plasser",
    "sp5": "Største utfordring?",
}
GRADES = {1: "Svært", 2: "Ganske", 3: "Ikke", 97: "Ikke aktuelt", 99: "Ubesvart"}
TICKED = {0: "Nei", 1: "Ja", 99: "Ubesvart"}
LABELS: dict[str, Any] = {
    "disp": {1: "Svarte", 2: "Svarte ikke"},
    "sp1": {1: "Ja", 2: "Nei ", 98: "Vet ikke", 99: "Ubesvart"},
    "sp2_a": GRADES,
    "sp2_b": GRADES,
    "sp3_a": TICKED,
    "sp3_b": TICKED,
    "sp5_kode": {1: "Bolig", 2: "Ansatte"},
}
MISSING: dict[str, Any] = {
    "sp1": [98, 99],
    "sp2_a": [{"lo": 90, "hi": 99}],
    "sp2_b": [{"lo": 90, "hi": 99}],
    "sp3_a": [99],
    "sp3_b": [99],
    "sp4": [999],
}
SET = "$tiltak=D1 1 6 Tiltak sp3_a sp3_b\n"

SURVEY = """\
id = "survey"
title_nb = "Kartlegging"
short_nb = "Kilde"
owner_nb = "Et direktorat"
description_nb = "Ett eller flere svar fra hver kommune."
licence = "CC0-1.0"
synthetic = true
kind = "microdata"
key = { region = "nr", period = "aar", name = "navn", respondent = "id" }
ignored_columns = []

[[files]]
version = "2017"
name = "survey.sav"
sha256 = "SHA256"
received = 2018-03-01
format = { kind = "sav", digits = { nr = 4 } }

[survey]
disposition = "disposition"
respondents = ["answered"]
weighting = "size"

[dimensions.disposition]
title_nb = "Utfall"
column = "disp"
codes = { "1" = "answered", "2" = "silent" }
labels_nb = { answered = "Svarte", silent = "Svarte ikke" }

[dimensions.finances]
title_nb = "Økonomi"
column = "sp1"
codes = { "1" = "yes", "2" = "no", "98" = "dont_know" }
labels_nb = { yes = "Ja", no = "Nei", dont_know = "Vet ikke" }

[dimensions.category]
title_nb = "Utfordring"
column = "sp5_kode"
codes = { "1" = "housing", "2" = "staff" }
labels_nb = { housing = "Bolig", staff = "Ansatte" }

[batteries.satisfaction]
title_nb = "Tilfredshet"
dimension = "partner"
items = { nav = "sp2_a", gp = "sp2_b" }
items_nb = { nav = "NAV", gp = "Fastlegen" }
codes = { "1" = "very", "2" = "fairly", "3" = "not", "97" = "not_relevant" }
labels_nb = { very = "Svært", fairly = "Ganske", not = "Ikke", not_relevant = "Ikke aktuelt" }

[batteries.measures]
title_nb = "Tiltak"
dimension = "action"
multi_response = true
items = { talks = "sp3_a", housing = "sp3_b" }
items_nb = { talks = "Samtaler", housing = "Bolig" }
codes = { "1" = "yes", "0" = "no" }
labels_nb = { yes = "Ja", no = "Nei" }

[[measures]]
name = "places"
title_nb = "Plasser"
columns = "sp4"
required = false

[open_answers.challenge]
column = "sp5"
category = "category"

[[quotations]]
version = "2017"
row = 4
open_answers = "challenge"
category = "staff"
text_nb = "For få ansatte"
"""


def make_sav(
    cases: dict[str, list[Any]] | None = None,
    labels: dict[str, Any] | None = None,
    questions: dict[str, str | None] | None = None,
    sets: str = SET,
) -> bytes:
    """The file, with other columns, labels, questions or sets where they are given."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "survey.sav")
        pyreadstat.write_sav(
            pd.DataFrame(CASES | (cases or {})),
            path,
            column_labels=QUESTIONS | (questions or {}),
            variable_value_labels=LABELS | (labels or {}),
            missing_ranges=MISSING,
        )
        return add_sets(path.read_bytes(), [sets])

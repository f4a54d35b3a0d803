"""Registers: a row per record, of a municipality, of a county as a whole or of the country; who is not listed has none.

The project has Oslo (0301), Eigersund (1101), Stavanger (1103) and Haugesund (1106).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError
from sources_example import STAFF, add_source, make_project

from statusrapport.errors import DeclarationError, FindingsError
from statusrapport.regions.register import read_register
from statusrapport.sources.prepare import prepare_source

GRANTS = """\
id = "grants"
title_nb = "Tilskudd"
short_nb = "register"
owner_nb = "Et direktorat"
description_nb = "Tilskudd."
licence = "CC0-1.0"
kind = "table"
key = { region = "Sted", period = "Aar", record = "Sak" }

[[files]]
version = "2017"
name = "grants.csv"
sha256 = "SHA256"
received = 2018-03-01
format = { kind = "csv", encoding = "utf-8", delimiter = ";", decimal = "," }

[dimensions.post]
title_nb = "Post"
column = "Post"
codes = { "61" = "municipal", "71" = "voluntary" }
labels_nb = { municipal = "Post 61", voluntary = "Post 71" }

[[measures]]
name = "amount"
title_nb = "Beløp"
columns = "Belop"
minimum = 0
"""
GRANTS_CSV = """\
Sak;Sted;Aar;Post;Belop
1;1103;2017;61;500
2;1103;2017;61;250
3;11;2017;71;80
4;0;2017;71;40
"""


def prepare(root: Path, content: str = GRANTS_CSV, declaration: str = GRANTS) -> pd.DataFrame:
    project = make_project(root)
    return prepare_source(add_source(project, declaration, content), root, read_register(project.regions))


def find(root: Path, content: str, declaration: str = GRANTS) -> list[str]:
    """The findings of a register with this content."""
    with pytest.raises(FindingsError) as error:
        prepare(root, content, declaration)
    return [str(finding) for finding in error.value.findings]


def figures(frame: pd.DataFrame, post: str) -> list[tuple[str, float, int]]:
    """Region, amount and row of the figures of a post."""
    own = frame[frame["post"] == post]
    return list(own[["region_code", "value", "row"]].itertuples(index=False, name=None))


def test_a_municipality_may_have_several_records(tmp_path: Path) -> None:
    own = [each for each in figures(prepare(tmp_path), "municipal") if each[0] == "1103"]
    assert own == [("1103", 500, 2), ("1103", 250, 3)]


def test_who_is_not_listed_has_none(tmp_path: Path) -> None:
    zeros = [each for each in figures(prepare(tmp_path), "municipal") if each[0] != "1103"]
    assert zeros == [("0301", 0, 0), ("1101", 0, 0), ("1106", 0, 0)]


def test_a_county_as_a_whole_says_nothing_of_its_municipalities(tmp_path: Path) -> None:
    assert figures(prepare(tmp_path), "voluntary") == [("0", 40, 5), ("03", 0, 0), ("11", 80, 4)]


def test_what_is_of_the_country_is_no_sum_of_its_parts(tmp_path: Path) -> None:
    assert prepare(tmp_path)["value"].sum() == 870


def test_a_record_that_is_there_twice_is_a_finding(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, GRANTS_CSV.replace("2;1103", "1;1103"))
    assert "row 3, region 1103, column Sak, value '1': the record has more than one row" in finding
    assert "rows 2-3. Keep one row, or correct the number of the other." in finding


def test_a_record_without_a_number_is_a_finding(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, GRANTS_CSV.replace("2;1103", ";1103"))
    assert "row 3, region 1103, column Sak" in finding


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("3", "the code of the county has lost its leading zero. Write 03, as text."),
        ("301", "the code of Oslo has lost its leading zero. Write 0301, as text."),
        ("12", "no municipality has had this code"),
    ],
)
def test_a_place_that_is_none_is_a_finding(tmp_path: Path, code: str, words: str) -> None:
    (finding,) = find(tmp_path, GRANTS_CSV.replace("4;0;", f"4;{code};"))
    assert words in finding


def test_a_county_is_no_place_of_an_ordinary_table(tmp_path: Path) -> None:
    content = "Nr;Navn;Aar;F_BOL;F_ARB;F_SUM_ALLE\n11;Rogaland;2017;1;1;2\n0301;Oslo;2017;1;1;2\n"
    assert any("the code is of the country or a county" in finding for finding in find(tmp_path, content, STAFF))


def test_figures_of_a_file_in_another_unit_are_brought_to_that_of_the_measure(tmp_path: Path) -> None:
    in_thousands = GRANTS.replace('decimal = "," }', 'decimal = "," }\nfactors = { amount = 1000 }')
    frame = prepare(tmp_path, GRANTS_CSV.replace(";40", ";40,5"), in_thousands)
    assert frame.loc[frame["region_code"] == "0", "value"].tolist() == [40_500]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "table"', 'kind = "microdata"', "key.record: microdata have respondents"),
        ('decimal = "," }', 'decimal = "," }\nfactors = { sum = 1000 }', "factors name no measure: sum"),
        (
            'licence = "CC0-1.0"',
            'licence = "CC0-1.0"\nknown_missing = [{ region_code = "0301", period = "2017", reason_nb = "x" }]',
            "who is not listed in a register has none, and is not missing",
        ),
    ],
)
def test_what_does_not_fit_a_register_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises((DeclarationError, ValidationError), match=words):
        prepare(tmp_path, GRANTS_CSV, GRANTS.replace(old, new, 1))

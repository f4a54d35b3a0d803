"""What a source tells of its figures beside the numbers: rows carried forward, who is silent, the country alone.

In 2020 Stavanger (1103) is made of 1103, Finnøy (1141) and Rennesøy (1142) of 2019; Heim (5055) of Hemne (5011), Halsa
(1571) and a part of Snillfjord (5012).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from indicators_example import REGISTER
from sources_example import STAFF, STAFF_CSV, add_source, make_project

from statusrapport.errors import DeclarationError, Finding, FindingsError
from statusrapport.regions.register import read_register
from statusrapport.sources.checks import inspect_source
from statusrapport.sources.declaration import Source, read_source
from statusrapport.sources.prepare import prepare_source

CARRIED = '[carried_forward]\ncolumn = "Fra"\n\n'
BETWEEN = "[dimensions.service]"


def write_years(root: Path, **years: str) -> Source:
    """The staff of several years, of which later ones say in a column `Fra` what is carried forward."""
    text = STAFF.replace('kind = "table"', 'kind = "table"\ncomplete = false', 1).replace(BETWEEN, CARRIED + BETWEEN)
    head, _, rest = text.partition("[[files]]")
    file, _, tail = rest.partition("[carried_forward]")
    entries = []
    for year, content in years.items():
        place = root / "data/raw/staff" / year[1:] / "staff.csv"
        place.parent.mkdir(parents=True)
        place.write_text(content, encoding="cp1252")
        own = file.replace('"2017"', f'"{year[1:]}"').replace("2018-03-01", "2021-03-01")
        entries.append("[[files]]" + own.replace("SHA256", hashlib.sha256(place.read_bytes()).hexdigest()))
    path = root / "config/sources/staff.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{head}{''.join(entries)}[carried_forward]{tail}", encoding="utf-8")
    return read_source(path)


def find(root: Path, **years: str) -> list[Finding]:
    return inspect_source(write_years(root, **years), root, REGISTER)[1]


def prepare(root: Path, **years: str) -> pd.DataFrame:
    frame = prepare_source(write_years(root, **years), root, REGISTER)
    return frame[frame["value"].notna()]


HEAD = "Nr;Navn;Aar;F_BOL;F_ARB;F_SUM_ALLE;Fra\n"
STAVANGER_2019 = f"{HEAD}1103;Stavanger;2019;80;20;100;\n1141;Finnøy;2019;1;;1;\n1142;Rennesøy;2019;2;3;5;\n"


# --- Rows that are carried forward ------------------------------------------------------------------------------------


def test_a_row_that_is_carried_forward_says_so_in_every_figure(tmp_path: Path):
    year = f"{HEAD}0301;Oslo;2018;1200;300;1500;\n1106;Haugesund;2018;40;2;42;2017\n"
    frame = prepare(tmp_path, y2018=year)
    assert dict(zip(frame["region_code"], frame["status"], strict=True)) == {
        "0301": "observed",
        "1106": "carried_forward",
    }
    assert dict(zip(frame["region_code"], frame["reporting"], strict=True)) == {
        "0301": "reported",
        "1106": "carried_forward",
    }
    assert frame.groupby("region_code")["value"].sum().to_dict() == {"0301": 1500, "1106": 42}


def test_a_figure_that_is_missing_is_neither_reported_nor_carried_forward(tmp_path: Path):
    year = f"{HEAD}0301;Oslo;2018;1200;300;1500;\n1106;Haugesund;2018;40;..;..;2017\n"
    frame = prepare_source(write_years(tmp_path, y2018=year), tmp_path, REGISTER)
    missing = frame[(frame["region_code"] == "1106") & (frame["service"] == "activity")]
    assert missing[["status", "reporting"]].isna().to_numpy().tolist() == [[False, True]]
    assert missing["status"].tolist() == ["missing"]


@pytest.mark.parametrize("mark", ["2018", "2019", "ja", "17"])
def test_what_a_row_is_carried_forward_from_is_an_earlier_year(tmp_path: Path, mark: str):
    (finding,) = find(tmp_path, y2018=f"{HEAD}1106;Haugesund;2018;40;2;42;{mark}\n")
    assert (finding.code, finding.row, finding.region, finding.column, finding.value) == (
        "carried_forward_from",
        2,
        "1106",
        "Fra",
        mark,
    )
    assert finding.remedy.startswith("Write the year that its figures are from")


def test_carried_figures_are_those_of_the_earlier_year(tmp_path: Path):
    earlier = f"{HEAD}1106;Haugesund;2017;40;2;42;\n0301;Oslo;2017;1;1;2;\n"
    later = f"{HEAD}1106;Haugesund;2018;40;2,5;42,5;2017\n0301;Oslo;2018;2;2;4;2017\n"
    own = {"code": "carried_forward_differs", "file": "data/raw/staff/2018/staff.csv"}
    haugesund, oslo = sorted(find(tmp_path, y2017=earlier, y2018=later), key=lambda each: each.row)
    assert (haugesund.row, haugesund.region, haugesund.column) == (2, "1106", "F_ARB")
    assert {name: getattr(haugesund, name) for name in own} == own
    assert "marked as carried forward from 2017, where 2 was reported, and 2.5 stands here" in haugesund.rule
    assert oslo.rule.endswith("where 1 was reported, and 2 stands here (and 1 more columns)")


def test_a_merged_municipality_is_carried_forward_from_all_its_parts(tmp_path: Path):
    assert find(tmp_path / "a", y2019=STAVANGER_2019, y2020=f"{HEAD}1103;Stavanger;2020;83;23;106;2019\n") == []
    (finding,) = find(tmp_path / "b", y2019=STAVANGER_2019, y2020=f"{HEAD}1103;Stavanger;2020;80;23;103;2019\n")
    assert (finding.region, finding.column) == ("1103", "F_BOL")


def test_what_cannot_be_traced_to_an_earlier_year_is_not_compared(tmp_path: Path):
    heim = f"{HEAD}5055;Heim;2020;9;9;18;2019\n"
    parts = f"{HEAD}5011;Hemne;2019;1;1;2;\n1571;Halsa;2019;1;1;2;\n"
    assert find(tmp_path / "divided", y2019=parts, y2020=heim) == []
    assert find(tmp_path / "no earlier file", y2020=f"{HEAD}1106;Haugesund;2020;9;9;18;2019\n") == []


def test_the_mark_is_a_column_that_is_missed(tmp_path: Path):
    text = "Nr;Navn;Aar;F_BOL;F_ARB;F_SUM_ALLE\n1106;Haugesund;2018;40;2;42\n"
    (finding,) = find(tmp_path, y2018=text)
    assert (finding.code, finding.column) == ("missing_column", "Fra")


# --- Who is silent ----------------------------------------------------------------------------------------------------


def test_who_has_no_row_in_an_incomplete_table_is_missing(tmp_path: Path):
    project = make_project(tmp_path)
    text = STAFF.replace('kind = "table"', 'kind = "table"\ncomplete = false', 1)
    rows = STAFF_CSV.splitlines(keepends=True)
    source = add_source(project, text, "".join(row for row in rows if not row.startswith("1101")))
    frame = prepare_source(source, tmp_path, read_register(project.regions))
    silent = frame[frame["region_code"] == "1101"]
    assert silent[["service", "status", "row"]].to_numpy().tolist() == [
        ["activity", "missing", 0],
        ["housing", "missing", 0],
    ]
    assert silent["value"].isna().all()


# --- The whole country ------------------------------------------------------------------------------------------------

ALLOCATIONS = """\
id = "plan"
title_nb = "Bevilgninger"
short_nb = "bevilgninger"
owner_nb = "Et departement"
description_nb = "Bevilgninger etter post."
licence = "CC0-1.0"
kind = "table"
level = "country"
key = { period = "Aar" }

[[files]]
version = "2017"
name = "plan.csv"
sha256 = "SHA256"
received = 2018-03-01
format = { kind = "csv", encoding = "utf-8", delimiter = ";", decimal = "," }

[dimensions.post]
title_nb = "Post"
column = "status"
codes = { A = "grants", B = "other" }
labels_nb = { grants = "Tilskudd", other = "Annet" }

[[measures]]
name = "allocated"
title_nb = "Bevilget"
columns = "Mill"
"""


def prepare_country(root: Path, content: str, text: str = ALLOCATIONS) -> pd.DataFrame:
    project = make_project(root)
    return prepare_source(add_source(project, text, content), root, read_register(project.regions))


def test_a_table_of_the_country_has_no_column_of_regions(tmp_path: Path):
    frame = prepare_country(tmp_path, "Aar;status;Mill\n2016;A;10\n2016;B;2,5\n2017;A;20\n2017;B;0\n")
    assert frame[["region_code", "period", "post", "value"]].to_numpy().tolist() == [
        ["0", "2016", "grants", 10.0],
        ["0", "2016", "other", 2.5],
        ["0", "2017", "grants", 20.0],
        ["0", "2017", "other", 0.0],
    ]


def test_a_row_of_the_country_is_there_once(tmp_path: Path):
    with pytest.raises(FindingsError, match="0 Hele landet has more than one row for the same period: rows 2-3"):
        prepare_country(tmp_path, "Aar;status;Mill\n2016;A;10\n2016;A;11\n")


def test_a_table_of_the_country_without_its_period_has_no_header(tmp_path: Path):
    with pytest.raises(FindingsError, match="declared as the header, and has none of the key columns"):
        prepare_country(tmp_path, "Year;status;Mill\n2016;A;10\n")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('{ period = "Aar" }', '{ region = "Nr", period = "Aar" }', 'level "country" is a table without a column of'),
        ('kind = "table"', 'kind = "microdata"', 'level "country" is a table without a column of regions'),
        ('level = "country"\n', "", "key: region is missing"),
    ],
)
def test_a_level_that_does_not_fit_is_told(tmp_path: Path, old: str, new: str, words: str):
    with pytest.raises(DeclarationError, match=words):
        prepare_country(tmp_path, "Aar;status;Mill\n", ALLOCATIONS.replace(old, new))


# --- Series breaks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (
            '[[series_breaks]]\nperiod = "2017"\nmeasures = ["ftes"]\nreason_nb = "Nytt skjema."\n\n',
            "there is no measure or question ftes",
        ),
        (
            '[dimensions.reporting]\ntitle_nb = "R"\ncodes = {}\nlabels_nb = {}\n\n',
            "'reporting' is the name of what carried_forward tells",
        ),
    ],
)
def test_a_history_that_cannot_be_is_told(tmp_path: Path, added: str, words: str):
    with pytest.raises(DeclarationError, match=words):
        add_source(make_project(tmp_path), STAFF.replace(BETWEEN, added + BETWEEN), STAFF_CSV)

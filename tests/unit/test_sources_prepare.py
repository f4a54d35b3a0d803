"""What files say, in one long form: codes translated, marks kept apart from numbers, gaps told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sources_example import STAFF, STAFF_CSV, SURVEY, SURVEY_CSV, add_source, make_project

from statusrapport.errors import FindingsError
from statusrapport.regions.register import read_register
from statusrapport.sources.prepare import prepare_source, write_prepared

PEOPLE = """\
id = "people"
title_nb = "Folkemengde"
short_nb = "folkemengde"
owner_nb = "SSB"
description_nb = "Innbyggere."
licence = "CC BY 4.0"
kind = "table"
key = { region = "Region", period = "Tid" }
files = [{ version = "1", name = "a.json", sha256 = "SHA256", received = 2018-03-01, format = { kind = "jsonstat" } }]

[[measures]]
name = "total"
title_nb = "Innbyggere"
columns = "value"
where = { Alder = "all" }
whole = true

[[measures]]
name = "children"
title_nb = "Barn"
columns = "value"
where = { Alder = "young" }
whole = true
"""


def prepare(root: Path, declaration: str, content: str) -> pd.DataFrame:
    project = make_project(root)
    return prepare_source(add_source(project, declaration, content), root, read_register(project.regions))


def people(**figures: tuple[Any, Any]) -> str:
    """A data set of 2017: for each region all and young; a text is a mark, of which JSON-stat keeps a map."""
    cells = [figure for pair in figures.values() for figure in pair]
    codes = {
        "Region": [name.strip("_").replace("_", "+") for name in figures],
        "Alder": ["all", "young"],
        "Tid": ["2017"],
    }
    return json.dumps(
        {
            "id": list(codes),
            "size": [len(each) for each in codes.values()],
            "dimension": {name: {"category": {"index": each}} for name, each in codes.items()},
            "value": [None if isinstance(cell, str) else cell for cell in cells],
            "status": {str(place): cell for place, cell in enumerate(cells) if isinstance(cell, str)},
        }
    )


def figures(table: pd.DataFrame) -> dict[tuple[str, str], float | str]:
    """By region and measure the value, or the status where there is none."""
    rows = table[["region_code", "measure", "value", "status"]].itertuples(index=False)
    return {(code, measure): value if status == "observed" else status for code, measure, value, status in rows}


def test_wide_columns_become_rows_with_dimensions(tmp_path: Path) -> None:
    table = prepare(tmp_path, STAFF, STAFF_CSV)
    assert [tuple(row) for row in table[table["region_code"] == "0301"].itertuples(index=False)] == [
        ("0301", "2017", "fte", "activity", 300.0, "observed", "staff/2017/staff.csv", 2, True),
        ("0301", "2017", "fte", "housing", 1200.5, "observed", "staff/2017/staff.csv", 2, True),
    ]


def test_an_empty_cell_is_zero_where_the_form_says_so_and_a_mark_is_no_number(tmp_path: Path) -> None:
    table = prepare(tmp_path, STAFF, STAFF_CSV).set_index(["region_code", "service"])
    assert table.loc[("1101", "housing"), ["value", "status"]].to_list() == [0.0, "observed"]
    assert table.loc[("1106", "activity"), "status"] == "missing"
    assert pd.isna(table.loc[("1106", "activity"), "value"])


def test_those_known_to_be_missing_have_a_row_for_every_figure(tmp_path: Path) -> None:
    known = 'known_missing = [{ region_code = "1101", period = "2017", reason_nb = "Svarte ikke." }]\nkey ='
    content = STAFF_CSV.replace("1101;Eigersund;2017;;2,5;2,5\n", "")
    gaps = prepare(tmp_path, STAFF.replace("key =", known), content).query("region_code == '1101'")
    assert gaps[["service", "status", "row"]].to_numpy().tolist() == [
        ["activity", "missing", 0],
        ["housing", "missing", 0],
    ]
    assert gaps["value"].isna().all()


def test_microdata_keep_one_row_for_each_respondent(tmp_path: Path) -> None:
    table = prepare(tmp_path, SURVEY, SURVEY_CSV).astype(object)
    assert table.where(table.notna(), None).to_numpy().tolist() == [
        ["0301", "2017", "yes", 12.0, "survey/2017/survey.csv", 2, False],
        ["1103", "2017", None, None, "survey/2017/survey.csv", 3, False],
        ["1106", "2017", "no", 0.0, "survey/2017/survey.csv", 4, False],
    ]


def test_a_question_that_was_not_asked_that_year_is_null(tmp_path: Path) -> None:
    declaration = SURVEY.replace('column = "sp1"', 'column = "sp1"\nabsent_in = ["2017"]')
    table = prepare(tmp_path, declaration, "nr,aar,sp2\n0301,2017,12\n")
    assert table["knows_plan"].isna().all()


def test_the_marks_of_official_tables_become_statuses(tmp_path: Path) -> None:
    content = people(_0301=(100, 20), _1101=(50, ".."), _1103=(80, ":"), _1106=(60, "."))
    found = figures(prepare(tmp_path, PEOPLE, content))
    assert found[("0301", "children")] == 20
    assert [found[(code, "children")] for code in ("1101", "1103", "1106")] == [
        "missing",
        "suppressed",
        "not_applicable",
    ]


def test_a_region_that_did_not_exist_is_dropped_where_the_table_says_just_that(tmp_path: Path) -> None:
    regions = {"_0301": (100, 20), "_1101": (50, 9), "_1103": (80, 10), "_1106": (60, 9)}
    table = prepare(tmp_path / "marked", PEOPLE, people(**regions, _1199=(".", ".")))
    assert "1199" not in set(table["region_code"])
    with pytest.raises(FindingsError) as caught:
        prepare(tmp_path / "figures", PEOPLE, people(**regions, _1199=(7, 1)))
    (finding,) = caught.value.findings
    assert (finding.code, finding.region, finding.row) == ("region_code_unknown", "1199", 9)


def test_a_reporting_group_stands_for_its_members(tmp_path: Path) -> None:
    content = people(_0301=(100, 20), _1101=("..", ".."), _1103=(80, 10), _1106=("..", ".."), _1101_1106=(110, ".."))
    found = figures(prepare(tmp_path, PEOPLE, content))
    assert found[("1101+1106", "total")] == 110
    assert ("1101", "total") not in found
    assert found[("1101", "children")] == "missing"


def test_the_country_is_compared_with_its_municipalities_and_left_out(tmp_path: Path) -> None:
    regions = {"_0301": (100, 20), "_1101": (50, 9), "_1103": (80, 10), "_1106": (60, "..")}
    table = prepare(tmp_path / "sum", PEOPLE, people(_0=(290, 99), **regions))
    assert "0" not in set(table["region_code"])
    with pytest.raises(FindingsError) as caught:
        prepare(tmp_path / "other", PEOPLE, people(_0=(291, 99), **regions))
    (finding,) = caught.value.findings
    assert (finding.code, finding.row, finding.region, finding.value) == ("total_of_regions", 1, "0", "291")
    assert finding.rule == "the figure of the whole country is 291, and its municipalities add up to 290"


def test_a_correction_is_applied(tmp_path: Path) -> None:
    cell = 'version = "2017", row = 4, column = "Navn", expected = "Stavanger", value = "Stavanger kommune"'
    figure = 'version = "2017", row = 4, column = "F_BOL", expected = "80", value = "80,04"'
    declared = ", ".join(f'{{ {each}, reason = "Rettet." }}' for each in (cell, figure))
    table = prepare(tmp_path, STAFF.replace("key =", f"corrections = [{declared}]\nkey ="), STAFF_CSV)
    assert figures(table[table["service"] == "housing"])[("1103", "fte")] == 80.04


def test_two_files_may_not_have_the_same_period(tmp_path: Path) -> None:
    second = STAFF.split("[dimensions")[0].split("[[files]]")[1].replace('version = "2017"', 'version = "2017b"')
    project = make_project(tmp_path)
    source = add_source(project, STAFF.replace("[dimensions", f"[[files]]{second}[dimensions", 1), STAFF_CSV)
    copy = source.path(source.files[1], tmp_path)
    copy.parent.mkdir()
    copy.write_bytes(STAFF_CSV.encode())
    with pytest.raises(FindingsError) as caught:
        prepare_source(source, tmp_path, read_register(project.regions))
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.value) == ("duplicate_period", "data/raw/staff/2017b/staff.csv", "2017")
    assert finding.rule == "figures of the same period are also in data/raw/staff/2017/staff.csv"


def test_the_same_rows_are_written_as_the_same_bytes(tmp_path: Path) -> None:
    table = prepare(tmp_path, STAFF, STAFF_CSV)
    write_prepared(table, tmp_path / "a.parquet")
    write_prepared(table.copy(), tmp_path / "new" / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "new" / "b.parquet").read_bytes()
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "a.parquet"), table)

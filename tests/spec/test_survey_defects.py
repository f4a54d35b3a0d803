"""Defects planted in a copy of the survey's SPSS file are all told in one run, each with its place and a remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyreadstat
import pytest

from statusrapport.errors import Finding
from statusrapport.exampledata.survey_file import add_sets
from statusrapport.files import file_sha256
from statusrapport.project import Project
from statusrapport.regions.register import read_register
from statusrapport.sources.prepare import check_sources

REPOSITORY = Path(__file__).parents[2]
SURVEY = "data/raw/survey_2013/2013/kartlegging_2013.sav"


def write_anew(path: Path, *, planted: bool) -> dict[str, tuple[int, str, str]]:
    """Read the file and write it again, with defects if so wished; for each rule the row, column and value planted."""
    frame, said = pyreadstat.read_sav(path, user_missing=True)
    labels, questions, sets = said.variable_value_labels, said.column_names_to_labels, said.mr_sets
    places: dict[str, tuple[int, str, str]] = {}
    if planted:
        oslo = int(frame.index[frame["komnr"] == 301][0])
        silent = int(frame.index[frame["q23"] == ""][0])
        first = int(frame.index[frame["q23"] != ""][0])
        for code, row, column, value in (
            ("region_code_unknown", oslo, "komnr", 302),
            ("duplicate_respondent", silent + 1, "resp_id", frame.at[silent, "resp_id"]),
            ("code_unknown", oslo, "q17", 7),
            ("answer_uncoded", first, "q23_kode", None),
        ):
            frame.loc[row, column] = value
            text = "" if value is None else f"{value:.0f}"
            places[code] = (row + 1, column, text.zfill(4) if column == "komnr" else text)
        del labels["q2"][3]
        places["code_unlabelled"] = (int(frame.index[frame["q2"] == 3][0]) + 1, "q2", "3")
        labels["q22"][1] = "Enig"
        places["label_differs"] = (0, "q22", "1")
        questions["q10_2"] = "Hvor mye samarbeider dere med – Nav-kontoret"
        places["item_differs"] = (0, "q10_2", "")
        sets["ulemper"]["variable_list"].pop()
        places["set_differs"] = (0, "", "ulemper")
    pyreadstat.write_sav(
        frame,
        path,
        column_labels=questions,
        variable_value_labels=labels,
        missing_ranges=said.missing_ranges,
        variable_format=dict.fromkeys(said.variable_value_labels, "F5.0"),
    )
    lines = [
        f"${name}=D1 1 {len(each['label'].encode())} {each['label']} {' '.join(each['variable_list'])}\n"
        for name, each in sets.items()
    ]
    path.write_bytes(add_sets(path.read_bytes(), lines))
    return places


def check_copy(folder: Path, *, planted: bool) -> tuple[list[Finding], dict[str, tuple[int, str, str]]]:
    for name in ("config", "data"):
        shutil.copytree(REPOSITORY / name, folder / name)
    path = folder / SURVEY
    declaration = folder / "config/sources/survey_2013.toml"
    before = file_sha256(path)
    places = write_anew(path, planted=planted)
    declaration.write_text(declaration.read_text("utf-8").replace(before, file_sha256(path)), encoding="utf-8")
    project = Project(folder)
    return check_sources(project, read_register(project.regions)), places


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Finding], dict[str, tuple[int, str, str]]]:
    return check_copy(tmp_path_factory.mktemp("project"), planted=True)


def test_the_file_that_is_read_and_written_anew_says_what_it_said(tmp_path: Path) -> None:
    assert check_copy(tmp_path, planted=False)[0] == []


def test_every_planted_defect_is_told_at_its_place(
    checked: tuple[list[Finding], dict[str, tuple[int, str, str]]],
) -> None:
    findings, places = checked
    told = {each.code: (each.row, each.column, each.value) for each in findings if each.code != "missing_region"}
    assert told == places
    assert len(findings) == len(places)


def test_each_is_one_line_with_its_place_and_its_remedy(
    checked: tuple[list[Finding], dict[str, tuple[int, str, str]]],
) -> None:
    for finding in checked[0]:
        line = str(finding)
        assert "\n" not in line
        assert line.startswith(SURVEY)
        assert line.endswith(f"{finding.remedy}.")

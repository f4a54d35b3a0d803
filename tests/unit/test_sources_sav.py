"""SPSS files: what they hold, what they say of it themselves, and what is wrong where that is not what is declared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sav_example import CASES, GRADES, LABELS, SURVEY, make_sav
from sources_example import add_source, make_project

from statusrapport.disclosure.questionnaires import release_questionnaires
from statusrapport.errors import DeclarationError, Finding, FindingsError
from statusrapport.regions.register import read_register
from statusrapport.sources.accept import accept_source_file
from statusrapport.sources.declaration import SavFormat
from statusrapport.sources.prepare import check_sources, prepare_source, write_prepared
from statusrapport.sources.questionnaire import read_questionnaires
from statusrapport.sources.readers import UnreadableFileError
from statusrapport.sources.sav import read_dictionary, read_sav

FORMAT = SavFormat(kind="sav", digits={"nr": 4})


def find(root: Path, content: bytes, declaration: str = SURVEY) -> list[Finding]:
    project = make_project(root)
    add_source(project, declaration, content)
    return check_sources(project, read_register(project.regions))


def prepare(root: Path, content: bytes, declaration: str = SURVEY) -> pd.DataFrame:
    project = make_project(root)
    return prepare_source(add_source(project, declaration, content), root, read_register(project.regions))


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def place(finding: Finding) -> tuple[str, int, str, str]:
    return finding.code, finding.row, finding.column, finding.value


# ------------------------------------------------------------------ reading


def test_codes_are_text_and_rows_are_cases_counted_from_one(tmp_path: Path) -> None:
    table = read_sav(write(tmp_path / "a.sav", make_sav()), FORMAT)
    assert list(table.index) == [1, 2, 3, 4, 5]
    assert table["sp1"].to_list() == ["1", "98", "", "2", "99"]
    assert table["sp4"].to_list() == ["12", "0", "", "999", "2.5"]
    assert table.at[1, "sp5"] == "Vi mangler boliger på Sørlandet."


def test_a_number_gets_its_zeros_where_digits_are_declared_and_text_stays(tmp_path: Path) -> None:
    path = write(tmp_path / "a.sav", make_sav({"navn": ["301"] * 5}))
    table = read_sav(path, SavFormat(kind="sav", digits={"nr": 4, "navn": 4}))
    assert table["nr"].to_list() == ["0301", "0301", "1101", "1103", "1106"]
    assert set(table["navn"]) == {"301"}


def test_the_file_says_itself_what_its_codes_mean(tmp_path: Path) -> None:
    dictionary = read_dictionary(write(tmp_path / "a.sav", make_sav()), FORMAT)
    assert dictionary.questions["sp1"] == "Strekker pengene til?"
    assert dictionary.labels["sp1"] == {"1": "Ja", "2": "Nei", "98": "Vet ikke", "99": "Ubesvart"}
    assert [dictionary.is_missing("sp2_a", code) for code in ("3", "89.5", "97", "")] == [False, False, True, False]
    assert dictionary.sets == (("tiltak", "Tiltak", ("sp3_a", "sp3_b"), "1"),)


@pytest.mark.parametrize("content", [b"", b"no SPSS file", make_sav()[:500]], ids=["empty", "text", "cut off"])
def test_what_is_no_spss_file_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path / "a.sav", content)
    for read in (read_sav, read_dictionary):
        with pytest.raises(UnreadableFileError, match=r"a\.sav: is not an SPSS data file: .+ Save it anew from SPSS"):
            read(path, FORMAT)


def test_a_file_that_names_the_wrong_encoding_is_read_in_the_declared_one(tmp_path: Path) -> None:
    text = CASES["sp5"][0]
    path = write(tmp_path / "a.sav", make_sav().replace(text.encode(), text.encode("cp1252") + b"  "))
    with pytest.raises(UnreadableFileError, match="holds text that is not in the encoding that it is read in"):
        read_sav(path, FORMAT)
    for encoding in ("cp1252", "latin-1"):
        table = read_sav(path, SavFormat.model_validate({"kind": "sav", "encoding": encoding}))
        assert table.at[1, "sp5"] == text


# ------------------------------------------------------------------ preparing


def test_each_respondent_is_a_row_and_each_item_of_a_battery_a_column(tmp_path: Path) -> None:
    table = prepare(tmp_path, make_sav()).astype(object)
    table = table.where(table.notna(), None)
    assert table["region_code"].to_list() == ["0301", "0301", "1101", "1103", "1106"]
    assert table["respondent"].to_list() == ["1", "2", "3", "4", "5"]
    assert table["satisfaction__nav"].to_list() == ["very", "fairly", None, "not", "not_relevant"]
    assert table["measures__housing"].to_list() == ["yes", "yes", None, "no", None]
    assert "sp5" not in table.columns


def test_a_user_missing_code_is_no_answer_unless_the_declaration_names_it(tmp_path: Path) -> None:
    table = prepare(tmp_path, make_sav())
    assert table["finances"].isna().to_list() == [False, False, True, False, True]
    assert table.at[1, "finances"] == "dont_know"
    assert table["places"].isna().to_list() == [False, False, True, True, False]


def test_a_file_as_declared_has_no_findings_and_is_accepted_as_another_version(tmp_path: Path) -> None:
    assert find(tmp_path / "project", make_sav()) == []
    project = make_project(tmp_path / "other")
    add_source(project, SURVEY, make_sav())
    own = write(tmp_path / "own.sav", make_sav({"aar": [2018] * 5}))
    entry = accept_source_file(project, "survey", own, "2018")
    assert entry.format == FORMAT
    with pytest.raises(FindingsError, match="the respondent has more than one row"):
        accept_source_file(project, "survey", write(own, make_sav({"aar": [2016] * 5, "id": [1, 1, 3, 4, 5]})), "2016")


# ------------------------------------------------------------------ findings


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("id", [1, 2, 2, 4, 5], ("duplicate_respondent", 3, "id", "2")),
        ("id", [1, 2, None, 4, 5], ("missing_value", 3, "id", "")),
        ("nr", [301, 301, 1101, 1103, 1199], ("region_code_unknown", 5, "nr", "1199")),
        ("sp1", [1, 98, None, 3, 99], ("code_unknown", 4, "sp1", "3")),
        ("sp2_b", [2, 2, None, 99, 4], ("code_unknown", 5, "sp2_b", "4")),
        ("sp5_kode", [None, None, None, 2, None], ("answer_uncoded", 1, "sp5_kode", "")),
        ("sp5_kode", [1, None, None, 1, None], ("quotation_stale", 4, "sp5_kode", "1")),
        ("sp5", ["", "", "", "For mange ansatte.", ""], ("quotation_stale", 4, "sp5", "For mange ansatte.")),
        ("navn", ["Oslo", "Oslo", "x", "y", "SÃ¸r"], ("encoding", 5, "navn", "SÃ¸r")),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(
    tmp_path: Path, column: str, values: list[Any], expected: tuple[str, int, str, str]
) -> None:
    findings = find(tmp_path, make_sav({column: values}))
    assert expected in [place(each) for each in findings]
    assert {each.code for each in findings} - {"missing_region"} == {expected[0]}


def test_two_respondents_in_a_municipality_are_no_duplicates_but_without_respondent_they_are(tmp_path: Path) -> None:
    declaration = SURVEY.replace(', respondent = "id"', "").replace("ignored_columns = []", 'ignored_columns = ["id"]')
    (finding,) = find(tmp_path, make_sav(), declaration)
    assert place(finding) == ("duplicate_region", 2, "nr", "0301")


def test_a_number_without_its_zero_is_told_with_what_to_declare(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, make_sav(), SURVEY.replace(", digits = { nr = 4 }", ""))
    assert place(finding) == ("region_code_zero", 1, "nr", "301")
    assert finding.remedy == (
        "Write 0301, as text. Where the variable is a number, declare digits = { nr = 4 } in the format"
    )


def test_a_label_that_is_not_the_declared_one_is_told_with_both(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, make_sav(labels={"sp1": LABELS["sp1"] | {2: "Aldri"}}))
    assert place(finding) == ("label_differs", 0, "sp1", "2")
    assert finding.rule == 'the file labels the code "Aldri", and "Nei" is declared'


def test_labels_of_codes_that_are_declared_as_one_value_may_be_any(tmp_path: Path) -> None:
    declaration = SURVEY.replace('"98" = "dont_know" }', '"98" = "no" }')
    assert find(tmp_path, make_sav(), declaration) == []


def test_a_code_that_occurs_and_has_no_label_is_told_with_its_rows(tmp_path: Path) -> None:
    labels = {"sp2_a": {code: text for code, text in GRADES.items() if code != 2}}
    cases = CASES | {"sp2_a": [2, 2, None, 3, 97]}
    (finding,) = find(tmp_path, make_sav(cases, labels=labels))
    assert place(finding) == ("code_unlabelled", 1, "sp2_a", "2")
    assert finding.rule == "the code is declared, and has no label in the file (in rows 1-2)"


def test_an_item_that_the_file_asks_otherwise_is_told(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, make_sav(questions={"sp2_a": "Hvor fornøyd er du med – Politiet"}))
    assert place(finding) == ("item_differs", 0, "sp2_a", "")
    assert "does not end with the declared item" in finding.rule


@pytest.mark.parametrize(
    ("sets", "code", "words"),
    [
        ("", "set_missing", "has no multi-response set of its columns (sp3_a, sp3_b)"),
        ("$tiltak=D1 1 6 Tiltak sp3_a sp2_a\n", "set_differs", "has the columns sp3_a, sp2_a"),
        ("$tiltak=D1 2 6 Tiltak sp3_a sp3_b\n", "set_counted", "counts 2 as ticked"),
    ],
)
def test_a_multi_response_set_is_the_declared_one(tmp_path: Path, sets: str, code: str, words: str) -> None:
    (finding,) = find(tmp_path, make_sav(sets=sets))
    assert finding.code == code
    assert words in finding.rule


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    declaration = SURVEY.replace('gp = "sp2_b"', 'gp = "sp2_c"')
    codes = [(each.code, each.column) for each in find(tmp_path, make_sav(), declaration)]
    assert codes == [("unknown_column", "sp2_b"), ("missing_column", "sp2_c")]


# ------------------------------------------------------------------ declarations


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('category = "category"', 'category = "theme"', "open_answers.challenge: 'theme' is not a dimension"),
        ('respondents = ["answered"]', 'respondents = ["yes"]', "survey: disposition has no value yes"),
        ('category = "staff"', 'category = "money"', "a quotation: category has no value money"),
        ('nav = "NAV", gp', "gp", "items and items_nb differ: nav"),
        ('"1" = "yes", "0" = "no" }', '"1" = "yes" }', "a multi-response battery has the values"),
        ("batteries.measures", "batteries.finances", "declared twice"),
        ('kind = "microdata"', 'kind = "table"', "a table has no respondents"),
        ('version = "2017"\nrow', 'version = "2016"\nrow', "names a version without a file: 2016"),
    ],
)
def test_a_declaration_that_does_not_hang_together_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        find_declared(tmp_path, SURVEY.replace(old, new))
    assert words in str(caught.value)


def find_declared(root: Path, declaration: str) -> None:
    add_source(make_project(root), declaration, make_sav())


# ------------------------------------------------------------------ the questionnaire


def test_the_questionnaire_is_released_in_the_words_of_the_file(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    source = add_source(project, SURVEY, make_sav())
    table = prepare_source(source, tmp_path, read_register(project.regions))
    prepared = tmp_path / "survey.parquet"
    write_prepared(table, prepared, read_questionnaires(source, tmp_path))
    pd.testing.assert_frame_equal(pd.read_parquet(prepared), table)
    release_questionnaires({"survey": prepared}, tmp_path / "questionnaires.json")
    (own,) = json.loads((tmp_path / "questionnaires.json").read_text(encoding="utf-8"))["survey"]
    questions = {each["name"]: each for each in own["questions"]}
    assert list(questions) == ["finances", "satisfaction", "measures", "places", "challenge"]
    assert questions["finances"]["text"] == "Strekker pengene til?"
    assert questions["finances"]["answers"][2:] == [
        {"code": "98", "text": "Vet ikke", "missing": True},
        {"code": "99", "text": "Ubesvart", "missing": True},
    ]
    assert questions["satisfaction"]["text"] == "Hvor fornøyd er du med"
    assert [item["text"] for item in questions["satisfaction"]["items"]] == ["NAV", "Fastlegen"]
    assert (questions["measures"]["kind"], questions["measures"]["text"]) == ("multiple", "Tiltak")
    assert [each["text"] for each in questions["challenge"]["answers"]] == ["Bolig", "Ansatte"]
    assert own["quotations"] == [
        {
            "open_answers": "challenge",
            "category": "staff",
            "text": "For få ansatte",
            "row": 4,
            "constructed": True,
        }
    ]


def test_a_source_without_spss_files_has_no_questionnaire(tmp_path: Path) -> None:
    write_prepared(pd.DataFrame({"region_code": ["0301"]}), tmp_path / "staff.parquet")
    release_questionnaires({"staff": tmp_path / "staff.parquet"}, tmp_path / "questionnaires.json")
    assert json.loads((tmp_path / "questionnaires.json").read_text(encoding="utf-8")) == {}

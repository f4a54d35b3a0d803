"""Each rule of raw data: what breaks it, and where the finding says it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_example import STAFF, STAFF_CSV, SURVEY, SURVEY_CSV, add_source, make_project

from statusrapport.errors import Finding
from statusrapport.regions.register import read_register
from statusrapport.sources.prepare import check_sources

STAFF_FILE = "data/raw/staff/2017/staff.csv"


def find(root: Path, declaration: str, content: str | bytes) -> list[Finding]:
    project = make_project(root)
    add_source(project, declaration, content)
    return check_sources(project, read_register(project.regions))


def places(findings: list[Finding]) -> list[tuple[str, int, str, str, str]]:
    return [(each.code, each.row, each.region, each.column, each.value) for each in findings]


def test_files_as_declared_have_no_findings(tmp_path: Path) -> None:
    assert find(tmp_path / "staff", STAFF, STAFF_CSV) == []
    assert find(tmp_path / "survey", SURVEY, SURVEY_CSV) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Stavanger", "StÃ¥vanger", ("encoding", 4, "1103", "Navn", "StÃ¥vanger")),
        ("0301;", "301;", ("region_code_zero", 2, "301", "Nr", "301")),
        ("1106;", "11o6;", ("region_code_unknown", 5, "11o6", "Nr", "11o6")),
        ("1106;", "11;", ("region_code_unknown", 5, "11", "Nr", "11")),
        ("1106;", ";", ("missing_value", 5, "", "Nr", "")),
        ("Oslo;2017", "Oslo;2071", ("period_in_future", 2, "0301", "Aar", "2071")),
        ("Oslo;2017", "Oslo;1917", ("period_unknown", 2, "0301", "Aar", "1917")),
        ("Oslo;2017", "Oslo;2017K1", ("period_format", 2, "0301", "Aar", "2017K1")),
        ("80;20,25", "80;20.25", ("decimal_mark", 4, "1103", "F_ARB", "20.25")),
        ("80;20,25", "80;20,2,5", ("number_format", 4, "1103", "F_ARB", "20,2,5")),
        ("1 500,5", "1500 ,5", ("number_format", 2, "0301", "F_SUM_ALLE", "1500 ,5")),
        ("80;20,25", "80;-20,25", ("below_minimum", 4, "1103", "F_ARB", "-20,25")),
        ("80;20,25", "80;\u2212", ("number_format", 4, "1103", "F_ARB", "\u2212")),
        ("80;20,25", "5001;20,25", ("above_maximum", 4, "1103", "F_BOL", "5001")),
        ("100,25", "100,35", ("total_of_parts", 4, "1103", "F_SUM_ALLE", "100,35")),
        ("F_ARB", "F_XXX", ("code_unknown", 1, "", "F_XXX", "XXX")),
        (";2,5;2,5", ";;", ("empty_row", 3, "1101", "Nr", "1101")),
    ],
)
def test_a_broken_rule_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int, str, str, str]
) -> None:
    assert STAFF_CSV.count(old) == 1
    declaration = STAFF.replace("cp1252", "utf-8")
    findings = find(tmp_path, declaration, STAFF_CSV.replace(old, new))
    assert [each for each in places(findings) if each[0] != "missing_region"] == [expected]
    assert {each.file for each in findings} == {STAFF_FILE}


def test_a_finding_is_one_line_with_rule_and_remedy(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, STAFF, STAFF_CSV.replace("20,25;100,25", "20.25;100,25"))
    assert str(finding) == (
        f"{STAFF_FILE}, row 4, region 1103, column F_ARB, value '20.25': "
        'the decimal mark is ".", and "," is declared. '
        "Write 20,25, or correct `decimal` in config/sources/staff.toml."
    )


def test_a_total_tells_both_numbers_and_passes_over_parts_that_are_wrong(tmp_path: Path) -> None:
    (finding,) = find(tmp_path / "total", STAFF, STAFF_CSV.replace("100,25", "99,75"))
    assert finding.rule == "the total is stated as 99,75, and its parts add up to 100,25"
    (finding,) = find(tmp_path / "part", STAFF, STAFF_CSV.replace("80;20,25", "-80;20,25"))
    assert finding.code == "below_minimum"


def test_a_duplicated_municipality_is_told_with_both_rows(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, STAFF, STAFF_CSV + "0301;Oslo;2017;1;;1\n")
    assert (finding.code, finding.row, finding.region) == ("duplicate_region", 6, "0301")
    assert finding.rule == "0301 Oslo has more than one row for the same period: rows 2, 6"


def test_a_municipality_without_a_row_is_missing_unless_it_is_known(tmp_path: Path) -> None:
    without = STAFF_CSV.replace("1101;Eigersund;2017;;2,5;2,5\n", "")
    (finding,) = find(tmp_path / "unknown", STAFF, without)
    assert (finding.code, finding.region, finding.rule) == (
        "missing_region",
        "1101",
        "1101 Eigersund has no row for 2017",
    )
    known = 'known_missing = [{ region_code = "1101", period = "2017", reason_nb = "Svarte ikke." }]\nkey ='
    assert find(tmp_path / "known", STAFF.replace("key =", known), without) == []
    (finding,) = find(tmp_path / "present", STAFF.replace("key =", known), STAFF_CSV)
    assert (finding.code, finding.row, finding.region) == ("known_missing_present", 3, "1101")
    empty = STAFF_CSV.replace("1101;Eigersund;2017;;2,5;2,5", "1101;Eigersund;2017;..;..;")
    assert find(tmp_path / "empty", STAFF.replace("key =", known), empty) == []


def test_a_row_whose_key_is_wrong_is_not_missing_as_well(tmp_path: Path) -> None:
    assert len(find(tmp_path / "zero", STAFF, STAFF_CSV.replace("0301;", "301;"))) == 1
    assert len(find(tmp_path / "year", STAFF, STAFF_CSV.replace("Oslo;2017", "Oslo;2071"))) == 1


def test_a_single_row_of_another_year_is_one_finding_not_one_for_every_other_municipality(tmp_path: Path) -> None:
    findings = find(tmp_path, STAFF, STAFF_CSV.replace("Oslo;2017", "Oslo;2016"))
    assert places(findings) == [
        ("missing_region", 0, "0301", "Nr", ""),
        ("missing_regions", 2, "0301", "Aar", "2016"),
    ]


def test_columns_that_are_missing_and_unknown_are_told_with_a_guess(tmp_path: Path) -> None:
    findings = find(tmp_path, STAFF, STAFF_CSV.replace("F_SUM_ALLE", "F_SUM ALLE").replace("F_BOL", "BOL"))
    assert [(each.code, each.column) for each in findings] == [
        ("unknown_column", "BOL"),
        ("unknown_column", "F_SUM ALLE"),
        ("missing_column", "F_SUM_ALLE"),
    ]
    assert "correct its name to F_SUM_ALLE" in findings[1].remedy


def test_a_header_in_another_row_is_one_finding(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, STAFF, "Uttrekk 2018\n" + STAFF_CSV)
    assert (finding.code, finding.row) == ("missing_header", 1)


def test_a_table_without_rows_is_a_finding(tmp_path: Path) -> None:
    assert places(find(tmp_path / "header", STAFF, STAFF_CSV.splitlines()[0])) == [("no_rows", 1, "", "", "")]
    assert places(find(tmp_path / "nothing", STAFF, "")) == [("missing_header", 1, "", "", "")]


def test_codes_of_a_classification_must_be_declared_and_equal_ones_are_told_together(tmp_path: Path) -> None:
    findings = find(tmp_path, SURVEY, SURVEY_CSV.replace("2017,1,", "2017,7,").replace("2017,2,", "2017,7,"))
    assert places(findings) == [("code_unknown", 2, "0301", "sp1", "7")]
    assert findings[0].rule == "the code is none of those declared (1, 2) (in rows 2, 4)"


def test_counts_must_be_whole(tmp_path: Path) -> None:
    assert places(find(tmp_path, SURVEY, SURVEY_CSV.replace(",12", ",12.5"))) == [
        ("not_whole", 2, "0301", "sp2", "12.5")
    ]


def test_an_empty_cell_that_must_have_a_value_is_told(tmp_path: Path) -> None:
    findings = find(tmp_path, SURVEY.replace("required = false\n", ""), SURVEY_CSV)
    assert places(findings) == [("missing_value", 3, "1103", "sp2", "")]


def test_what_is_wrong_in_very_many_rows_of_a_column_is_one_finding(tmp_path: Path) -> None:
    rows = "".join(f"{code},2017,1,3;5\n" for code in ("0301", "1103") * 15)
    findings = find(tmp_path, SURVEY, "nr,aar,sp1,sp2\n" + rows)
    (numbers,) = [each for each in findings if each.code == "number_format"]
    assert numbers.rule.endswith("and no thousands separator (in rows 2-31)")


def test_another_file_than_the_one_received_is_told_and_still_checked(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    source = add_source(project, STAFF, STAFF_CSV)
    changed = STAFF_CSV.replace("80;20,25", "80;-20,25").encode("cp1252")
    source.path(source.files[0], tmp_path).write_bytes(changed)
    findings = check_sources(project, read_register(project.regions))
    assert [each.code for each in findings] == ["sha256", "below_minimum"]
    assert source.files[0].sha256 in findings[0].rule


def test_all_sources_are_checked_in_one_run_whatever_is_wrong_with_one(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    staff = add_source(project, STAFF, STAFF_CSV)
    staff.path(staff.files[0], tmp_path).unlink()
    add_source(project, SURVEY, SURVEY_CSV.replace("12", "-12"))
    (project.config / "sources" / "broken.toml").write_text("id = 1")
    findings = check_sources(project, read_register(project.regions))
    assert [(each.file, each.code) for each in findings] == [
        ("config/sources/broken.toml", "declaration"),
        (STAFF_FILE, "missing_file"),
        ("data/raw/survey/2017/survey.csv", "below_minimum"),
    ]


def correction(row: int, expected: str) -> str:
    cell = f'version = "2017", row = {row}, column = "F_BOL", expected = "{expected}", value = "81"'
    return f'corrections = [{{ {cell}, reason = "Rettet av kommunen." }}]\nkey ='


def test_a_correction_whose_expectation_does_not_hold_tells_what_stands_there(tmp_path: Path) -> None:
    (finding,) = find(tmp_path / "value", STAFF.replace("key =", correction(4, "90")), STAFF_CSV)
    assert places([finding]) == [("correction_stale", 4, "1103", "F_BOL", "80")]
    assert finding.rule == "a correction expects '90' here, and '80' stands there"
    (finding,) = find(tmp_path / "row", STAFF.replace("key =", correction(44, "80")), STAFF_CSV)
    assert finding.rule == "a correction expects '80' here, and the table has no such cell"


def test_a_correction_is_checked_like_what_it_corrects(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, STAFF.replace("key =", correction(4, "80")), STAFF_CSV)
    assert finding.rule == "the total is stated as 100,25, and its parts add up to 101,25"


@settings(max_examples=20, deadline=None, derandomize=True)
@given(text=st.text(max_size=12), region=st.sampled_from(["0301", "1103"]), column=st.sampled_from([0, 2, 3, 5]))
def test_whatever_stands_in_a_cell_is_read_or_told(text: str, region: str, column: int) -> None:
    rows = list(csv.reader(STAFF_CSV.splitlines(), delimiter=";"))
    next(row for row in rows if row[0] == region)[column] = text
    content = io.StringIO()
    csv.writer(content, delimiter=";").writerows(rows)
    with TemporaryDirectory() as folder:
        findings = find(Path(folder), STAFF.replace("cp1252", "utf-8"), content.getvalue().encode("utf-8", "replace"))
    assert all(finding.rule and finding.remedy for finding in findings)

"""What is found wrong in declarations, before anything is built."""

import shutil
from pathlib import Path

import pytest

from statusrapport.cli.check import check_declarations, check_examples, find_missing_files
from statusrapport.errors import Finding
from statusrapport.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of what this project declares."""
    for name in ("config", "templates", "data/regions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Project(tmp_path)


def edit(project: Project, name: str, old: str, new: str) -> list[Finding]:
    """What an edit of a file adds to the findings."""
    before = check_declarations(project)
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [finding for finding in check_declarations(Project(project.root)) if finding not in before]


def test_what_this_project_declares_is_sound(project: Project) -> None:
    assert check_declarations(project) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("config/config.yaml", "kind: arsverk", "kind: arsvrek", "report kind arsvrek does not exist"),
        ("config/config.yaml", '["0"]', '["0", "301"]', "arsverk-2017: region 301 does not exist"),
        ("config/config.yaml", "year: 2017", "yeer: 2017", "editions.arsverk-2017.yeer"),
        ("config/sources/is248.toml", "title_nb", "titel_nb", "titel_nb: Extra inputs are not permitted"),
        ("config/indicators/fte_total.toml", '"sum"', '"sums"', "operation sums does not exist"),
        ("config/disclosure.toml", "below = 5", "below = ", "is not valid TOML"),
        ("templates/arsverk/report.toml", '"fte_total"', '"fte_totals"', "indicator fte_totals does not exist"),
        ("templates/arsverk/report.toml", '"grouped_columns"', '"pie"', "kind of chart pie does not exist"),
    ],
)
def test_a_mistake_is_found_in_its_file(project: Project, name: str, old: str, new: str, words: str) -> None:
    (finding,) = edit(project, name, old, new)
    assert finding.file == name
    assert words in finding.rule


def test_mistakes_in_several_files_are_all_found(project: Project) -> None:
    first = edit(project, "config/sources/is248.toml", "title_nb", "titel_nb")
    second = edit(project, "config/indicators/fte_total.toml", '"sum"', '"sums"')
    assert {*first, *second} <= set(check_declarations(project))
    assert len({*first, *second}) == 2


def test_a_worked_example_that_does_not_come_out_is_found(project: Project) -> None:
    assert check_examples(project) == []
    edit(project, "config/indicators/fte_total.toml", "expected = 151.5", "expected = 151.6")
    (finding,) = check_examples(project)
    assert finding.file == "config/indicators/fte_total.toml"
    assert finding.rule == "the worked example gives 151.5, and expects 151.6"


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("user_work_share", '"user_work_change"', '"user_work_chnage"', "there is no indicator 'user_work_chnage'"),
        ("user_work_change", '"user_gender", "user_age"', '"user_gender"', "differs in breakdowns"),
    ],
)
def test_changes_that_are_not_those_of_the_levels_are_found(
    project: Project, name: str, old: str, new: str, words: str
) -> None:
    path = project.root / f"config/indicators/{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (finding,) = check_examples(project)
    assert finding.file == "config/indicators/user_work_share.toml"
    assert words in finding.rule


def test_raw_files_that_are_declared_and_missing_are_found(project: Project) -> None:
    shutil.copytree(ROOT / "data/raw", project.root / "data/raw")
    assert find_missing_files(project) == []
    (project.root / "data/raw/population/2026-01/07459.json").unlink()
    (finding,) = find_missing_files(project)
    assert finding.file == "data/raw/population/2026-01/07459.json"

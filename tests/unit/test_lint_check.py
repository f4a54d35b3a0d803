"""The lint over report kinds as they lie on disk."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

import pytest

from report_example import make_project
from statusrapport.cli import check
from statusrapport.declarations import read_declaration
from statusrapport.disclosure.rules import DisclosureRules
from statusrapport.facts.slice import read_slice
from statusrapport.language import read_vocabulary
from statusrapport.lint import find_sentence, lint_kind, lint_templates
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources import prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kind(tmp_path: Path) -> Path:
    """The folder of a small report kind."""
    return make_project(tmp_path).template_folder


def lint(folder: Path) -> list[tuple[str, int, str]]:
    """File, line and word of each finding."""
    slice_ = read_slice(folder.parents[1] / "slice.parquet")
    findings = lint_kind(folder, slice_.vocabulary, slice_.indicators).findings
    return [(Path(finding.file).name, finding.row, finding.value) for finding in findings]


def edit(path: Path, old: str, new: str) -> int:
    """Change a file; the line of the change."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_the_templates_of_this_project_are_clean(project: Project) -> None:
    outcome = lint_templates(project)
    assert [*map(str, (*outcome.findings, *outcome.notes))] == []
    assert outcome.counts["sentences"] > 300


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("En prøverapport", "Tre av fire kommuner", "Tre av fire"),
        ('"Årsverk etter målgruppe"', "\"Årsverkene økte til {{ num('fte', year) }}\"", "økte"),
        ('"Voksne har', '"I 38 kommuner har voksne', "38"),
        ('"{previous} og {year}"', '"2016 og {year}"', "2016"),
        ('label_nb = "Prosent"', 'label_nb = "Prosent av 426"', "426"),
        ('"Hver strek er en kommune."', '"Hver strek er en av flere kommuner."', "flere"),
    ],
)
def test_the_words_of_report_toml_are_read(kind: Path, old: str, new: str, word: str) -> None:
    assert lint(kind) == []
    line = edit(kind / "report.toml", old, new)
    assert lint(kind) == [("report.toml", line, word)]


def test_a_label_may_have_the_number_of_what_it_shows(kind: Path) -> None:
    edit(kind / "report.toml", '{ label_nb = "{year}" }', '{ label_nb = "10 %", by = { quantile = "p10" } }')
    assert lint(kind) == []


def test_a_broken_template_is_a_finding_and_hides_no_other(kind: Path) -> None:
    edit(kind / "sections" / "fte.html.j2", "{% endcall %}", "")
    edit(kind / "sections" / "summary.html.j2", "Det var", "Mange kom. Det var")
    (broken, found) = lint(kind)
    assert broken[0] == "fte.html.j2"
    assert found == ("summary.html.j2", 2, "Mange")


def test_the_names_with_numbers_are_those_that_are_declared(register: Register) -> None:
    vocabulary = read_vocabulary(ROOT / "config" / "vocabulary.toml")
    names = " ".join(vocabulary.names.texts)
    smallest, *_, largest = register.size_classes
    assert (smallest.upper, largest.lower) == (4999, 50000), "under fem tusen innbyggere, femti tusen eller flere"
    assert "under fem tusen innbyggere" in names
    rules = read_declaration(ROOT / "config" / "disclosure.toml", DisclosureRules)
    words = {number: word for word, number in vocabulary.number_words.items()}
    assert {f"færre enn {words[int(rule.below)]} kommuner" for rule in rules.primary} <= {*vocabulary.names.texts}


def test_the_failing_call_of_a_line_tells_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.html.j2"
    path.write_text('<p>A {{ num("fte", year) }}. B {{ claim("buyers", year, "en av ti") }}.</p>', encoding="utf-8")
    assert find_sentence(path, 1, "'en av ti' does not hold of buyers, region 0") == "B …."
    assert find_sentence(path, 1, "there is no observation of fte for region 0") == "A …."
    assert find_sentence(path, 2, "anything") == ""


def test_a_warning_is_printed_and_fails_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project.templates, tmp_path / "templates")
    shutil.copytree(project.config, tmp_path / "config")
    shutil.copytree(project.regions, tmp_path / "data" / "regions")
    monkeypatch.setattr(check, "find_project", lambda: Project(tmp_path))
    monkeypatch.setattr(prepare, "check_sources", lambda *_: [])
    section = tmp_path / "templates" / "arsverk" / "sections" / "plan.html.j2"
    edit(section, "{{ figure(", "<p>Det skyldes planen.</p>\n{{ figure(")
    assert check.run(Namespace()) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Warning: templates/arsverk/sections/plan.html.j2, row")
    assert printed.endswith("No findings.\n")
    edit(section, "Det skyldes planen.", "Mange kjenner planen.")
    assert check.run(Namespace()) == 10
    assert "value 'Mange': says no quantity" in capsys.readouterr().out


def test_broken_declarations_are_left_to_their_own_check(project: Project, tmp_path: Path) -> None:
    for folder in ("arsverk", "base"):
        shutil.copytree(project.templates / folder, tmp_path / "templates" / folder)
    shutil.copytree(project.config, tmp_path / "config")
    edit(tmp_path / "templates" / "arsverk" / "report.toml", "title_nb", "titel_nb")
    assert lint_templates(Project(tmp_path)).counts["sentences"] == 0

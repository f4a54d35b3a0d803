"""`statusrapport check-text`, from the words of the command to its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import weasyprint

from statusrapport.cli.main import main
from statusrapport.project import Project

FIGURES = """
schema_version = 1
[documents]
"letter.txt" = { kind = "letter", period = "2017" }
[[figure]]
id = "total"
document = "letter.txt"
description = "Staff"
period = "2017"
unit = "full-time equivalents"
level = "nation"
value = 14633
check = "14633 > 13936"
"""
RIGHT, WRONG = "Mange er med.\nI 2017 var det 14 633 årsverk i 3 deler.\n", "I 2016 var det\n14 633 årsverk.\n"


@pytest.fixture
def folder(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project.root)
    (tmp_path / "figures.toml").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def run(folder: Path, text: str, *words: str) -> int:
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    return main(["check-text", str(folder / "letter.txt"), "--figures", str(folder / "figures.toml"), *words])


def test_a_text_that_agrees(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, RIGHT) == 0
    assert capsys.readouterr().out == (
        "letter.txt: 4 mentions: 2 bound, 0 contradicted, 2 unbound (1 numbers, 1 words)\n\n"
        "Relations confirmed:\n  total: 14633 > 13936\n\n"
        "Unbound:\n  line 2 «3» number\n  vague: «Mange» 1\n"
    )


def test_a_text_that_contradicts_ends_with_10(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, WRONG) == 10
    assert (
        "Contradicted:\n  line 2 «14 633»: the text gives it for 2016, total belongs to 2017\n"
        "    «I 2016 var det 14 633 årsverk.»\n"
    ) in capsys.readouterr().out


def test_json_has_every_mention_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, WRONG, "--json") == 10
    outcome = json.loads(capsys.readouterr().out)
    number = outcome["mentions"][1]
    assert WRONG[number["start"] : number["end"]] == "14 633"
    assert (number["line"], number["status"], number["figure"]) == (2, "contradicted", "total")
    assert outcome["counts"] == {"bound": 0, "contradicted": 1, "unbound": 1}


def test_without_figures_everything_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letter.txt").write_text(RIGHT, encoding="utf-8")
    assert main(["check-text", str(folder / "letter.txt")]) == 0
    assert "line 2 «14 633» number" in capsys.readouterr().out


def test_in_a_tagged_pdf_a_cell_takes_no_year_from_the_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = "<html lang=nb><title>x</title><p>14 633 årsverk<p>5,0 % endring, 26,7 i 2016<p>I 2016 var 14 633 årsverk."
    weasyprint.HTML(string=html).write_pdf(folder / "report.pdf", pdf_tags=True)
    command = ["check-text", str(folder / "report.pdf"), "--figures", str(folder / "figures.toml")]
    assert main(command) == 10
    out = capsys.readouterr().out
    assert out.count("«14 633»: the text gives it for 2016") == 1
    assert "page 1 «14 633»" in out
    assert "Unbound" not in out


@pytest.mark.parametrize(
    ("content", "words"), [(None, "no such file"), (b"\xff\xfe\x00", "neither a PDF nor text"), (b"%PDF-1.7", "PDF")]
)
def test_a_file_that_cannot_be_read(
    folder: Path, content: bytes | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (folder / "letter").write_bytes(content)
    assert main(["check-text", str(folder / "letter"), "--figures", str(folder / "figures.toml")]) == 64
    assert words in capsys.readouterr().err


def test_figures_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "figures.toml").unlink()
    assert run(folder, RIGHT) == 64
    assert "figures.toml: there is no such file" in capsys.readouterr().err

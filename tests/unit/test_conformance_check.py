"""Which PDFs are looked for, what is told of them, and of those that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from conformance_example import write_example
from statusrapport.conformance import check
from statusrapport.conformance.check import PdfCheck, check_pdfs, find_pdfs
from statusrapport.conformance.finding import found
from statusrapport.conformance.render import describe_check, render_text
from statusrapport.conformance.verdict import FailedRule, Verdict
from statusrapport.errors import UsageError
from statusrapport.outcome import Outcome

PASSED = (Verdict("PDF/UA-1", 1200), Verdict("PDF/A-3a", 5400))
FAILED = (Verdict("PDF/UA-1", 1200, (FailedRule("7.3", 1, "No Alt", 2, "root/K[0]"),)), PASSED[1])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with PDFs, in which the command is called."""
    for name in ("b/2.pdf", "b/10.pdf", "a.pdf", ".attempt/c.pdf", "b/.hidden.pdf", "b/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_searched_in_order_and_hidden_ones_are_left_out(folder: Path):
    assert [str(path.relative_to(folder)) for path in find_pdfs([folder])] == ["a.pdf", "b/10.pdf", "b/2.pdf"]


@pytest.mark.usefixtures("folder")
def test_a_pdf_that_is_named_twice_is_checked_once():
    assert find_pdfs([Path("b/2.pdf"), Path("b")]) == [Path("b/2.pdf"), Path("b/10.pdf")]


def test_a_folder_that_is_hidden_itself_may_be_named(folder: Path):
    assert find_pdfs([folder / ".attempt"]) == [folder / ".attempt/c.pdf"]


def test_no_pdf_is_wrong_usage(tmp_path: Path):
    with pytest.raises(UsageError, match="there is no PDF"):
        find_pdfs([tmp_path])
    with pytest.raises(UsageError, match="there is no such file"):
        find_pdfs([tmp_path / "gone.pdf"])


def test_every_pdf_has_a_line_and_every_finding_one(folder: Path):
    wrong = found("title", 0, "", "the PDF has no title", "Give the HTML a <title>")
    vague = found("figure-alt", 3, "Figur 1", "a figure has no alternative text", "Say what it shows")
    piece = found("table-pieces", 4, "", "a table goes on", "Keep it")
    failed = {"figures": vague, "title": wrong}
    checks = [
        PdfCheck(folder / "a.pdf", 27, PASSED, {"figures": Outcome((), (piece,), {"figures": 11})}),
        PdfCheck(
            folder / "b/2.pdf", 3, FAILED, {name: Outcome((finding,), (), {}) for name, finding in failed.items()}
        ),
    ]
    assert render_text(checks).splitlines() == [
        "PDF      pages  PDF/UA-1              PDF/A-3a              our checks",
        "a.pdf    27     passed (1200 checks)  passed (5400 checks)  passed (1)",
        "b/2.pdf  3      failed (1200 checks)  passed (5400 checks)  failed: figures, title",
        "",
        "note: a.pdf, page 4: a table goes on. Keep it.",
        "b/2.pdf: PDF/UA-1 7.3-1: No Alt (2 times, first at root/K[0]).",
        "b/2.pdf, page 3, value 'Figur 1': a figure has no alternative text. Say what it shows.",
        "b/2.pdf: the PDF has no title. Give the HTML a <title>.",
        "",
        "1 of 2 PDF(s) failed.",
    ]


def test_programs_are_told_the_page_and_how_much_was_looked_at(folder: Path):
    vague = found("figure-alt", 3, "Figur 1", "a figure has no alternative text", "Say what it shows")
    told = describe_check(PdfCheck(folder / "a.pdf", 27, FAILED, {"figures": Outcome((vague,), (), {"figures": 11})}))
    assert (told["path"], told["pages"], told["passed"]) == ("a.pdf", 27, False)
    assert [(standard["standard"], standard["passed"]) for standard in told["standards"]] == [
        ("PDF/UA-1", False),
        ("PDF/A-3a", True),
    ]
    assert told["checks"]["figures"]["findings"][0]["page"] == 3
    assert told["checks"]["figures"]["counts"] == {"figures": 11}


@pytest.fixture
def passing_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator that finds everything well, so that what this package says is seen by itself."""
    monkeypatch.setattr(check, "judge", lambda paths: dict.fromkeys(paths, PASSED))


@pytest.mark.usefixtures("passing_validator")
def test_a_pdf_that_cannot_be_read_fails_with_a_reason(tmp_path: Path):
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (tmp_path / "text.pdf").write_text("no PDF")
    locked, text = check_pdfs([tmp_path / "locked.pdf", tmp_path / "text.pdf"])
    assert [result.is_passed for result in (locked, text)] == [False, False]
    assert "the PDF is encrypted" in render_text([locked])
    assert "the PDF cannot be read" in render_text([text])


@pytest.mark.usefixtures("passing_validator")
def test_a_pdf_without_tags_fails_and_does_not_stop_the_checks(tmp_path: Path):
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(tmp_path / "blank.pdf")
    (result,) = check_pdfs([tmp_path / "blank.pdf"])
    assert result.failed_checks == ["attachments", "headings", "language", "properties"]


@pytest.mark.usefixtures("passing_validator")
def test_a_pdf_that_a_check_cannot_follow_fails(tmp_path: Path):
    path = write_example(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Names.EmbeddedFiles.Names[1] = pikepdf.String("no file")
        pdf.save(path)
    (result,) = check_pdfs([path])
    assert result.failed_checks == ["attachments"]
    assert "not built as the check of attachments expects" in render_text([result])

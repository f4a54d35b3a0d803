"""How a failing job ends: for the user, for the log, and for the command."""

import subprocess
import sys
from pathlib import Path

from statusrapport.jobs import Failure, read_failures, remove_failures

SCRIPT = """
from types import SimpleNamespace
from statusrapport.errors import ReportRejected
from statusrapport.jobs import job

snakemake = SimpleNamespace(rule="render_report", wildcards=["kommune-2016", "0301"], log=["logs/0301.log"])
with job(snakemake):
    {body}
"""


def run(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    (folder / "logs").mkdir()
    code = SCRIPT.format(body=body)
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_an_error_that_a_user_can_mend_is_told_in_words_everywhere(tmp_path: Path) -> None:
    end = run(tmp_path, "raise ReportRejected('a number is missing', file='templates/a.html.j2', remedy='Correct it')")
    message = "templates/a.html.j2: a number is missing. Correct it."
    assert end.returncode == 11
    assert end.stderr == f"{message}\n"
    assert (tmp_path / "logs/0301.log").read_text(encoding="utf-8") == f"{message}\n"
    assert read_failures(tmp_path) == [Failure("render_report kommune-2016 0301", 11, message, "logs/0301.log")]


def test_the_traceback_of_a_defect_stands_in_the_log_alone(tmp_path: Path) -> None:
    end = run(tmp_path, "1 / 0")
    assert end.returncode == 70
    assert "ZeroDivisionError" in end.stderr
    assert "Traceback (most" not in end.stderr
    assert "Traceback (most" in (tmp_path / "logs/0301.log").read_text(encoding="utf-8")


def test_warnings_go_to_the_log(tmp_path: Path) -> None:
    end = run(tmp_path, "import warnings; warnings.warn('the font is odd')")
    assert (end.returncode, end.stderr) == (0, "")
    assert "the font is odd" in (tmp_path / "logs/0301.log").read_text(encoding="utf-8")


def test_to_be_ended_is_no_failure(tmp_path: Path) -> None:
    end = run(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
    assert end.returncode == 130
    assert read_failures(tmp_path) == []


def test_the_note_of_an_earlier_failure_goes_when_the_job_succeeds(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    for body in ("1 / 0", "pass"):
        subprocess.run([sys.executable, "-c", SCRIPT.format(body=body)], cwd=tmp_path, capture_output=True, check=False)
    assert read_failures(tmp_path) == []


def test_notes_of_earlier_runs_can_be_removed(tmp_path: Path) -> None:
    run(tmp_path, "1 / 0")
    remove_failures(tmp_path)
    assert read_failures(tmp_path) == []

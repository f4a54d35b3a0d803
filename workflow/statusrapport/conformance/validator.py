"""veraPDF's verdict on PDFs, from the command `verapdf` where there is one, else from its classes in a process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from statusrapport.conformance.bundled import has_bundled, judge_bundled
from statusrapport.conformance.official import has_official, judge_official
from statusrapport.conformance.verdict import STANDARDS, Verdict
from statusrapport.errors import PrerequisiteMissing

NO_ANSWER = "veraPDF gave no answer: it took too long, or its process ended"
SECONDS = 300.0  # for one PDF; a report of 27 pages takes 15 on one core


def judge(paths: Sequence[Path], seconds: float = SECONDS) -> dict[Path, tuple[Verdict, ...]]:
    """The verdicts on each PDF, one for each of STANDARDS. `seconds` is the time for one PDF.

    A PDF that cannot be read or that is not done in time has a verdict with a problem. Raises PrerequisiteMissing
    where neither `verapdf` nor the development dependencies are installed.
    """
    if has_official():
        found = judge_official(paths, seconds * len(paths))
    elif has_bundled():
        found = judge_bundled(paths, seconds * len(paths))
    else:
        raise PrerequisiteMissing(
            "there is no validator of PDFs on this machine",
            remedy="Run make, which installs the development dependencies, or install veraPDF (https://verapdf.org)"
            " so that `verapdf` is on the PATH",
        )
    return {path: _complete(found.get(path, [])) for path in paths}


def _complete(found: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts in the order of STANDARDS, with one that says so where there is none."""
    known = {verdict.standard: verdict for verdict in found}
    return tuple(known.get(standard.name, Verdict(standard.name, problem=NO_ANSWER)) for standard in STANDARDS)

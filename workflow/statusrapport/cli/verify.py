"""`statusrapport verify`: builds PDFs again from raw files, apart from the project's results, and grades them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from statusrapport.cli.build import Report, build, require_ready
from statusrapport.cli.progress import in_words
from statusrapport.errors import ReportRejected, StatusrapportError
from statusrapport.files import find_shown, render_json
from statusrapport.jobs import Failure
from statusrapport.project import Project, find_project
from statusrapport.provenance.run import write_run
from statusrapport.results import FACTSHEET, REPORT, is_factsheet
from statusrapport.verify.inputs import AlteredFile, find_altered, find_missing
from statusrapport.verify.judge import judge_missing, judge_not_built, judge_rebuilt, judge_rejected
from statusrapport.verify.render import describe_verdict, render_text
from statusrapport.verify.sandbox import scratch_project
from statusrapport.verify.subjects import Subject, find_subjects
from statusrapport.verify.verdict import Verdict


def run(options: Namespace) -> int:
    """Print a verdict for each PDF: as lines, or as a JSON list with one object for each."""
    project, subjects = find_project(), find_subjects(options.path)
    _tell_passed_over(options.path, subjects)
    verdicts = verify(project, subjects, options.cores)
    if options.json:
        print(render_json([describe_verdict(each) for each in verdicts]), end="")
    else:
        print(render_text(verdicts))
    return max(verdict.grade for verdict in verdicts)


def _tell_passed_over(path: Path, subjects: Sequence[Subject]) -> None:
    """Say on stderr which PDFs of a folder are not looked at: the exit code does not hold for them."""
    known = {subject.path for subject in subjects}
    others = [os.path.relpath(pdf) for pdf in find_shown(path, "*.pdf") if pdf not in known] if path.is_dir() else []
    if others:
        print(f"Not verified, as no manifest of a report is attached: {', '.join(others)}", file=sys.stderr)


def verify(project: Project, subjects: Sequence[Subject], cores: str) -> list[Verdict]:
    """Build the reports of all `subjects` in one run, apart from the project's own results, and judge each."""
    try:
        missing = [find_missing(project, subject) for subject in subjects]
        altered = find_altered(project)
    except StatusrapportError as error:  # a declaration that cannot be read: nothing can be built
        return [judge_missing(subject, str(error).splitlines()) for subject in subjects]
    buildable = [subject for subject, reasons in zip(subjects, missing, strict=True) if not reasons]
    judged = iter(_build_and_judge(project, buildable, altered, cores) if buildable else [])
    return [
        judge_missing(subject, reasons) if reasons else next(judged)
        for subject, reasons in zip(subjects, missing, strict=True)
    ]


def _build_and_judge(
    project: Project, subjects: Sequence[Subject], altered: Sequence[AlteredFile], cores: str
) -> list[Verdict]:
    with scratch_project(project, altered) as scratch:
        try:
            failures = _build(scratch, subjects, cores)
        except StatusrapportError as error:
            reasons = str(error).replace(f"{scratch.root}/", "").splitlines()
            return [judge_not_built(subject, reasons, project, altered) for subject in subjects]
        return [_judge(subject, project, scratch, altered, failures) for subject in subjects]


def _build(scratch: Project, subjects: Sequence[Subject], cores: str) -> list[Failure]:
    """Build what the PDFs are of, and write run.json, which causes are found by. Returns what failed."""
    require_ready(scratch)
    started = datetime.now(UTC)
    reports = dict.fromkeys(Report(subject.edition, subject.region) for subject in subjects)
    _, failures = build(scratch, list(reports), cores)
    write_run(scratch.root, started)
    return failures


def _judge(
    subject: Subject, project: Project, scratch: Project, altered: Sequence[AlteredFile], failures: Sequence[Failure]
) -> Verdict:
    name = f"{FACTSHEET if is_factsheet(subject.path) else REPORT}.pdf"
    rebuilt = scratch.root / Report(subject.edition, subject.region).folder / name
    if rebuilt.is_file():
        return judge_rebuilt(subject, rebuilt, project, altered)
    own = [failure for failure in failures if failure.job == f"render_report {subject.edition} {subject.region}"]
    if own and own[0].exit_code == ReportRejected.exit_code:
        return judge_rejected(subject, own[0].message, project, scratch, altered)
    reasons = [f"{in_words(failure.job)} failed: {failure.message}" for failure in own or failures]
    return judge_not_built(subject, reasons or [f"the build makes no {name}"], project, altered)

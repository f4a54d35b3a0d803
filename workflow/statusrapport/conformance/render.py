"""What is told of checked PDFs: a table and lines for a person, objects for programs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from statusrapport.conformance.check import PdfCheck
from statusrapport.conformance.verdict import STANDARDS, FailedRule, Verdict
from statusrapport.errors import Finding

LONGEST = 300  # of veraPDF's own words


def render_text(checks: Sequence[PdfCheck]) -> str:
    """A table with a line for each PDF, then a line for each finding and each note."""
    names = [standard.name for standard in STANDARDS]
    rows = [("PDF", "pages", *names, "our checks"), *(_row(check) for check in checks)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines = [line for check in checks for line in _lines(check)]
    failed = sum(not check.is_passed for check in checks)
    end = f"{failed} of {len(checks)} PDF(s) failed." if failed else f"All {len(checks)} PDF(s) passed."
    return "\n".join([*table, *([""] if lines else []), *lines, "", end])


def describe_check(check: PdfCheck) -> dict[str, Any]:
    """All that was found of a PDF."""
    return {
        "path": shown_path(check.path),
        "pages": check.pages,
        "passed": check.is_passed,
        "standards": [_describe_verdict(verdict) for verdict in check.verdicts],
        "checks": {
            name: {
                "passed": not outcome.findings,
                "findings": [_describe_finding(finding) for finding in outcome.findings],
                "notes": [_describe_finding(finding) for finding in outcome.notes],
                "counts": dict(outcome.counts),
            }
            for name, outcome in check.outcomes.items()
        },
    }


def shown_path(path: Path) -> str:
    """A path as seen from the current folder."""
    return os.path.relpath(path)


def _describe_verdict(verdict: Verdict) -> dict[str, Any]:
    return {**asdict(verdict), "failed": [asdict(rule) for rule in verdict.failed], "passed": verdict.is_compliant}


def _describe_finding(finding: Finding) -> dict[str, Any]:
    page = int(finding.file.removeprefix("page ")) if finding.file else None
    told = {name: getattr(finding, name) for name in ("code", "value", "rule", "remedy")}
    return {"page": page, **told}


def _row(check: PdfCheck) -> tuple[str, ...]:
    verdicts = (_summarise(verdict) for verdict in check.verdicts)
    ours = f"failed: {', '.join(check.failed_checks)}" if check.failed_checks else f"passed ({len(check.outcomes)})"
    return (shown_path(check.path), str(check.pages or "?"), *verdicts, ours)


def _summarise(verdict: Verdict) -> str:
    if verdict.problem:
        return "not judged"
    return f"{'passed' if verdict.is_compliant else 'failed'} ({verdict.checks} checks)"


def _lines(check: PdfCheck) -> Iterator[str]:
    path = shown_path(check.path)
    for verdict in check.verdicts:
        if verdict.problem:
            yield f"{path}: {verdict.standard}: {verdict.problem}."
        for rule in verdict.failed:
            yield f"{path}: {verdict.standard} {_tell_rule(rule)}"
    for outcome in check.outcomes.values():
        for finding in outcome.findings:
            yield _tell_finding(path, finding)
    for outcome in check.outcomes.values():
        for note in outcome.notes:
            yield f"note: {_tell_finding(path, note)}"


def _tell_rule(rule: FailedRule) -> str:
    said = rule.description if len(rule.description) <= LONGEST else f"{rule.description[: LONGEST - 1]}…"
    times = f"{rule.count} times, first" if rule.count > 1 else "once,"
    return f"{rule.clause}-{rule.test}: {said.rstrip('.')} ({times} at {rule.context or 'no place that is named'})."


def _tell_finding(path: str, finding: Finding) -> str:
    place = f"{path}, {finding.file}" if finding.file else path
    value = f", value {finding.value!r}" if finding.value else ""
    return f"{place}{value}: {finding.rule}. {finding.remedy}."

"""The command `verapdf`, where it is installed: how it is called, and how the report that it prints is read.

The report is veraPDF's XML (https://docs.verapdf.org/cli/validation/), which all versions know as `mrr`. From 1.24 on
it is called `xml` too, a name that versions before that have for another report.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from statusrapport.conformance.verdict import STANDARDS, FailedRule, Standard, Verdict
from statusrapport.errors import PrerequisiteMissing

COMMAND = "verapdf"


def has_official() -> bool:
    """Whether `verapdf` is on the PATH."""
    return shutil.which(COMMAND) is not None


def judge_official(paths: Sequence[Path], seconds: float) -> dict[Path, list[Verdict]]:
    """The verdicts on PDFs, one run for each standard; those of a run that takes longer than `seconds` are missing.

    Raises PrerequisiteMissing where `verapdf` prints no report.
    """
    verdicts: dict[Path, list[Verdict]] = {}
    for standard in STANDARDS:
        command = [COMMAND, "--format", "mrr", "--maxfailuresdisplayed", "1", "--flavour", standard.flavour]
        command += [str(path.resolve()) for path in paths]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            continue
        found = parse_report(ended.stdout, standard)
        if not found:
            last = (ended.stderr.strip().splitlines() or ["it says nothing"])[-1]
            raise PrerequisiteMissing(
                f"verapdf gave no report and ended with {ended.returncode}: {last}",
                remedy="Repair its installation or take it off the PATH: the project has what it needs to do without",
            )
        for path in paths:
            if verdict := found.get(str(path.resolve())):
                verdicts.setdefault(path, []).append(verdict)
    return verdicts


def parse_report(text: str, standard: Standard) -> dict[str, Verdict]:
    """The verdicts in veraPDF's XML report by the path that it names; none where `text` is no such report."""
    try:
        report = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return {}
    return {job.findtext("item/name", ""): _parse_job(job, standard) for job in report.iter("job")}


def _parse_job(job: ElementTree.Element, standard: Standard) -> Verdict:
    found = job.find("validationReport")
    if found is None:
        said = " ".join(job.findtext("taskException/exceptionMessage", "it does not say why").split())
        problem = "it is encrypted" if "encrypt" in said.lower() else f"veraPDF cannot read it: {said}"
        return Verdict(standard.name, problem=problem)
    details = found.find("details")
    counts = {} if details is None else details.attrib
    checks = int(counts.get("passedChecks", 0)) + int(counts.get("failedChecks", 0))
    failed = sorted((_parse_rule(rule) for rule in found.iterfind("details/rule[@status='failed']")), key=_order)
    ended = found.get("jobEndStatus", "normal")
    problem = "" if ended == "normal" else f"veraPDF ended early: {ended}"
    if found.get("isCompliant") != "true" and not failed:
        problem = problem or "veraPDF calls it not compliant and names no rule"
    return Verdict(standard.name, checks, tuple(failed), problem)


def _parse_rule(rule: ElementTree.Element) -> FailedRule:
    check = rule.find("check")
    said = "" if check is None else check.findtext("errorMessage", "")
    return FailedRule(
        clause=rule.get("clause", ""),
        test=int(rule.get("testNumber", 0)),
        description=" ".join((said or rule.findtext("description", "")).split()),
        count=int(rule.get("failedChecks", 1)),
        context="" if check is None else check.findtext("context", ""),
    )


def _order(rule: FailedRule) -> tuple[str, int]:
    return rule.clause, rule.test

"""An installed `verapdf`: how it is called, and how its report is read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from statusrapport.conformance.official import parse_report
from statusrapport.conformance.validator import NO_ANSWER, judge
from statusrapport.conformance.verdict import STANDARDS, FailedRule, Verdict
from statusrapport.errors import PrerequisiteMissing

UA, A = STANDARDS
REPORT = """\
<?xml version="1.0" encoding="utf-8"?>
<report>
  <buildInformation>
    <releaseDetails id="core" version="1.28.2" buildDate="2025-07-15T16:07:00+03:00"></releaseDetails>
  </buildInformation>
  <jobs>
    {jobs}
  </jobs>
  <batchSummary totalJobs="1" failedToParse="0" encrypted="0" outOfMemory="0" veraExceptions="0">
    <validationReports compliant="1" nonCompliant="0" failedJobs="0">1</validationReports>
    <duration start="1721198489430" finish="1721198489727">00:00:00.297</duration>
  </batchSummary>
</report>
"""
PASSED = """\
<job>
  <item size="107852"><name>{path}</name></item>
  <validationReport jobEndStatus="normal" profileName="PDF/UA-1 validation profile"
    statement="PDF file is compliant with Validation Profile requirements." isCompliant="true">
    <details passedRules="106" failedRules="0" passedChecks="14462" failedChecks="0"></details>
  </validationReport>
  <duration start="1721198489436" finish="1721198489720">00:00:00.284</duration>
</job>
"""
FAILED = """\
<job>
  <item size="6213"><name>{path}</name></item>
  <validationReport jobEndStatus="normal" profileName="PDF/UA-1 validation profile"
    statement="PDF file is not compliant with Validation Profile requirements." isCompliant="false">
    <details passedRules="105" failedRules="1" passedChecks="358" failedChecks="2">
      <rule specification="ISO 14289-1:2014" clause="7.3" testNumber="1" status="failed" failedChecks="2">
        <description>Figure tags shall include an alternative representation</description>
        <object>SEFigure</object>
        <test>(Alt != null &amp;&amp; Alt != '') || ActualText != null</test>
        <check status="failed">
          <context>root/document[0]/StructTreeRoot[0]/K[0](40 0 obj SEDocument Document)</context>
          <errorMessage>Figure structure element neither has an alternate description
            nor a replacement text</errorMessage>
        </check>
      </rule>
    </details>
  </validationReport>
</job>
"""
BROKEN = """\
<job>
  <item size="12785"><name>{path}</name></item>
  <taskException type="PARSE" isExecuted="true" isSuccess="false">
    <exceptionMessage>Exception: Couldn't parse stream caused by exception: {reason}</exceptionMessage>
  </taskException>
</job>
"""


def report(job: str, **values: str) -> str:
    return REPORT.format(jobs=job.format(**{"path": "/a.pdf"} | values))


def install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a `verapdf` on the PATH that does what a shell script says."""
    command = folder / "bin" / "verapdf"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{command.parent}:/usr/bin:/bin")


def test_a_pdf_that_conforms_has_its_number_of_checks():
    assert parse_report(report(PASSED), UA) == {"/a.pdf": Verdict("PDF/UA-1", 14462)}


def test_a_broken_rule_has_clause_words_count_and_first_place():
    (verdict,) = parse_report(report(FAILED), UA).values()
    said = "Figure structure element neither has an alternate description nor a replacement text"
    place = "root/document[0]/StructTreeRoot[0]/K[0](40 0 obj SEDocument Document)"
    assert verdict == Verdict("PDF/UA-1", 360, (FailedRule("7.3", 1, said, 2, place),))
    assert not verdict.is_compliant


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        (
            "End of file is reached",
            "veraPDF cannot read it: Exception: Couldn't parse stream caused by exception: End of",
        ),
        ("The file is encrypted", "it is encrypted"),
    ],
)
def test_a_pdf_that_cannot_be_read_has_a_problem_and_does_not_pass(reason: str, problem: str):
    (verdict,) = parse_report(report(BROKEN, reason=reason), A).values()
    assert verdict.problem.startswith(problem)
    assert not verdict.is_compliant


@pytest.mark.parametrize(
    ("old", "new"),
    [('jobEndStatus="normal"', 'jobEndStatus="timeout"'), ('isCompliant="true"', 'isCompliant="false"')],
)
def test_a_report_that_contradicts_itself_is_no_pass(old: str, new: str):
    (verdict,) = parse_report(report(PASSED).replace(old, new), UA).values()
    assert verdict.problem
    assert not verdict.is_compliant


def test_an_installed_verapdf_judges_every_standard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pdf = tmp_path / "a b.pdf"
    (tmp_path / "ua1.xml").write_text(report(FAILED, path=str(pdf)))
    (tmp_path / "3a.xml").write_text(report(PASSED, path=str(pdf)))
    log = tmp_path / "calls"
    asked = f"""
        echo "$@" >> {log}
        while [ "$1" != --flavour ]; do shift; done
        echo "WARNING: something" >&2
        cat {tmp_path}/$2.xml
    """
    install(tmp_path, asked, monkeypatch)
    ua, a = judge([pdf])[pdf]
    assert (ua.is_compliant, a.is_compliant) == (False, True)
    assert [line.split()[5] for line in log.read_text().splitlines()] == ["ua1", "3a"]


def test_a_verapdf_that_does_not_work_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    install(tmp_path, "echo 'Could not find Java' >&2; exit 1", monkeypatch)
    with pytest.raises(PrerequisiteMissing, match="ended with 1: Could not find Java"):
        judge([tmp_path / "a.pdf"])


def test_a_verapdf_that_takes_too_long_leaves_the_pdf_unjudged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    install(tmp_path, "exec sleep 60", monkeypatch)
    pdf = tmp_path / "a.pdf"
    assert [verdict.problem for verdict in judge([pdf], seconds=0.2)[pdf]] == [NO_ANSWER] * 2

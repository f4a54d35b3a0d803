"""Grades a PDF by holding it against what the project gives now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.compare.causes import Cause, digest_differs, find_causes
from statusrapport.compare.content import ReportContent, read_content
from statusrapport.compare.facts import FactChange, compare_facts
from statusrapport.compare.tables import compare_tables
from statusrapport.errors import UsageError
from statusrapport.project import Project
from statusrapport.provenance.digests import read_digests
from statusrapport.trace.places import Place, find_places
from statusrapport.trace.report import NOWHERE
from statusrapport.verify.content import compare_contents
from statusrapport.verify.inputs import AlteredFile, InputChange, find_input_changes
from statusrapport.verify.packaging import compare_packaging
from statusrapport.verify.subjects import Subject
from statusrapport.verify.text import compare_lines, read_lines
from statusrapport.verify.verdict import Grade, SaidFact, Verdict

SLICE_PARTS = ("observations", "definitions")
COMPUTED = {"value", "status", "n", "lower", "upper"}  # of a fact: what an indicator gives
IN_EXHIBITS = ("table", "chart")  # told as cells


def judge_missing(subject: Subject, missing: Iterable[str]) -> Verdict:
    """The verdict on a PDF that cannot be built again."""
    return Verdict(*_name(subject), Grade.NOT_REBUILT, missing=tuple(missing))


def judge_rebuilt(subject: Subject, rebuilt: Path, project: Project, altered: Sequence[AlteredFile]) -> Verdict:
    """The verdict on a PDF that was built again as `rebuilt`, in a scratch copy of `project`."""
    if subject.path.read_bytes() == rebuilt.read_bytes():
        return Verdict(*_name(subject), Grade.IDENTICAL)
    content = compare_contents(subject.path, rebuilt)
    if not content:
        packaging = compare_packaging(subject.path, rebuilt)
        return Verdict(*_name(subject), Grade.OTHER_PACKAGING, packaging=tuple(packaging))
    old, new = _read(subject), read_content(rebuilt)
    changes = compare_facts(old, new) if old.facts else []
    parts = _slice_parts(old, new)
    computed = (change for change in changes if change.state != "changed" or COMPUTED.intersection(change.differs))
    inputs = find_input_changes(project, subject, old, altered)
    return Verdict(
        *_name(subject),
        Grade.OTHER_CONTENT,
        inputs=tuple(inputs),
        indicators=tuple(sorted({change.fact["indicator"] for change in computed})) if "observations" in parts else (),
        slice_parts=parts,
        cells=tuple(compare_tables(old.tables, new.tables) if _has_tables(old) else ()),
        facts=_say(changes, subject.path, rebuilt),
        lines=tuple(compare_lines(read_lines(subject.path), read_lines(rebuilt))),
        content=tuple(content),
        causes=find_likely_causes(old, new, inputs),
    )


def judge_rejected(
    subject: Subject, rejection: str, project: Project, scratch: Project, altered: Sequence[AlteredFile]
) -> Verdict:
    """The verdict on a PDF whose report was rejected when it was built again, for the reason that `rejection` tells.

    Where data, declarations or templates differ, the report says something that no longer holds: other content. Where
    they are the same it was accepted once, and is now not built for a reason that lies elsewhere.
    """
    old = _read(subject)
    inputs = find_input_changes(project, subject, old, altered)
    edition = scratch.edition(subject.edition)
    slices = scratch.results / "editions" / edition.id
    digests = asdict(read_digests(slices / f"{subject.region}.parquet", scratch.templates / edition.kind))
    new = replace(old, manifest={**old.manifest, "sha256": digests}, inputs=None, run=None)
    parts = _slice_parts(old, new)
    if not parts and not digest_differs("templates", old, new):
        return replace(judge_missing(subject, [f"the report is rejected: {rejection}"]), inputs=tuple(inputs))
    return Verdict(
        *_name(subject),
        Grade.OTHER_CONTENT,
        inputs=tuple(inputs),
        slice_parts=parts,
        rejection=rejection,
        causes=find_likely_causes(old, new, inputs),
    )


def judge_not_built(
    subject: Subject, reasons: Iterable[str], project: Project, altered: Sequence[AlteredFile]
) -> Verdict:
    """The verdict on a PDF that could not be built for `reasons`; with the raw files that differ, which may be why."""
    inputs = find_input_changes(project, subject, _read(subject), altered)
    return replace(judge_missing(subject, reasons), inputs=tuple(inputs))


def _name(subject: Subject) -> tuple[str, str, str]:
    return os.path.relpath(subject.path), subject.edition, subject.region


def _read(subject: Subject) -> ReportContent:
    """What a PDF says; where its facts.json was taken out of it, its manifest alone."""
    try:
        return read_content(subject.path)
    except UsageError:
        return ReportContent(f"{subject.edition}/{subject.region}", subject.manifest or {}, ())


def _slice_parts(old: ReportContent, new: ReportContent) -> tuple[str, ...]:
    """Which parts of the slice differ; the slice itself where an older manifest does not tell its parts."""
    parts = tuple(part for part in SLICE_PARTS if digest_differs(part, old, new))
    return parts or (("slice",) if digest_differs("slice", old, new) else ())


def _has_tables(report: ReportContent) -> bool:
    """Whether the tables of a report are at hand: an older PDF, away from its folder, has none attached."""
    return bool(report.tables) or not any(name.startswith("tables/") for name in report.manifest["files"])


def _say(changes: Sequence[FactChange], old: Path, new: Path) -> tuple[SaidFact, ...]:
    """The facts of the prose that changed, with their sentences."""
    said = [change for change in changes if change.fact["place"] not in IN_EXHIBITS]
    before = _places(old, [change.old for change in said])
    after = _places(new, [change.new for change in said])
    return tuple(
        SaidFact(change, first.context, second.context, first.page, second.page)
        for change, first, second in zip(said, before, after, strict=True)
    )


def _places(pdf: Path, facts: Sequence[Mapping[str, Any] | None]) -> list[Place]:
    with pypdfium2.PdfDocument(pdf) as document:
        found = find_places(document, [fact for fact in facts if fact])
    return [found.get(fact["id"] if fact else "", NOWHERE) for fact in facts]


def find_likely_causes(old: ReportContent, new: ReportContent, inputs: Sequence[InputChange]) -> tuple[Cause, ...]:
    """The likely causes: what two builds record of themselves, or else what the digests in their manifests leave."""
    causes = [Cause("input", f"{change.file} is not what the PDF was built of") for change in inputs]
    found = find_causes(old, new)
    are_inputs_same = old.inputs is not None and old.inputs == new.inputs
    causes += [cause for cause in found if cause.kind != "input" or not (inputs or are_inputs_same)]
    return tuple(causes) or _infer(old, new)


def _infer(old: ReportContent, new: ReportContent) -> tuple[Cause, ...]:
    """The cause where raw files, declarations, templates and lock file are the same."""
    if digest_differs("observations", old, new):
        return (Cause("code", "the same raw files and declarations give other observations"),)
    if old.html_sha256 != new.html_sha256:
        return (Cause("code", "the same data, templates and lock file give another report.html"),)
    told = "the same report.html gives another PDF, unless the PDF was changed after it was built"
    return (Cause("system", f"{told}; libraries such as Pango and HarfBuzz set its text"), Cause("code", told))

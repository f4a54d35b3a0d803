"""Why two builds of a report differ: what they record of their raw files, declarations, software and machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from statusrapport.compare.content import ReportContent

CauseKind = Literal["year", "input", "declaration", "boundary", "template", "code", "lock", "system"]
RawFile = tuple[str, str, str]  # source, version, file
SYSTEM = ("python", "pango", "harfbuzz", "harfbuzz_subset", "fontconfig")
SHORT = 12  # digits of a digest that are told
DIGESTS = {
    "definitions": "declared indicators, phrases, labels or citations",
    "templates": "templates",
    "lock": "uv.lock",
}


@dataclass(frozen=True)
class Cause:
    """A difference in what two builds were made of, with what shows it in words.

    The kind `year` is for single facts: the number is that of another edition's year.
    """

    kind: CauseKind
    evidence: str


def find_causes(old: ReportContent, new: ReportContent) -> list[Cause]:
    """What differs between the origins of two builds, from the raw data to the machine; empty where nothing is known.

    Code is told apart from lock file, templates and Python by what else differs: the digest of a rule's code in
    run.json covers these too. Versions of the machine's software are a cause only where the HTML is the same, or where
    nothing else differs.
    """
    causes = [
        *(Cause("input", text) for text in _input_evidence(old, new)),
        *(Cause("declaration", text) for text in _declaration_evidence(old, new)),
        *(Cause("boundary", text) for text in _boundary_evidence(old, new)),
        *(Cause("template", text) for text in _digest_evidence("templates", old, new)),
        *(Cause("code", text) for text in _code_evidence(old, new)),
        *(Cause("lock", text) for text in _digest_evidence("lock", old, new)),
    ]
    if not causes or old.html_sha256 == new.html_sha256:
        causes += [Cause("system", text) for text in _system_evidence(old, new)]
    return causes


def changed_files(old: ReportContent, new: ReportContent) -> dict[RawFile, str]:
    """The raw files that differ between two builds, each with how: `sha256 …`, `came` or `went`.

    Where one of the builds has no inputs.json at hand, only files that came or went are known.
    """
    read = _cited_files if old.inputs is None or new.inputs is None else _raw_files
    before, after = read(old), read(new)
    changes = {}
    for file in sorted({*before, *after}):
        if file not in before or file not in after:
            changes[file] = "came" if file in after else "went"
        elif before[file] and after[file] and before[file] != after[file]:
            changes[file] = f"sha256 {_arrow(before[file], after[file])}"
    return changes


def changed_definitions(old: ReportContent, new: ReportContent) -> dict[str, str]:
    """The indicators in both builds whose title or definition is worded otherwise, each with old and new words."""
    before, after = (report.manifest["texts"]["indicators"] for report in (old, new))
    return {
        id_: "; ".join(
            f"{name} «{before[id_].get(name)}» → «{after[id_].get(name)}»"
            for name in ("title", "definition")
            if before[id_].get(name) != after[id_].get(name)
        )
        for id_ in sorted({*before} & {*after})
        if before[id_] != after[id_]
    }


def digest_differs(name: str, old: ReportContent, new: ReportContent) -> bool:
    """Whether a digest of the manifests differs; False where one of them does not have it."""
    before, after = (report.manifest["sha256"].get(name) for report in (old, new))
    return bool(before and after and before != after)


def _raw_files(report: ReportContent) -> dict[RawFile, str]:
    """The raw files of a report's sources with their sha256, by inputs.json."""
    files = (report.inputs or {})["files"]
    return {(item["source"], item["version"], item["name"]): item["sha256"] for item in files}


def _cited_files(report: ReportContent) -> dict[RawFile, str]:
    """The raw files that a report's facts cite, by its manifest; their sha256 unknown."""
    return {(item["source"], item["version"], item["file"]): "" for item in report.manifest["inputs"]}


def _input_evidence(old: ReportContent, new: ReportContent) -> Iterator[str]:
    """Raw files; where none is known to differ, observations that do though nothing that computes them does."""
    changes = changed_files(old, new)
    for file, how in changes.items():
        yield f"raw file {'/'.join(file)}: {how}"
    if not changes and digest_differs("observations", old, new) and _is_computed_alike(old, new):
        yield f"observations: {_digests('observations', old, new)}, with the same declarations and release"


def _is_computed_alike(old: ReportContent, new: ReportContent) -> bool:
    """Whether two builds compute observations by the same declarations and, as far as is known, the same code."""
    is_same = all(old.manifest[name] == new.manifest[name] for name in ("release", "structure"))
    is_same_code = not [rule for rule in _changed_rules(old, new) if not rule.startswith("render_report")]
    return is_same and is_same_code and not any(digest_differs(name, old, new) for name in ("definitions", "lock"))


def _declaration_evidence(old: ReportContent, new: ReportContent) -> Iterator[str]:
    worded = changed_definitions(old, new)
    for id_, words in worded.items():
        yield f"indicator {id_}: {words}"
    before, after = (_names(report) for report in (old, new))
    for name in sorted({*before} & {*after}):
        if before[name] != after[name]:
            yield f"{name}: «{before[name]}» → «{after[name]}»"
    if old.manifest["edition"] == new.manifest["edition"]:
        for name in ("date", "edition_version"):
            if old.manifest[name] != new.manifest[name]:
                yield f"{name} of the edition: {old.manifest[name]} → {new.manifest[name]}"
    if digest_differs("definitions", old, new) and not list(_boundary_evidence(old, new)):  # it covers the structure
        yield f"{DIGESTS['definitions']}: {_digests('definitions', old, new)}"


def _boundary_evidence(old: ReportContent, new: ReportContent) -> Iterator[str]:
    before, after = old.manifest["structure"], new.manifest["structure"]
    if before != after:
        yield f"municipal structure of {before} → {after}"


def _digest_evidence(name: str, old: ReportContent, new: ReportContent) -> Iterator[str]:
    if digest_differs(name, old, new):
        yield f"{DIGESTS[name]}: {_digests(name, old, new)}"


def _code_evidence(old: ReportContent, new: ReportContent) -> Iterator[str]:
    before, after = old.manifest["release"], new.manifest["release"]
    if before != after:
        yield f"release {before} → {after}"
    if digest_differs("lock", old, new) or _run_value("python", old) != _run_value("python", new):
        return  # they are part of every rule's digest
    is_laid_out_otherwise = digest_differs("templates", old, new) or _run_value("pango", old) != _run_value(
        "pango", new
    )
    for rule, digests in _changed_rules(old, new).items():
        if not (rule.startswith("render_report") and is_laid_out_otherwise):
            yield f"code of {rule}: sha256 {digests}"


def _changed_rules(old: ReportContent, new: ReportContent) -> dict[str, str]:
    """The rules that make this report and whose digests of code differ, where both builds have a run.json."""
    before, after = (_run_value("code", report) or {} for report in (old, new))
    others = {rule for rule in before if rule.startswith("render_report.") and rule != f"render_report.{new.kind}"}
    both = sorted({*before} & {*after} - others)
    return {rule: _arrow(before[rule], after[rule]) for rule in both if before[rule] != after[rule]}


def _system_evidence(old: ReportContent, new: ReportContent) -> Iterator[str]:
    for name in SYSTEM:
        before, after = _run_value(name, old), _run_value(name, new)
        if before is not None and after is not None and before != after:
            yield f"{name} {before or 'missing'} → {after or 'missing'}"


def _run_value(name: str, report: ReportContent) -> Any:
    return (report.run or {}).get(name)


def _names(report: ReportContent) -> dict[str, str]:
    """The titles of sources, and the labels of values by dimension."""
    texts = report.manifest["texts"]
    titles = {f"source {id_}": title for id_, title in texts["sources"].items()}
    labels = texts["labels"].items()
    return titles | {f"label {name}={value}": words for name, values in labels for value, words in values.items()}


def _digests(name: str, old: ReportContent, new: ReportContent) -> str:
    return f"sha256 {_arrow(old.manifest['sha256'][name], new.manifest['sha256'][name])}"


def _arrow(old: str, new: str) -> str:
    return f"{old[:SHORT]}… → {new[:SHORT]}…"

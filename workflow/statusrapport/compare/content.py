"""The content of a finished report, read from its PDF and from what lies around it, ready to be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.errors import UsageError
from statusrapport.files import file_sha256
from statusrapport.pdf.read import read_anchors, read_attachments
from statusrapport.results import FACTSHEET, REPORT, is_factsheet

ATTACHED = ("facts.json", "manifest.json")
# What is read of attached JSON. Other entries may come and go between releases.
INPUT = frozenset({"source", "version", "file"})
IDENTITY = frozenset({"id", "section", "place", "exhibit", "kind", "indicator", "region_code", "period", "breakdown"})
FACT = IDENTITY | {"value", "shown", "inputs"}
MANIFEST = frozenset(
    {"edition", "edition_version", "region", "date", "structure", "release", "inputs", "sha256", "texts", "files"}
)
TEXTS = frozenset({"indicators", "labels", "regions", "sources"})
RELEASE_DEPTH = 3  # folders above a PDF of a release in which the edition's folder is looked for
Fact = dict[str, Any]


@dataclass(frozen=True)
class ReportContent:
    """What a report says and what it was made of. `name` is `<edition>/<region>`, with `/factsheet` for that PDF.

    `tables` are the texts of CSV files by file name. `inputs` (inputs.json) and `run` (run.json) are None where they
    are not found, or where they belong to a later build than this report.
    """

    name: str
    manifest: Mapping[str, Any]
    facts: tuple[Mapping[str, Any], ...]  # of a fact sheet, those of its report that stand in it
    tables: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Any] | None = None
    run: Mapping[str, Any] | None = None
    pdf: Path | None = None

    @property
    def kind(self) -> str:
        """The report kind: the edition's name without its year."""
        return edition_kind(self.manifest["edition"])

    @property
    def html_sha256(self) -> str | None:
        """The sha256 of report.html, or of a fact sheet's factsheet.html, which is text and layout of the PDF."""
        stem = FACTSHEET if self.name.endswith(f"/{FACTSHEET}") else REPORT
        digest: str | None = self.manifest["files"].get(f"{stem}.html")
        return digest

    @property
    def year(self) -> int:
        """The year of the edition; 0 where its name has none."""
        return edition_year(self.manifest["edition"])


def edition_kind(edition: str) -> str:
    """`kommune` of `kommune-2016`."""
    return re.sub(r"-\d{4}$", "", edition)


def edition_year(edition: str) -> int:
    """2016 of `kommune-2016`; 0 where the name has no year."""
    found = re.search(r"-(\d{4})$", edition)
    return int(found[1]) if found else 0


def read_content(path: Path) -> ReportContent:
    """Read a report from its PDF or from its folder. Raises UsageError where there is none.

    A PDF is read from what is attached to it, so that one that was downloaded can be compared as well. Tables that are
    not attached are taken from tables/ beside it. Of a fact sheet it is what stands there of its report.
    """
    pdf, files = _read_files(path)
    facts, manifest = (_parse(path, name, files[name]) for name in ATTACHED)
    tables = {Path(name).name: content.decode() for name, content in sorted(files.items()) if name.endswith(".csv")}
    folder = path if path.is_dir() else path.parent
    if is_factsheet(pdf):
        with pypdfium2.PdfDocument(pdf) as document:
            facts = choose_cited(document, facts)
    return ReportContent(
        name=_name(pdf, manifest),
        manifest=manifest,
        facts=tuple(facts),
        tables=tables if is_factsheet(pdf) else tables or _read_tables(folder, manifest),
        inputs=_read_inputs(folder.resolve(), manifest),
        run=_read_run(folder.resolve(), manifest),
        pdf=pdf if pdf.is_file() else None,
    )


def choose_cited(document: pypdfium2.PdfDocument, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a report that stand in its fact sheet, as they stand there: cited in the text, or in a figure."""
    anchors = read_anchors(document)
    return [
        {**fact, "place": "prose", "exhibit": ""} if f"use-{fact['id']}" in anchors else fact
        for fact in facts
        if f"use-{fact['id']}" in anchors or fact["exhibit"] in anchors
    ]


def read_name(path: Path) -> str:
    """The name of a report alone, as `read_content` has it. Raises UsageError where there is no report."""
    pdf, files = _read_files(path)
    return _name(pdf, _parse(path, "manifest.json", files["manifest.json"]))


def parse_facts(content: bytes) -> list[dict[str, Any]] | None:
    """The facts of a facts.json; None where it is none: no JSON, or other JSON than a build writes."""
    facts = _parse_json(content)
    is_whole = isinstance(facts, list) and all(_has(fact, FACT) and _lists_inputs(fact) for fact in facts)
    return facts if is_whole else None


def parse_manifest(content: bytes) -> dict[str, Any] | None:
    """A manifest.json; None where it is none: no JSON, or without what a report is built again and compared by."""
    manifest = _parse_json(content)
    is_whole = (
        _has(manifest, MANIFEST)
        and _has(manifest["sha256"], frozenset({"slice"}))
        and _has(manifest["texts"], TEXTS)
        and _has(manifest["files"], frozenset())
        and _lists_inputs(manifest)
    )
    return manifest if is_whole else None


def _parse_json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _has(content: Any, names: frozenset[str]) -> bool:
    """Whether something is a JSON object with these entries."""
    return isinstance(content, dict) and content.keys() >= names


def _lists_inputs(content: Mapping[str, Any]) -> bool:
    return isinstance(content["inputs"], list) and all(_has(item, INPUT) for item in content["inputs"])


def _parse(path: Path, name: str, content: bytes) -> Any:
    """One of ATTACHED. Raises UsageError where it is not what a build writes."""
    parsed = parse_facts(content) if name == "facts.json" else parse_manifest(content)
    if parsed is None:
        raise UsageError(
            f"its {name} is not one that a build writes", file=path, remedy="Name a report of this project"
        )
    return parsed


def _name(pdf: Path, manifest: Mapping[str, Any]) -> str:
    part = f"/{FACTSHEET}" if is_factsheet(pdf) else ""
    return f"{manifest['edition']}/{manifest['region']}{part}"


def _read_files(path: Path) -> tuple[Path, dict[str, bytes]]:
    """Where a report's PDF is or would be, and the files that it consists of, by name."""
    if not path.exists():
        raise UsageError("there is no such file or folder", file=path)
    pdf = path / "report.pdf" if path.is_dir() else path
    files = _read_attached(pdf) if pdf.is_file() else _read_beside(path)
    if missing := [name for name in ATTACHED if name not in files]:
        raise UsageError(
            f"{missing[0]} is missing: this is no report, or one older than its list of facts",
            file=path,
            remedy="Name a report's PDF or the folder that it lies in",
        )
    return pdf, files


def _read_attached(pdf: Path) -> dict[str, bytes]:
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return read_attachments(document)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"this is not a PDF that can be read: {error}", file=pdf) from error


def _read_beside(folder: Path) -> dict[str, bytes]:
    """The same files from a report's folder that has no PDF."""
    return {name: (folder / name).read_bytes() for name in ATTACHED if (folder / name).is_file()}


def _read_tables(folder: Path, manifest: Mapping[str, Any]) -> dict[str, str]:
    """The tables in a report's folder that the manifest knows: those of another build are none of this report's."""
    paths = {folder / name: sha256 for name, sha256 in manifest["files"].items() if name.endswith(".csv")}
    return {
        path.name: path.read_text(encoding="utf-8")
        for path, sha256 in paths.items()
        if path.is_file() and file_sha256(path) == sha256
    }


def _read_inputs(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any] | None:
    """inputs.json of a report in results/ or in a release; None where results/ holds the data of another build."""
    edition, region = manifest["edition"], manifest["region"]
    for place in _editions_around(folder, manifest):
        path, slice_ = place / "inputs.json", place / f"{region}.parquet"
        if path.is_file() and place.name == edition:
            is_other = slice_.is_file() and file_sha256(slice_) != manifest["sha256"]["slice"]
            return None if is_other else _read_json(path)
    return None


def _editions_around(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Path]:
    """Where the files of a report's edition may lie: results/editions/<edition>, or <release>/<edition>."""
    edition = manifest["edition"]
    if _is_in_results(folder, manifest):
        yield folder.parents[2] / "editions" / edition
    for place in (folder, *folder.parents[: RELEASE_DEPTH - 1]):
        yield place / edition


def _read_run(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any] | None:
    path = folder.parents[2] / "run.json" if _is_in_results(folder, manifest) else folder / "run.json"
    return _read_json(path) if path.is_file() else None


def _is_in_results(folder: Path, manifest: Mapping[str, Any]) -> bool:
    return len(folder.parts) > 3 and folder.parts[-3:] == ("reports", manifest["edition"], manifest["region"])


def _read_json(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))

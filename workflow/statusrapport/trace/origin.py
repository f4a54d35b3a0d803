"""What results/ knows of a report and its PDF does not hold: the sha256 of raw files, the commit and the code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from statusrapport.errors import UsageError
from statusrapport.files import file_sha256


@dataclass(frozen=True)
class Origin:
    """Raw files' sha256 by (source, version, name), what run.json says, and what is not known and why."""

    sha256: dict[tuple[str, str, str], str] = field(default_factory=dict)
    run: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_origin(pdf: Path, manifest: dict[str, Any], results: Path | None) -> Origin:
    """Read what is known of a report in `results`, by default the folder that the PDF was published in.

    Raises UsageError where `results` is given and is no folder.
    """
    if results is not None and not results.is_dir():
        raise UsageError("there is no such folder", file=results, remedy="Name the folder results/ of a project")
    edition, region = manifest["edition"], manifest["region"]
    folder = results or _results_of(pdf.resolve(), edition, region)
    if folder is None:
        missing = "the sha256 of raw files and the commit stand in results/, which is not known from the PDF's place"
        return Origin(notes=(f"{missing}: give --results FOLDER",))
    slices = folder / "editions" / edition
    notes = []
    inputs = _read_json(slices / "inputs.json")
    if not inputs:
        notes.append(f"the sha256 of raw files stand in editions/{edition}/inputs.json, which {folder} does not have")
    elif not _is_slice(slices / f"{region}.parquet", manifest["sha256"]["slice"]):
        notes.append(f"{folder} does not hold the data of this PDF: the sha256 may be those of other raw files")
    run = _read_json(folder / "run.json")
    if not run:
        notes.append(f"the commit and the code's digests stand in run.json, which {folder} does not have")
    files = {(file["source"], file["version"], file["name"]): file["sha256"] for file in inputs.get("files", ())}
    return Origin(files, run, tuple(notes))


def _results_of(pdf: Path, edition: str, region: str) -> Path | None:
    """The folder results/ of a PDF that lies in results/reports/<edition>/<region>/."""
    is_published = len(pdf.parts) > 4 and pdf.parts[-4:-1] == ("reports", edition, region)
    return pdf.parents[3] if is_published else None


def _is_slice(path: Path, sha256: str) -> bool:
    return path.is_file() and file_sha256(path) == sha256


def _read_json(path: Path) -> dict[str, Any]:
    """A JSON object, or an empty one where there is no such file."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}

"""Which PDFs are to be verified, and what the manifest attached to each says that it was built of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.compare.content import parse_manifest
from statusrapport.errors import UsageError
from statusrapport.files import find_shown
from statusrapport.pdf.read import read_attachments


@dataclass(frozen=True)
class Subject:
    """A PDF to verify. `manifest` is None where none is attached; where the PDF cannot be read, `problem` says why."""

    path: Path
    manifest: Mapping[str, Any] | None
    problem: str = ""

    @property
    def edition(self) -> str:
        """The edition that it is a report of."""
        return str((self.manifest or {}).get("edition", ""))

    @property
    def region(self) -> str:
        """The region that it is about."""
        return str((self.manifest or {}).get("region", ""))


def find_subjects(path: Path) -> list[Subject]:
    """The PDF at `path`, or those below the folder `path` that have a manifest attached, hidden ones left out.

    One of a folder that cannot be read is a subject too: it may be a report that is damaged. Raises UsageError where
    there is nothing of the kind, and where `path` itself is no PDF.
    """
    if path.is_file():
        return [Subject(path, _read_manifest(path))]
    if not path.is_dir():
        raise UsageError("there is no such file or folder", file=path, remedy="Name a PDF, or the folder of a release")
    found = [_read_subject(pdf) for pdf in find_shown(path, "*.pdf")]
    reports = [subject for subject in found if subject.manifest is not None or subject.problem]
    if not reports:
        raise UsageError("no PDF in this folder has a manifest attached", file=path, remedy="Name one with reports")
    return reports


def _read_subject(path: Path) -> Subject:
    try:
        return Subject(path, _read_manifest(path))
    except UsageError as error:
        return Subject(path, None, error.message)


def _read_manifest(path: Path) -> Mapping[str, Any] | None:
    """The manifest attached to a PDF. Raises UsageError where the file is no PDF."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            attached = read_attachments(document)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"this is not a PDF that can be read: {error}", file=path) from error
    return parse_manifest(attached.get("manifest.json", b""))

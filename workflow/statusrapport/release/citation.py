"""CITATION.cff of a release: the project's own, with the reports that the release holds as references."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from statusrapport.declarations import read_yaml
from statusrapport.errors import DeclarationError
from statusrapport.release.contents import ReleasedReport

CITATION = "CITATION.cff"


def read_citation(root: Path, version: str) -> dict[str, Any]:
    """The project's CITATION.cff. Raises DeclarationError where it is of another version: its date would be wrong."""
    path = root / CITATION
    if not path.is_file():
        raise DeclarationError("is missing", file=path, remedy="A release tells how it is cited: write the file")
    content = read_yaml(path)
    if content.get("version") != version:
        raise DeclarationError(
            f"is that of version {content.get('version')}, not of {version}",
            file=path,
            remedy="Set version and date-released",
        )
    return content


def compute_citation(declared: dict[str, Any], reports: Iterable[ReleasedReport]) -> dict[str, Any]:
    """How a release of `reports` is cited, in the Citation File Format 1.2.

    The day of release is the declared one, or that of a report which is dated later. No clock is read.
    """
    reports = list(reports)
    dates = [str(declared["date-released"]), *(report.edition.date.isoformat() for report in reports)]
    references = [
        {
            "type": "report",
            "title": pdf.title,
            "authors": [{"name": author} for author in report.authors],
            "publisher": {"name": report.publisher},
            "date-published": report.edition.date.isoformat(),
            "version": report.edition.version,
            "filename": pdf.name,
        }
        for report in reports
        for pdf in report.pdfs
    ]
    return {**declared, "date-released": max(dates), "references": references}


def render_citation(citation: dict[str, Any]) -> str:
    """The citation as YAML, in the order given."""
    return yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=120)

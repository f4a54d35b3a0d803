"""A report read from its PDF alone: the facts and the manifest attached to it, and where the facts stand.

A fact sheet is read alike: its facts are those of its report, under the ids that they have there, that stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2

from statusrapport.compare.content import choose_cited, parse_facts, parse_manifest
from statusrapport.errors import UsageError
from statusrapport.pdf.read import read_attachments
from statusrapport.results import is_factsheet
from statusrapport.trace.places import Place, find_places

DIVIDED = "\ufffe"  # what pdfium puts for the hyphen of a word that a line end divides
NOWHERE = Place(0, (), "")
Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class PublishedReport:
    """What a PDF says of itself: its facts.json and manifest.json, where the facts stand, and the text of each page."""

    path: Path
    facts: tuple[dict[str, Any], ...]
    manifest: dict[str, Any]
    places: dict[str, Place]
    pages: tuple[str, ...]

    def place(self, fact: dict[str, Any]) -> Place:
        """Where a fact stands; page 0 for one that the PDF has no anchor for."""
        return self.places.get(fact["id"], NOWHERE)


def read_published_report(path: Path) -> PublishedReport:
    """Read a report from its PDF. Raises UsageError where the file is none, or not a report with its facts."""
    if not path.is_file():
        raise UsageError("there is no such file", file=path, remedy="Name the report.pdf or factsheet.pdf of a report")
    try:
        with pypdfium2.PdfDocument(path) as document:
            attached = read_attachments(document)
            facts = _require(parse_facts(attached["facts.json"]), "facts.json", path)
            manifest = _require(parse_manifest(attached["manifest.json"]), "manifest.json", path)
            facts = choose_cited(document, facts) if is_factsheet(path) else facts
            places = find_places(document, facts)
            pages = tuple(page.get_textpage().get_text_range().replace(DIVIDED, "-") for page in document)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"this is not a PDF that can be read: {error}", file=path) from error
    except KeyError as error:
        raise UsageError(
            f"the PDF has no {error.args[0]} attached",
            file=path,
            remedy="Name a report of this project, and build it again if it is older than its trace",
        ) from error
    return PublishedReport(path, tuple(facts), manifest, places, pages)


def _require(parsed: Parsed | None, name: str, path: Path) -> Parsed:
    """What an attached file says. Raises UsageError where it is not one that a build writes."""
    if parsed is None:
        raise UsageError(f"the {name} attached is not one that a build writes", file=path, remedy="Build it again")
    return parsed

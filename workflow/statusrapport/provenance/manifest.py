"""manifest.json of a report: what it was made from and what it consists of. It changes only when the report does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from statusrapport import __version__
from statusrapport.facts.book import Fact
from statusrapport.files import file_sha256
from statusrapport.project import Edition
from statusrapport.provenance.digests import Digests
from statusrapport.results import FACTSHEET, REPORT

# The PDFs contain what is hashed here, the checks tell of the PDFs, and nothing can hold its own hash.
LEFT_OUT = (f"{REPORT}.pdf", f"{FACTSHEET}.pdf", "checks.json", "manifest.json")


def compute_manifest(
    edition: Edition,
    region: str,
    digests: Digests,
    *,
    synthetic: bool,
    texts: Mapping[str, Any],
    facts: Iterable[Fact],
    folder: Path,
) -> dict[str, Any]:
    """The manifest of the report whose files are in `folder`; `texts` says what the ids in its facts.json stand for.

    `inputs` are the raw files that its facts cite, without their sha256: a cell that changes elsewhere in one of them
    must not change the PDF, which has the manifest attached. Theirs stand in the edition's inputs.json.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in LEFT_OUT)
    return {
        "edition": edition.id,
        "edition_version": edition.version,
        "region": region,
        "date": edition.date.isoformat(),
        "structure": edition.structure,
        "release": __version__,
        "synthetic": synthetic,
        "inputs": _inputs(facts),
        "sha256": asdict(digests),
        "texts": dict(texts),
        "files": {path.relative_to(folder).as_posix(): file_sha256(path) for path in files},
    }


def _inputs(facts: Iterable[Fact]) -> list[dict[str, str]]:
    files = {(item.source, item.version, item.file) for fact in facts for item in fact.inputs}
    return [{"source": source, "version": version, "file": file} for source, version, file in sorted(files)]

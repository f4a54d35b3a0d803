"""manifest.json of a report: what it was made from and what it consists of. It changes only when the report does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from statusrapport import __version__
from statusrapport.files import file_sha256
from statusrapport.provenance.digests import template_digest

if TYPE_CHECKING:
    from statusrapport.facts.slice import Slice
    from statusrapport.render.report import RenderRequest


def compute_manifest(request: RenderRequest, slice_: Slice, folder: Path) -> dict[str, Any]:
    """The manifest of the report in `folder`, of which report.pdf and manifest.json itself are left out.

    No hash of a raw file and no commit stands in it: both change without the report changing. They stand in the
    edition's inputs.json.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    left_out = {"report.pdf", "manifest.json"}
    return {
        "edition": request.edition.id,
        "edition_version": request.edition.version,
        "region": request.region,
        "date": request.edition.date.isoformat(),
        "structure": request.edition.structure,
        "release": __version__,
        "synthetic": slice_.synthetic,
        "sources": sorted(slice_.sources),
        "slice_sha256": file_sha256(request.slice_path),
        "templates_sha256": template_digest(request.template_folder),
        "lock_sha256": file_sha256(request.template_folder.parents[1] / "uv.lock"),
        "files": {
            path.relative_to(folder).as_posix(): file_sha256(path) for path in files if path.name not in left_out
        },
    }

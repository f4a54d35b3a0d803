"""What is asked of rendering."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statusrapport.project import Edition


@dataclass(frozen=True)
class RenderRequest:
    """What to render: the edition, the region's code, its slice, and the folder of the report kind's templates."""

    edition: Edition
    region: str
    slice_path: Path
    template_folder: Path

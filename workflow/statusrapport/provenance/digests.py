"""Digests of what a report is made of: its slice, its templates and the lock file of the software."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from statusrapport.facts.slice import METADATA_KEY
from statusrapport.files import file_sha256


@dataclass(frozen=True)
class Digests:
    """The sha256 of a report's slice, of its two parts, of its templates and of uv.lock, in hexadecimal.

    `definitions` are the declarations and words that a slice carries, `observations` its data: with them a slice that
    differs is told as declared otherwise or as made of other data. None of them changes without the report changing,
    as the hash of a raw file or a commit would: those stand in the edition's inputs.json and in run.json.
    """

    slice: str
    definitions: str
    observations: str
    templates: str
    lock: str


def read_digests(slice_path: Path, template_folder: Path) -> Digests:
    """The digests of a report of the project that `template_folder` is part of."""
    definitions, observations = _slice_digests(slice_path)
    return Digests(
        slice=file_sha256(slice_path),
        definitions=definitions,
        observations=observations,
        templates=_template_digest(template_folder),
        lock=file_sha256(template_folder.parents[1] / "uv.lock"),
    )


def _slice_digests(path: Path) -> tuple[str, str]:
    """Of the declarations in the slice's metadata, and of its rows as text, however parquet packs them."""
    table = pq.read_table(path)
    rows = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, rows)
    return sha256(table.schema.metadata[METADATA_KEY]).hexdigest(), sha256(rows.getvalue()).hexdigest()


def _template_digest(template_folder: Path) -> str:
    """Over the templates of a report kind and those that all share, by name and content."""
    digest = sha256()
    for folder in (template_folder.parent / "base", template_folder):
        for path in sorted(item for item in folder.rglob("*") if item.is_file()):
            digest.update(f"{path.relative_to(template_folder.parent).as_posix()}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()

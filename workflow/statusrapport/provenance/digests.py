"""Digests of what a report is made of."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


def template_digest(template_folder: Path) -> str:
    """The sha256 over the templates of a report kind and those that all share, by name and content."""
    digest = sha256()
    for folder in (template_folder.parent / "base", template_folder):
        for path in sorted(item for item in folder.rglob("*") if item.is_file()):
            digest.update(f"{path.relative_to(template_folder.parent).as_posix()}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()

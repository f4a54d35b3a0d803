"""SHA256SUMS: the sha256 of every file of a folder, as `sha256sum -c SHA256SUMS` reads it there."""

from __future__ import annotations

from pathlib import Path

from statusrapport.files import file_sha256, find_shown, write_text

SUMS = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Write the SHA256SUMS of `folder`."""
    write_text(folder / SUMS, render_sums(folder))


def render_sums(folder: Path) -> str:
    """A line for each file below `folder`, sorted by path. The list itself and what is hidden are left out."""
    names = sorted(path.relative_to(folder).as_posix() for path in find_shown(folder))
    return "".join(f"{file_sha256(folder / name)}  {name}\n" for name in names if name != SUMS)

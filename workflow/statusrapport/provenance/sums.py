"""SHA256SUMS: the sha256 of every file of a folder, as `sha256sum -c SHA256SUMS` reads it there."""

from __future__ import annotations

from pathlib import Path

from statusrapport.files import file_sha256, write_text

SUMS = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Write the SHA256SUMS of `folder`."""
    write_text(folder / SUMS, render_sums(folder))


def render_sums(folder: Path) -> str:
    """A line for each file below `folder`, sorted by path.

    The list itself is left out, and so is what is hidden: an attempt that is being made, or that was killed.
    """
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))
    return "".join(f"{file_sha256(folder / name)}  {name}\n" for name in shown if name != SUMS)

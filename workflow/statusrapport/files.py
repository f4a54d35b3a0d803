"""Writing files so that nothing half-written is ever seen: to a temporary name beside the target, then renamed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from statusrapport import pinned

if TYPE_CHECKING:
    import pyarrow as pa


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, moved onto it when the block ends well and removed when it does not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, gone when the block ends unless it was moved. What killed runs left is cleared."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f".{folder.name}.*"):
        shutil.rmtree(left, ignore_errors=True)
    attempt = folder.with_name(f".{folder.name}.{os.getpid()}")
    attempt.mkdir()
    try:
        yield attempt
    finally:
        shutil.rmtree(attempt, ignore_errors=True)


def move_folder(attempt: Path, folder: Path) -> None:
    """Put `attempt` in the place of `folder`: at every moment either the old or the new one can be found."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    if folder.exists():
        folder.rename(old)
    attempt.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write text in the encoding and with the line ends of all results: UTF-8, LF."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding=pinned.ENCODING, newline=pinned.LINE_END)


def render_json(content: Any) -> str:
    """JSON that a person can compare: keys sorted, one item per line."""
    return json.dumps(content, **pinned.JSON) + "\n"


def write_json(path: Path, content: Any) -> None:
    """Write JSON as render_json gives it."""
    write_text(path, render_json(content))


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a parquet file whose bytes depend on nothing but the table."""
    import pyarrow.parquet as pq  # takes 0.2 s, and `statusrapport list` needs none of it

    with replacing(path) as temporary:
        pq.write_table(table, temporary, **pinned.PARQUET)


def find_shown(folder: Path, pattern: str = "*") -> list[Path]:
    """The files below `folder` of that name, sorted. What is hidden is left out: attempts under way, or killed."""
    found = (path for path in sorted(folder.rglob(pattern)) if path.is_file())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()

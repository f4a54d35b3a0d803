"""Which cells of a raw file changed, where its earlier content can still be had: in the history of the repository."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd

from statusrapport.sources.declaration import Source, SourceFile
from statusrapport.sources.readers import UnreadableFileError, read_raw


@dataclass(frozen=True)
class RawCellChange:
    """A cell of a raw file that changed, or a row that came or went (no `column`; None for what is not there).

    `row` is the row of the old file as a person counts it, or of the new file for a row that came; `key` says in words
    what the row is about: its region and period.
    """

    row: int
    key: str
    column: str
    old: str | None
    new: str | None


def find_earlier_content(path: Path, wanted: str) -> bytes | None:
    """The content that the file at `path` had in some commit and whose sha256 is `wanted`; None where there is none."""
    commits = _git(path.parent, "log", "--all", "--format=%H", "--", path.name) or b""
    seen = set[bytes]()
    for commit in commits.decode().split():
        content = _git(path.parent, "show", f"{commit}:./{path.name}")
        if content is not None and content not in seen:
            if sha256(content).hexdigest() == wanted:
                return content
            seen.add(content)
    return None


def _git(folder: Path, *words: str) -> bytes | None:
    """What git says; None where there is no git, no repository or no such object."""
    try:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def compare_raw_files(source: Source, file: SourceFile, old: bytes, new: Path) -> list[RawCellChange]:
    """The cells that differ, read in the format that `file` declares; none where one of the two cannot be read so."""
    with tempfile.TemporaryDirectory(prefix="statusrapport-raw-") as folder:
        earlier = Path(folder, new.name)
        earlier.write_bytes(old)
        try:
            before, after = read_raw(earlier, file), read_raw(new, file)
        except UnreadableFileError:
            return []
    keys = [name for name in (source.key.region, source.key.period) if name in before and name in after]
    return [*_compare_tables(before, after, keys)]


def _compare_tables(old: pd.DataFrame, new: pd.DataFrame, keys: Sequence[str]) -> Iterator[RawCellChange]:
    """Rows are paired by their number where both files have as many, and else by their key."""
    if len(old) == len(new):
        pairs = list(zip(old.index, new.index, strict=True))
    else:
        pairs, gone, came = _pair_by_key(old, new, keys)
        yield from (RawCellChange(row, _key(old, row, keys), "", _row(old, row), None) for row in gone)
        yield from (RawCellChange(row, _key(new, row, keys), "", None, _row(new, row)) for row in came)
    columns = [*old.columns, *(name for name in new.columns if name not in old.columns)]
    first = old.reindex(columns=columns, fill_value="").loc[[before for before, _ in pairs]]
    second = new.reindex(columns=columns, fill_value="").loc[[after for _, after in pairs]]
    differs = first.to_numpy() != second.to_numpy()
    for place, column in zip(*differs.nonzero(), strict=True):
        row = pairs[place][0]
        cells = (str(side.iat[place, column]) for side in (first, second))
        yield RawCellChange(row, _key(old, row, keys), str(columns[column]), *cells)


def _pair_by_key(
    old: pd.DataFrame, new: pd.DataFrame, keys: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Rows with equal keys as pairs, equal keys in their order; then those of `old` and those of `new` left over."""
    numbered = []
    for table in (old, new):
        names = pd.Series(list(zip(*(table[key] for key in keys), strict=True)) if keys else 0, index=table.index)
        turns = names.groupby(names).cumcount()
        numbered.append({pair: row for row, pair in zip(table.index, zip(names, turns, strict=True), strict=True)})
    before, after = numbered
    pairs = [(row, after[key]) for key, row in before.items() if key in after]
    gone = [row for key, row in before.items() if key not in after]
    return pairs, gone, [row for key, row in after.items() if key not in before]


def _key(table: pd.DataFrame, row: int, keys: Sequence[str]) -> str:
    return ", ".join(f"{key} {table.at[row, key]!s}" for key in keys)


def _row(table: pd.DataFrame, row: int) -> str:
    return "; ".join(str(cell) for cell in table.loc[row])

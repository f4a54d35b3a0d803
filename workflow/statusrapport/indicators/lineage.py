"""Where a number comes from: `source/version/file#rows`, consecutive rows written as ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]

NO_ROW = 0  # the row number of what stands in no file: a municipality that is known not to have reported


@dataclass(frozen=True)
class RowNumbers:
    """Numbers for the rows of several files: consecutive within a file, never from one file to the next."""

    files: tuple[str, ...]
    starts: Integers  # the number of row 0 of each file, in the order of `files`

    @classmethod
    def of(cls, rows: pd.DataFrame) -> RowNumbers:
        """The numbering of all rows of a frame with the columns `file` and `row` (int, 1-based)."""
        last = rows.groupby("file", sort=True)["row"].max()
        starts = np.concatenate([[0], np.cumsum(last.to_numpy() + 2)])[:-1]
        return cls(tuple(last.index), starts.astype(np.int64))

    def number(self, file: pd.Series[str], row: pd.Series[int]) -> Integers:
        """The numbers of rows; NO_ROW where there is no row."""
        start = pd.Series(self.starts, index=list(self.files))
        numbers = file.map(start).to_numpy() + row.to_numpy()
        return np.where(row.to_numpy() > 0, numbers, NO_ROW).astype(np.int64)

    def describe(self, firsts: Integers, lasts: Integers) -> list[tuple[str, str]]:
        """The file and, in words, the rows of each run of numbers, both ends included."""
        places = np.searchsorted(self.starts, firsts, side="right") - 1
        starts = self.starts[places]
        ends = zip(places.tolist(), (firsts - starts).tolist(), (lasts - starts).tolist(), strict=True)
        return [(self.files[place], f"{first}" if first == last else f"{first}-{last}") for place, first, last in ends]


def format_lineage(groups: npt.ArrayLike, numbers: npt.ArrayLike, rows: RowNumbers, count: int) -> list[str]:
    """The lineage of each of `count` groups: `groups` and `numbers` tell, pair by pair, which rows a group has.

    Pairs may come in any order and more than once; a row that is NO_ROW came from no file.
    """
    group, number = np.asarray(groups), np.asarray(numbers)
    span = int(number.max(initial=0)) + 2  # more than one from the last number of a group to the first of the next
    pairs = np.unique((group * span + number)[number != NO_ROW])
    firsts, lasts = pairs[np.diff(pairs, prepend=-2) != 1], pairs[np.diff(pairs, append=-2) != 1]
    runs, which = np.unique(firsts % span * span + lasts % span, return_inverse=True)
    words = rows.describe(runs // span, runs % span)
    # A plain loop: joining text by pandas' groupby takes twenty times as long.
    lineage: list[dict[str, list[str]]] = [{} for _ in range(count)]
    for place, run in zip((firsts // span).tolist(), which.tolist(), strict=True):
        file, text = words[run]
        lineage[place].setdefault(file, []).append(text)
    return ["; ".join(f"{file}#{','.join(texts)}" for file, texts in files.items()) for files in lineage]


def parse_lineage(text: str) -> list[tuple[str, str]]:
    """The files of a lineage, `source/version/file`, each with its rows as written."""
    pairs = (part.rpartition("#") for part in text.split("; ") if part)
    return [(file, rows) for file, _, rows in pairs]


def join_lineage(*lineages: str) -> str:
    """Several lineages as one: the rows of each file once, in order and in ranges."""
    files: dict[str, set[int]] = {}
    for lineage in lineages:
        for file, rows in _rows(lineage).items():
            files.setdefault(file, set()).update(rows)
    return _format(files)


def subtract_lineage(whole: str, part: str) -> str:
    """The rows of a whole that are not those of its part."""
    left_out = _rows(part)
    return _format({file: rows - left_out.get(file, set()) for file, rows in _rows(whole).items()})


def _rows(lineage: str) -> dict[str, set[int]]:
    """The row numbers of a lineage by file."""
    files: dict[str, set[int]] = {}
    for file, rows in parse_lineage(lineage):
        for run in rows.split(","):
            first, _, last = run.partition("-")
            files.setdefault(file, set()).update(range(int(first), int(last or first) + 1))
    return files


def _format(files: dict[str, set[int]]) -> str:
    return "; ".join(f"{file}#{_ranges(sorted(rows))}" for file, rows in sorted(files.items()) if rows)


def _ranges(rows: list[int]) -> str:
    starts = [row for at, row in enumerate(rows) if at == 0 or rows[at - 1] != row - 1]
    ends = [row for at, row in enumerate(rows) if at == len(rows) - 1 or rows[at + 1] != row + 1]
    return ",".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))

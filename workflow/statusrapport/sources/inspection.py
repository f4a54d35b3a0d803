"""A raw file under inspection: its text, which cells are sound so far, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from statusrapport.errors import Finding
from statusrapport.sources.declaration import Source, SourceFile
from statusrapport.sources.rules import RULES

MOST_ALIKE = 20  # more cells of a column that break the same rule are told together
MOST_RANGES = 5  # so many ranges of rows are named in a finding, the others counted


@dataclass(frozen=True)
class RawFile:
    """A raw file of a source: where it lies, and what findings call it."""

    source: Source
    file: SourceFile
    path: Path
    label: str

    @property
    def header_row(self) -> int:
        """The row of the column names, 0 where the format has none."""
        return getattr(self.file.format, "header_row", 0)

    @property
    def name(self) -> str:
        """What the lineage calls it: source/version/file."""
        return f"{self.source.id}/{self.file.version}/{self.file.name}"

    def finding(
        self, code: str, *, row: int = 0, region: str = "", column: str = "", value: str = "", **words: Any
    ) -> Finding:
        """A finding in this file, with the words of its rule; `words` fill in what the rule names in braces."""
        format_ = self.file.format
        known = {
            "config": f"config/sources/{self.source.id}.toml",
            "source": self.source.id,
            "version": self.file.version,
            "received": self.file.received.year,
            "encoding": getattr(format_, "encoding", "Unicode"),
            "decimal": format_.decimal,
        }
        rule, remedy = (text.format_map(known | words) for text in RULES[code])
        return Finding(self.label, row, region, column, value, rule, remedy, code)


def locate(source: Source, file: SourceFile, root: Path) -> RawFile:
    """Where a declared file lies; findings name it relative to the project's folder `root` if it lies there."""
    path = source.path(file, root)
    return RawFile(source, file, path, label_path(path, root))


def label_path(path: Path, root: Path) -> str:
    """How findings call a file: relative to the project's folder where it lies in it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@dataclass
class Inspection:
    """A raw file's cells as text, and what the checks found in them.

    A cell that broke a rule is no longer `sound`: later checks pass over it, and judge all the others.
    """

    raw: RawFile
    frame: pd.DataFrame  # text; index `row`, columns as in the file
    sound: pd.DataFrame = field(init=False)  # bool, of the same shape
    keys: pd.DataFrame = field(default_factory=pd.DataFrame)  # index `row`, see keys.py
    cells: pd.DataFrame = field(default_factory=pd.DataFrame)  # see cells.py
    _found: list[tuple[Finding, tuple[int, ...]]] = field(default_factory=list)  # with all rows that it is about

    def __post_init__(self) -> None:
        self.sound = pd.DataFrame(data=True, index=self.frame.index, columns=self.frame.columns)

    @property
    def source(self) -> Source:
        """The source that the file belongs to."""
        return self.raw.source

    @property
    def findings(self) -> list[Finding]:
        """What was found. Where very many cells of a column break a rule, one finding stands for all."""
        alike: dict[object, list[tuple[Finding, tuple[int, ...]]]] = {}
        for number, (finding, rows) in enumerate(self._found):
            alike.setdefault((finding.code, finding.column) if rows else number, []).append((finding, rows))
        told: list[Finding] = []
        for group in alike.values():
            if len(group) > MOST_ALIKE:
                told.append(_tell_rows(group[0][0], [row for _, rows in group for row in rows]))
            else:
                told += [_tell_rows(finding, rows) for finding, rows in group]
        return told

    def drop(self, rows: pd.Index[Any]) -> None:
        """Leave rows out of all that follows; their keys are known."""
        self.frame, self.sound, self.keys = self.frame.drop(rows), self.sound.drop(rows), self.keys.drop(rows)

    def report(self, code: str, row: int, column: str, /, **words: Any) -> None:
        """Report a cell, unless it is known not to be sound."""
        self.report_alike(code, [row], column, **words)

    def report_alike(self, code: str, rows: Sequence[int], column: str, /, **words: Any) -> None:
        """Report cells of a column that have the same value as one finding, at the first of them."""
        rows = [row for row in rows if self.sound.at[row, column]]
        if not rows:
            return
        for row in rows:
            self.sound.at[row, column] = False
        region = self.source.key.region
        place: dict[str, Any] = {"row": rows[0], "column": column, "value": str(self.frame.at[rows[0], column])}
        place["region"] = str(self.frame.at[rows[0], region]) if region in self.frame.columns else ""
        self._found.append((self.raw.finding(code, **place, **words), tuple(rows)))

    def report_file(self, code: str, /, **place_and_words: Any) -> None:
        """Report something that is not in one cell."""
        self._found.append((self.raw.finding(code, **place_and_words), ()))


def _tell_rows(finding: Finding, rows: Sequence[int]) -> Finding:
    return replace(finding, rule=f"{finding.rule} (in rows {format_ranges(rows)})") if len(rows) > 1 else finding


def format_ranges(numbers: Sequence[int]) -> str:
    """Numbers of rows, or years, such as "12, 40-60"; of many ranges the first, and how many numbers are left."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = [str(first) if first == last else f"{first}-{last}" for first, last in ranges[:MOST_RANGES]]
    left = sum(last - first + 1 for first, last in ranges[MOST_RANGES:])
    return ", ".join(named) + (f" and {left} more" if left else "")

"""What a verification found out about one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from statusrapport.compare.causes import Cause
from statusrapport.compare.facts import FactChange
from statusrapport.compare.tables import CellChange
from statusrapport.verify.content import ContentDifference
from statusrapport.verify.inputs import InputChange
from statusrapport.verify.packaging import PackagingDifference
from statusrapport.verify.text import LineChange


class Grade(IntEnum):
    """How far a PDF is what the project gives; the worst of all is the command's exit code."""

    IDENTICAL = 0
    OTHER_PACKAGING = 1
    OTHER_CONTENT = 2
    NOT_REBUILT = 3


@dataclass(frozen=True)
class SaidFact:
    """A fact of the prose that changed, with the sentences around it and their pages; empty and 0 where it is not."""

    change: FactChange
    old_sentence: str
    new_sentence: str
    old_page: int
    new_page: int


@dataclass(frozen=True)
class Verdict:
    """The grade of a PDF and what stands behind it, each list in the order in which a build makes things.

    `slice_parts` are the parts of the slice that differ: observations, definitions. `rejection` is why the report built
    anew may not be published, `missing` what keeps it from being built.
    """

    path: str
    edition: str
    region: str
    grade: Grade
    missing: tuple[str, ...] = ()
    inputs: tuple[InputChange, ...] = ()
    indicators: tuple[str, ...] = ()
    slice_parts: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()
    facts: tuple[SaidFact, ...] = ()
    rejection: str = ""
    lines: tuple[LineChange, ...] = ()
    content: tuple[ContentDifference, ...] = ()
    packaging: tuple[PackagingDifference, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def earliest(self) -> str:
        """The kind of the first thing on the way from raw file to PDF that differs; empty where nothing does."""
        ordered = {
            "input": self.inputs,
            "indicator": self.indicators,
            "slice": self.slice_parts,
            "table": self.cells,
            "fact": self.facts or self.rejection,
            "text": self.lines,
            "content": self.content,
            "packaging": self.packaging,
        }
        return next((name for name, found in ordered.items() if found), "")

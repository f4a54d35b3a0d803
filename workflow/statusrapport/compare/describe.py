"""What is told of the comparison of two reports: every change with its place and its cause, as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.compare.causes import Cause
from statusrapport.compare.content import ReportContent, read_content
from statusrapport.compare.explain import Explanations
from statusrapport.compare.facts import Fact, FactChange, compare_facts, find_revisions
from statusrapport.compare.tables import CellChange, compare_tables
from statusrapport.trace.places import find_places
from statusrapport.trace.query import PLACES

GRIDS = ("table", "chart")  # places whose facts are the cells of a CSV, in its order


@dataclass(frozen=True)
class Told:
    """A changed fact with its causes and where it stands: in the new report, or in the old one if it went.

    `context` is the sentence, or the caption of the figure or table; `row` and `column` are empty but for a cell.
    """

    change: FactChange
    causes: tuple[Cause, ...]
    page: int | None
    context: str
    row: str
    column: str


@dataclass(frozen=True)
class Comparison:
    """All that differs between two reports.

    `facts` are ordered by importance: prose, titles, tables, figures, alternative texts. `revised` are numbers for one
    year that editions of two years print differently; `is_same_html` says whether text and layout are the same.
    """

    old: ReportContent
    new: ReportContent
    causes: tuple[Cause, ...]
    facts: tuple[Told, ...]
    revised: tuple[Told, ...]
    tables: tuple[CellChange, ...]
    is_same_html: bool

    @property
    def is_same(self) -> bool:
        """Whether no number, no claim and no table differs."""
        return not (self.facts or self.revised or self.tables)

    def to_json(self) -> dict[str, Any]:
        """The comparison as an object of `diff --json`."""
        return {
            "old": self.old.name,
            "new": self.new.name,
            "causes": [asdict(cause) for cause in self.causes],
            "facts": [_to_json(told) for told in self.facts],
            "revised": [_to_json(told) for told in self.revised],
            "tables": [asdict(cell) for cell in self.tables],
            "same_html": self.is_same_html,
        }


def compare_reports(old_path: Path, new_path: Path) -> Comparison:
    """Read two reports and compare them. Raises UsageError where one of them is none."""
    old, new = read_content(old_path), read_content(new_path)
    explanations = Explanations(old, new)
    changes = sorted(compare_facts(old, new), key=lambda change: PLACES.index(change.fact["place"]))
    return Comparison(
        old=old,
        new=new,
        causes=tuple(explanations.causes),
        facts=tuple(_tell(changes, old, new, explanations)),
        revised=tuple(_tell(find_revisions(old, new), old, new, explanations)),
        tables=tuple(compare_tables(old.tables, new.tables, new.year - old.year)),
        is_same_html=old.html_sha256 == new.html_sha256,
    )


def _tell(
    changes: Sequence[FactChange], old: ReportContent, new: ReportContent, explanations: Explanations
) -> Iterator[Told]:
    gone = _Standing(old, [change.fact for change in changes if change.new is None])
    here = _Standing(new, [change.fact for change in changes if change.new is not None])
    for change in changes:
        standing = gone if change.new is None else here
        yield Told(change, tuple(explanations.explain(change)), *standing.describe(change.fact))


class _Standing:
    """Where facts stand in a report: page and words from its PDF, rows and columns from its tables."""

    def __init__(self, report: ReportContent, facts: Sequence[Fact]) -> None:
        self._places = {}
        self._cells = _cell_labels(report) if facts else {}
        if facts and report.pdf:
            with pypdfium2.PdfDocument(report.pdf) as document:
                self._places = find_places(document, facts)

    def describe(self, fact: Fact) -> tuple[int | None, str, str, str]:
        """Page, words around it, row and column; None or empty for what is not known."""
        place = self._places.get(fact["id"])
        row, column = self._cells.get(fact["id"], ("", ""))
        return (place.page, place.context, row, column) if place else (None, "", row, column)


def _cell_labels(report: ReportContent) -> dict[str, tuple[str, str]]:
    """Row and column of each fact that is a cell: facts of a figure or table are recorded in the order of its CSV."""
    cells: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact["place"] in GRIDS:
            cells.setdefault(fact["exhibit"], []).append(fact)
    labels: dict[str, tuple[str, str]] = {}
    for exhibit, facts in cells.items():
        text = report.tables.get(f"{exhibit.partition('-')[2]}.csv", "")
        lines = list(csv.DictReader(io.StringIO(text)))
        if len(lines) == len(facts):
            labels |= {fact["id"]: (line["row"], line["column"]) for fact, line in zip(facts, lines, strict=True)}
    return labels


def _to_json(told: Told) -> dict[str, Any]:
    change = told.change
    return {
        "state": change.state,
        "differs": list(change.differs),
        "old": change.old,
        "new": change.new,
        "causes": [asdict(cause) for cause in told.causes],
        "page": told.page,
        "context": told.context or None,
        "row": told.row or None,
        "column": told.column or None,
    }

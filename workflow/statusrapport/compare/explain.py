"""Which of the causes of a difference applies to a single fact."""

from __future__ import annotations

from collections.abc import Iterator

from statusrapport.compare.causes import (
    Cause,
    changed_definitions,
    changed_files,
    digest_differs,
    find_causes,
)
from statusrapport.compare.content import ReportContent
from statusrapport.compare.facts import FactChange

COMPUTED = {"value", "status", "n", "lower", "upper", "formula"}  # the rest of a fact is how it is printed
RENDERING = ("declaration", "template", "code", "lock")  # what a number may be printed otherwise for
COMING = ("template", "declaration", "input", "code", "lock")  # what a number may come or go for


class Explanations:
    """Says of facts why they changed, by what two builds record of their origin.

    What is told is the likely cause: where a raw file behind a number and the code changed at once, only computing
    again with one of them would tell them apart.
    """

    def __init__(self, old: ReportContent, new: ReportContent) -> None:
        self.causes = find_causes(old, new)
        self._files, self._worded = changed_files(old, new), changed_definitions(old, new)
        digests = [report.manifest["sha256"].get("observations") for report in (old, new)]
        self._has_same_observations = None not in digests and not digest_differs("observations", old, new)

    def explain(self, change: FactChange) -> list[Cause]:
        """The causes that apply to a change, the likeliest first; empty where none is recorded."""
        if change.old is None or change.new is None:
            return [*self._boundary(), *self._first(COMING)]
        if change.is_moved:
            year = Cause("year", f"{change.old['period']} → {change.new['period']}")
            return [year, *self._definition(change), *self._boundary()]
        if not COMPUTED.intersection(change.differs):
            return [*self._definition(change)] or self._of_kinds(RENDERING)
        found = [*self._data(change), *self._definition(change), *self._boundary()]
        return found or self._first(("declaration", "template", "code", "lock", "system"))

    def _data(self, change: FactChange) -> Iterator[Cause]:
        """Raw files behind a number that differ; observations that do where the files are not known."""
        if self._has_same_observations:
            return
        if not self._files:
            yield from self._of_kinds(("input",))
        cited = [item for fact in (change.old, change.new) if fact for item in fact["inputs"]]
        for source, version, file in sorted({(item["source"], item["version"], item["file"]) for item in cited}):
            if (source, version, file) in self._files:
                yield Cause("input", f"{source}/{version}/{file}")

    def _definition(self, change: FactChange) -> Iterator[Cause]:
        if words := self._worded.get(change.fact["indicator"]):
            yield Cause("declaration", f"indicator {change.fact['indicator']}: {words}")

    def _boundary(self) -> list[Cause]:
        return self._of_kinds(("boundary",))

    def _of_kinds(self, kinds: tuple[str, ...]) -> list[Cause]:
        return [cause for cause in self.causes if cause.kind in kinds]

    def _first(self, kinds: tuple[str, ...]) -> list[Cause]:
        """The causes of the first of these kinds that there are any of."""
        return next((found for kind in kinds if (found := self._of_kinds((kind,)))), [])

"""Running heads and all else that is painted: marked as an artifact, or part of the structure that is read out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pikepdf

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import Marked, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome


def check_artifacts(document: TaggedPdf) -> Outcome:
    """What is painted and neither read out nor an artifact, and what is to be read out and not painted."""
    findings: list[Finding] = []
    reached = {element.dictionary.objgen for element in document.elements}
    claimed = {item for root in document.roots for item in root.marked()}
    parents = _parents(document)
    for number, (page, content) in enumerate(zip(document.pdf.pages, document.pages, strict=True), 1):
        known = parents.get(int(page.obj.get("/StructParents", -1)), [])
        orphaned = [id_ for id_ in sorted(content.ids) if not _is_reached(known, id_, reached)]
        for text in dict.fromkeys(content.texts.get(id_, "a picture") for id_ in orphaned):
            rule, remedy = "marked content belongs to nothing that is read out", "Mark it as an artifact"
            findings.append(found("artifact", number, text, rule, remedy))
        for what, _ in groupby(sorted(content.loose)):
            rule, remedy = "something is neither tagged nor an artifact", "Mark it as the one or the other"
            findings.append(found("artifact", number, what, rule, remedy))
        findings += _check_claims(number, content.ids, claimed)
    return Outcome(tuple(findings), (), {"marked content": sum(len(page.ids) for page in document.pages)})


def _parents(document: TaggedPdf) -> dict[int, list[pikepdf.Object]]:
    """The elements of each page's marked content, as the page's key in the parent tree leads to them."""
    if "/ParentTree" not in document.tree:
        return {}
    tree = pikepdf.NumberTree(document.tree["/ParentTree"])
    return {key: list(value) for key, value in tree.items() if isinstance(value, pikepdf.Array)}


def _is_reached(known: list[pikepdf.Object], id_: int, reached: set[tuple[int, int]]) -> bool:
    if id_ >= len(known) or not isinstance(known[id_], pikepdf.Dictionary):
        return False
    return known[id_].objgen in reached


def _check_claims(number: int, ids: set[int], claimed: set[Marked]) -> Iterator[Finding]:
    for item in sorted(item for item in claimed if item.page == number and item.id not in ids):
        rule = f"the structure has marked content {item.id}, which the page does not have"
        yield found("artifact", number, "", rule, "Take it out of the structure")

"""The checks that a report must pass before it is published; their outcome is its checks.json."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.arithmetic import check_arithmetic
from statusrapport.errors import Finding
from statusrapport.facts.published import Revisions
from statusrapport.outcome import Outcome
from statusrapport.readback import check_readback
from statusrapport.render.document import Document
from statusrapport.render.history import find_untold
from statusrapport.results import FACTSHEET

EXAMPLE_MARK = "Eksempeldata"
A4 = (210, 297)  # mm
MM_PER_INCH, POINTS_PER_INCH = 25.4, 72


def check_report(document: Document, pdf: Path, pdf_findings: list[Finding]) -> list[dict[str, Any]]:
    """Every check with its outcome: `check`, `passed`, `findings`, and where there are any `notes` and `counts`.

    Nothing is raised: the caller decides.
    """
    facts, slice_, region = document.book.facts, document.slice, document.calculator.own
    unmarked = _unmarked_pages(pdf) if slice_.synthetic else []
    plain: dict[str, Sequence[object]] = {
        "pdf": pdf_findings,
        "exhibits": _misplaced_exhibits(document),
        "example_data_mark": unmarked,
        "carried_forward": find_untold(facts),
    }
    counted = {
        "arithmetic": check_arithmetic(facts, slice_, region),
        "readback": check_readback(pdf.parent, facts, slice_, document.parameters, region),
    }
    if slice_.earlier:
        counted = {"published": Revisions(document.calculator).check()} | counted
    return [_describe(name, findings) for name, findings in plain.items()] + [
        _describe_outcome(name, outcome) for name, outcome in counted.items()
    ]


def check_factsheet(document: Document, pdf: Path, pdf_findings: list[Finding]) -> list[dict[str, Any]]:
    """The checks of a report's fact sheet, told as those of the report; how its numbers add up is checked there."""
    facts, slice_, region = document.book.facts, document.slice, document.calculator.own
    unmarked = _unmarked_pages(pdf) if slice_.synthetic else []
    plain: dict[str, Sequence[object]] = {
        "pdf": pdf_findings,
        "one_page": _other_than_one_page(pdf),
        "example_data_mark": unmarked,
    }
    readback = check_readback(pdf.parent, facts, slice_, document.parameters, region, FACTSHEET)
    return [_describe(f"{FACTSHEET}_{name}", findings) for name, findings in plain.items()] + [
        _describe_outcome(f"{FACTSHEET}_readback", readback)
    ]


def _describe(name: str, findings: Sequence[object]) -> dict[str, Any]:
    return {"check": name, "passed": not findings, "findings": _texts(findings)}


def _describe_outcome(name: str, outcome: Outcome) -> dict[str, Any]:
    return _describe(name, outcome.findings) | {"notes": _texts(outcome.notes), "counts": dict(outcome.counts)}


def _texts(findings: Sequence[object]) -> list[str]:
    """Each once: a character that no font has is found wherever it stands."""
    return list(dict.fromkeys(str(finding).rstrip(".") for finding in findings))


def _misplaced_exhibits(document: Document) -> list[str]:
    """Declared figures and tables that do not stand in the text once and in order: their numbers would mislead."""
    findings = []
    placed = [item.exhibit.id for item in document.exhibits.placed]
    for exhibits in (document.kind.charts, document.kind.tables):
        declared = [exhibit.id for exhibit in exhibits]
        order = [id_ for id_ in placed if id_ in declared]
        findings += [f"{id_} is declared but does not stand in the text" for id_ in declared if id_ not in order]
        findings += [f"{id_} stands in the text twice" for id_ in dict.fromkeys(order) if order.count(id_) > 1]
        if sorted(order) == sorted(declared) and order != declared:
            findings.append(f"the order in the text, {', '.join(order)}, is not the declared one")
    return findings


def _other_than_one_page(pdf: Path) -> list[str]:
    """Why a fact sheet is not one page of A4."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        size = tuple(round(side * MM_PER_INCH / POINTS_PER_INCH) for side in document[0].get_size())
    findings = (
        [f"{pdf.name} has {pages} pages, not one: shorten its text, or leave its figure out"] if pages > 1 else []
    )
    if size != A4:
        findings.append(f"its page is {size[0]} × {size[1]} mm, not A4: correct @page in its style sheets")
    return findings


def _unmarked_pages(pdf: Path) -> list[str]:
    """Pages of a report with invented figures that do not say so."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [
        f"page {number} does not say {EXAMPLE_MARK}" for number, text in enumerate(texts, 1) if EXAMPLE_MARK not in text
    ]

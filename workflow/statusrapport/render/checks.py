"""The checks that a report must pass before it is published; their outcome is its checks.json."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from statusrapport.arithmetic import check_arithmetic
from statusrapport.errors import Finding
from statusrapport.readback import check_readback
from statusrapport.render.document import Document

EXAMPLE_MARK = "Eksempeldata"


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
    }
    counted = {
        "arithmetic": check_arithmetic(facts, slice_, region),
        "readback": check_readback(pdf.parent, facts, slice_, document.parameters, region),
    }
    return [_describe(name, findings) for name, findings in plain.items()] + [
        _describe(name, outcome.findings) | {"notes": _texts(outcome.notes), "counts": dict(outcome.counts)}
        for name, outcome in counted.items()
    ]


def _describe(name: str, findings: Sequence[object]) -> dict[str, Any]:
    return {"check": name, "passed": not findings, "findings": _texts(findings)}


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


def _unmarked_pages(pdf: Path) -> list[str]:
    """Pages of a report with invented figures that do not say so."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [
        f"page {number} does not say {EXAMPLE_MARK}" for number, text in enumerate(texts, 1) if EXAMPLE_MARK not in text
    ]

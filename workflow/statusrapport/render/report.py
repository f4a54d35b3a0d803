"""Render one report: a slice and a template folder become HTML, charts, tables, facts and PDFs, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from statusrapport.conformance.withheld import check_withheld
from statusrapport.declarations import read_declaration
from statusrapport.errors import ReportRejected
from statusrapport.facts.published import Revisions
from statusrapport.facts.quantity import Calculator
from statusrapport.facts.slice import read_slice
from statusrapport.facts.texts import compute_texts
from statusrapport.files import move_folder, new_folder, write_json, write_text
from statusrapport.lint import require_clean
from statusrapport.pdf.write import write_pdf
from statusrapport.pinned import clock_at
from statusrapport.provenance.digests import read_digests
from statusrapport.provenance.manifest import compute_manifest
from statusrapport.render.attachments import list_attachments
from statusrapport.render.checks import check_factsheet, check_report
from statusrapport.render.document import Document
from statusrapport.render.factsheet import STYLE, FactSheet, has_factsheet
from statusrapport.render.kind import ReportKind
from statusrapport.render.request import RenderRequest
from statusrapport.results import FACTSHEET, REPORT

__all__ = ["RenderRequest", "render_report"]


def render_report(request: RenderRequest, folder: Path) -> None:
    """Render a report into `folder`, results/reports/<edition>/<region>/, whose earlier content it replaces whole.

    A report kind with a fact sheet gives two PDFs, which are published together or not at all. The attempt is made
    beside the folder and published by renaming. An attempt that fails a check goes to
    results/rejected/<edition>/<region>/ with its checks.json, and what was published stays. Raises ReportRejected.
    """
    rejected = folder.parents[2] / "rejected" / request.edition.id / request.region
    with new_folder(folder) as attempt, clock_at(request.edition.date):
        document = _make_document(request, attempt)
        report = document.render()
        write_text(attempt / f"{REPORT}.html", report)
        sheet = FactSheet(document) if has_factsheet(request.template_folder) else None
        if sheet:
            write_text(attempt / f"{FACTSHEET}.html", sheet.render())
        _write_records(document, request, attempt)
        checks = _make_report(document, attempt)
        if sheet:
            checks += _make_factsheet(document, sheet, attempt)
        write_json(attempt / "checks.json", checks)
        failed = [check for check in checks if not check["passed"]]
        if failed:
            move_folder(attempt, rejected)
            raise ReportRejected(
                "; ".join(f"{check['check']}: {', '.join(check['findings'])}" for check in failed),
                file=rejected / "checks.json",
                remedy="Correct the template or the data; the report that was published before stays as it is",
            )
        move_folder(attempt, folder)
    shutil.rmtree(rejected, ignore_errors=True)


def _make_document(request: RenderRequest, attempt: Path) -> Document:
    """The report, not yet rendered. Raises ReportRejected where its templates fail the lint.

    So it does where the figures of the earlier report do not agree with the data and nothing says why.
    """
    kind = read_declaration(request.template_folder / "report.toml", ReportKind)
    slice_ = read_slice(request.slice_path)
    require_clean(request.template_folder, slice_.vocabulary, slice_.indicators)
    if findings := Revisions(Calculator(slice_, request.region)).check().findings:
        raise ReportRejected("\n".join(map(str, findings)))
    digests = read_digests(request.slice_path, request.template_folder)
    return Document(kind, slice_, request, digests, attempt)


def _write_records(document: Document, request: RenderRequest, attempt: Path) -> None:
    """facts.json, and manifest.json over all that is written by then."""
    write_json(attempt / "facts.json", document.book.to_json())
    manifest = compute_manifest(
        request.edition,
        request.region,
        document.digests,
        synthetic=document.slice.synthetic,
        texts=compute_texts(document.book.facts, document.slice),
        facts=document.book.facts,
        folder=attempt,
    )
    write_json(attempt / "manifest.json", manifest)


def _make_report(document: Document, attempt: Path) -> list[dict[str, Any]]:
    """Write report.pdf and check it."""
    attachments = list_attachments(document.exhibits.placed, attempt)
    findings = list(check_withheld({item.path.name: item.path.read_bytes() for item in attachments}))
    base, own = document.template_folder.parent / "base", document.template_folder
    stylesheets = [base / "print.css", own / "report.css"]
    html = (attempt / f"{REPORT}.html").read_text(encoding="utf-8")
    target = attempt / f"{REPORT}.pdf"
    findings += write_pdf(html, attempt, target, stylesheets=stylesheets, attachments=attachments)
    return check_report(document, target, findings)


def _make_factsheet(document: Document, sheet: FactSheet, attempt: Path) -> list[dict[str, Any]]:
    """Write factsheet.pdf and check it. What is attached was looked at with the report."""
    base, own = document.template_folder.parent / "base", document.template_folder
    stylesheets = [path for path in (base / "print.css", base / STYLE, own / STYLE) if path.is_file()]
    html = (attempt / f"{FACTSHEET}.html").read_text(encoding="utf-8")
    target = attempt / f"{FACTSHEET}.pdf"
    attachments = list_attachments(sheet.shown, attempt)
    findings = write_pdf(html, attempt, target, stylesheets=stylesheets, attachments=attachments)
    return check_factsheet(document, target, findings)

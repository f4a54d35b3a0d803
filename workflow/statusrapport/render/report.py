"""Render one report: a slice and a template folder become HTML, charts, tables, facts and PDF, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from statusrapport.conformance.withheld import check_withheld
from statusrapport.declarations import read_declaration
from statusrapport.errors import ReportRejected
from statusrapport.facts.slice import read_slice
from statusrapport.facts.texts import compute_texts
from statusrapport.files import move_folder, new_folder, write_json, write_text
from statusrapport.lint import require_clean
from statusrapport.pdf.write import write_pdf
from statusrapport.pinned import clock_at
from statusrapport.provenance.digests import read_digests
from statusrapport.provenance.manifest import compute_manifest
from statusrapport.render.attachments import list_attachments
from statusrapport.render.checks import check_report
from statusrapport.render.document import Document
from statusrapport.render.kind import ReportKind
from statusrapport.render.request import RenderRequest

__all__ = ["RenderRequest", "render_report"]


def render_report(request: RenderRequest, folder: Path) -> None:
    """Render a report into `folder`, results/reports/<edition>/<region>/, whose earlier content it replaces whole.

    The attempt is made beside it and published by renaming. An attempt that fails a check goes to
    results/rejected/<edition>/<region>/ with its checks.json, and what was published stays. Raises ReportRejected.
    """
    rejected = folder.parents[2] / "rejected" / request.edition.id / request.region
    with new_folder(folder) as attempt, clock_at(request.edition.date):
        kind = read_declaration(request.template_folder / "report.toml", ReportKind)
        slice_ = read_slice(request.slice_path)
        require_clean(request.template_folder, slice_.vocabulary, slice_.indicators)
        digests = read_digests(request.slice_path, request.template_folder)
        document = Document(kind, slice_, request, digests, attempt)
        html = document.render()
        write_text(attempt / "report.html", html)
        write_json(attempt / "facts.json", document.book.to_json())
        texts = compute_texts(document.book.facts, slice_)
        manifest = compute_manifest(
            request.edition,
            request.region,
            digests,
            synthetic=slice_.synthetic,
            texts=texts,
            facts=document.book.facts,
            folder=attempt,
        )
        write_json(attempt / "manifest.json", manifest)
        stylesheets = [request.template_folder.parent / "base" / "print.css", request.template_folder / "report.css"]
        attachments = list_attachments(document.exhibits.placed, attempt)
        findings = list(check_withheld({item.path.name: item.path.read_bytes() for item in attachments}))
        findings += write_pdf(html, attempt, attempt / "report.pdf", stylesheets=stylesheets, attachments=attachments)
        checks = check_report(document, attempt / "report.pdf", findings)
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

"""The document's own properties: a title, which the window shows."""

from __future__ import annotations

from typing import Any

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.outcome import Outcome


def check_properties(document: TaggedPdf) -> Outcome:
    """Whether the PDF has a title in both places where readers look for it, and shows it."""
    findings = []
    with document.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        titles = (str(metadata.get("dc:title") or ""), str(document.pdf.docinfo.get("/Title", "")))
    if not all(title.strip() for title in titles):
        findings.append(found("title", 0, "", "the PDF has no title", "Give the HTML a <title>"))
    elif titles[0] != titles[1]:
        rule = f"the PDF has another title in its metadata: {titles[0]!r}"
        findings.append(found("title", 0, titles[1], rule, "Write the same title in both places"))
    preferences: Any = document.pdf.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        rule = "the window shows the name of the file in place of the title"
        findings.append(found("title", 0, titles[1], rule, "Set DisplayDocTitle"))
    return Outcome(tuple(findings), (), {"titles": 1})

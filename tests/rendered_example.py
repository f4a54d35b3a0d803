"""The small report, rendered to HTML and PDF but not yet checked, so that tests can spoil it before it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from report_example import make_project
from statusrapport.declarations import read_declaration
from statusrapport.facts.book import Fact
from statusrapport.facts.slice import read_slice
from statusrapport.files import write_text
from statusrapport.outcome import Outcome
from statusrapport.pdf.write import write_pdf
from statusrapport.provenance.digests import read_digests
from statusrapport.readback import check_readback
from statusrapport.render.document import Document
from statusrapport.render.kind import ReportKind
from statusrapport.render.request import RenderRequest


class Rendered:
    """A report in a folder of its own: its document, its HTML, and what a reader is given."""

    def __init__(self, root: Path) -> None:
        self.request: RenderRequest = make_project(root)
        self.folder = root / "report"
        self.document: Document
        self.html = ""

    def replace(self, section: str, old: str, new: str) -> None:
        """Change the template of a section."""
        path = self.request.template_folder / "sections" / f"{section}.html.j2"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def render(self) -> None:
        """Write report.html, charts/ and report.pdf."""
        templates = self.request.template_folder
        kind = read_declaration(templates / "report.toml", ReportKind)
        digests = read_digests(self.request.slice_path, templates)
        self.document = Document(kind, read_slice(self.request.slice_path), self.request, digests, self.folder)
        self.html = self.document.render()
        write_text(self.folder / "report.html", self.html)
        self.write_pdf(self.html)

    def write_pdf(self, html: str) -> None:
        """Set a text, that of report.html or another, as report.pdf."""
        templates = self.request.template_folder
        stylesheets = [templates.parent / "base" / "print.css", templates / "report.css"]
        write_pdf(html, self.folder, self.folder / "report.pdf", stylesheets=stylesheets)

    @property
    def facts(self) -> list[Fact]:
        """What facts.json contains."""
        return self.document.book.facts

    def check(self, facts: Sequence[Fact] | None = None) -> Outcome:
        """Read the report back."""
        known = self.facts if facts is None else facts
        document = self.document
        return check_readback(self.folder, known, document.slice, document.parameters, self.request.region)

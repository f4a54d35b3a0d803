"""A report's document: sections rendered in reading order, so that facts are met as a reader meets them."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_date
from markupsafe import Markup

from statusrapport import __version__
from statusrapport.errors import ReportRejected, StatusrapportError
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import FactFunctions
from statusrapport.facts.numbers import format_number
from statusrapport.facts.quantity import Calculator
from statusrapport.facts.slice import Slice
from statusrapport.project import Edition
from statusrapport.provenance.digests import template_digest
from statusrapport.render.appendix import definitions, fact_rows
from statusrapport.render.exhibits import Exhibits
from statusrapport.render.kind import ReportKind
from statusrapport.render.outline import Outline, chapter_numbers, number_exhibits


class Document:
    """One report in the making. After `render`, `book` holds its facts and `exhibits.placed` what it shows."""

    def __init__(
        self, kind: ReportKind, slice_: Slice, edition: Edition, region: str, template_folder: Path, folder: Path
    ) -> None:
        self.kind, self.slice, self.edition, self.region = kind, slice_, edition, region
        self.template_folder, self.folder = template_folder, folder
        self.parameters = {"year": str(edition.year), "previous": str(edition.year - 1)}
        self.book, self.outline = FactBook(), Outline()
        self.calculator = Calculator(slice_, region)
        self.numbered = number_exhibits(kind)
        self.environment = _make_environment(template_folder.parent)
        self.exhibits = Exhibits(self.numbered, self.calculator, self.book, self.environment, self.parameters, folder)

    def render(self) -> str:
        """The HTML. Raises ReportRejected with template, line and cause where a template fails."""
        numbers = chapter_numbers(self.kind)
        sections = {name: self._section(name, numbers[name]) for name in (*self.kind.sections, *self.kind.appendix)}
        context = self._context() | {
            "sections": [(name, sections[name]) for name in self.kind.sections],
            "appendix": [(name, sections[name]) for name in self.kind.appendix],
            "contents": self.outline.headings,
            "figures": [item for item in self.exhibits.placed if item.anchor.startswith("fig-")],
            "tables": [item for item in self.exhibits.placed if item.anchor.startswith("tab-")],
        }
        return self._render("report.html.j2", context)

    def _section(self, name: str, number: str) -> Markup:
        self.book.section = name
        self.outline.start(name, number)
        return Markup(self._render(f"sections/{name}.html.j2", self._context()))

    def _context(self) -> dict[str, Any]:
        """What templates may use: see docs/templates.md."""
        functions = FactFunctions(self.calculator, self.book)
        return {
            **functions.context(),
            "figure": self.exhibits.figure,
            "table": self.exhibits.table,
            "ref": self.exhibits.ref,
            "outline": self.outline,
            "year": self.edition.year,
            "previous": self.edition.year - 1,
            "report": self.report(),
            "sources": list(self.slice.sources.values()),
            "definitions": lambda: definitions(self.slice),
            "facts": lambda: fact_rows(self.book, self.slice),
        }

    def report(self) -> dict[str, Any]:
        """The report's own data: for cover, colophon and running heads."""
        texts = {
            name: getattr(self.kind, f"{name}_nb").format(**self.parameters)
            for name in ("title", "subtitle", "series", "description", "commissioner", "number")
        }
        return {
            **texts,
            "edition": self.edition.id,
            "region": self.slice.regions[self.region],
            "publisher": self.kind.publisher,
            "authors": self.kind.authors,
            "licence": self.kind.licence,
            "date": format_date(self.edition.date, "long", locale="nb_NO"),
            "created": self.edition.date.isoformat(),
            "version": self.edition.version,
            "release": __version__,
            "templates_sha256": template_digest(self.template_folder),
            "structure": self.slice.structure,
            "synthetic": self.slice.synthetic,
        }

    def _render(self, name: str, context: dict[str, Any]) -> str:
        path = f"{self.template_folder.name}/{name}"
        try:
            return self.environment.get_template(path).render(context)
        except (jinja2.TemplateError, StatusrapportError) as error:
            place, remedy = _place(error, path, self.template_folder.parent)
            message = error.message if isinstance(error, StatusrapportError | jinja2.TemplateError) else str(error)
            raise ReportRejected(str(message), file=place, remedy=remedy) from error


def _make_environment(templates: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = format_number
    return environment


def _place(error: Exception, path: str, templates: Path) -> tuple[str, str]:
    """The template and line where an error arose, and its remedy."""
    remedy = getattr(error, "remedy", "") or "Correct the template"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}", remedy
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(templates))]
    if frames:
        return f"templates/{Path(frames[-1].filename).relative_to(templates)}:{frames[-1].lineno}", remedy
    return f"templates/{path}", remedy

"""A report's document: sections rendered in reading order, so that facts are met as a reader meets them."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_date
from markupsafe import Markup

from statusrapport import __version__
from statusrapport.charts.cover import draw_cover
from statusrapport.charts.style import write_svg
from statusrapport.errors import ReportRejected, StatusrapportError
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.numbers import format_number
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice
from statusrapport.files import write_text
from statusrapport.lint import check_signs, find_sentence
from statusrapport.provenance.digests import Digests
from statusrapport.render.appendix import definitions, fact_rows
from statusrapport.render.exhibits import Exhibits
from statusrapport.render.functions import number_functions
from statusrapport.render.kind import OWN_YEARS, Chart, Cover, ReportKind
from statusrapport.render.outline import Outline, chapter_numbers, number_exhibits
from statusrapport.render.request import RenderRequest
from statusrapport.render.sayings import SayingFunctions
from statusrapport.render.text import TextFunctions
from statusrapport.render.words import word_rows

COVER = "charts/cover.svg"
EXAMPLE_TEXT = "Eksempeldata: tallene er oppdiktet"


class Document:
    """One report in the making. After `render`, `book` holds its facts and `exhibits.placed` what it shows."""

    def __init__(self, kind: ReportKind, slice_: Slice, request: RenderRequest, digests: Digests, folder: Path) -> None:
        self.kind, self.slice, self.digests, self.folder = kind, slice_, digests, folder
        self.edition, self.template_folder = request.edition, request.template_folder
        years = kind.years | dict(zip(OWN_YEARS, (self.edition.year, self.edition.year - 1), strict=True))
        self.parameters = {name: str(year) for name, year in years.items()}
        self.book, self.outline = FactBook(), Outline()
        self.calculator = Calculator(slice_, request.region)
        self.environment = _make_environment(self.template_folder.parent)
        self.exhibits = Exhibits(
            number_exhibits(kind),
            self.calculator,
            self.book,
            self.environment,
            self.parameters,
            folder,
        )

    def render(self) -> str:
        """The HTML. Raises ReportRejected with template, line and cause where a template fails."""
        self._draw_cover()
        numbers = chapter_numbers(self.kind)
        sections = {name: self._section(name, numbers[name]) for name in (*self.kind.sections, *self.kind.appendix)}
        placed = self.exhibits.placed
        context = self._context() | {
            "sections": {name: sections[name] for name in self.kind.sections},
            "appendix": {name: sections[name] for name in self.kind.appendix},
            "cover": self._words(self.kind.cover, "alt", "legend") | {"image": COVER},
            "colophon": self._colophon(),
            "contents": self.outline.headings,
            "figures": [item for item in placed if isinstance(item.exhibit, Chart)],
            "tables": [item for item in placed if not isinstance(item.exhibit, Chart)],
        }
        return self._render("report.html.j2", context)

    def _section(self, name: str, number: str) -> Markup:
        self.book.section = name
        self.outline.start(name, number)
        path = f"sections/{name}.html.j2"
        return Markup(self.render_template(path, self._context()))

    def _context(self) -> dict[str, Any]:
        """What the report's templates may use: see docs/templates.md."""
        return {
            **self.common_context(Printer(self.book)),
            **TextFunctions(self.outline, chapter_numbers(self.kind), self.environment).context(),
            **SayingFunctions(self.slice).context(),
            "figure": self.exhibits.figure,
            "table": self.exhibits.table,
            "ref": self.exhibits.ref,
            "outline": self.outline,
            "word_rows": lambda: word_rows(self.slice.vocabulary),
            "fact_rows": lambda: fact_rows(self.book, self.slice),
        }

    def common_context(self, printer: Printer) -> dict[str, Any]:
        """What templates of the report and of its fact sheet have in common: `printer` prints the numbers."""
        return {
            **{name: int(year) for name, year in self.parameters.items()},
            **number_functions(self.calculator, printer),
            "report": self._report(),
            "sources": list(self.slice.sources.values()),
            "definitions": lambda: definitions(self.slice),
            "citations": lambda: [self.slice.citations[id_] for id_ in self.book.cited()],
            "periods": lambda indicator: [int(period) for period in self.slice.periods(indicator)],
            "region_name": lambda code: self.slice.regions.get(code, code),
        }

    def _report(self) -> dict[str, Any]:
        """The report's own data, for cover, running heads and the PDF's properties."""
        return {
            **self._words(self.kind, "title", "subtitle", "series", "description"),
            "lang": "nb",
            "publisher": self.kind.publisher,
            "authors": self.kind.authors,
            "keywords": self.kind.keywords_nb,
            "date": self.edition.date.isoformat(),
            "date_text": format_date(self.edition.date, "long", locale="nb_NO"),
            "version": self.edition.version,
            "structure": self.slice.structure,
            "synthetic": self.slice.synthetic,
            "example_text": EXAMPLE_TEXT,
        }

    def _colophon(self) -> list[tuple[str, str]]:
        """Who made the report, of what, and how it can be verified. Digests are cut to what a person can compare."""
        words = self._words(self.kind, "title", "commissioner", "number")
        sources = "; ".join(f"{source.owner_nb}: {source.title_nb}" for source in self.slice.sources.values())
        digests = (self.digests.slice, self.digests.templates, self.digests.lock)
        slice_, templates, lock = (digest[:16] for digest in digests)
        return [
            ("Tittel", words["title"]),
            ("Utgiver", self.kind.publisher),
            ("Forfattere", ", ".join(self.kind.authors)),
            ("Oppdragsgiver", words["commissioner"]),
            ("Utgave", f"{words['number']}, {self.edition.id}, versjon {self.edition.version}"),
            ("Data", sources + (f". {EXAMPLE_TEXT}." if self.slice.synthetic else "")),
            ("Bygd med", f"Statusrapport {__version__}"),
            ("Etterprøving", f"Kontrollsummer (sha256): data {slice_}, maler {templates}, programvare {lock}"),
            ("Lisens", self.kind.licence),
        ]

    def _words(self, declared: ReportKind | Cover, *names: str) -> dict[str, str]:
        """Declared texts with the report's parameters filled in."""
        return {name: getattr(declared, f"{name}_nb").format(**self.parameters) for name in names}

    def _draw_cover(self) -> None:
        indicator, year = self.kind.cover.indicator, self.parameters["year"]
        values = self.slice.unit_values(indicator, year, {}) or self.slice.county_values(indicator, year)
        if not values:
            raise FactError(
                f"the cover cannot be drawn: {indicator} has no value of a municipality or county in {year}",
                remedy="Name another indicator under [cover] in report.toml",
            )
        write_text(self.folder / COVER, write_svg(draw_cover(values)).decode())

    def render_template(self, name: str, context: dict[str, Any]) -> str:
        """A template that prints numbers. Raises ReportRejected where it fails, or where its words deny its numbers."""
        page = self._render(name, context)
        findings = check_signs(page, self.book.facts, self.slice.vocabulary, self.template_folder, name)
        if told := "\n".join(map(str, findings)):
            raise ReportRejected(told)
        return page

    def _render(self, name: str, context: dict[str, Any]) -> str:
        path = f"{self.template_folder.name}/{name}"
        try:
            return self.environment.get_template(path).render(context)
        except (jinja2.TemplateError, StatusrapportError, LookupError, TypeError, ValueError) as error:
            message = getattr(error, "message", None) or str(error)
            place, remedy = _place(error, path, self.template_folder.parent)
            file, _, line = place.removeprefix("templates/").rpartition(":")
            sentence = find_sentence(self.template_folder.parent / file, int(line), message) if file else ""
            said = f"{message.rstrip('.')}, in “{sentence}”" if sentence else message
            raise ReportRejected(said, file=place, remedy=remedy) from error


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

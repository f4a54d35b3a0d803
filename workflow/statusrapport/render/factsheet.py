"""The fact sheet: a second document of one page, which can say nothing that its report does not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from statusrapport.facts.citing import CitingPrinter
from statusrapport.facts.quantity import FactError
from statusrapport.render.document import Document
from statusrapport.render.kind import Chart
from statusrapport.render.outline import Numbered, chapter_numbers
from statusrapport.results import FACTSHEET

TEMPLATE, STYLE = f"{FACTSHEET}.html.j2", f"{FACTSHEET}.css"


def has_factsheet(template_folder: Path) -> bool:
    """Whether a report kind has a fact sheet: whether its template is there."""
    return (template_folder / TEMPLATE).is_file()


class FactSheet:
    """The fact sheet of a report that has been rendered. After `render`, `shown` are the figures that it repeats.

    Its templates have the fact and claim functions of the report, which here cite what the report says.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._chapters = chapter_numbers(document.kind)
        self._macros: Any = document.environment.get_template("base/exhibits.html.j2").module
        self.shown: list[Numbered] = []

    def render(self) -> str:
        """The HTML. Raises ReportRejected with template, line and cause, and what the report says in its place."""
        functions = {"picture": self._picture, "see": self._see, "ref": self._ref}
        context = self._document.common_context(CitingPrinter(self._document.book.facts))
        return self._document.render_template(TEMPLATE, context | functions)

    def _picture(self, id_: str) -> Markup:
        """A figure of the report with its title and alternative text, without its number."""
        pictures = self._document.exhibits.pictures
        if id_ not in pictures:
            raise FactError(f"the report shows no figure {id_!r}", remedy=f"Show one of: {', '.join(pictures)}")
        if pictures[id_].numbered in self.shown:
            raise FactError(f"the figure {id_!r} is shown already", remedy="Show it once")
        self.shown.append(pictures[id_].numbered)
        return Markup(self._macros.picture(pictures[id_]))

    def _see(self, section: str) -> Markup:
        """The number of a chapter of the report, which is another file: `Kapittel 2`, without a link."""
        if not self._chapters.get(section):
            raise FactError(f"there is no chapter {section!r}", remedy="Name a section of report.toml")
        number = self._chapters[section]
        return _number("Vedlegg" if number.isalpha() else "Kapittel", number)

    def _ref(self, id_: str, *, capital: bool = False) -> Markup:
        """The number of a figure or table of the report: `figur 2.1`, without a link."""
        placed = {item.exhibit.id: item for item in self._document.exhibits.placed}
        if id_ not in placed:
            raise FactError(f"there is no figure or table {id_!r}", remedy=f"Name one of: {', '.join(placed)}")
        word = "figur" if isinstance(placed[id_].exhibit, Chart) else "tabell"
        return _number(word.capitalize() if capital else word, placed[id_].number)


def _number(word: str, number: str) -> Markup:
    return Markup('<span class="number">{}\u00a0{}</span>').format(word, number)

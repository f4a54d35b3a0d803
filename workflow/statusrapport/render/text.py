"""The functions by which templates set headings, findings and recommendations; each is numbered as it is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from statusrapport.facts.quantity import FactError
from statusrapport.render.outline import Outline


class TextFunctions:
    """`chapter`, `heading`, `finding`, `recommend` and `see` of the templates."""

    def __init__(self, outline: Outline, chapters: Mapping[str, str], environment: Environment) -> None:
        self._outline, self._chapters = outline, chapters
        self._macros: Any = environment.get_template("base/macros.html.j2").module

    def chapter(self, title: str, lead: str = "") -> Markup:
        """The head of a chapter: its number, title and lead."""
        heading = self._outline.chapter(title)
        return Markup(self._macros.chapter_head(heading.number, heading.title, lead))

    def heading(self, title: str) -> Markup:
        """A heading within the chapter."""
        heading = self._outline.heading(title)
        return Markup(self._macros.heading(heading.number, heading.title, heading.anchor))

    def finding(self, text: str, caller: Callable[[], str] | None = None) -> Markup:
        """A finding, in the margin beside the paragraph in its block, which proves it. Raises FactError without one."""
        if caller is None:
            remedy = "Write {% call finding(…) %}, then the paragraph that proves it, then {% endcall %}"
            raise FactError("a finding stands without its proof", remedy=remedy)
        return Markup(self._macros.finding(self._outline.next_number("finding"), text, caller=caller))

    def recommend(self, text: str, ground: str = "") -> Markup:
        """A recommendation and its ground."""
        return Markup(self._macros.recommend(self._outline.next_number("recommendation"), text, ground))

    def see(self, section: str) -> Markup:
        """A link to a chapter: `Kapittel 2`. Raises FactError where there is no such section."""
        if not self._chapters.get(section):
            raise FactError(f"there is no chapter {section!r}", remedy="Name a section of report.toml")
        word = "Vedlegg" if self._chapters[section].isalpha() else "Kapittel"
        return Markup('<a class="link nobreak" href="#{}">{}\u00a0{}</a>').format(
            section, word, self._chapters[section]
        )

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use."""
        return {name: getattr(self, name) for name in ("chapter", "heading", "finding", "recommend", "see")}

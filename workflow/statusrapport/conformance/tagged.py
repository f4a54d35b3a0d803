"""A tagged PDF as a screen reader has it: the structure tree in reading order, with the text of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from statusrapport.conformance.content import FontReader, PageContent, read_page_content

HEADING = re.compile("H([1-6])")


class Marked(NamedTuple):
    """A piece of a page's marked content."""

    page: int
    id: int


class Annotation(NamedTuple):
    """An annotation that an element stands for, as a link; its object's number tells it from others."""

    number: tuple[int, int]


@dataclass(eq=False)
class Element:
    """An element of the structure tree: its standard role, its page (from 1; 0 where no content tells it), its kids."""

    role: str
    parent: Element | None
    dictionary: Any
    page: int = 0
    kids: list[Element | Marked | Annotation] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def level(self) -> int:
        """The level of a heading; 0 for what is none."""
        found = HEADING.fullmatch(self.role)
        return int(found[1]) if found else 0

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for element in self.elements:
            yield from element.walk()

    def find(self, *roles: str) -> list[Element]:
        """The elements below that have one of the roles, in reading order."""
        return [element for element in self.walk() if element is not self and element.role in roles]

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def marked(self) -> Iterator[Marked]:
        """All marked content of this element and those below."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marked()
            elif isinstance(kid, Marked):
                yield kid

    def text_of(self, key: str) -> str:
        """The text of an entry as /Alt or /Lang; empty where there is none."""
        return str(self.dictionary.get(key, "")).strip()

    def attribute(self, key: str) -> Any:
        """A structure attribute as /Scope or /Headers; None where there is none."""
        owners = self.dictionary.get("/A")
        for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
            if isinstance(owner, pikepdf.Dictionary) and key in owner:
                return owner[key]
        return None


class TaggedPdf:
    """An open PDF. Pages are counted from 1; a PDF without tags has no elements."""

    def __init__(self, pdf: pikepdf.Pdf, path: Path) -> None:
        self.pdf, self.path = pdf, path
        fonts = FontReader()
        self.pages: list[PageContent] = [read_page_content(page, fonts) for page in pdf.pages]
        self._numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._seen: set[tuple[int, int]] = set()
        self.tree: Any = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self._role_map = {str(key): str(value) for key, value in self.tree.get("/RoleMap", {}).items()}
        self.roots = [self._read(kid, None, 0) for kid in _listed(self.tree.get("/K")) if _is_element(kid)]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in reading order."""
        return [element for root in self.roots for element in root.walk()]

    def find(self, *roles: str) -> list[Element]:
        """All elements that have one of the roles, in reading order."""
        return [element for element in self.elements if element.role in roles]

    def headings(self) -> list[Element]:
        """The headings in reading order; one inside of another is left out."""
        found = (element for element in self.elements if element.level)
        return [element for element in found if not any(around.level for around in element.ancestors())]

    def text(self, element: Element) -> str:
        """The text of an element in one line, pieces that are set by themselves parted by spaces."""
        pieces = (self.pages[item.page - 1].texts.get(item.id, "") for item in element.marked() if item.page)
        return " ".join(" ".join(pieces).split())

    def _read(self, dictionary: Any, parent: Element | None, page: int) -> Element:
        role = str(dictionary["/S"])
        page = self._page(dictionary, page)
        element = Element(self._role_map.get(role, role).removeprefix("/"), parent, dictionary)
        if dictionary.objgen != (0, 0):
            self._seen.add(dictionary.objgen)
        for kid in _listed(dictionary.get("/K")):
            if isinstance(kid, int):
                element.kids.append(Marked(page, kid))
            elif _is_element(kid) and kid.objgen not in self._seen:
                element.kids.append(self._read(kid, element, page))
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                element.kids.append(Marked(self._page(kid, page), int(kid["/MCID"])))
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                element.kids.append(Annotation(kid["/Obj"].objgen))
        element.page = next((item.page for item in element.marked()), page)
        return element

    def _page(self, dictionary: Any, inherited: int) -> int:
        return self._numbers.get(dictionary["/Pg"].objgen, inherited) if "/Pg" in dictionary else inherited


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid

"""The structure of a document as a screen reader follows it: elements in reading order, with what is drawn for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Content(NamedTuple):
    """What is drawn for an element: the number of a piece of marked content, and of its page, both from 0."""

    page: int
    mcid: int


class LinkArea(NamedTuple):
    """A place on a page that leads somewhere: its annotation, a PDF dictionary, and what it is read as."""

    page: int
    annotation: Any
    text: str


@dataclass(eq=False)
class Element:
    """An element of the structure tree. Tags and names of attributes are those of ISO 32000-1, 14.8.

    `kids` are in reading order. `owner` is whose attributes it has: Table, List or Layout. Their values are numbers,
    names, the sides of a rectangle, or other elements that are referred to by their `id`.
    """

    tag: str
    parent: Element | None = None
    kids: list[Element | Content | LinkArea] = field(default_factory=list)
    language: str = ""
    alt: str = ""
    id: str = ""
    owner: str = ""
    attributes: dict[str, int | str | tuple[float, ...] | list[Element]] = field(default_factory=dict)
    heads_group: bool = False  # a header of all rows from its own to the end of its part of the table

    def add(self, tag: str) -> Element:
        """A new element at the end of this one."""
        element = Element(tag, self)
        self.kids.append(element)
        return element

    def below(self) -> Iterator[Element]:
        """The elements in this one, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield kid
                yield from kid.below()

    def within(self, tag: str) -> Element | None:
        """This element or the nearest around it that has the tag."""
        element: Element | None = self
        while element is not None and element.tag != tag:
            element = element.parent
        return element


CELLS = ("TH", "TD")
KEPT = (*CELLS, "TR")  # though nothing may be drawn for them: a table would lose its grid


def prune(element: Element) -> None:
    """Take out the elements below that nothing is drawn for."""
    for kid in element.kids:
        if isinstance(kid, Element):
            prune(kid)
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or kid.tag in KEPT]

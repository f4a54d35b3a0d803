"""A report's HTML as blocks of text in reading order, each knowing where in the report it stands.

The tree is built by the parser that WeasyPrint uses, so that both see the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal
from xml.etree.ElementTree import Element

import tinyhtml5

Zone = Literal["prose", "colophon", "contents", "terms", "exhibit", "facts"]
Role = Literal["text", "structural", "fact", "reference", "page"]

INLINE = frozenset("a abbr b br code em i img q s small span strong sub sup u wbr".split())
SPACES = re.compile(r"[ \t\r\n\f]+")  # what HTML takes for one space; no-break spaces stay
HEADING_NUMBER = re.compile(r"(?:\d+|[A-Z])\.\d+(?=\u2002)")  # followed by an en space


@dataclass(frozen=True)
class Run:
    """Text of one role. `target` is a fact's id, or the anchor that a reference or a page number leads to."""

    text: str
    role: Role
    target: str = ""


@dataclass
class Block:
    """A paragraph, heading, caption, cell or the like.

    `exhibit` is the anchor of the figure or table around it, `term` in a list of terms the one that it explains,
    `row` the id of a row of the list of facts.
    """

    tag: str
    zone: Zone
    section: str
    exhibit: str
    term: str
    row: str
    runs: list[Run] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The text as read; page numbers, which only the PDF knows, are left out."""
        return "".join(run.text for run in self.runs)

    def spans(self) -> Iterator[tuple[int, int, Run]]:
        """Each run with where its text begins and ends."""
        position = 0
        for run in self.runs:
            yield position, position + len(run.text), run
            position += len(run.text)


@dataclass(frozen=True)
class Image:
    """A picture: its file, alternative text, and where it stands."""

    source: str
    alt: str
    section: str
    exhibit: str


@dataclass
class Page:
    """The document. `anchors` give the number of the block and the offset at which the element of an id begins."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)  # what may stand in heads and feet: title, notice, chapters


@dataclass(frozen=True)
class _Place:
    zone: Zone = "prose"
    section: str = ""
    exhibit: str = ""
    term: str = ""
    row: str = ""
    role: Role = "text"
    target: str = ""


def read_blocks(html: str) -> Page:
    """Read the HTML of a report."""
    reader = _Reader()
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    reader.page.running += [body.get("data-title", ""), body.get("data-notice", "")]
    reader.walk(body, _Place())
    reader.close()
    return reader.page


class _Reader:
    def __init__(self) -> None:
        self.page = Page()
        self._block: Block | None = None

    def close(self) -> None:
        """End the block that is being filled."""
        if self._block is not None and self._block.text.strip():
            self.page.blocks.append(self._block)
            if self._block.tag == "h2":
                self.page.running.append(self._block.text)
        self._block = None

    def walk(self, element: Element, outer: _Place) -> None:
        """Take in an element and what it contains."""
        place = _enter(element, outer)
        is_block = element.tag not in INLINE
        if is_block:
            self.close()
        if anchor := element.get("id"):
            self.page.anchors[anchor] = (len(self.page.blocks), len(self._block.text) if self._block else 0)
        if element.tag == "img":
            image = Image(element.get("src", ""), element.get("alt", ""), place.section, place.exhibit)
            self.page.images.append(image)
        if marker := _marker(element, place):
            self._add(element, marker, replace(place, role="structural"))
        self._page_number(element, place, after=False)
        self._add(element, element.text, place)
        for number, child in enumerate(element):
            term = _text_of(element[number - 1]) if child.tag == "dd" and number else place.term
            self.walk(child, replace(place, term=term))
            self._add(element, child.tail, place)
        self._page_number(element, place, after=True)
        if is_block:
            self.close()

    def _add(self, element: Element, text: str | None, place: _Place) -> None:
        text = SPACES.sub(" ", text or "")
        if self._block is None:
            text = text.lstrip(" ")
        elif self._block.text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            return
        if self._block is None:
            self._block = Block(element.tag, place.zone, place.section, place.exhibit, place.term, place.row)
        number = HEADING_NUMBER.match(text) if element.tag == "h3" and not self._block.runs else None
        if number:
            self._append(Run(number[0], "structural"))
            text = text[number.end() :]
        self._append(Run(text, place.role, place.target))

    def _append(self, run: Run) -> None:
        assert self._block is not None
        self._block.runs.append(run)
        self._block.__dict__.pop("text", None)

    def _page_number(self, element: Element, place: _Place, *, after: bool) -> None:
        """Page numbers that the style sheet sets: before the entries of the contents, after links back to the text."""
        is_back = "back" in _classes(element)
        is_entry = element.tag == "a" and place.zone == "contents"
        if is_back if after else is_entry:
            if self._block is None:
                self._block = Block(element.tag, place.zone, place.section, place.exhibit, place.term, place.row)
            self._append(Run("", "page", element.get("href", "").removeprefix("#")))


def _enter(element: Element, outer: _Place) -> _Place:
    """Where the contents of an element stand."""
    tag, classes, place = element.tag, _classes(element), outer
    if tag == "section":
        place = replace(place, section=element.get("id", ""))
    if classes & {"colophon", "imprint"}:
        place = replace(place, zone="colophon")
    elif "contents" in classes and tag == "ul":
        place = replace(place, zone="contents")
    elif "exhibit" in classes:
        place = replace(place, zone="exhibit", exhibit=element.get("id", ""))
    elif tag == "table" and "facts" in classes:
        place = replace(place, zone="facts")
    elif tag == "dl" and place.zone == "prose":
        place = replace(place, zone="terms")
    if tag == "tr" and place.zone == "facts":
        place = replace(place, row=element.get("id", ""))
    href = element.get("href", "").removeprefix("#")
    if "fact" in classes:
        return replace(place, role="fact", target=href.removeprefix("fact-"))
    if classes & {"ref", "link"}:
        return replace(place, role="reference", target=href)
    is_label = "label" in classes and tag == "p" and re.fullmatch(r"(Funn|Anbefaling) [\d.A-Z]+", _text_of(element))
    if classes & {"number", "noteref"} or is_label:
        return replace(place, role="structural")
    return place


def _marker(element: Element, place: _Place) -> str:
    """The number that a list sets before the first text of an item."""
    return ""


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _text_of(element: Element) -> str:
    return SPACES.sub(" ", "".join(element.itertext())).strip()

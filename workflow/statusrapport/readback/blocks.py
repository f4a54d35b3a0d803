"""A report's HTML as blocks of text in reading order, each knowing where in the report it stands.

The tree is built by the parser that WeasyPrint uses, so that both see the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]

from statusrapport.facts.numbers import NO_BREAK_SPACE
from statusrapport.indicators.observations import BREAK_MARK

Zone = Literal["prose", "colophon", "contents", "terms", "exhibit", "facts", "words", "questionnaire"]
Role = Literal["text", "structural", "fact", "reference", "page", "label"]

INLINE = frozenset(
    ("a", "abbr", "b", "br", "code", "em", "i", "img", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr")
)
SPACES = re.compile(r"[ \t\r\n\f]+")  # what HTML takes for one space; no-break spaces stay
HEADING_NUMBER = re.compile(r"(?:\d+|[A-Z])\.\d+(?=\u2002)")  # followed by an en space


@dataclass(frozen=True)
class Run:
    """Text of one role.

    `target` is a fact's id, the anchor that a reference or a page number leads to, or the value that a label names.
    """

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
    text: str = ""  # as read; page numbers, which only the PDF knows, are left out
    runs: list[Run] = field(default_factory=list)

    def add(self, run: Run) -> None:
        """Continue the text."""
        self.runs.append(run)
        self.text += run.text

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
    tag: str = "body"
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
        block, self._block = self._block, None
        if block is not None and (block.text.strip() or any(run.role == "page" for run in block.runs)):
            self.page.blocks.append(block)
            if block.tag == "h2":
                self.page.running.append(block.text)

    def walk(self, element: Element, outer: _Place) -> None:
        """Take in an element and what it contains."""
        place = _enter(element, outer)
        if element.tag not in INLINE:
            self.close()
        if anchor := element.get("id"):
            self.page.anchors[anchor] = (len(self.page.blocks), len(self._block.text) if self._block else 0)
        if element.tag == "img":
            image = Image(element.get("src", ""), element.get("alt", ""), place.section, place.exhibit)
            self.page.images.append(image)
        self._add(element.text, place)
        for number, child in enumerate(element):
            if element.tag == "ol":
                self._set_marker(number + 1, element, place)
            term = _text_of(element[number - 1]) if child.tag == "dd" and number else place.term
            self.walk(child, replace(place, term=term))
            self._add(child.tail, place)
        if "back" in _classes(element) or (element.tag == "a" and place.zone == "contents"):
            self._append(place, Run("", "page", place.target))
        if element.tag not in INLINE:
            self.close()

    def _set_marker(self, number: int, element: Element, place: _Place) -> None:
        """The number that the style sheet sets before an item of a list."""
        self.close()
        marker = str(number) if "findings" in _classes(element) else f"{number}."
        self._append(place, Run(marker, "structural"))
        self.close()

    def _add(self, text: str | None, place: _Place) -> None:
        text = SPACES.sub(" ", text or "")
        if self._block is None:
            text = text.lstrip(" ")
        elif self._block.text.endswith(" "):
            text = text.removeprefix(" ")
        if text and place.tag == "h3" and self._block is None and (number := HEADING_NUMBER.match(text)):
            self._append(place, Run(number[0], "structural"))
            text = text[number.end() :]
        if text:
            self._append(place, Run(text, place.role, place.target))

    def _append(self, place: _Place, run: Run) -> None:
        if self._block is None:
            self._block = Block(place.tag, place.zone, place.section, place.exhibit, place.term, place.row)
        self._block.add(run)


def _enter(element: Element, outer: _Place) -> _Place:
    """Where the contents of an element stand."""
    tag, classes = element.tag, _classes(element)
    place = outer if tag in INLINE else replace(outer, tag=tag)
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
    elif tag == "table" and "words" in classes:
        place = replace(place, zone="words")
    elif "questionnaire" in classes:
        place = replace(place, zone="questionnaire")
    elif tag == "dl" and place.zone == "prose":
        place = replace(place, zone="terms")
    if tag == "tr" and place.zone == "facts":
        place = replace(place, row=element.get("id", ""))
    href = element.get("href", "").removeprefix("#")
    if "fact" in classes:
        return replace(place, role="fact", target=element.get("data-fact") or href.removeprefix("fact-"))
    if classes & {"ref", "link"}:
        return replace(place, role="reference", target=href)
    if label := element.get("data-label"):
        return replace(place, role="label", target=label)
    if tag == "a":
        place = replace(place, target=href)
    is_label = "label" in classes and tag == "p" and re.fullmatch(r"(Funn|Anbefaling) [\d.A-Z]+", _text_of(element))
    is_mark = "break" in classes and _text_of(element).strip(f"{NO_BREAK_SPACE} ") == BREAK_MARK
    if classes & {"number", "noteref"} or is_label or is_mark:
        return replace(place, role="structural")
    return place


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _text_of(element: Element) -> str:
    return SPACES.sub(" ", "".join(element.itertext())).strip()

"""Where facts stand in a PDF: the page, the section's titles, and the sentence or the caption around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2

from statusrapport.pdf.read import Block, Heading, PageText, Position, read_anchors, read_headings

ABBREVIATIONS = ("bl.a.", "ca.", "f.eks.", "jf.", "kap.", "nr.", "Prop.")
SENTENCE_END = re.compile(r"[.!?][)»”]?(?= +[A-ZÆØÅ0-9«“(])")
CAPTION = "Caption"


@dataclass(frozen=True)
class Place:
    """Where a fact stands: its page as a reader counts, from 1, the titles above it, and the words around it.

    `context` is the sentence of a number in prose, the caption of one in a figure or a table.
    """

    page: int
    section: tuple[str, ...]
    context: str


def find_places(document: pypdfium2.PdfDocument, facts: Iterable[Mapping[str, Any]]) -> dict[str, Place]:
    """The place of every fact that the PDF has an anchor for, by the fact's id."""
    anchors, headings = read_anchors(document), read_headings(document)

    @cache
    def page_text(page: int) -> PageText:
        return PageText(document[page])

    places = {}
    for fact in facts:
        anchor = anchors.get(fact["exhibit"] or f"use-{fact['id']}")
        if anchor is not None:
            text = page_text(anchor.page)
            context = _caption(text.blocks, anchor) if fact["exhibit"] else _sentence(text, anchor, fact["shown"])
            places[fact["id"]] = Place(anchor.page + 1, _titles(headings, anchor), context)
    return places


def _titles(headings: Sequence[Heading], position: Position) -> tuple[str, ...]:
    """The titles of the chapter and, below one, of the section that a position is in."""
    titles: tuple[str, ...] = ()
    for level, title, start in headings:
        if (start.page, -start.y) <= (position.page, -position.y):
            titles = (*titles[: level - 1], title)
    return titles


def _sentence(text: PageText, anchor: Position, shown: str) -> str:
    """The sentence at an anchor. What stands alone, as a key figure does, is read with what is set below it."""
    found = text.find(anchor)
    if found is None:
        return ""
    number, offset = found
    sentence = sentence_at(text.blocks[number].text, offset)
    if sentence == shown and number + 1 < len(text.blocks):
        return f"{sentence} {text.blocks[number + 1].text}"
    return sentence


def sentence_at(text: str, offset: int) -> str:
    """The sentence of a paragraph in which the character at `offset` stands."""
    ends = [match.end() for match in SENTENCE_END.finditer(text) if not text[: match.end()].endswith(ABBREVIATIONS)]
    start = max((end for end in ends if end <= offset), default=0)
    end = min((end for end in ends if end > offset), default=len(text))
    return text[start:end].strip()


def _caption(blocks: Sequence[Block], anchor: Position) -> str:
    """The first caption below the anchor of a figure or table."""
    captions = [block for block in blocks if block.role == CAPTION and block.top <= anchor.y + 1]
    return max(captions, key=lambda block: block.top).text if captions else ""

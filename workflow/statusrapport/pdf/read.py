"""Reading a finished PDF: what is attached to it, where its anchors and headings are, and its text by the tags it has.

Functions of pdfium that pypdfium2 does not wrap are called in this package and nowhere else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from statusrapport.pdf.structure import read_structure

LINE_END_HYPHEN = "\x02"  # pdfium's mark of a hyphen at the end of a line that continues with a letter or a digit
BREAKS = " \t\r\n"
CONJUNCTIONS = ("og ", "eller ")  # what follows a hyphen that belongs to the word: psykisk helse- og rusarbeid


class Position(NamedTuple):
    """A point of a document: the page counted from 0, and points from its left and lower edge."""

    page: int
    x: float
    y: float


class Heading(NamedTuple):
    """A heading as the PDF's outline has it; chapters have level 1."""

    level: int
    title: str
    position: Position


class Block(NamedTuple):
    """A paragraph, heading, caption or cell: the role of its tag, its text in one line, and the height of its top."""

    role: str
    text: str
    top: float


def read_attachments(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    """The files attached to a PDF, by name."""
    attached = (document.get_attachment(number) for number in range(document.count_attachments()))
    return {item.get_name(): bytes(item.get_data()) for item in attached}


def read_anchors(document: pypdfium2.PdfDocument) -> dict[str, Position]:
    """Where the elements of the page that have an id begin, by id."""
    anchors = {}
    for number in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, number, None, size)
        name = ctypes.create_string_buffer(size.value)
        found = raw.FPDF_GetNamedDest(document, number, name, size)
        anchors[_decode(name.raw)] = _position(pypdfium2.PdfDest(found, document))
    return anchors


def read_headings(document: pypdfium2.PdfDocument) -> list[Heading]:
    """The headings of the outline in reading order; the report's title, which has level 0, is none of them."""
    entries = ((entry.level, entry.get_title(), entry.get_dest()) for entry in document.get_toc())
    return [
        Heading(level, " ".join(title.split()), _position(place)) for level, title, place in entries if level and place
    ]


def _position(place: pypdfium2.PdfDest) -> Position:
    _, (x, y, *_) = place.get_view()
    return Position(place.get_index(), x, y)


class PageText:
    """The text of a tagged page as blocks, in the order in which they are set. Text inside of pictures is left out."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._text = page.get_textpage()
        self._lines: list[str] = []  # of each block, line ends not yet joined
        self._places: dict[int, tuple[int, int]] = {}  # of each character: its block, and where in that block's lines
        roles = {content.id: (content.block, content.role) for content in read_structure(page)}
        self.blocks = self._read_blocks(roles)

    def find(self, position: Position) -> tuple[int, int] | None:
        """What stands at an anchor: the number of the block, and where in its text; None where there is no text."""
        index = self._text.get_index(position.x + 1, position.y - 6, 4, 8)
        if index is None or index not in self._places:
            return None
        number, offset = self._places[index]
        return number, len(_join_lines(self._lines[number][:offset]))

    def _read_blocks(self, roles: dict[int, tuple[int, str]]) -> list[Block]:
        numbers: dict[int, int] = {}  # of a tag -> its block's
        tops: list[tuple[str, float]] = []
        is_apart = False  # a space or a line end comes before the character
        for index, (character, content) in enumerate(self._characters()):
            if character in BREAKS or content not in roles:
                is_apart = is_apart or character in BREAKS
                continue
            tag, role = roles[content]
            if tag not in numbers:
                numbers[tag] = len(tops)
                tops.append((role, self._text.get_charbox(index)[3]))
                self._lines.append("")
            number = numbers[tag]
            if is_apart and self._lines[number] and not self._lines[number].endswith(LINE_END_HYPHEN):
                self._lines[number] += " "
            self._places[index] = (number, len(self._lines[number]))
            self._lines[number] += character
            is_apart = False
        return [Block(role, _join_lines(text), top) for text, (role, top) in zip(self._lines, tops, strict=True)]

    def _characters(self) -> Iterator[tuple[str, int]]:
        """Each character with the number of its marked content, or -1."""
        for index in range(self._text.count_chars()):
            drawn = raw.FPDFText_GetTextObject(self._text, index)
            yield chr(raw.FPDFText_GetUnicode(self._text, index)), _content(drawn)


def _content(drawn: Any) -> int:
    return int(raw.FPDFPageObj_GetMarkedContentID(drawn)) if drawn else -1


def _join_lines(text: str) -> str:
    """A block's text, the words that a line end divided put together."""
    first, *parts = text.split(LINE_END_HYPHEN)
    for part in parts:
        if part.startswith(CONJUNCTIONS):
            first += "- " + part
        else:
            first += part if part[:1].islower() else "-" + part
    return first


def _decode(content: bytes) -> str:
    return content[: len(content) // 2 * 2].decode("utf-16-le").rstrip("\0")

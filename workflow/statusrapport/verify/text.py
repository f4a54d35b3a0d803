"""The text of two PDFs compared line by line, each line with its page and its number on it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

import pypdfium2

from statusrapport.trace.report import DIVIDED


@dataclass(frozen=True)
class Line:
    """A line of text; page and line count from 1."""

    page: int
    number: int
    text: str


@dataclass(frozen=True)
class LineChange:
    """A line that changed, came (no old one) or went (no new one)."""

    old: Line | None
    new: Line | None


def read_lines(pdf: Path) -> list[Line]:
    """The lines of every page in the order in which they are set, blank ones left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range().replace(DIVIDED, "-").splitlines() for page in document]
    lines = ((page, [text for text in texts if text.strip()]) for page, texts in enumerate(pages, 1))
    return [Line(page, number, text.strip()) for page, texts in lines for number, text in enumerate(texts, 1)]


def compare_lines(old: list[Line], new: list[Line]) -> list[LineChange]:
    """The lines that differ. A line that only moved to another page is none of them."""
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    return [
        LineChange(before, after)
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
        for before, after in zip_longest(old[first:last], new[start:end])
    ]

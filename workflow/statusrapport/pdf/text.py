"""The text of a tagged PDF in the order of its structure, with the page that each piece stands on.

A page paints floats, text and pictures one after the other; its structure tree, which a screen reader follows, keeps
them in the order of the HTML. What stands outside the tree are running heads and feet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from statusrapport.pdf.structure import decode_text, read_structure


@dataclass(frozen=True)
class Piece:
    """Text set in one go, a line at most. In a picture it may be a single letter."""

    text: str
    page: int


@dataclass(frozen=True)
class Picture:
    """A figure of the structure tree: the texts in it, and its alternative text."""

    texts: tuple[str, ...]
    alt: str
    page: int


@dataclass(frozen=True)
class PdfText:
    """`body` and `pictures` in reading order; `margins` are running heads and feet, and all else that is in no tag."""

    body: tuple[Piece, ...]
    pictures: tuple[Picture, ...]
    margins: tuple[Piece, ...]
    pages: int


def read_pdf_text(path: Path) -> PdfText:
    """Read the text of a PDF; without a structure tree all of it is in the margins."""
    body: list[Piece] = []
    pictures: list[Picture] = []
    margins: list[Piece] = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            texts = _texts_by_tag(page)
            for content in read_structure(page):
                found = texts.pop(content.id, [])
                if content.tag == "Figure":
                    pictures.append(Picture(tuple(found), content.alt, number))
                else:
                    body += [Piece(text, number) for text in found]
            margins += [Piece(text, number) for found in texts.values() for text in found]
        return PdfText(tuple(body), tuple(pictures), tuple(margins), len(document))


def _texts_by_tag(page: Any) -> dict[int, list[str]]:
    """The texts of a page by the id of the marked content that they belong to."""
    textpage = page.get_textpage()
    texts: dict[int, list[str]] = {}
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        id_ = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if found := list(_texts(item, textpage)):
            texts.setdefault(id_, []).extend(found)
    return texts


def _texts(item: Any, textpage: Any) -> Iterator[str]:
    """The text of an object, or those of all objects in a form, as which parts of pictures are set."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        letters = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(pdfium.FPDFFormObj_CountObjects(item)))
        yield "".join(text.rstrip() for letter in letters for text in _texts(letter, textpage))
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield decode_text(pdfium.FPDFTextObj_GetText, item, textpage.raw)

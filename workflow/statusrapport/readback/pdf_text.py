"""The text of a tagged PDF in the order of its structure, with the page that each piece stands on.

A page paints floats, text and pictures one after the other; its structure tree, which a screen reader follows, keeps
them in the order of the HTML. What stands outside the tree are running heads and feet.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

UNTAGGED = -1


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
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for tag, id_, alt in _walk_tree(tree):
                found = texts.pop(id_, [])
                if tag == "Figure":
                    pictures.append(Picture(tuple(found), alt, number))
                else:
                    body += [Piece(text, number) for text in found]
            pdfium.FPDF_StructTree_Close(tree)
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
        size = pdfium.FPDFTextObj_GetText(item, textpage.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(item, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        yield buffer.raw.decode("utf-16-le").rstrip("\0")


def _walk_tree(tree: Any) -> Iterator[tuple[str, int, str]]:
    """Tag, id and alternative text of all marked content of a page, in the order of the structure tree."""
    for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))


def _walk(element: Any) -> Iterator[tuple[str, int, str]]:
    tag = _text_of(pdfium.FPDF_StructElement_GetType, element)
    alt = _text_of(pdfium.FPDF_StructElement_GetAltText, element) if tag == "Figure" else ""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _walk(child)
        elif (id_ := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)) != UNTAGGED:
            yield tag, id_, alt


def _text_of(function: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(function(element, None, 0))
    function(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le").rstrip("\0")

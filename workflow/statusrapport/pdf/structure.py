"""The structure tree of a tagged page, as a screen reader follows it: its marked content in reading order."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

INLINE = frozenset({"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "Note"})


class MarkedContent(NamedTuple):
    """A piece of a page's content: its id, the tag around it, and a figure's alternative text.

    `block` tells the paragraph, heading, caption or cell that it belongs to from others of the page, `role` is its tag.
    """

    id: int
    tag: str
    alt: str
    block: int
    role: str


def read_structure(page: pypdfium2.PdfPage) -> list[MarkedContent]:
    """The marked content of a page in the order of its structure tree; none where it has no tree."""
    blocks = count()
    tree = raw.FPDF_StructTree_GetForPage(page)
    children = range(raw.FPDF_StructTree_CountChildren(tree))
    elements = (raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in children)
    content = [found for element in elements for found in _walk(element, next(blocks), "", blocks)]
    raw.FPDF_StructTree_Close(tree)
    return content


def decode_text(read: Callable[..., int], *of: Any) -> str:
    """What a function of pdfium that fills a buffer with UTF-16 says of an element."""
    size = read(*of, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(*of, ctypes.cast(buffer, read.argtypes[len(of)]), size)  # type: ignore[attr-defined]
    return buffer.raw[: size // 2 * 2].decode("utf-16-le").rstrip("\0")


def _walk(element: Any, block: int, role: str, blocks: Iterator[int]) -> Iterator[MarkedContent]:
    tag = decode_text(raw.FPDF_StructElement_GetType, element)
    if tag not in INLINE and tag != role:
        block, role = next(blocks), tag
    alt = decode_text(raw.FPDF_StructElement_GetAltText, element) if tag == "Figure" else ""
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        id_ = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if id_ >= 0:
            yield MarkedContent(id_, tag, alt, block, role)
        elif below := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _walk(below, block, role, blocks)

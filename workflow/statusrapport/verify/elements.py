"""The structure tree of a PDF as a list of its elements: what a screen reader is told beside the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

SPOKEN = ("/Alt", "/ActualText", "/E", "/Lang", "/T")
ATTRIBUTES = ("/Scope", "/Summary", "/RowSpan", "/ColSpan", "/ListNumbering", "/Placement")


def read_elements(path: Path) -> list[str]:
    """One line for each element in reading order: depth, tag, what is spoken for it, and the attributes of cells.

    A piece of content is a line of its own; its number is left out, as that of every object is.
    """
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        return [] if tree is None else [*_walk(tree.get("/K"), 0)]


def _walk(item: pikepdf.Object | int | None, depth: int) -> Iterator[str]:
    if isinstance(item, pikepdf.Array):
        for part in item:
            yield from _walk(part, depth)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
        yield " ".join([f"{depth} {item['/S']}", *_describe(item)])
        yield from _walk(item.get("/K"), depth + 1)
    elif item is not None:
        is_object = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/OBJR"
        yield f"{depth} {'annotation' if is_object else 'content'}"


def _describe(element: pikepdf.Object) -> Iterator[str]:
    for name in SPOKEN:
        if name in element:
            yield f"{name[1:]} {str(element[name])!r}"
    given = element.get("/A", pikepdf.Array())
    for attributes in given if isinstance(given, pikepdf.Array) else [given]:
        for name in ATTRIBUTES:
            if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
                yield f"{name[1:]} {attributes[name]}"

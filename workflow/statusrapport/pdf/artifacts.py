"""What a page shows and no screen reader should read: running heads and feet, repeated table heads, decoration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

HEADER = "<</Type /Pagination /Attached [/Top] /Subtype /Header>>"
FOOTER = "<</Type /Pagination /Attached [/Bottom] /Subtype /Footer>>"
REPEATED = "<</Type /Pagination>>"
DECORATION = "<</Type /Layout>>"


def children_of(box: Any) -> list[Any]:
    """The boxes in a box; what is positioned out of the flow stands in the place where it was met."""
    return [getattr(child, "_box", child) for child in box.children]  # an AbsolutePlaceholder holds its box there


def find_artifacts(pages: Sequence[weasyprint.Page]) -> dict[Any, str]:
    """The boxes that are artifacts, with the properties of their marked content (ISO 32000-1, 14.8.2.2).

    They are what stands in the margins of a page, pictures with an empty alternative text, which in HTML says that
    they are decoration, and the heads that a table repeats where it goes on.
    """
    heads: set[Any] = set()
    return {box: kind for page in pages for box, kind in _artifacts(page._page_box, heads)}


def _artifacts(box: Any, heads: set[Any]) -> Iterator[tuple[Any, str]]:
    kind = _kind(box, heads)
    for child in children_of(box):
        if kind:
            yield from ((below, kind) for below in _with_all_below(child))
        else:
            yield from _artifacts(child, heads)
    if kind:
        yield box, kind


def _kind(box: Any, heads: set[Any]) -> str:
    if isinstance(box, boxes.MarginBox):
        return HEADER if box.at_keyword.startswith("@top") else FOOTER
    if isinstance(box, boxes.ReplacedBox) and box.element.get("alt") == "":
        return DECORATION
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        is_repeated = box.element in heads
        heads.add(box.element)
        return REPEATED if is_repeated else ""
    return ""


def _with_all_below(box: Any) -> Iterator[Any]:
    yield box
    for child in children_of(box):
        yield from _with_all_below(child)

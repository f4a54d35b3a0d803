"""Headings: one of the first level, which comes first, no level left out, and a bookmark for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

import pikepdf

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import Element, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.language.normalise import fold
from statusrapport.outcome import Outcome


class Bookmark(NamedTuple):
    """An entry of the PDF's outline; the outermost have level 1."""

    level: int
    title: str


def check_headings(document: TaggedPdf) -> Outcome:
    """What is wrong with the order of the headings, and which of them the bookmarks leave out or call otherwise."""
    headings = document.headings()
    bookmarks = list(_read_bookmarks(document.pdf))
    findings = [*_check_order(document, headings), *_check_nesting(document)]
    findings += _check_bookmarks(document, headings, bookmarks)
    return Outcome(tuple(findings), (), {"headings": len(headings), "bookmarks": len(bookmarks)})


def _check_order(document: TaggedPdf, headings: list[Element]) -> Iterator[Finding]:
    remedy = "Use <h1> for the title, <h2> for a chapter, <h3> below it, and leave no level out"
    if not headings:
        yield found("headings", 0, "", "there is no heading", remedy)
        return
    if headings[0].level != 1:
        rule = f"the first heading is of level {headings[0].level}, not the title"
        yield found("headings", headings[0].page, document.text(headings[0]), rule, remedy)
    for heading in [heading for heading in headings if heading.level == 1][1:]:
        yield found("headings", heading.page, document.text(heading), "there is more than one title", remedy)
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            rule = f"a heading of level {heading.level} follows one of level {before.level}"
            yield found("headings", heading.page, document.text(heading), rule, remedy)


def _check_nesting(document: TaggedPdf) -> Iterator[Finding]:
    for element in document.elements:
        if element.level and any(around.level for around in element.ancestors()):
            rule, remedy = "a heading stands inside of another, and is read as two", "Tag what is inside as a span"
            yield found("headings", element.page, document.text(element), rule, remedy)


def _check_bookmarks(document: TaggedPdf, headings: list[Element], bookmarks: list[Bookmark]) -> Iterator[Finding]:
    """Compare in order. After the first heading that is missing or otherwise, the rest would be too."""
    remedy = "Give every heading a bookmark with its own words, as WeasyPrint does without further ado"
    for heading, bookmark in zip_longest(headings, bookmarks):
        text = document.text(heading) if heading else ""
        if heading and bookmark and _squeeze(text) == _squeeze(bookmark.title) and heading.level == bookmark.level:
            continue
        page = heading.page if heading else 0
        if bookmark is None:
            yield found("bookmarks", page, text, "a heading has no bookmark", remedy)
        elif heading is None:
            yield found("bookmarks", 0, bookmark.title, "a bookmark has no heading", remedy)
        else:
            rule = f"where a heading of level {heading.level} stands, the bookmarks have {bookmark.title!r}"
            yield found("bookmarks", page, text, f"{rule} of level {bookmark.level}", remedy)
        return


def _read_bookmarks(pdf: pikepdf.Pdf) -> Iterator[Bookmark]:
    with pdf.open_outline() as outline:
        yield from _walk(outline.root, 1)


def _walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[Bookmark]:
    for item in items:
        yield Bookmark(level, item.title)
        yield from _walk(item.children, level + 1)


def _squeeze(text: str) -> str:
    """Without spaces: where a line ends, the text of the page has none."""
    return re.sub(r"\s+", "", fold(text))

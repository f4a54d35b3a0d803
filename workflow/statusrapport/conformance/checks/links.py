"""Links: a text that can be read out, a tag, and an order in which the keyboard reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import Annotation, Element, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome

ADDRESS = re.compile(r"(\w+://|www\.|mailto:|#)\S+", re.IGNORECASE)
INLINE = frozenset({"Link", "Span", "Reference", "Quote", "Em", "Strong", "Note", "NonStruct"})


def check_links(document: TaggedPdf) -> Outcome:
    """What is wrong with the links of a PDF, and on which pages the keyboard does not follow the structure."""
    tagged = {
        kid.number: element for element in document.elements for kid in element.kids if isinstance(kid, Annotation)
    }
    findings, count = [], 0
    for number, page in enumerate(document.pdf.pages, 1):
        annotations = list(page.obj.get("/Annots", []))
        if annotations and page.obj.get("/Tabs") != "/S":
            rule = "the keyboard does not follow the structure on a page with links"
            findings.append(found("tab-order", number, "", rule, "Write /Tabs /S on the page"))
        links = [annotation for annotation in annotations if annotation.get("/Subtype") == "/Link"]
        count += len(links)
        for link in links:
            findings += _check_link(document, link, tagged.get(link.objgen), number)
    return Outcome(tuple(findings), (), {"links": count})


def _check_link(document: TaggedPdf, link: Any, element: Element | None, page: int) -> Iterator[Finding]:
    contents = " ".join(str(link.get("/Contents", "")).split())
    if element is None or element.role != "Link":
        role = element.role if element else "no element"
        yield found("link-tag", page, contents, f"a link belongs to {role} of the structure", "Tag it as Link")
    remedy = "Give the link a title that says where it leads"
    if not contents:
        yield found("link-text", page, str(link.get("/Dest", "")), "a link has no text to read out", remedy)
    elif ADDRESS.fullmatch(contents) or contents == str(link.get("/Dest", "")):
        yield found("link-text", page, contents, "a link is read out as an address", remedy)
    elif not any(character.isalpha() for character in contents) and not _has_words_around(document, element):
        yield found("link-text", page, contents, "a link is read out as a number with nothing around it", remedy)


def _has_words_around(document: TaggedPdf, element: Element | None) -> bool:
    """Whether words stand around a link, in its paragraph or its box: there, a number reads as the text does."""
    if element is None:
        return False
    block, *around = [each for each in element.ancestors() if each.role not in INLINE] or [element]
    box = takewhile(lambda each: each.role == "Div", around)
    texts = (document.text(each) for each in (block, *box))
    return any(character.isalpha() for text in texts for character in text)

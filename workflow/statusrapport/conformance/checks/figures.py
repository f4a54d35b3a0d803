"""Figures: alternative text that says more than the caption, and no picture outside of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import Element, Marked, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.language.normalise import fold
from statusrapport.outcome import Outcome

FEWEST_WORDS = 3  # that an alternative text has beyond its caption: the name of a kind of chart describes nothing
FILE_NAME = re.compile(r"\S+\.(svg|png|jpe?g|pdf)", re.IGNORECASE)


def check_figures(document: TaggedPdf) -> Outcome:
    """What is wrong with the figures, the captions and the pictures of a PDF."""
    figures, captions = document.find("Figure"), _outermost(document)
    findings = [finding for figure in figures for finding in _check_text(document, figure)]
    findings += [finding for caption in captions for finding in _check_caption(document, caption)]
    findings += _check_pictures(document)
    return Outcome(tuple(findings), (), {"figures": len(figures), "captions": len(captions)})


def _check_text(document: TaggedPdf, figure: Element) -> Iterator[Finding]:
    alt = figure.text_of("/Alt")
    caption = _caption_of(document, figure)
    remedy = "Say in the alternative text what the figure shows, its range and its main point"
    if not alt:
        yield found("figure-alt", figure.page, caption, "a figure has no alternative text", remedy)
    elif FILE_NAME.fullmatch(alt):
        yield found("figure-alt", figure.page, alt, "the alternative text is the name of a file", remedy)
    elif len(_words(alt) - _words(caption)) < FEWEST_WORDS:
        rule = "the alternative text says no more than the caption" if caption else "the alternative text says nothing"
        yield found("figure-alt", figure.page, alt, rule, remedy)


def _caption_of(document: TaggedPdf, figure: Element) -> str:
    """The text of the caption in a figure or beside it; a picture may stand deeper in its figure than the caption."""
    for around in (figure, *figure.ancestors()):
        if captions := [element for element in around.elements if element.role == "Caption"]:
            return " ".join(document.text(caption) for caption in captions)
        if around.role in ("Sect", "Part", "Document"):
            break
    return ""


def _check_caption(document: TaggedPdf, caption: Element) -> Iterator[Finding]:
    around = caption.parent
    if around is None or around.role in ("Table", "Figure", "L") or around.find("Figure", "Table"):
        return
    rule = "a caption has neither a figure nor a table beside it"
    yield found(
        "figure-caption", caption.page, document.text(caption), rule, "Tag the picture as a figure, not as an artifact"
    )


def _check_pictures(document: TaggedPdf) -> Iterator[Finding]:
    owners = {item: element for element in document.elements for item in element.kids if isinstance(item, Marked)}
    for number, page in enumerate(document.pages, 1):
        for id_ in sorted(page.pictures):
            owner = owners.get(Marked(number, id_))
            if owner and not {"Figure", "Formula"} & {owner.role, *(around.role for around in owner.ancestors())}:
                rule = f"a picture stands in {owner.role}, not in a figure"
                yield found("figure-tag", number, "", rule, "Set it with <img> and an alternative text")


def _outermost(document: TaggedPdf) -> list[Element]:
    found_ = document.find("Caption")
    return [caption for caption in found_ if all(around.role != "Caption" for around in caption.ancestors())]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))

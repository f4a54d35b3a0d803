"""Language: of the document, of its elements, and of passages that read as another language than they are marked as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import Element, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-\w+)+)?",
    re.IGNORECASE,
)
BLOCKS = frozenset({"P", "LBody", "TD", "TH", "Caption", "BlockQuote", "H1", "H2", "H3", "H4", "H5", "H6", "Note"})

ENGLISH = re.compile(r"(and|are|been|from|has|have|is|of|that|the|these|this|was|were|which|with)")
NORWEGIAN = re.compile(r"(av|de|den|det|en|er|et|fra|har|ikke|med|og|også|på|som|til|var)")
FEWEST_WORDS = 3  # of English that make a passage English: a name alone ("The Norwegian Model") is none


def check_language(document: TaggedPdf) -> Outcome:
    """What is wrong with the languages that a PDF and its elements are marked with."""
    own = str(document.pdf.Root.get("/Lang", "")).strip()
    marked = [element for element in document.elements if "/Lang" in element.dictionary]
    findings = [*_check_tag(own, 0, "the document")]
    for element in marked:
        findings += _check_tag(element.text_of("/Lang"), element.page, element.role)
    passages = [element for element in document.elements if element.role in BLOCKS and not element.find(*BLOCKS)]
    if own.lower().split("-")[0] in ("nb", "nn", "no"):
        findings += [finding for element in passages for finding in _check_passage(document, element)]
    return Outcome(tuple(findings), (), {"passages": len(passages), "passages with a language": len(marked)})


def _check_tag(tag: str, page: int, what: str) -> Iterator[Finding]:
    found_ = TAG.fullmatch(tag)
    if found_ is None or found_["language"].lower() not in Locale("en").languages:
        rule = f"the language of {what} is not one that BCP 47 knows"
        yield found("language", page, tag, rule, "Give lang a tag such as nb, nn, se or en")


def _check_passage(document: TaggedPdf, element: Element) -> Iterator[Finding]:
    if any("/Lang" in around.dictionary for around in (*element.walk(), *element.ancestors())):
        return
    text = document.text(element)
    words = re.findall(r"\w+", text.lower())
    english, norwegian = (sum(known.fullmatch(word) is not None for word in words) for known in (ENGLISH, NORWEGIAN))
    if english >= FEWEST_WORDS and english > norwegian:
        rule = "a passage reads as English and is not marked as such"
        yield found("language", element.page, text, rule, 'Write lang="en" on its element')

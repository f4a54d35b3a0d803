"""What WeasyPrint is made to do otherwise while it writes a PDF. Its private parts are replaced here and nowhere else.

Each entry of `changed_weasyprint` says why it is there; it can go when WeasyPrint does the same by itself. The modules
for it are artifacts, tagging, headers and tree (tags), and subset_tag (fonts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import weasyprint
import weasyprint.pdf
import weasyprint.pdf.stream

from statusrapport.errors import PrerequisiteMissing
from statusrapport.pdf.artifacts import find_artifacts
from statusrapport.pdf.subset_tag import BytesTaggedFont
from statusrapport.pdf.tagging import TreeBuilder
from statusrapport.pdf.tree import write_tree

WEASYPRINT = "70.0"  # the version whose private parts are known to be as they are taken here


@contextmanager
def changed_weasyprint(document: weasyprint.Document) -> Iterator[None]:
    """Write `document` in this block. Raises PrerequisiteMissing where another version of WeasyPrint is installed."""
    if weasyprint.__version__ != WEASYPRINT:
        raise PrerequisiteMissing(
            f"WeasyPrint {weasyprint.__version__} is installed, but PDFs are made with {WEASYPRINT}",
            remedy="Run make, which installs what uv.lock names",
        )
    stream = weasyprint.pdf.stream.Stream
    with ExitStack() as changes:
        # WeasyPrint's tree has an element per page for what goes on, headers without scope or IDTree, no notes and no
        # languages, links that read as their address, and elements outside of it for running heads.
        changes.enter_context(_replaced(weasyprint.pdf, "add_tags", _add_tags))
        # It marks running heads and the repeated heads of tables as content.
        changes.enter_context(_replaced(stream, "marked", _marking(stream.marked, find_artifacts(document.pages))))
        # Its subset tag depends on the version of Pango.
        changes.enter_context(_replaced(weasyprint.pdf.stream, "Font", BytesTaggedFont))
        yield


@contextmanager
def _replaced(owner: Any, name: str, value: object) -> Iterator[None]:
    original = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)


def _add_tags(pdf: Any, document: weasyprint.Document, pdf_version: str, streams: Sequence[Any]) -> None:
    """The structure tree, in place of weasyprint.pdf.tags.add_tags."""
    builder = TreeBuilder()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        builder.add_page(page, number, {box: mark["mcid"] for box, mark in stream._tags.items()})
    write_tree(pdf, builder.finish(document.metadata.lang or ""))


Marked = Callable[[Any, Any, str], AbstractContextManager[None]]


def _marking(original: Marked, artifacts: dict[Any, str]) -> Marked:
    """In place of Stream.marked: boxes that are artifacts are marked as such, all others as before."""

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if box not in artifacts:
            with original(stream, box, tag):
                yield
            return
        stream.begin_marked_content("Artifact", artifacts[box])
        try:
            yield
        finally:
            stream.end_marked_content()

    return marked

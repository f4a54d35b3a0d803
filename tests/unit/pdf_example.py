"""Small pages written as PDF, and their structure trees as tests like to look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from statusrapport.pdf.write import Attachment, write_pdf

STYLE = """* { font-family: 'Statusrapport Sans' }
@page { size: 400pt 400pt; margin: 50pt }
@page { @top-left { content: 'Rapport 2017' } @bottom-right { content: counter(page) } }
"""


def write_page(
    folder: Path, body: str, *, style: str = "", lang: str = "nb", attachments: Sequence[Attachment] = ()
) -> pikepdf.Pdf:
    """Write a page to report.pdf in `folder`, see that nothing was wrong with it, and open it."""
    (folder / "print.css").write_text(STYLE + style)
    (folder / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    head = '<title>Årsverk</title><meta name="dcterms.created" content="2017-12-01">'
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    pdf = folder / "report.pdf"
    assert write_pdf(html, folder, pdf, stylesheets=[folder / "print.css"], attachments=attachments) == []
    return pikepdf.open(pdf)


def outline(element: pikepdf.Dictionary) -> str:
    """The tags of a structure element: `P(Link Span)`, what is drawn left out."""
    inner = " ".join(outline(kid) for kid in kids(element))
    return str(element.S)[1:] + (f"({inner})" if inner else "")


def document(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """The element of the document."""
    return pdf.Root.StructTreeRoot.K[0]


def body(pdf: pikepdf.Pdf) -> str:
    """The outline of what is in the document."""
    return " ".join(outline(kid) for kid in kids(document(pdf)))


def kids(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """The elements in an element."""
    return (kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Dictionary]:
    """The elements with a tag, in reading order."""
    return [element for element in _below(document(pdf)) if str(element.S)[1:] == tag]


def _below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    yield element
    for kid in kids(element):
        yield from _below(kid)

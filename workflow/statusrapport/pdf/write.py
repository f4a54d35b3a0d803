"""HTML to PDF with WeasyPrint: only the project's files are read, nothing it complains of is lost, no clock is asked.

The PDF is one file for two standards: PDF/UA-1 (ISO 14289-1, for screen readers) and PDF/A-3a (ISO 19005-3, for
archives, with files attached). It is a pure function of the HTML, the style sheets, the pictures, the font files and
the files attached. Its only date, which attachments have too, is the one that the HTML gives in
`<meta name="dcterms.created">`; its identifier is made of the HTML and the attachments.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from statusrapport.errors import Finding, ReportRejected
from statusrapport.files import replacing
from statusrapport.pdf.fonts import FACES, FAMILY, font_folder, render_font_faces
from statusrapport.pdf.links import drop_inner_links
from statusrapport.pdf.metadata import add_pdf_ua
from statusrapport.pdf.overrides import changed_weasyprint
from statusrapport.pinned import own_typesetting

STANDARD = "pdf/a-3a"  # as WeasyPrint names it; what PDF/UA-1 asks for besides is added here


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads files below the folders given and refuses every other address."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at `url`. Stops the rendering (FatalURLFetchingError) where it is not one of the project's."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        is_local = parts.scheme == "file" and parts.netloc in ("", "localhost")
        if not is_local or not any(path.is_relative_to(folder) for folder in self._folders):
            raise FatalURLFetchingError(url)
        return super().fetch(url, headers)


class PrintStyle(NamedTuple):
    """Style sheets as WeasyPrint has read them, with the fonts they declare and what it complained of."""

    fonts: FontConfiguration
    sheets: tuple[weasyprint.CSS, ...]
    complaints: tuple[str, ...]


@cache
def read_print_style(stylesheets: tuple[Path, ...]) -> PrintStyle:
    """Read style sheets and font faces; once per process, as this takes a tenth of a report's time."""
    fonts = FontConfiguration()
    fetcher = ProjectFetcher([font_folder(), *(sheet.parent for sheet in stylesheets)])
    with _listening() as complaints:
        sheets = [weasyprint.CSS(string=render_font_faces(), font_config=fonts, url_fetcher=fetcher)]
        sheets += [weasyprint.CSS(filename=sheet, font_config=fonts, url_fetcher=fetcher) for sheet in stylesheets]
    return PrintStyle(fonts, tuple(sheets), tuple(complaints))


class Attachment(NamedTuple):
    """A file to be attached to a PDF under its own name, with what a reader is told of it.

    The relationship is PDF/A-3's: `Data` are what a figure or table shows, a `Supplement` adds to the document.
    """

    path: Path
    description: str
    relationship: Literal["Data", "Supplement"]


@own_typesetting()
def write_pdf(
    html: str, folder: Path, target: Path, *, stylesheets: Sequence[Path], attachments: Sequence[Attachment] = ()
) -> list[Finding]:
    """Write `html` as a tagged PDF to `target`, with files attached, and return what is wrong with it.

    Relative addresses in the HTML are taken from `folder`, the report's own; besides it only the folders of the style
    sheets and of the font are read. Findings are pictures that are missing or broken, CSS that WeasyPrint does not
    know, and characters that are not set in the report's font. Raises ReportRejected where the HTML or a style sheet
    asks for anything else than the project's own files.
    """
    try:
        style = read_print_style(tuple(stylesheets))
        fetcher = ProjectFetcher([folder, font_folder(), *(sheet.parent for sheet in stylesheets)])
        with _listening() as complaints:
            page = weasyprint.HTML(string=html, base_url=f"{folder.resolve().as_uri()}/", url_fetcher=fetcher)
            document = page.render(font_config=style.fonts, stylesheets=style.sheets, pdf_variant=STANDARD)
            content = _write(document, _identifier(html, attachments), attachments)
    except FatalURLFetchingError as refusal:
        raise ReportRejected(
            f"the page asks for {refusal}, which is not one of the project's own files",
            file=target,
            remedy="Copy what is needed into the report's folder or the template's and refer to it by a relative name",
        ) from refusal
    with replacing(target) as temporary:
        temporary.write_bytes(content)
    findings = [_complaint(target, text) for text in (*style.complaints, *complaints)]
    return findings + _foreign_characters(target, document)


def _write(document: weasyprint.Document, identifier: bytes, attachments: Sequence[Attachment]) -> bytes:
    generate = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *standard: add_pdf_ua(generate(*standard))
    for page in document.pages:
        drop_inner_links(page)
    with changed_weasyprint(document):
        content: bytes = document.write_pdf(
            pdf_variant=STANDARD,
            pdf_identifier=identifier,
            attachments=_attach(attachments, document.metadata.created),
            finisher=_list_attachments_once,
        )
    return content


def _list_attachments_once(document: weasyprint.Document, pdf: Any) -> None:
    """WeasyPrint lists each attachment twice among the document's associated files."""
    files = pdf.catalog.get("AF", [])
    files[:] = dict.fromkeys(files)


def _identifier(html: str, attachments: Sequence[Attachment]) -> bytes:
    digest = hashlib.sha256(html.encode())
    for attachment in attachments:
        digest.update(attachment.path.read_bytes())
    return digest.hexdigest()[:32].encode()


def _attach(attachments: Sequence[Attachment], date: str) -> list[weasyprint.Attachment]:
    """The attachments, sorted by name and dated as the report is; nothing tells where or when their files were made."""
    return [
        weasyprint.Attachment(
            string=attachment.path.read_bytes(),
            name=attachment.path.name,
            description=attachment.description,
            created=datetime.fromisoformat(date).replace(tzinfo=UTC),
            modified=datetime.fromisoformat(date).replace(tzinfo=UTC),
            relationship=attachment.relationship,
        )
        for attachment in sorted(attachments, key=lambda attachment: attachment.path.name)
    ]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects the warnings and errors that WeasyPrint writes to its log."""
    texts: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: texts.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield texts
    finally:
        logger.removeHandler(handler)


def _complaint(target: Path, text: str) -> Finding:
    return Finding(
        file=target.name,
        row=0,
        region="",
        column="",
        value="",
        rule=f"WeasyPrint: {text.strip().rstrip('.')}",
        remedy="Correct the template, its style sheet or the picture that is named",
        code="pdf-complaint",
    )


_PANGO_STYLES = {"normal": 0, "italic": 2}  # 1 is a slanted copy of an upright face, made for lack of an italic letter


def _foreign_characters(target: Path, document: Any) -> list[Finding]:
    """A finding for each font in the PDF that is not one of the declared faces, with the characters set in it.

    As no font of the machine is known, that is a slanted copy. Of a character that is in no face WeasyPrint complains.
    Attributes of WeasyPrint's Font objects are not documented: they are read here and nowhere else.
    """
    own = {(FAMILY, face.weight, _PANGO_STYLES[face.style]) for face in FACES}
    return [
        Finding(
            file=target.name,
            row=0,
            region="",
            column="",
            value="".join(sorted(set("".join(font.to_unicode.values())))),
            rule=f"characters are set in {font.name.decode().split('+')[-1]}, as the report's font lacks them",
            remedy="Use other characters, or upright text in place of italics",
            code="pdf-font",
        )
        for font in document.fonts.values()
        if (font.family, font.weight, font.style) not in own
    ]

"""What a reader has of a PDF, compared: what is seen, what is heard, what can be taken, and what leads through it.

Seen are the pages as pictures, heard is the structure tree that a screen reader follows, taken are the attachments;
outline, links and the document's properties lead through it. How a file packs all this is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pikepdf
import pypdfium2

from statusrapport.pdf.read import read_anchors, read_attachments
from statusrapport.pdf.text import read_pdf_text
from statusrapport.verify.elements import read_elements

Aspect = Literal["seen", "heard", "taken", "navigation"]
DOTS_PER_INCH, POINTS_PER_INCH, MM_PER_INCH = 100, 72, 25.4
PACKED = ("/Producer", "/Creator")  # the program that wrote the file: nothing that a reader is told of the document


@dataclass(frozen=True)
class ContentDifference:
    """What differs for a reader: in which way, where, and the old and the new of it (None for what is not there)."""

    aspect: Aspect
    place: str
    old: str | None = None
    new: str | None = None


def compare_contents(old: Path, new: Path) -> list[ContentDifference]:
    """All that differs between two PDFs for a reader, in the four ways; nothing where only the packing does."""
    with pypdfium2.PdfDocument(old) as before, pypdfium2.PdfDocument(new) as after:
        differences = [*_compare_pages(before, after)]
        differences += _compare_entries("taken", read_attachments(before), read_attachments(after), _describe_file)
        differences += _compare_sequences("navigation", "outline", _outline(before), _outline(after))
        differences += _compare_entries("navigation", _anchors(before), _anchors(after), str)
    heard = [_heard(path) for path in (old, new)]
    differences += _compare_sequences("heard", "structure tree", *heard)
    with pikepdf.open(old) as before, pikepdf.open(new) as after:
        differences += _compare_entries("taken", _captions(before), _captions(after), str)
        differences += _compare_entries("navigation", _properties(before), _properties(after), str)
        differences += _compare_sequences("navigation", "links", [*_links(before)], [*_links(after)])
    return differences


def _compare_pages(old: pypdfium2.PdfDocument, new: pypdfium2.PdfDocument) -> Iterator[ContentDifference]:
    """The pages that look otherwise, with the area in millimetres from the upper left corner."""
    if len(old) != len(new):
        yield ContentDifference("seen", "number of pages", str(len(old)), str(len(new)))
    for number in range(min(len(old), len(new))):
        before, after = _draw(old[number]), _draw(new[number])
        if before.shape != after.shape:
            yield ContentDifference("seen", f"page {number + 1}, its size")
        elif not np.array_equal(before, after):
            yield ContentDifference("seen", f"page {number + 1}, {_describe_area((before != after).any(axis=2))}")


def _draw(page: pypdfium2.PdfPage) -> np.ndarray[Any, Any]:
    pixels = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, rev_byteorder=True).to_numpy()
    return np.array(pixels)  # a copy: the original is gone with the page


def _describe_area(differs: np.ndarray[Any, Any]) -> str:
    rows, columns = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
    ends = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    left, top, right, bottom = (round(float(end) * MM_PER_INCH / DOTS_PER_INCH) for end in ends)
    return f"{left}-{right} mm from the left and {top}-{bottom} mm from the top"


def _heard(path: Path) -> list[str]:
    """The structure tree in reading order, then the text of its marked content, then what stands in the margins."""
    text = read_pdf_text(path)
    return [
        *read_elements(path),
        *(f"text {piece.text!r}" for piece in text.body),
        *(f"text in a picture {part!r}" for picture in text.pictures for part in picture.texts),
        *(f"page {piece.page}, margin {piece.text!r}" for piece in text.margins),
    ]


def _outline(document: pypdfium2.PdfDocument) -> list[str]:
    entries = ((entry.level, entry.get_title(), entry.get_dest()) for entry in document.get_toc())
    return [f"level {level}, {title!r}, {_describe_dest(dest)}" for level, title, dest in entries]


def _describe_dest(dest: pypdfium2.PdfDest | None) -> str:
    if dest is None:
        return "to nowhere"
    _, place = dest.get_view()
    return f"to page {dest.get_index() + 1} at {', '.join(f'{value:.1f}' for value in place)}"


def _anchors(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Where each named place is."""
    return {
        f"anchor {name}": f"page {place.page + 1} at {place.x:.1f}, {place.y:.1f}"
        for name, place in read_anchors(document).items()
    }


def _captions(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What a reader is told of each attachment."""
    specs = ((name, pdf.attachments[name]) for name in pdf.attachments)
    return {
        f"{name}, its description": f"{spec.description}, {spec.obj.get('/AFRelationship', 'no relationship')}"
        for name, spec in specs
    }


def _properties(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The properties of the document, from its information dictionary, its XMP metadata and its catalogue."""
    found = {f"property {name[1:]}": str(value) for name, value in pdf.docinfo.items() if name not in PACKED}
    for name in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/PageLabels", "/OpenAction"):
        if name in pdf.Root:
            found[f"property {name[1:]}"] = repr(pdf.Root[name])
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in metadata.items():
            name = key.rpartition("}")[2]
            if name not in ("Producer", "CreatorTool", "MetadataDate", "DocumentID", "InstanceID"):
                found[f"metadata {name}"] = str(value)
    return found


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") == "/Link":
                area = ", ".join(f"{float(value):.1f}" for value in note.Rect)
                action = note.get("/A", pikepdf.Dictionary())
                target = str(action.get("/URI", "")) or _describe_target(note.get("/Dest", action.get("/D", "")), pdf)
                yield f"page {number} at {area}: {note.get('/Contents', '')}, to {target}"


def _describe_target(dest: Any, pdf: pikepdf.Pdf) -> str:
    if not isinstance(dest, pikepdf.Array):
        return str(dest)  # the name of an anchor, of which the place is compared as well
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return f"page {pages.get(dest[0].objgen, 0)} at {', '.join(str(value) for value in list(dest)[1:])}"


def _compare_entries(
    aspect: Aspect, old: Mapping[str, Any], new: Mapping[str, Any], show: Any
) -> Iterator[ContentDifference]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            shown = (None if name not in side else show(side[name]) for side in (old, new))
            yield ContentDifference(aspect, name, *shown)


def _describe_file(content: bytes) -> str:
    return f"sha256 {sha256(content).hexdigest()[:12]}…"


def _compare_sequences(
    aspect: Aspect, place: str, old: Sequence[str], new: Sequence[str]
) -> Iterator[ContentDifference]:
    if old == new:
        return
    for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            sides = (" ".join(old[first:last]) or None, " ".join(new[start:end]) or None)
            yield ContentDifference(aspect, place, *sides)

"""The six letters before the name of a subset font, made of the font and not of how Pango describes it.

WeasyPrint makes them of Pango's description, whose text differs between versions of Pango: the same report would not
have the same bytes on Debian 12 and 13. The letters also name the font in the page's content.
"""

from __future__ import annotations

import hashlib
from typing import Any

from weasyprint.pdf.fonts import Font


class BytesTaggedFont(Font):  # type: ignore[misc]  # WeasyPrint has no types
    """A font whose tag is that of its file, its face in the file, and the weight and style that it is used in."""

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        super().__init__(pango_font, description, font_size)
        face = (self.index, sorted(self.variations.items()), self.weight, self.style)
        self.hash = compute_tag(self.file_content, face)
        _, _, name = self.name.partition(b"+")
        self.name: bytes = b"/" + self.hash.encode() + b"+" + name


def compute_tag(content: bytes, face: tuple[object, ...]) -> str:
    """Six capital letters for the bytes of a font file and what tells its faces apart."""
    digest = hashlib.sha256(content + repr(face).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

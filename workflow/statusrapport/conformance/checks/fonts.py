"""Fonts: the project's own and no other, all of them in the PDF, every character with its glyph and its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome
from statusrapport.pdf.fonts import FACES, FAMILY

WEIGHTS = {300: "Light", 400: "", 600: "Semi-Bold", 700: "Bold"}  # as Pango writes them in a font's name
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def check_fonts(document: TaggedPdf) -> Outcome:
    """What is wrong with the fonts of a PDF, and where a character is shown that its font lacks."""
    fonts = [item for item in document.pdf.objects if _is_font(item)]
    findings = [finding for font in fonts for finding in _check_font(font)]
    for number, page in enumerate(document.pages, 1):
        for text in dict.fromkeys(page.missing):
            rule, remedy = "a character has no glyph, and a box is shown for it", "Use a character that the font has"
            findings.append(found("glyph", number, text, rule, remedy))
    return Outcome(tuple(findings), (), {"fonts": len(fonts)})


def _is_font(item: pikepdf.Object) -> bool:
    """Whether an object is a font as content names it; those below it have no characters of their own."""
    return (
        isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and "CIDFont" not in str(item.get("/Subtype", ""))
    )


def _check_font(font: Any) -> Iterator[Finding]:
    name = str(font.get("/BaseFont", "/without a name")).removeprefix("/")
    if name.split("+")[-1] not in _own_names():
        rule, remedy = "a font is not one of the project's", f"Set all text in {FAMILY!r}, with characters that it has"
        yield found("font", 0, name, rule, remedy)
    below = font.get("/DescendantFonts", [font])[0]
    descriptor: Any = below.get("/FontDescriptor", {})
    if not any(program in descriptor for program in PROGRAMS):
        yield found("font", 0, name, "a font is not in the PDF", "Let WeasyPrint embed it, as it does by itself")
    if "/ToUnicode" not in font:
        yield found("font", 0, name, "a font does not say what its characters are", "Write its ToUnicode map")


def _own_names() -> set[str]:
    parts = ((FAMILY.replace(" ", "-"), WEIGHTS[face.weight], face.style.replace("normal", "")) for face in FACES)
    return {"-".join(part.capitalize() if part == "italic" else part for part in name if part) for name in parts}

"""What a page paints, by the marked content that it belongs to: text, pictures, missing glyphs, what is unmarked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from statusrapport.conformance.glyphs import FontCodes

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"})
READ = f"BDC BMC EMC q Q Tf Do BI ID EI {' '.join(sorted(SHOWING | PAINTING))}"
DEEPEST = 10  # forms within forms; a form that paints itself would have no end

ARTIFACT, UNMARKED = -1, -2  # in place of the id of marked content


@dataclass
class PageContent:
    """A page as painted.

    `texts` and `pictures` are by the id of marked content, `ids` all ids in use, also of what paints nothing. `missing`
    are the texts in which a glyph is missing; `loose` is what is neither tagged nor an artifact: texts, or what it is.
    """

    ids: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    pictures: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


class FontReader:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], FontCodes] = {}

    def find(self, resources: Any, name: str) -> FontCodes:
        """The font that content knows by a name."""
        font = resources["/Font"][name]
        if font.objgen not in self._known or font.objgen == (0, 0):
            self._known[font.objgen] = FontCodes(font)
        return self._known[font.objgen]


def read_page_content(page: pikepdf.Page, fonts: FontReader) -> PageContent:
    """Follow a page's content stream, and those of the forms that it paints."""
    content = PageContent()
    _Painter(content, fonts).paint(page.obj, page.resources, UNMARKED, 0)
    return content


class _Painter:
    def __init__(self, content: PageContent, fonts: FontReader) -> None:
        self._content, self._fonts = content, fonts

    def paint(self, stream: Any, resources: Any, mark: int, depth: int) -> bool:
        """Follow one stream, all of which belongs to `mark` where that is an id. Returns whether it shows text."""
        marks, fonts, has_text = [mark], [""], False
        for operands, operator in _instructions(stream):
            match str(operator):
                case "q":
                    fonts.append(fonts[-1])
                case "Q":
                    fonts = fonts[:-1] or [""]
                case "Tf":
                    fonts[-1] = str(operands[0])
                case "BMC" | "BDC":
                    marks.append(self._begin(operands, resources, marks[-1], depth))
                case "EMC":
                    marks = marks[:-1] or [mark]
                case "Do":
                    has_text |= self._paint_object(resources["/XObject"][str(operands[0])], resources, marks[-1], depth)
                case "INLINE IMAGE":
                    self._add_picture(marks[-1])
                case word if word in SHOWING:
                    has_text = True
                    self._show(_joined(operands[-1]), self._fonts.find(resources, fonts[-1]), marks[-1])
                case _:
                    self._add_loose("a line or an area", marks[-1])
        return has_text

    def _begin(self, operands: list[Any], resources: Any, mark: int, depth: int) -> int:
        """The mark of what follows. Ids in a form are of another count than the page's, and are passed over."""
        if str(operands[0]) == "/Artifact":
            return ARTIFACT
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties))
        if depth or not isinstance(properties, pikepdf.Dictionary) or "/MCID" not in properties:
            return mark
        self._content.ids.add(int(properties["/MCID"]))
        return int(properties["/MCID"])

    def _paint_object(self, item: Any, resources: Any, mark: int, depth: int) -> bool:
        if item.get("/Subtype") != "/Form":
            self._add_picture(mark)
            return False
        own = item.get("/Resources", resources)
        has_text = depth < DEEPEST and self.paint(item, own, mark, depth + 1)
        if not has_text:
            self._add_picture(mark)
        return has_text

    def _show(self, shown: bytes, font: FontCodes, mark: int) -> None:
        glyphs = list(font.read(shown))
        text = "".join(glyph.text for glyph in glyphs)
        if any(glyph.is_missing for glyph in glyphs):
            self._content.missing.append(text)
        if mark >= 0:
            self._content.texts[mark] = self._content.texts.get(mark, "") + text
        else:
            self._add_loose(text, mark)

    def _add_picture(self, mark: int) -> None:
        self._add_loose("a picture", mark)
        if mark >= 0:
            self._content.pictures.add(mark)

    def _add_loose(self, what: str, mark: int) -> None:
        if mark == UNMARKED:
            self._content.loose.append(what)


def _instructions(stream: Any) -> list[tuple[list[Any], Any]]:
    return [(list(found.operands), found.operator) for found in pikepdf.parse_content_stream(stream, READ)]


def _joined(operand: Any) -> bytes:
    """The string that an operator shows, kerning left out."""
    if isinstance(operand, pikepdf.Array):
        return b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))
    return bytes(operand)

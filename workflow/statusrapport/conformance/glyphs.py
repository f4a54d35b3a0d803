"""What the codes of a PDF's fonts stand for: characters, and glyphs that are missing.

A font of the project is composite: a code has two bytes, its Encoding makes a glyph's number of it, its ToUnicode CMap
characters. Where a font lacks a character, WeasyPrint takes a code beyond its glyphs and lets Encoding lead to glyph 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

_SECTION = re.compile(rb"begin(bf|cid)(char|range)(.*?)end\1\2", re.DOTALL)
_CHAR = re.compile(rb"<(\w+)>\s*<?(\w+)>?")
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>|\d+)")


class Glyph(NamedTuple):
    """A glyph shown: its characters, and whether the font has no picture of them (it shows .notdef, an empty box)."""

    text: str
    is_missing: bool


class FontCodes:
    """Reads the strings that are shown in a font."""

    def __init__(self, font: Any) -> None:
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1
        self._characters = _read_characters(font.get("/ToUnicode"))
        encoding = font.get("/Encoding")
        is_own = self._width == 2 and isinstance(encoding, pikepdf.Stream)
        self._glyphs = dict(_pairs(encoding.read_bytes())) if is_own else None

    def read(self, shown: bytes) -> Iterator[Glyph]:
        """The glyphs of a string. What no CMap translates has the text U+FFFD."""
        for start in range(0, len(shown) - self._width + 1, self._width):
            code = int.from_bytes(shown[start : start + self._width])
            glyph = code if self._glyphs is None else self._glyphs.get(code, 0)
            text = self._characters.get(code, "\ufffd")
            yield Glyph(text, self._width == 2 and glyph == 0)


def _read_characters(cmap: Any) -> dict[int, str]:
    if not isinstance(cmap, pikepdf.Stream):
        return {}
    return {code: _decode(value) for code, value in _pairs(cmap.read_bytes())}


def _decode(value: int) -> str:
    """Characters as a ToUnicode CMap has them: UTF-16, here as one number."""
    size = max(2, (value.bit_length() + 15) // 16 * 2)
    return value.to_bytes(size).decode("utf-16-be", errors="replace")


def _pairs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """The code and the value of each entry of a CMap: characters in hexadecimal, numbers of glyphs in decimal."""
    for kind, form, content in _SECTION.findall(cmap):
        base = 16 if kind == b"bf" else 10
        if form == b"char":
            yield from ((int(code, 16), int(value, base)) for code, value in _CHAR.findall(content))
            continue
        for first, last, values in _RANGE.findall(content):
            codes = range(int(first, 16), int(last, 16) + 1)
            listed = [int(value, base) for value in re.findall(rb"\w+", values)]
            is_list = values.startswith(b"[")
            yield from zip(codes, listed if is_list else range(listed[0], listed[0] + len(codes)), strict=False)

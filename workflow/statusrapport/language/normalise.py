"""Text made comparable: one kind of space, hyphen and minus, ligatures dissolved, each character's origin kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width characters
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}
_REPLACEMENTS = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_DROPPED, "") | _LIGATURES
_COMPOSED = {"a\u030a": "å", "A\u030a": "Å", "e\u0301": "é", "E\u0301": "É", "o\u0308": "ö", "a\u0308": "ä"}


@dataclass(frozen=True)
class Normalised:
    """A text made comparable. `offsets[i]` is where character i began in the original; one more entry marks its end."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original, as start and end."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        after = next(offset for offset in self.offsets[end:] if offset > self.offsets[end - 1])
        return self.offsets[start], after


def normalise(text: str) -> Normalised:
    """Make a text comparable and keep each character's origin. Case, line breaks and runs of spaces stay."""
    characters: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        width = 2 if text[position : position + 2] in _COMPOSED else 1
        taken = text[position : position + width]
        replacement = _COMPOSED.get(taken, _REPLACEMENTS.get(taken, taken))
        characters += replacement
        offsets += [position] * len(replacement)
        position += width
    return Normalised("".join(characters), (*offsets, len(text)))


def fold(text: str) -> str:
    """A phrase in the form in which phrases are compared: normalised, lower case, single spaces."""
    return re.sub(r"\s+", " ", normalise(text).text).strip().lower()

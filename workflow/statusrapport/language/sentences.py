"""Where sentences begin."""

from __future__ import annotations

import re

_ABBREVIATIONS = "".join(
    rf"(?<!\b{word}\.)" for word in ("ca", "kap", "Kap", "ev", "nr", "jf", "pst", "mill", "mrd", "s", "St")
)
# After . ! ? (and a closing quote) before a capital, a digit or a dash; at a blank line; before a bullet on a new line.
_BOUNDARY = re.compile(
    rf'(?<=[.!?]){_ABBREVIATIONS}["»”)]*\s+(?=[«"“(]?[A-ZÆØÅ\d-])|\n[ ]*\n\s*|\n\s*(?=[•·*-]\s)', re.MULTILINE
)


def sentence_starts(text: str) -> list[int]:
    """The position of each sentence, heading and list item of a normalised text, the first of them 0."""
    return [0, *(match.end() for match in _BOUNDARY.finditer(text) if 0 < match.end() < len(text))]

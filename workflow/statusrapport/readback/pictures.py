"""The texts of a picture: as drawn in its SVG file, and as they stand in the PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from statusrapport.charts.canvas import TICK
from statusrapport.readback.align import align

SVG = "{http://www.w3.org/2000/svg}"
UNSEEN = re.compile(r"[\s\-\u00ad\x02\ufffe]")  # letters are set one by one, spaces and hyphens are guessed from them


class DrawnText(NamedTuple):
    """A text of a picture; `is_tick` for the numbers of an axis."""

    text: str
    is_tick: bool


def read_svg_texts(path: Path) -> list[DrawnText]:
    """The texts of an SVG file in the order in which they are drawn; none of other pictures."""
    if path.suffix != ".svg":
        return []
    groups = ET.parse(path).getroot().iter(f"{SVG}g")
    return [
        DrawnText("".join(text.itertext()), group.get("id", "").startswith(TICK))
        for group in groups
        for text in group.findall(f"{SVG}text")
    ]


def find_changed(drawn: Sequence[DrawnText], read: Sequence[str]) -> tuple[list[str], list[str]]:
    """The texts of a picture that the PDF does not show, and what it shows in their place."""
    wanted = [letter for text in drawn for letter in UNSEEN.sub("", text.text)]
    owners = [number for number, text in enumerate(drawn) for _ in UNSEEN.sub("", text.text)]
    found = list(UNSEEN.sub("", "".join(read)))
    if wanted == found:
        return [], []
    _, gaps = align(wanted, found)
    lost = dict.fromkeys(owners[letter] for gap in gaps for letter in range(gap.first, gap.first_end))
    instead = ["".join(found[gap.second : gap.second_end]) for gap in gaps]
    return [drawn[number].text for number in lost], [text for text in instead if text]

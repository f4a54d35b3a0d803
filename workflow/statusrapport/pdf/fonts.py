"""The report's font: its files, its CSS, its place in matplotlib, and how wide its letters are.

Source Sans Pro comes from a package of PyPI and is used under a family name of our own. An installed font of the same
name can then never take its place, and whatever is set in another family shows as foreign in the PDF.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from statusrapport.errors import PrerequisiteMissing
from statusrapport.pinned import FAMILY as FAMILY  # who uses the font finds its name here


class Face(NamedTuple):
    """One static font file and the weight and style that it is declared with."""

    file: str
    weight: int
    style: str


FACES = (
    Face("SourceSansPro-Light.ttf", 300, "normal"),
    Face("SourceSansPro-Regular.ttf", 400, "normal"),
    Face("SourceSansPro-Semibold.ttf", 600, "normal"),
    Face("SourceSansPro-Bold.ttf", 700, "normal"),
    Face("SourceSansPro-It.ttf", 400, "italic"),
)


@cache
def font_folder() -> Path:
    """The folder of the font files. Raises PrerequisiteMissing where the package is not installed."""
    try:
        folder = Path(str(resources.files("font_source_sans_pro"))) / "files"
    except ModuleNotFoundError as error:
        raise PrerequisiteMissing(
            "the package font-source-sans-pro is not installed", remedy="Run make, which installs what is missing"
        ) from error
    return folder


def render_font_faces() -> str:
    """The @font-face rules of all faces, under the private family name."""
    rules = (
        f"@font-face {{ font-family: '{FAMILY}'; src: url('{(font_folder() / face.file).as_uri()}');"
        f" font-weight: {face.weight}; font-style: {face.style}; }}"
        for face in FACES
    )
    return "\n".join(rules)


@cache
def register_fonts() -> None:
    """Make the faces known to matplotlib, and no other font, once per process.

    Entries are made as they are declared here: matplotlib's own reading of the files takes Semibold for weight 400.
    """
    from matplotlib.font_manager import FontEntry, fontManager

    fontManager.ttflist = [
        FontEntry(fname=str(font_folder() / face.file), name=FAMILY, style=face.style, weight=face.weight)
        for face in FACES
    ]


@cache
def _advances(weight: int) -> dict[int, float]:
    """Advance width of each character of an upright face, in em."""
    from fontTools.ttLib import TTFont

    file = next(face.file for face in FACES if (face.weight, face.style) == (weight, "normal"))
    with TTFont(font_folder() / file, lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def measure_width(text: str, size: float, weight: int = 400) -> float:
    """Width in points of one line of upright text, kerning left out, so that it is the same on every machine."""
    advances = _advances(weight)
    return size * sum(advances.get(ord(character), 0.5) for character in text)

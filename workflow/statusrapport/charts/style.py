"""The look of every chart: colours by role, sizes, and matplotlib set up from its defaults.

Titles, subtitles, notes and sources are HTML and never part of a picture.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import matplotlib
from matplotlib.figure import Figure

from statusrapport import pinned
from statusrapport.pdf.fonts import register_fonts

# --- Colours by role, with their contrast on white. The same names stand in templates/base/print.css. ---------------
INK = "#1b2329"  # 15.9: text, zero lines, the country
INK_SOFT = "#4a5661"  # 7.5: labels of axes and columns
INK_FAINT = "#65717c"  # 5.0: ticks and notes; nothing lighter carries text
RULE = "#c3cad0"  # lines that carry something: baselines, connections
GRID = "#e2e6e9"  # lines to read along
BRAND = "#0b4a6b"  # 9.5: the main series
BRAND_SOFT = "#a3c3d3"  # the series that the main one is compared with, such as the year before
BRAND_DEEP = "#0b3f5e"  # the ground of the cover
FOCUS = "#b3420d"  # 5.7: the one thing to see

# Categories rise in lightness by 15 L* or more: they stay apart in grey print. Each with the colour of text on it.
CATEGORIES = (("#0b3f5e", "white"), ("#8c5f90", "white"), ("#4ba396", INK), ("#deb054", INK), ("#dde2e6", INK))
# Answers to each side of a zero line, from the line outwards, by how many there are on that side. Outwards they darken,
# by 15 L* or more; in grey print the two sides are told apart by the line.
NEGATIVE = {
    1: (("#9a3b0c", "white"),),
    2: (("#e3a07a", INK), ("#9a3b0c", "white")),
    3: (("#f0cdb5", INK), ("#dd9366", INK), ("#9a3b0c", "white")),
}
POSITIVE = {
    1: ((BRAND, "white"),),
    2: (("#86b6c9", INK), (BRAND, "white")),
    3: (("#c0d8e2", INK), ("#7badc2", INK), (BRAND, "white")),
}
NEUTRAL = ("#dde2e6", INK)
SEQUENCE = (("#e4eef2", INK), ("#b4d0dc", INK), ("#7badc2", INK), ("#38799a", "white"), ("#0b3f5e", "white"))

# --- Sizes -----------------------------------------------------------------------------------------------------------
FULL = 166.0  # mm: the width of a page's type
SIZE, SIZE_SMALL = 8.0, 7.2  # points
HAIRLINE, LINE, STRONG = 0.5, 1.1, 2.0  # points
POINT = 25.4 / 72  # mm


@cache
def use_style() -> None:
    """Set matplotlib up from its defaults, once per process, so that no setting of a user or machine leaks in."""
    pinned.reset_matplotlib()
    matplotlib.rcParams.update(
        {
            "text.parse_math": False,
            "lines.solid_capstyle": "butt",
            "patch.linewidth": 0,
            "figure.facecolor": "none",
        }
    )
    register_fonts()


def write_svg(figure: Figure) -> bytes:
    """The figure as SVG: the same bytes for the same figure, its text as text in the report's own font family."""
    buffer = BytesIO()
    figure.savefig(buffer, **pinned.SVG)
    return buffer.getvalue()

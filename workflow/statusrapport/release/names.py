"""What the PDFs of a release are called: names that tell the report, in letters that every system has."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from statusrapport.project import COUNTRY

MAIN_PDF = "report"
# Letters that are no other letter with a mark, or whose mark is not to be dropped.
SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})


def pdf_name(edition: str, region: str, region_name: str, file: str) -> str:
    """The name of a report's PDF, `file` in its folder: arsverk-2017.pdf, kommune-2016-1103-stavanger.pdf.

    That of a second PDF has its stem too: status-2020-factsheet.pdf.
    """
    words = [edition] if region == COUNTRY else [edition, region.lower(), slug(region_name)]
    stem = Path(file).stem
    return "-".join(words if stem == MAIN_PDF else [*words, slug(stem)]) + ".pdf"


def slug(text: str) -> str:
    """A text in small ASCII letters and digits, all else a hyphen: Kárášjohka - Karasjok is karasjohka-karasjok."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

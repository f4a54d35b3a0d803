"""All that the bytes of results depend on besides their inputs, in this one place.

Left to themselves, libraries ask the clock, the settings of the user and the fonts of the machine, or write as their
version thinks best. What writes a result takes its settings from here and gives none of its own, so that a change of a
line here changes bytes, and nothing else does.
"""

from __future__ import annotations

import csv
import io
import locale
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

FAMILY = "Statusrapport Sans"  # the name under which the report's font is used, which no installed font has

# --- Text, JSON, CSV, parquet ----------------------------------------------------------------------------------------
ENCODING, LINE_END = "utf-8", "\n"
JSON: Mapping[str, Any] = MappingProxyType({"ensure_ascii": False, "indent": 1, "sort_keys": True})

# The file also names the version of pyarrow, which uv.lock pins. It has no time stamp.
PARQUET: Mapping[str, Any] = MappingProxyType(
    {"version": "2.6", "data_page_version": "1.0", "compression": "zstd", "compression_level": 1}
)


class Csv(csv.Dialect):
    """Commas, quotes only where they are needed, lines that end the same everywhere."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    quoting = csv.QUOTE_MINIMAL
    lineterminator = LINE_END


# --- Workbooks -------------------------------------------------------------------------------------------------------
def workbook_properties(title: str, day: date) -> dict[str, Any]:
    """A workbook's title and its one date, nine o'clock on `day`. XlsxWriter asks the clock where none is given."""
    return {"title": title, "created": datetime.combine(day, time(9))}


def store_workbook(workbook: bytes) -> bytes:
    """The same workbook stored, not deflated, its parts without dates: how well a zlib compresses is no part of it."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name))  # ZipInfo: a fixed date, no attributes
    return stored.getvalue()


# --- Charts ----------------------------------------------------------------------------------------------------------
SVG: Mapping[str, Any] = MappingProxyType({"format": "svg", "metadata": {"Date": None, "Creator": None}})  # of savefig


def reset_matplotlib() -> None:
    """Take matplotlib back to its own defaults, whatever a matplotlibrc says, with text as text and ids that stay."""
    import matplotlib  # takes 0.2 s, and most of what is written is no chart

    matplotlib.rcdefaults()
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "statusrapport", "font.family": FAMILY})


# --- Around the making of a report -----------------------------------------------------------------------------------
@contextmanager
def clock_at(day: date) -> Iterator[None]:
    """In this block, libraries that ask for SOURCE_DATE_EPOCH instead of the clock get midnight (UTC) of `day`."""
    with _variable("SOURCE_DATE_EPOCH", str(int(datetime.combine(day, time(), UTC).timestamp()))):
        yield


@contextmanager
def own_typesetting() -> Iterator[None]:
    """In this block, text is set with the fonts that style sheets declare and with no setting of machine or user.

    Fontconfig would otherwise follow a user's rules on how wide letters are, and take a missing character from whatever
    is installed. Pango would set text of no declared language, as in charts, in the locale's: a Turkish one has an i
    of its own. It asks for the locale once in the life of a process, so all text must be set in such blocks.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    with _variable("FONTCONFIG_FILE", str(Path(__file__).with_name("pinned_fonts.conf"))):
        locale.setlocale(locale.LC_CTYPE, "C")
        try:
            yield
        finally:
            locale.setlocale(locale.LC_CTYPE, before)


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

"""index.html of a release: what it holds, for a reader who opens the folder in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from statusrapport.release.contents import ReleasedReport
from statusrapport.render.document import EXAMPLE_TEXT

LOCALE = "nb_NO"


def render_index(version: str, released: date, reports: Sequence[ReleasedReport]) -> str:
    """The page: one HTML file without scripts, pictures or anything from the network."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"in_words": _in_words, "size": format_size, "plain_title": _plain_title}
    template = environment.get_template("index.html.j2")
    return template.render(version=version, released=released, reports=reports, example_text=EXAMPLE_TEXT)


def _in_words(day: date) -> str:
    return format_date(day, "long", locale=LOCALE)


def _plain_title(title: str) -> str:
    """A PDF's title without the mark of invented data, which the page sets beside it."""
    return title.removesuffix(f" ({EXAMPLE_TEXT})")


def format_size(size: int) -> str:
    """A file's size for readers: 656 kB, 1,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(size / 1_000_000, '0.0', locale=LOCALE)} MB"

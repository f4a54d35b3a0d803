"""How a check of a PDF tells what it found: the page in place of the file, which the command adds."""

from __future__ import annotations

from statusrapport.errors import Finding

LONGEST = 60  # of a text that is quoted


def found(code: str, page: int, value: str, rule: str, remedy: str) -> Finding:
    """A finding on a page (from 1; 0 where it is of the whole PDF), with the words that it is about."""
    quoted = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    return Finding(f"page {page}" if page else "", 0, "", "", quoted, rule, remedy, f"pdf-{code}")

"""Setting words together: lists, labels inside a sentence, sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence


def join_words(items: Sequence[str]) -> str:
    """`a, b og c`."""
    return " og ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def lower_first(text: str, names: Collection[str] = ()) -> str:
    """A label inside a sentence: its first letter small, unless its first word has other capitals or is a name.

    `names` are those that a text may begin with, such as the names of regions.
    """
    first = re.split(r"[\s,.:;]", text, maxsplit=1)[0]
    is_name = any(text.startswith(name) and not text[len(name) :][:1].isalpha() for name in names)
    return text if is_name or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A label at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def end_sentence(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."

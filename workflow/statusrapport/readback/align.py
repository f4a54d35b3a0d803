"""Two texts laid beside each other token by token: the HTML's, whose roles are known, and the PDF's, which is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Digits, letters, and single signs. Hyphens are none: lines end with them that are not in the HTML.
TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s\-\u00ad\u200b\u2010\u2011\u2060\x02\ufffe]")
SOLID = 4  # tokens in a row that cannot be the same by chance
WINDOW = 60


@dataclass(frozen=True)
class Gap:
    """Where the texts differ: tokens `first` to `first_end` of the one stand where `second` to `second_end` do."""

    first: int
    first_end: int
    second: int
    second_end: int


def find_tokens(text: str) -> Iterator[tuple[int, str]]:
    """The tokens of a text with their offsets."""
    return ((match.start(), unicodedata.normalize("NFKC", match[0])) for match in TOKEN.finditer(text))


def align(first: Sequence[str], second: Sequence[str]) -> tuple[dict[int, int], list[Gap]]:
    """Which token of `second` each token of `first` is, and the gaps between; the order is the same in both.

    The texts are nearly the same, so that after a difference it is enough to look a little ahead.
    """
    same: dict[int, int] = {}
    gaps = []
    i = j = 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            same[i] = j
            i, j = i + 1, j + 1
            continue
        window = WINDOW
        while not (found := _resume(first[i : i + window], second[j : j + window])) and window < len(first) + len(second):
            window *= 4
        next_i, next_j = (i + found[0], j + found[1]) if found else (len(first), len(second))
        gaps.append(Gap(i, next_i, j, next_j))
        i, j = next_i, next_j
    if i < len(first) or j < len(second):
        gaps.append(Gap(i, len(first), j, len(second)))
    return same, gaps


def _resume(first: Sequence[str], second: Sequence[str]) -> tuple[int, int] | None:
    """Where the texts are the same again; a short run counts if no solid one lies near."""
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()[:-1]
    for block in blocks:
        ends = block.a + block.size == len(first) or block.b + block.size == len(second)
        if block.size >= SOLID or (ends and block.size):
            return block.a, block.b
    return None

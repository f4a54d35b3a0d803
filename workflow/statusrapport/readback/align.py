"""Two texts laid beside each other token by token: the HTML's, whose roles are known, and the PDF's, which is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Digits, letters, and single signs. Hyphens are none: lines end with them that are not in the HTML.
TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s\-\u00ad\u200b\u2010\u2011\u2060\x02\ufffe]")
PAGE = "\0"  # a page number, which only the PDF knows
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

    The texts are nearly the same, so that after a difference it is enough to look a little ahead. PAGE in `first`
    stands for any number.
    """
    same: dict[int, int] = {}
    gaps = []
    i = j = 0
    while i < len(first) or j < len(second):
        if i < len(first) and j < len(second) and (first[i] == second[j] or (first[i] == PAGE and second[j].isdigit())):
            same[i] = j
            i, j = i + 1, j + 1
            continue
        runs = _resume(first, second, i, j)
        for a, b, size in runs:
            if (i, j) != (a, b):
                gaps.append(Gap(i, a, j, b))
            same |= {a + step: b + step for step in range(size)}
            i, j = a + size, b + size
    return same, gaps


def _resume(first: Sequence[str], second: Sequence[str], i: int, j: int) -> list[tuple[int, int, int]]:
    """The runs of same tokens from `i` and `j` to the first that is solid, or to the ends of both texts."""
    rest = max(len(first) - i, len(second) - j)
    window = WINDOW
    while True:
        matcher = SequenceMatcher(None, first[i : i + window], second[j : j + window], autojunk=False)
        runs = [(i + run.a, j + run.b, run.size) for run in matcher.get_matching_blocks()[:-1]]
        solid = next((number for number, run in enumerate(runs) if run[2] >= SOLID), None)
        if solid is not None:
            return runs[: solid + 1]
        if window >= rest:
            return [*runs, (len(first), len(second), 0)]
        window *= 4

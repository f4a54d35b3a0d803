"""The links of a page: one for each place that leads somewhere."""

from __future__ import annotations

from typing import Any

import weasyprint

ROUNDING = 0.5  # pixels of CSS


def drop_inner_links(page: weasyprint.Page) -> None:
    """Take out links that lie in another to the same target.

    WeasyPrint has a link for each box in a link, so that a screen reader would meet a number that stands in a span of
    its own twice. What is set apart from the rest, as page numbers are in the contents, keeps its own.
    """
    kept: list[tuple[str, str, tuple[float, ...], Any]] = []
    for link in page.links:
        kind, target, rectangle, _ = link
        if not any(kept_link[:2] == (kind, target) and _contains(kept_link[2], rectangle) for kept_link in kept):
            kept.append(link)
    page.links = kept


def _contains(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    left, top, right, bottom = outer
    return (
        left <= inner[0] + ROUNDING
        and top <= inner[1] + ROUNDING
        and inner[2] <= right + ROUNDING
        and inner[3] <= bottom + ROUNDING
    )

"""The HTML's text laid beside the PDF's: on which page each number stands, and what the PDF says besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from statusrapport.pdf.text import PdfText, Piece
from statusrapport.readback.align import PAGE, Gap, align, find_tokens
from statusrapport.readback.blocks import Page

LINE_END_HYPHEN = "\x02"  # pdfium's mark of a hyphen that a line ends with
CONTEXT = 8  # tokens on each side


@dataclass(frozen=True)
class Extra:
    """What stands in the PDF and not in the HTML: the page, the text, and what stands around it."""

    page: int
    text: str
    context: str


@dataclass(frozen=True)
class PageNumber:
    """A number that the style sheet has set, and the page of the place that it refers to; 0 where there is none."""

    target: str
    printed: str
    page: int
    expected: int


class Reading:
    """Both texts, aligned."""

    def __init__(self, page: Page, pdf: PdfText) -> None:
        self._page = page
        self._places: list[tuple[int, int, str]] = []  # of each token of the HTML: block, offset, target of a PAGE
        first = []
        for number, block in enumerate(page.blocks):
            for start, _, run in block.spans():
                tokens = [(0, PAGE)] if run.role == "page" else find_tokens(run.text)
                for offset, token in tokens:
                    self._places.append((number, start + offset, run.target if run.role == "page" else ""))
                    first.append(token)
        self._tokens = list(_pdf_tokens(pdf.body))
        same, gaps = align(first, [token for token, _ in self._tokens])
        self._pages = {
            place[:2]: self._tokens[same[token]][1] for token, place in enumerate(self._places) if token in same
        }
        self._numbers = [(self._places[token][2], same[token]) for token in sorted(same) if first[token] == PAGE]
        self._starts = {number: [offset for _, offset, _ in places] for number, places in self._by_block()}
        self.extras = list(self._extras(gaps))

    def page_of(self, block: int, start: int, end: int) -> int | None:
        """The page on which a piece of a block stands; None where the PDF does not say the same."""
        pages = [self._pages.get((block, offset)) for offset in self._starts.get(block, []) if start <= offset < end]
        return pages[0] if pages and None not in pages else None

    def page_numbers(self) -> Iterator[PageNumber]:
        """The page numbers of contents and list of facts."""
        positions = sorted(self._pages)
        for target, token in self._numbers:
            printed, page = self._tokens[token]
            anchor = self._page.anchors.get(target, (len(self._page.blocks), 0))
            expected = next((self._pages[position] for position in positions if position >= anchor), 0)
            yield PageNumber(target, printed, page, expected)

    def _by_block(self) -> Iterator[tuple[int, Iterator[tuple[int, int, str]]]]:
        return groupby((place for place in self._places if not place[2]), key=lambda place: place[0])

    def _extras(self, gaps: list[Gap]) -> Iterator[Extra]:
        for gap in gaps:
            tokens = [token for token, _ in self._tokens[gap.second : gap.second_end]]
            if any(token.isdigit() for token in tokens):
                around = self._tokens[max(gap.second - CONTEXT, 0) : gap.second_end + CONTEXT]
                context = " ".join(token for token, _ in around)
                yield Extra(self._tokens[gap.second][1], " ".join(tokens), context)


def _pdf_tokens(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, int]]:
    """The tokens of the PDF with their pages, words that a line end divides put together."""
    text, begun_on = "", 0
    for piece in pieces:
        joins = text.endswith(LINE_END_HYPHEN) and not (text[-2:-1].isdigit() and piece.text[:1].isdigit())
        if joins:
            *whole, last = text[:-1].rsplit(" ", 1)
            yield from ((token, begun_on) for part in whole for _, token in find_tokens(part))
            text = last + piece.text.strip()
        else:
            yield from ((token, begun_on) for _, token in find_tokens(text))
            text = piece.text.strip()
        begun_on = piece.page
    yield from ((token, begun_on) for _, token in find_tokens(text))

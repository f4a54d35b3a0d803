"""The text that is checked: a plain text or the pages of a PDF, its mentions of quantities, and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import pypdfium2

from statusrapport.errors import UsageError
from statusrapport.language import Mention, Vocabulary, find_mentions
from statusrapport.language.normalise import normalise
from statusrapport.language.sentences import sentence_starts
from statusrapport.pdf.read import PageText

DIVIDED = "\ufffe"  # what pdfium puts for the hyphen of a word that a line end divides
LONGEST_QUOTE = 320  # characters: a table of a PDF is one sentence


@dataclass(frozen=True)
class Text:
    """A text as read. `parts` are the starts of its lines, or of its pages, which `part` says."""

    name: str
    text: str
    part: str
    parts: tuple[int, ...]
    sentences: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def number(self, offset: int) -> int:
        """The line or the page, counted from 1, of a character."""
        return bisect_right(self.parts, offset)

    def span(self, sentence: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        return self.sentences[sentence], (*self.sentences, len(self.text))[sentence + 1]

    def quote(self, mention: Mention) -> str:
        """The sentence of a mention in one line, cut where it is very long."""
        start, end = self.span(mention.sentence)
        around = LONGEST_QUOTE // 2
        first, last = (start, end) if end - start <= LONGEST_QUOTE else (mention.start - around, mention.end + around)
        words = " ".join(self.text[max(first, start) : min(last, end)].split())
        return f"{'…' if first > start else ''}{words}{'…' if last < end else ''}"

    def neighbours(self, mention: Mention) -> list[Mention]:
        """The other mentions of its sentence."""
        return [other for other in self.by_sentence.get(mention.sentence, []) if other != mention]

    @cached_property
    def by_sentence(self) -> dict[int, list[Mention]]:
        """The mentions of each sentence that has any."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found


def read_text(path: Path, vocabulary: Vocabulary) -> Text:
    """Read a plain text in UTF-8, or a PDF. Raises UsageError where it is neither."""
    if not path.is_file():
        raise UsageError("there is no such file", file=path, remedy="Name a text or a PDF")
    content = path.read_bytes()
    if content.startswith(b"%PDF-"):
        return make_text(path.name, _read_pages(path), "page", vocabulary)
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"is neither a PDF nor text in UTF-8: {error}", file=path) from error
    return make_text(path.name, [line + "\n" for line in lines], "line", vocabulary)


def make_text(name: str, parts: list[str], part: str, vocabulary: Vocabulary) -> Text:
    """A text made of its lines or pages, with the mentions in it."""
    text = "".join(parts)
    normalised = normalise(text)
    sentences = tuple(normalised.offsets[start] for start in sentence_starts(normalised.text))
    starts = tuple(accumulate((len(words) for words in parts[:-1]), initial=0))
    return Text(name, text, part, starts, sentences, tuple(find_mentions(text, vocabulary)))


def _read_pages(path: Path) -> list[str]:
    try:
        with pypdfium2.PdfDocument(path) as document:
            return [_read_page(page) for page in document]
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"this is not a PDF that can be read: {error}", file=path) from error


def _read_page(page: pypdfium2.PdfPage) -> str:
    """The paragraphs and cells of a tagged page, apart from each other; of another page the lines as they are set."""
    blocks = [block.text for block in PageText(page).blocks]
    lines = page.get_textpage().get_text_range().replace(DIVIDED, "-")
    return ("\n\n".join(blocks) if blocks else lines) + "\n\n"

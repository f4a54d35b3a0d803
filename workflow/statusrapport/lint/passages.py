"""Passages: what a reader will read in one go, each function call a placeholder, each character with its line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as new
from typing import Literal

from statusrapport.language.sentences import sentence_starts

CALL = "\ufffc"  # stands for what an expression prints
INLINE = ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup")
MARKUP = re.compile(
    r"<!--.*?-->|</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<entity>&(?:\w+|#\d+|#x[0-9a-fA-F]+);)",
    re.DOTALL,
)
READ_ATTRIBUTE = re.compile(r"(?<![\w-])(?:alt|title|aria-label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
Field = Literal["prose", "words", "label", "total"]  # prose is set with links to its facts, words without


@dataclass(frozen=True)
class Call:
    """A call that prints a quantity: its function, the indicator where it is named, and the texts of its arguments."""

    function: str
    indicator: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence, heading or list item of a template: `calls` by where they stand in it, the line of each character."""

    file: str
    text: str
    lines: Sequence[int]
    calls: Mapping[int, Call]
    field: Field

    @property
    def shown(self) -> str:
        """The sentence in one line, every expression as `…`."""
        return re.sub(r"\s+", " ", self.text.replace(CALL, "…")).strip()


@dataclass
class Passage:
    """Text in the making, tags and entities still in it. `before`: lines of the file before what is read."""

    file: str
    field: Field = "prose"
    before: int = 0
    _text: list[str] = new(default_factory=list)
    _lines: list[int] = new(default_factory=list)
    _calls: dict[int, Call] = new(default_factory=dict)

    def add_html(self, text: str, line: int) -> None:
        """Text of the template itself, from `line` on."""
        for character in text:
            self._text.append(character)
            self._lines.append(line + self.before)
            line += character == "\n"

    def add_text(self, text: str, line: int) -> None:
        """A text that will be escaped."""
        self.add_html(html.escape(text, quote=False), line)

    def add_call(self, call: Call | None, line: int) -> None:
        """What an expression prints; None where it prints no quantity."""
        if call is not None:
            self._calls[len(self._text)] = call
        self.add_html(CALL, line)

    def end_block(self) -> None:
        """What follows is no part of the sentence before."""
        self._text += "\n\n"
        self._lines += [self._lines[-1] if self._lines else 0] * 2

    @property
    def has_words(self) -> bool:
        """Whether anything is in it but what expressions print."""
        return any(character != CALL and not character.isspace() for character in self._text)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences, and those of attributes that are read aloud."""
        raw = "".join(self._text)
        at, calls, text, lines = 0, dict[int, Call](), list[str](), list[int]()
        attributes: list[tuple[int, int]] = []
        for match in (*MARKUP.finditer(raw), None):
            end = match.start() if match else len(raw)
            calls |= {len(text) + place - at: call for place, call in self._calls.items() if at <= place < end}
            text += raw[at:end]
            lines += self._lines[at:end]
            if match is None:
                break
            instead = _instead(match)
            text += instead
            lines += [self._lines[match.start()]] * len(instead)
            attributes += _read_attributes(match)
            at = match.end()
        yield from self._split("".join(text), lines, calls)
        for start, end in attributes:
            inside = {place - start: call for place, call in self._calls.items() if start <= place < end}
            yield from self._split(html.unescape(raw[start:end]), self._lines[start:end], inside)

    def _split(self, text: str, lines: Sequence[int], calls: Mapping[int, Call]) -> Iterator[Sentence]:
        starts = sentence_starts(text.replace(CALL, "0"))  # a call may begin a sentence as a capital does
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            inside = {place - start: call for place, call in calls.items() if start <= place < end}
            if text[start:end].strip():
                yield Sentence(self.file, text[start:end], lines[start:end], inside, self.field)


def _instead(match: re.Match[str]) -> str:
    """What a reader reads in place of markup: a block's tag ends a sentence."""
    if match["entity"]:
        return html.unescape(match["entity"])
    return "\n\n" if match["tag"] and match["tag"].lower() not in INLINE else ""


def _read_attributes(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    for found in READ_ATTRIBUTE.finditer(match["attributes"] or ""):
        start, end = found.span(1 if found[1] is not None else 2)
        offset = match.start("attributes")
        yield offset + start, offset + end

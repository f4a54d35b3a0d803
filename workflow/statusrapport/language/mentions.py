"""The finder: every number, quantity phrase, direction and place in an order that a Norwegian text mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from statusrapport.language.finder_rules import build_rules
from statusrapport.language.normalise import normalise
from statusrapport.language.rules import MentionKind, Reading, unit_after
from statusrapport.language.sentences import sentence_starts
from statusrapport.language.vocabulary import Vocabulary


@dataclass(frozen=True)
class Mention:
    """A quantity that a text mentions: `text` stands at `start` to `end` of the text as given.

    `value` is the number as said ("2,4 milliarder" is 2.4e9, "seks av ti" 60.0), `upper` the end of a range; both None
    where the words name no number. `modifier` is the word that rounds or bounds it ("nesten", "over"). `unit` is
    percent, percentage_points, NOK, or the unit of analysis of the noun that follows, empty where it is none of these.
    `sentence` counts sentences from 0.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    value: float | None
    upper: float | None
    unit: str
    sentence: int
    modifier: str


def find_mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Every mention of a quantity in a text, in their order; none overlaps another."""
    normalised = normalise(text)
    starts = sentence_starts(normalised.text)
    mentions = []
    for start, end, reading in sorted(_readings(normalised.text, vocabulary), key=lambda found: found[0]):
        first, after = normalised.span(start, end)
        mention = Mention(
            start=first,
            end=after,
            text=text[first:after],
            kind=reading.kind,
            value=reading.value,
            upper=reading.upper,
            unit=reading.unit or unit_after(normalised.text, end, vocabulary),
            sentence=bisect_right(starts, start) - 1,
            modifier=reading.modifier,
        )
        mentions.append(mention)
    return mentions


def _readings(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Reading]]:
    """What the rules find, each rule in what the rules before it have left."""
    taken = bytearray(len(text))
    for rule in build_rules(vocabulary):
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            reading = rule.read(match) if rule.read else None
            if reading is not None:
                yield start, end, reading
            if reading is not None or rule.read is None:
                taken[start:end] = b"\1" * (end - start)

"""Words beside the amount of a change, as in `en økning på 697`: its sign must be theirs.

Which sign the amount has is known when the report is rendered; so this is checked in the HTML of a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from statusrapport.errors import Finding
from statusrapport.facts.book import Fact
from statusrapport.language.directions import parse_direction
from statusrapport.language.normalise import fold
from statusrapport.language.numerals import alternatives
from statusrapport.language.rules import compile_words
from statusrapport.language.vocabulary import Vocabulary
from statusrapport.lint.passages import CALL
from statusrapport.lint.templates import read_sentences
from statusrapport.lint.word_rules import CHANGES

LINK = r'<(?:a|span) class="fact" (?:id="use-|data-fact=")(?P<id>[^"]+)"[^>]*>[^<]*</(?:a|span)>'


def check_signs(page: str, facts: Sequence[Fact], vocabulary: Vocabulary, folder: Path, name: str) -> Iterator[Finding]:
    """A finding for each word of a rendered template that contradicts the sign of the change beside it.

    The template is `name` in `folder`, that of a report kind.
    """
    changes = {fact.id: fact for fact in facts if fact.kind in CHANGES and fact.value is not None}
    before, after = _patterns(vocabulary, LINK)
    for match in (*before.finditer(page), *after.finditer(page)):
        fact = changes.get(match["id"])
        sign = _sign(match["word"], vocabulary)
        if fact is None or not sign or sign * float(fact.value or 0) > 0:
            continue
        way = "a decrease" if float(fact.value or 0) < 0 else "no change"
        rule = f"does not hold of {fact.indicator}, region {fact.region_code}, {fact.period} = {fact.shown}, {way}"
        line, sentence = _find(match["word"], fact, vocabulary, folder, name)
        remedy = "Use direction for the word, which names those that the data allow"
        yield Finding(f"templates/{folder.name}/{name}", line, "", "", match["word"], rule + sentence, remedy, "sign")


def _sign(word: str, vocabulary: Vocabulary) -> int:
    if fold(word) in (*vocabulary.comparatives.increase, *vocabulary.comparatives.decrease):
        return 1 if fold(word) in vocabulary.comparatives.increase else -1
    rule, _ = parse_direction(vocabulary, word)
    return {"increase": 1, "decrease": -1}.get(rule or "", 0)


def _find(word: str, fact: Fact, vocabulary: Vocabulary, folder: Path, name: str) -> tuple[int, str]:
    """The line of a template where a word stands beside a change of an indicator, and the sentence."""
    before, after = _patterns(vocabulary, CALL)
    for sentence in read_sentences((folder / name).read_text(encoding="utf-8"), name, folder.parent):
        for match in (*before.finditer(sentence.text), *after.finditer(sentence.text)):
            at = sentence.text.index(CALL, match.start())
            call = sentence.calls.get(at)
            if (
                match["word"] == word
                and call is not None
                and (call.function, call.indicator)
                == (
                    fact.kind,
                    fact.indicator,
                )
            ):
                return sentence.lines[match.start("word")], f", in “{sentence.shown}”"
    return 0, ""


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary, amount: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A direction before an amount, and a comparative after it or after its noun."""
    directions = alternatives(text for entry in vocabulary.directions for text in entry.texts)
    words = vocabulary.comparatives
    comparatives = alternatives((*words.increase, *words.decrease))
    before = compile_words(f"(?P<word>{directions})").pattern + rf"\s+(?:på|med)\s+{amount}"
    after = rf"{amount}(?:\s+\w+)?\s+(?P<word>{comparatives})(?!\w)"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)

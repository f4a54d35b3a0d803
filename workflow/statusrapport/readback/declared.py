"""Numbers that may stand in a report without being facts: parameters of the edition, and what declarations say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from statusrapport.facts.book import Fact
from statusrapport.facts.published import format_day
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.language.normalise import fold
from statusrapport.project import COUNTRY
from statusrapport.render.appendix import definitions
from statusrapport.render.words import word_rows

Span = tuple[int, int]

MUNICIPALITY = 4  # digits of its code
NUMERAL = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.]\d+)*")
IDENTIFIER = re.compile(r"tabell \d+|\d{1,2}\. (?:jan|febr|mars|apr|mai|jun|jul|aug|sept|okt|nov|des)[a-z]*")
SPACES = re.compile(r"[\u00a0\u202f]")


def find_numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Each number of a text: start, end, and its digits."""
    return ((match.start(), match.end(), re.sub(r"[ \u00a0\u202f]", "", match[0])) for match in NUMERAL.finditer(text))


def find_texts(text: str, wanted: Iterable[str]) -> Iterator[Span]:
    """Where one of several texts stands in another as whole words and numbers, whatever the case."""
    plain = SPACES.sub(" ", text)
    inside = {place for start, end, _ in find_numerals(plain) for place in range(start + 1, end)}
    for item in wanted:
        if item:
            spans = (match.span() for match in _words(item).finditer(plain))
            yield from (span for span in spans if inside.isdisjoint(span))


@cache
def _words(text: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, SPACES.sub(" ", text).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


class Declared:
    """What a report's slice and edition declare; `parameters` are the years that texts may name."""

    def __init__(self, slice_: Slice, parameters: Mapping[str, str]) -> None:
        self._slice = slice_
        published = slice_.earlier.figures if slice_.earlier else ()
        periods = {*slice_.frame["period"], *(figure.period for figure in published)}
        self._years = {*parameters.values(), str(slice_.structure), *periods}

    def years(self, text: str) -> Iterator[Span]:
        """The edition's own years, those of its figures, and those of which it has figures of the report before it."""
        return ((start, end) for start, end, _ in find_numerals(text) if text[start:end] in self._years)

    def in_prose(self, text: str) -> Iterator[Span]:
        """Names of sources and of the vocabulary, dates that they give, what is said of figures that are missing."""
        yield from find_texts(text, self._identifiers)
        yield from find_texts(text, self._slice.vocabulary.names.texts)
        yield from find_texts(text, self._earlier)
        for source in self._slice.sources.values():
            for gap in source.known_missing:
                if self._slice.regions.get(gap["region_code"], gap["region_code"]) in text:
                    yield from find_texts(text, (gap["period"], gap["reason_nb"]))

    def in_terms(self, term: str, text: str) -> Iterator[Span]:
        """What the declaration of an indicator, a source or a citation says, beside its title."""
        return find_texts(text, self._terms.get(fold(term), ()))

    def is_term(self, text: str) -> bool:
        """Whether a text is the title of an indicator, a source or a citation."""
        return fold(text) in self._terms

    def is_vocabulary(self, text: str) -> bool:
        """Whether a text is a cell of the table of the vocabulary."""
        return text in self._vocabulary

    def is_label(self, value: str, text: str) -> bool:
        """Whether a text is the label of a value, `dimension=value`, whatever its first letter's case."""
        dimension, _, name = value.partition("=")
        return fold(self._slice.labels.get(dimension, {}).get(name, "")) == fold(text)

    def is_asked(self, text: str) -> bool:
        """Whether a text is a question, an item, or an answer with its code, in a questionnaire of a source."""
        return text in self._asked

    def is_quotation(self, text: str) -> bool:
        """Whether a text is a declared quotation from an open answer."""
        return any(text == each["text"] for form in self._questionnaires for each in form["quotations"])

    @cached_property
    def _questionnaires(self) -> list[Mapping[str, Any]]:
        return [form for source in self._slice.sources.values() for form in source.questionnaires]

    @cached_property
    def _asked(self) -> set[str]:
        questions = [question for form in self._questionnaires for question in form["questions"]]
        items = [item for question in questions for item in question["items"]]
        answers = [answer for question in questions for answer in question["answers"]]
        texts = {each["text"] for each in (*questions, *items)}
        return texts | {f"{answer['code']} {answer['text']}" for answer in answers}

    @cached_property
    def _vocabulary(self) -> set[str]:
        return {text for row in word_rows(self._slice.vocabulary) for text in (row.group, row.words, row.meaning)}

    def in_labels(self, text: str, facts: Sequence[Fact]) -> Iterator[Span]:
        """Numbers that stand in the titles and labels of what a figure or table shows."""
        known = {digits for label in self._labels(facts) for _, _, digits in find_numerals(label)}
        return ((start, end) for start, end, digits in find_numerals(text) if digits in known)

    def is_named(self, value: float) -> bool:
        """Whether a number that is written in words stands in a title or label: `under fem tusen innbyggere`."""
        return value in self._named

    @cached_property
    def _named(self) -> set[float]:
        titles = [text for item in self._slice.indicators.values() for text in (item.title_nb, item.unit_nb)]
        labels = [text for values in self._slice.labels.values() for text in values.values()]
        numerals = [digits for text in (*titles, *labels) for _, _, digits in find_numerals(text)]
        return {float(digits) for digits in numerals if digits.isdigit()}

    @cached_property
    def _identifiers(self) -> list[str]:
        found: dict[str, None] = {}
        for source in self._slice.sources.values():
            found |= dict.fromkeys([source.short_nb] if re.search(r"\d", source.short_nb) else [])
            texts = (source.title_nb, source.description_nb, source.attribution_nb)
            found |= dict.fromkeys(match for text in texts for match in IDENTIFIER.findall(text))
        return list(found)

    @cached_property
    def _earlier(self) -> list[str]:
        """What is said of the report before this one, and why its figures were revised."""
        if (earlier := self._slice.earlier) is None:
            return []
        days = [earlier.date, *(figure.revised for figure in earlier.figures if figure.revised)]
        reasons = [figure.reason_nb for figure in earlier.figures]
        return [earlier.title_nb, earlier.document_nb, *map(format_day, days), *reasons]

    @cached_property
    def _terms(self) -> dict[str, tuple[str, ...]]:
        terms: dict[str, tuple[str, ...]] = {
            fold(item.title): (item.definition, item.sources, item.smallest_change, item.note)
            for item in definitions(self._slice)
        }
        for source in self._slice.sources.values():
            texts = (source.owner_nb, source.description_nb, source.attribution_nb, source.licence)
            terms[fold(source.title_nb)] = texts
        for citation in self._slice.citations.values():
            terms[fold(citation.title_nb)] = (citation.document_nb,)
        return terms

    def _labels(self, facts: Sequence[Fact]) -> Iterator[str]:
        indicators = [
            self._slice.indicators[id_] for id_ in {fact.indicator for fact in facts} & {*self._slice.indicators}
        ]
        for indicator in indicators:
            yield from (indicator.title_nb, indicator.unit_nb, indicator.definition_nb)
            yield from (self._slice.sources[id_].short_nb for id_ in indicator.source)
        for fact in facts:
            for dimension, value in parse_breakdown(fact.breakdown).items():
                yield self._slice.label(dimension, value)
            yield self._slice.regions.get(fact.region_code, "")
            yield from fact.period.split("/")
        for source in {id_ for indicator in indicators for id_ in indicator.source}:
            for each in self._slice.sources[source].series_breaks:
                yield from (each["reason_nb"], each["period"])


def find_foreign_names(text: str, slice_: Slice, region: str) -> Iterator[tuple[int, str]]:
    """Names of municipalities that the report of `region` has nothing to say of, with where they stand.

    The country's report may name each of its municipalities, another one those that its slice has figures of and those
    of which a source says that figures are missing.
    """
    if region == COUNTRY:
        return
    missing = {gap["region_code"] for source in slice_.sources.values() for gap in source.known_missing}
    own = {*slice_.frame["region_code"], *missing}
    names = {name: code in own for code, name in slice_.regions.items() if len(code) == MUNICIPALITY}
    names |= {name: True for code, name in slice_.regions.items() if code in own or len(code) != MUNICIPALITY}
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w-])({longest_first})s?(?![\w-])", text):
        if not names[match[1]]:
            yield match.start(), match[1]

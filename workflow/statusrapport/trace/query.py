"""Finding facts by what a reader has of them: the number as printed, words of the sentence, or the fact's id."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Any

from statusrapport.errors import StatusrapportError
from statusrapport.language.normalise import fold
from statusrapport.trace.places import Place
from statusrapport.trace.report import PublishedReport

NUMBER = re.compile(r"(?:(?<!\w)[+-])?\d+(?: \d{3}(?!\d))*(?:,\d+)?")
WHOLE_NUMBER = re.compile(r"([+-]?\d[\d ]*(?:[,.]\d+)?) ?(%|prosent|prosentpoeng)?")  # exact values have a point
PLACES = ("prose", "title", "table", "chart", "alt")
NAMED = 3  # how many facts are named where none is found


class Rank(IntEnum):
    """How a fact answers a query, the most specific first."""

    ID = 0
    SHOWN = 1
    NUMBER = 2
    VALUE = 3
    WORDS_AND_NUMBER = 4
    WORDS = 5


class NothingTraced(StatusrapportError):  # noqa: N818  named for what happens
    """No fact of the report answers the query."""

    exit_code = 10


@dataclass(frozen=True)
class Match:
    """A fact that answers a query, and where it stands."""

    fact: dict[str, Any]
    place: Place


def find_matches(query: str, report: PublishedReport) -> list[Match]:
    """The facts that a query means, the most specific first and prose before tables, figures and their descriptions.

    A number means the facts that print it, with any kind of space, or whose exact value it is. Other words mean the
    facts whose id or printed phrase they are, or in whose sentence or caption they stand. Raises NothingTraced, naming
    the facts that are nearest.
    """
    rank = _rank_number(query) if WHOLE_NUMBER.fullmatch(fold(query)) else _rank_words(query)
    found = []
    for order, fact in enumerate(report.facts):
        place = report.place(fact)
        if (how := rank(fact, place)) is not None:
            found.append(((how, PLACES.index(fact["place"]), order), Match(fact, place)))
    if not found:
        raise _nothing(query, report)
    return [match for _, match in sorted(found, key=lambda item: item[0])]


Ranking = Callable[[dict[str, Any], Place], Rank | None]


def _rank_number(query: str) -> Ranking:
    wanted, (number, unit) = fold(query), _number_and_unit(query)
    exact = wanted.replace(" ", "").replace(",", ".")

    def rank(fact: dict[str, Any], place: Place) -> Rank | None:
        if fold(fact["shown"]) == wanted:
            return Rank.SHOWN
        if number in numbers_in(fact["shown"]) and unit in ("", _number_and_unit(fact["shown"])[1]):
            return Rank.NUMBER
        return Rank.VALUE if fact["value"] == exact else None

    return rank


def _rank_words(query: str) -> Ranking:
    wanted, words = fold(query), comparable(query)

    def rank(fact: dict[str, Any], place: Place) -> Rank | None:
        if fact["id"] == query.strip():
            return Rank.ID
        if fold(fact["shown"]) == wanted:
            return Rank.SHOWN
        if words not in comparable(place.context):
            return None
        return Rank.WORDS_AND_NUMBER if comparable(fact["shown"]) in words else Rank.WORDS

    return rank


def comparable(text: str) -> str:
    """A text without what its setting changes: spaces, hyphens at the end of lines, and case."""
    return re.sub("[ -]", "", fold(text))


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, without spaces and plus signs: `16399`, `-4,3`."""
    return [match.replace(" ", "").lstrip("+") for match in NUMBER.findall(fold(text))]


def _number_and_unit(text: str) -> tuple[str, str]:
    """A number as numbers_in gives it, and the unit printed with it: prosent for % as well, empty for none."""
    match = WHOLE_NUMBER.fullmatch(fold(text))
    if match is None:
        return "", ""
    number, unit = match.groups(default="")
    return number.replace(" ", "").lstrip("+"), "prosent" if unit == "%" else unit


def _nothing(query: str, report: PublishedReport) -> NothingTraced:
    near = [_name(fact, report.place(fact)) for fact in sorted(report.facts, key=_distance(query, report))[:NAMED]]
    page = next((number for number, text in enumerate(report.pages, 1) if _stands_in(query, text)), None)
    stands = f"; what stands on page {page} was not looked up in the data" if page else ""
    return NothingTraced(
        f"no number of the data answers to {query!r}{stands}", file=report.path, remedy=f"Nearest: {'; '.join(near)}"
    )


def _name(fact: dict[str, Any], place: Place) -> str:
    return f"{fact['id']} ({fact['shown']}{f', page {place.page}' if place.page else ''})"


def _stands_in(query: str, text: str) -> bool:
    number, _ = _number_and_unit(query)
    return number in numbers_in(text) if number else comparable(query) in comparable(text)


def _distance(query: str, report: PublishedReport) -> Callable[[dict[str, Any]], float]:
    """How far a fact is from a query: between numbers their difference, else how unlike the words are."""
    number, _ = _number_and_unit(query)

    def between_numbers(fact: dict[str, Any]) -> float:
        differences = (abs(_float(other) - _float(number)) for other in numbers_in(fact["shown"]))
        return min(differences, default=float("inf"))

    def between_words(fact: dict[str, Any]) -> float:
        texts = (fact["id"], fact["shown"], report.place(fact).context)
        return -max(SequenceMatcher(None, fold(query), fold(text)).ratio() for text in texts)

    return between_numbers if number else between_words


def _float(number: str) -> float:
    return float(number.replace(",", "."))

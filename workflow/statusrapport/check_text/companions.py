"""What stands beside a bound number: its year, an age or threshold, the length of its list, an order, a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from statusrapport.check_text.dating import years_of
from statusrapport.check_text.figures import Document, Figure
from statusrapport.check_text.quantities import Quantity, parse_date
from statusrapport.check_text.text import Text
from statusrapport.check_text.verdicts import Verdict
from statusrapport.language import Mention, Vocabulary
from statusrapport.language.directions import parse_direction
from statusrapport.language.normalise import fold

Direction = str
NUMBERS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(?![\w.])")
PERIODS = re.compile(r"(\d{4})(?:-(\d{4}))?")
LIST_REACH = 2  # sentences from the length of a list to its first number
AGE_REACH = 1  # sentences from an age or threshold to the number that it belongs to


class Companions:
    """The verdicts on mentions that are no value themselves, from the quantities bound in each sentence."""

    def __init__(
        self, text: Text, figures: Sequence[Figure], bound: dict[Mention, Quantity], document: Document | None
    ) -> None:
        self._text, self._figures, self._document = text, figures, document
        self._bound: dict[int, list[Quantity]] = {}
        for mention, quantity in sorted(bound.items(), key=lambda item: item[0].start):
            self._bound.setdefault(mention.sentence, []).append(quantity)

    def judge(self, mention: Mention, vocabulary: Vocabulary) -> Verdict:
        """The verdict on one mention."""
        found: Verdict | None = None
        if mention.kind in ("year", "date"):
            found = self._judge_time(mention)
        elif mention.kind == "direction":
            found = self._judge_direction(mention, vocabulary)
        elif mention.kind == "superlative":
            found = self._judge_order(mention)
        elif mention.value is not None:
            found = self._judge_list(mention) or self._judge_qualifier(mention)
        return found or Verdict(mention, "unbound")

    def _near(self, mention: Mention, before: int, after: int) -> list[Quantity]:
        """The quantities bound in the sentences around a mention, those of its own first."""
        numbers = range(mention.sentence - before, mention.sentence + after + 1)
        near = sorted(numbers, key=lambda number: abs(number - mention.sentence))
        return [quantity for number in near for quantity in self._bound.get(number, [])]

    def _judge_time(self, mention: Mention) -> Verdict | None:
        """A year of the periods of its sentence, or the whole period of one figure, or of the document."""
        years = years_of(mention)
        for quantity in self._near(mention, 0, 0):
            if years and years <= _years_in(quantity.period):
                return Verdict(mention, "bound", quantity.figure.id, quantity.part, "period")
            if years and years <= _years_in(quantity.figure.stated_period):
                return Verdict(mention, "bound", quantity.figure.id, quantity.part, "period as stated")
        if self._document and _is_time_of(mention, self._document.period):
            return Verdict(mention, "bound", self._text.name, "", "period of the document")
        named = [figure.id for figure in self._figures if years and _whole_years(figure.period) == years]
        if len(named) == 1:
            return Verdict(mention, "bound", named[0], "", "period")
        return Verdict(mention, "unbound", candidates=tuple(named))

    def _judge_list(self, mention: Mention) -> Verdict | None:
        """How many parts a figure has, of which numbers follow: "fordelt på fire hovedområder"."""
        if mention.kind not in ("count_word", "number") or mention.unit:
            return None
        for quantity in self._near(mention, 0, LIST_REACH):
            if len(quantity.figure.labels) == mention.value:
                return Verdict(mention, "bound", quantity.figure.id, "", "number of parts")
        return None

    def _judge_qualifier(self, mention: Mention) -> Verdict | None:
        """A number in the words of a figure, such as an age group: "per innbygger 20-66 år"."""
        for quantity in self._near(mention, AGE_REACH, AGE_REACH):
            if (mention.value, mention.upper) in _numbers_in(f"{quantity.figure.description}; {quantity.figure.unit}"):
                return Verdict(mention, "bound", quantity.figure.id, "", "limit in its definition")
        return None

    def _judge_direction(self, mention: Mention, vocabulary: Vocabulary) -> Verdict | None:
        """A direction that is, or is not, that of a change or a series in its sentence."""
        rule, _ = parse_direction(vocabulary, mention.text)
        changes = list(_changes(self._near(mention, 0, 0)))
        for name, direction in changes:
            if direction == rule:
                return Verdict(mention, "bound", name, "", "direction")
        if not changes or rule not in ("increase", "decrease", "stable"):
            return None
        name, direction = changes[0]
        reason = f"the text says {rule}, {name} is {_NAMES[direction]}"
        return Verdict(mention, "contradicted", name, "", "direction", reason)

    def _judge_order(self, mention: Mention) -> Verdict | None:
        """The order of the things named in its sentence beside the ranks that a figure declares.

        Figures fit where two or more of their things are named; the one that fits best is that whose things, in the
        order of the file, come in the order of the text, and of which most are named.
        """
        start, end = self._text.span(mention.sentence)
        sentence = fold(self._text.text[start:end])
        fitting = []
        for figure in self._figures:
            groups = [(group, sentence.find(fold(name))) for group, names in enumerate(figure.ranks) for name in names]
            named = [(group, place) for group, place in groups if place >= 0]
            if len(named) > 1:
                places = [place for _, place in named]
                fitting.append((places == sorted(places), len(named), figure.id, sorted(named, key=lambda n: n[1])))
        if not fitting:
            return None
        _, _, id_, named = max(fitting, key=lambda fit: fit[:2])
        if [group for group, _ in named] == sorted(group for group, _ in named):
            return Verdict(mention, "bound", id_, "", "order")
        return Verdict(mention, "contradicted", id_, "", "order", f"the text names them in another order than {id_}")


_NAMES = {"increase": "an increase", "decrease": "a decrease", "stable": "stable"}


def _changes(quantities: Sequence[Quantity]) -> Iterator[tuple[str, Direction]]:
    """The changes that quantities of one sentence tell: each with the figure's name."""
    for quantity in quantities:
        if quantity.figure.relation.startswith("stable"):
            yield quantity.figure.id, "stable"
        elif quantity.figure.is_change and not isinstance(quantity.value, date):
            yield quantity.figure.id, _direction(quantity.value)
    series: dict[tuple[object, ...], list[Quantity]] = {}
    for quantity in quantities:
        key = (quantity.figure.description, quantity.unit, quantity.figure.level, quantity.figure.labels)
        series.setdefault(key, []).append(quantity)
    for members in series.values():
        dated = sorted((q.years, q.value, q.figure.id) for q in members if q.years and isinstance(q.value, float))
        if dated and dated[0][0] != dated[-1][0]:
            yield dated[-1][2], _direction(dated[-1][1] - dated[0][1])


def _direction(change: float) -> Direction:
    return "increase" if change > 0 else "decrease" if change < 0 else "stable"


def _years_in(period: str) -> frozenset[int]:
    return frozenset(int(year) for years in PERIODS.findall(period) for year in years if year)


def _whole_years(period: str) -> frozenset[int]:
    return _years_in(period) if PERIODS.fullmatch(period) else frozenset()


def _is_time_of(mention: Mention, period: str) -> bool:
    """Whether a document's period names a day, or a range of years, that a text mentions."""
    if mention.kind == "date":
        day = parse_date(mention.text)
        return day is not None and day.isoformat() in period
    return mention.upper is not None and f"{mention.value:g}-{mention.upper:g}" in period


def _numbers_in(words: str) -> set[tuple[float, float | None]]:
    return {(float(first), float(last) if last else None) for first, last in NUMBERS.findall(words)}

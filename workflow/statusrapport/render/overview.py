"""The overview of a report's goals: how the indicators of each have developed, and what the figures rest on.

Every cell is a fact. The direction is a claim that the claim functions choose by the data, as they do for
`direction(…, "auto")` in a template; a mark that can be told in grey stands before its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from statusrapport.claims.checks import CHANGE_KINDS
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.numbers import NO_BREAK_SPACE, format_number, round_half_up
from statusrapport.facts.published import describe_quantity
from statusrapport.facts.quantity import Calculator, FactError, MissingObservationError, Quantity
from statusrapport.facts.sample import count_of
from statusrapport.language.directions import parse_direction
from statusrapport.language.vocabulary import Direction, Vocabulary
from statusrapport.render.grid import Cell, Grid, Line
from statusrapport.render.kind import Coordinates, Goal, Measure, Overview
from statusrapport.render.revisions import unit_beside

MARKS: Mapping[Direction, str] = {"increase": "▲", "decrease": "▼", "stable": "■", "uncertain": "◊"}
LEVELS = ("value", "share")
CHANGE_NB, DIRECTION_NB, BASIS_NB = "Endring", "Retning", "Grunnlag"
NOT_MEASURED, NOT_DEFINED, NOT_KNOWN = ".", ".", ".."
NOT_COMPUTED_NB = "ikke beregnet"
FULL_COUNT_NB, SAMPLE_NB = "Fulltelling", "Utvalg"
NOUNS_NB = {"respondent": "respondenter"}  # what a full count counts, by unit of analysis; else municipalities
TOLD = 0.1  # by so much of it must the number of those behind a figure have changed for both to be told
WIDTHS = {"period": 8, "change": 15, "direction": 20, "basis": 16}  # percent; the rest is for the labels


class _Chosen(Printer):
    """Keeps what a claim function would print, in place of printing it."""

    def __init__(self) -> None:
        super().__init__(FactBook())
        self.quantity: Quantity | None = None
        self.words = ""

    def print_fact(self, quantity: Quantity, shown: str) -> Markup:
        """Keep it."""
        self.quantity, self.words = quantity, shown
        return Markup("")


class _Row(NamedTuple):
    """What a row is of: the first and last years of a measure, and its values by period."""

    measure: Measure
    start: str
    end: str
    values: dict[str, Quantity]


def compute_overview(exhibit: Overview, calculator: Calculator, parameters: Mapping[str, str]) -> Grid:
    """The grid of an overview: rows grouped by goal; columns for periods, change, direction and basis.

    Raises FactError where an indicator has no observation of a period that it is said to be measured in.
    """
    return _Builder(exhibit, calculator, parameters).build()


def overview_widths(periods: int) -> list[int]:
    """The widths of the columns of an overview of so many periods, in percent."""
    rest = [WIDTHS["period"]] * periods + [WIDTHS["change"], WIDTHS["direction"], WIDTHS["basis"]]
    return [100 - sum(rest), *rest]


def explain_directions(grid: Grid, vocabulary: Vocabulary) -> str:
    """What the marks of an overview mean, for the note below it; also what it means that a direction is not there."""
    words = {entry.rule: entry.texts[0] for entry in reversed(vocabulary.directions)}
    marks = ", ".join(f"{mark} {words[rule]}" for rule, mark in MARKS.items())
    note = f"Retning: {marks}; ordet velges av dataene."
    if any(cell.shown.endswith(NOT_COMPUTED_NB) for _, _, cell in grid):
        note += f" {NOT_COMPUTED_NB.capitalize()}: det er ikke kjent hvor sikker endringen er."
    if any(map(_differs_by_rounding, grid.cells)):
        note += " Endringer er regnet ut før tallene er avrundet."
    return note


def _differs_by_rounding(cells: tuple[Cell, ...]) -> bool:
    """Whether a reader who subtracts the values of a row finds another change than the one that is printed."""
    change = next(cell.quantity for cell in cells if cell.quantity.kind in CHANGE_KINDS.values())
    ends = change.period.split("/")
    values = [cell.quantity.value for cell in cells if cell.quantity.period in ends and cell.quantity.kind in LEVELS]
    if change.kind == "percent_change" or change.value is None or len(values) != len(ends) or None in values:
        return False
    first, last, printed = (round_half_up(value or 0.0, change.decimals) for value in (*values, change.value))
    return last - first != printed


class _Builder:
    def __init__(self, exhibit: Overview, calculator: Calculator, parameters: Mapping[str, str]) -> None:
        self._exhibit, self._calculator, self._parameters = exhibit, calculator, parameters
        self._vocabulary = calculator.slice.vocabulary
        self._chosen = _Chosen()
        self._claims = ClaimFunctions(calculator, self._chosen, self._vocabulary, calculator.slice.citations)
        default = ("{start}" if "start" in parameters else "{previous}", "{year}")
        self._periods = [text.format(**parameters) for text in exhibit.periods or default]
        if not all(int(first) < int(second) for first, second in pairwise(self._periods)):
            raise FactError(f"{exhibit.id}: the periods are not in order: {', '.join(self._periods)}")

    def build(self) -> Grid:
        first, last = self._periods[0], self._periods[-1]
        labels = [(period, "") for period in self._periods]
        labels += [(CHANGE_NB, f"{first}–{last}"), (DIRECTION_NB, ""), (BASIS_NB, "")]
        columns = tuple(_column(words, years) for words, years in labels)
        rows, cells = [], []
        for goal in self._exhibit.goals:
            for measure in goal.indicators:
                row = self._read(measure)
                rows.append(self._line(goal, row))
                cells.append(tuple(self._cells(row)))
        return Grid(tuple(rows), columns, tuple(cells))

    def _read(self, measure: Measure) -> _Row:
        start = (measure.start or self._periods[0]).format(**self._parameters)
        end = (measure.end or self._periods[-1]).format(**self._parameters)
        if int(start) >= int(end):
            raise FactError(f"{self._exhibit.id}: {measure.id} has no years between {start} and {end}")
        values = {period: self._value(measure, period) for period in (start, end)}
        for period in self._periods:
            if int(start) < int(period) < int(end) and (between := self._find(measure, period)):
                values[period] = between
        return _Row(measure, start, end, values)

    def _find(self, measure: Measure, period: str) -> Quantity | None:
        """The value of a year between the first and the last, in which it need not have been measured."""
        try:
            return self._calculator.value(measure.id, period, measure.region, measure.by, None)
        except MissingObservationError:
            return None

    def _value(self, measure: Measure, period: str) -> Quantity:
        try:
            return self._calculator.value(measure.id, period, measure.region, measure.by, None)
        except FactError as error:
            remedy = f"{error.remedy}. Where it is measured in fewer years, give it start or end"
            raise FactError(f"{self._exhibit.id}: {error.message}", remedy=remedy) from error

    def _line(self, goal: Goal, row: _Row) -> Line:
        quantity = row.values[row.end]
        label = row.measure.label_nb.format(**self._parameters)
        label = label or describe_quantity(quantity, self._calculator.slice.labels)
        group = goal.label_nb.format(**self._parameters)
        return Line(label, label, group, False, Coordinates(), {"unit": unit_beside(label, quantity.indicator)})

    def _cells(self, row: _Row) -> Iterator[Cell]:
        for period in self._periods:
            quantity = row.values.get(period) or _not_measured(row.values[row.end], period)
            yield Cell(quantity, quantity.shown())
        change = self._change(row)
        is_whole = (row.start, row.end) == (self._periods[0], self._periods[-1])
        years = "" if is_whole or change.value is None else f" ({row.start}–{row.end})"
        yield Cell(change, f"{change.shown(plus=True, unit='sign')}{years}")
        yield self._direction(row, change)
        yield _basis(row.values[row.start], row.values[row.end])

    def _change(self, row: _Row) -> Quantity:
        measure = row.measure
        kind = CHANGE_KINDS[row.values[row.end].indicator.smallest_change.unit]
        change = self._calculator.change(kind, measure.id, row.start, row.end, measure.region, measure.by, None)
        is_undefined = change.value is None and not change.mark  # as percent of nothing
        return replace(change, mark=NOT_DEFINED) if is_undefined else change

    def _direction(self, row: _Row, change: Quantity) -> Cell:
        """The words that the data choose; the mark of the change where it has no value, and why where nothing can."""
        if change.value is None:
            return Cell(replace(change, kind="direction"), change.mark)
        measure = row.measure
        try:
            self._claims.direction(
                measure.id, int(row.start), int(row.end), "auto", region=measure.region, by=measure.by
            )
        except FactError as error:
            unknown = replace(change, kind="direction", value=None, mark=NOT_KNOWN, formula=error.message)
            return Cell(unknown, f"{NOT_KNOWN}{NO_BREAK_SPACE}{NOT_COMPUTED_NB}")
        assert self._chosen.quantity is not None
        mark = _choose_mark(self._vocabulary, self._chosen.words, self._chosen.quantity.value or 0.0)
        return Cell(self._chosen.quantity, f"{mark}{NO_BREAK_SPACE}{self._chosen.words}")


def _column(words: str, years: str) -> Line:
    """A column; the years in its head stay on one line."""
    label = f"{words} {years}".strip()
    return Line(label, label, "", False, Coordinates(), {"words": words, "years": years})


def _choose_mark(vocabulary: Vocabulary, words: str, change: float) -> str:
    """The mark of a direction. A change that is small and sure has that of its sign; its words say that it is small."""
    rule, _ = parse_direction(vocabulary, words)
    if rule is not None and rule in MARKS:
        return MARKS[rule]
    return MARKS["increase" if change > 0 else "decrease"]


def _not_measured(like: Quantity, period: str) -> Quantity:
    """A period in which an indicator is not measured."""
    return replace(
        like,
        period=period,
        value=None,
        mark=NOT_MEASURED,
        status="not_applicable",
        n=None,
        se=None,
        lower=None,
        upper=None,
        formula="",
        lineage="",
    )


def _basis(start: Quantity, end: Quantity) -> Cell:
    """What the last value rests on, and the first where that was on many more or fewer."""
    is_sample = end.indicator.estimator == "survey"
    noun = "svar" if is_sample else NOUNS_NB.get(end.indicator.unit_of_analysis, "kommuner")
    shown = SAMPLE_NB if is_sample else FULL_COUNT_NB
    if end.n is not None:
        shown += f", {format_number(end.n)}{NO_BREAK_SPACE}{noun}"
        if start.n is not None and abs(start.n - end.n) > TOLD * max(start.n, end.n):
            shown += f" ({format_number(start.n)} i {start.period})"
    return Cell(replace(count_of(end), kind="basis", mark=""), shown)

"""Alternative texts of charts, made from their cells: the kind of chart, what it shows, and the range of its values.

The words hold of any numbers: they say from which value to which, and no direction and no lead. Those are for the point
that follows, a template of the report kind that is checked like all claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from statusrapport.charts.data import Reading
from statusrapport.claims.order import forbids_ranking, published
from statusrapport.facts.functions import Printer
from statusrapport.facts.quantity import Quantity
from statusrapport.language.wording import end_sentence, join_words, lower_first, upper_first
from statusrapport.render.grid import Cell, Grid, Line

MOST_LINES = 3  # rows or columns that are told one by one; where there are more, the range is told over all
MOST_NAMES = 3  # of those that share a value or have none
NOTHING_NB = "Ingen verdier kan vises"
NOUNS_NB = {"value": ("verdien", "verdiene"), "share": ("andelen", "andelene")}  # one, all
CHANGES_NB = ("endringen", "endringene")  # where all are of another kind


class _Value(NamedTuple):
    """A cell with the labels of its row and column, empty where there is but one row or column."""

    row: str
    column: str
    cell: Cell

    @property
    def both(self) -> str:
        if self.row and self.column.isdecimal():
            return f"{self.row} i {self.column}"
        return ", ".join(label for label in (self.column, self.row) if label)

    @property
    def quantity(self) -> Quantity:
        return self.cell.quantity

    @property
    def is_known(self) -> bool:
        return self.quantity.value is not None


class _Told(NamedTuple):
    """Words for values: with their lead they are a sentence, without it they follow the name of a row or column."""

    lead: str
    words: str


Label = Callable[[_Value], str]  # what tells a value from the others of its range
ROW, COLUMN, BOTH = attrgetter("row"), attrgetter("column"), attrgetter("both")


def has_values(grid: Grid) -> bool:
    """Whether any cell of a grid has a value, so that there is something to see."""
    return any(cell.quantity.value is not None for _, _, cell in grid)


def compose_alternative_text(
    name: str, subtitle: str, reading: Reading, grid: Grid, printer: Printer, regions: Collection[str]
) -> str:
    """The name of the kind of chart, what the subtitle says, the range of the values, and where there are none.

    `reading` is the kind's way to tell the range. `printer` writes down each number. `regions` are names, which keep
    their capitals; of `Oslo - Oslove` the first is said.
    """
    sentences = [f"{name}: {lower_first(subtitle, regions)}"]
    if has_values(grid):
        named = _name_lines(grid, regions)
        sentences += [*_Ranges(_without_totals(named), printer).tell(reading), *_tell_gaps(named)]
    else:
        sentences.append(NOTHING_NB)
    return " ".join(map(end_sentence, sentences))


class _Ranges:
    """Tells the range of a grid of which at least one cell has a value, its labels as they stand in a sentence."""

    def __init__(self, grid: Grid, printer: Printer) -> None:
        self._printer = printer
        self._rows = _values(grid)
        self._columns = list(zip(*self._rows, strict=True))

    def tell(self, reading: Reading) -> list[str]:
        """Sentences: one for each row or column only where these are few, else one over all."""
        rows, columns = self._rows, self._columns
        few_rows, few_columns = len(rows) <= MOST_LINES, len(columns) <= MOST_LINES
        if reading == "rows" and few_rows:
            alike = [_of_one_indicator(row) for row in rows]
            return self._tell_lines(alike, ROW, lambda row: self._tell_range(row, COLUMN))
        if reading == "periods" and few_rows and all(map(_is_pair_of_periods, rows)):
            return self._tell_lines(rows, ROW, self._tell_pair)
        if reading == "spread" and len(rows) > 1 and len(columns) == 3 and all(map(_any_known, columns)):
            return self._tell_spread()
        if reading not in ("values", "rows") and few_columns:
            return self._tell_lines(columns, COLUMN, lambda column: self._tell_range(column, ROW))
        every = chain(*map(_of_one_indicator, rows) if reading == "rows" else rows)
        return self._tell_lines([list(every)], BOTH, lambda values: self._tell_range(values, BOTH))

    def _tell_lines(
        self, lines: Sequence[Sequence[_Value]], name: Label, tell: Callable[[Sequence[_Value]], _Told]
    ) -> list[str]:
        """A sentence for each row or column that has a value."""
        told = [
            (name(line[0]), tell([value for value in line if value.is_known])) for line in lines if _any_known(line)
        ]
        if len(lines) == 1:
            return [upper_first(" ".join(words)) for _, words in told]
        return [f"{upper_first(line)}: {words.words}" for line, words in told]

    def _tell_range(self, values: Sequence[_Value], label: Label) -> _Told:
        """`fra 30 (a) til 54 prosent (b)`, or what all values are."""
        one, all_ = _nouns(values)
        low, high = (choose(values, key=lambda value: published(value.quantity)) for choose in (min, max))
        if low.cell.shown != high.cell.shown:
            start = f"{self._print(low)}{_place(low, values, label)}"
            end = f"{self._print(high)}{_unit(values)}{_place(high, values, label)}"
            return _Told(f"{all_} går", f"fra {start} til {end}")
        where = {1: _place(low, values, label), 2: " for begge"}.get(len(values), " for alle")
        return _Told(f"{one} er", f"{self._print(low)}{_unit(values)}{where}")

    def _tell_pair(self, values: Sequence[_Value]) -> _Told:
        """`fra 21 i 2016 til 24 prosent i 2017`, or the one of the two that is known."""
        one, _ = _nouns(values)
        starts = [f"{self._print(value)}{_place(value, [value], COLUMN)}" for value in values[:-1]]
        end = f"{self._print(values[-1])}{_unit(values)}{_place(values[-1], values[-1:], COLUMN)}"
        return _Told(f"{one} går", f"fra {starts[0]} til {end}") if starts else _Told(f"{one} er", end)

    def _tell_spread(self) -> list[str]:
        """The range of the middle column, and how far the outer ones reach."""
        lower, middle, upper = ([value for value in column if value.is_known] for column in self._columns)
        words = [f"{upper_first(middle[0].column)}: {self._tell_range(middle, ROW).words}"]
        low = min(lower, key=lambda value: published(value.quantity))
        high = max(upper, key=lambda value: published(value.quantity))
        ends = f"Laveste {low.column} er {self._print(low)}, høyeste {high.column} er {self._print(high)}"
        return [*words, ends]

    def _print(self, value: _Value) -> str:
        return self._printer.print_fact(value.quantity, value.cell.shown)


def _values(grid: Grid) -> list[list[_Value]]:
    has_rows, has_columns = len(grid.rows) > 1, len(grid.columns) > 1
    return [
        [
            _Value(row.label if has_rows else "", column.label if has_columns else "", cell)
            for column, cell in zip(grid.columns, cells, strict=True)
        ]
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]


def _any_known(values: Sequence[_Value]) -> bool:
    return any(value.is_known for value in values)


def _of_one_indicator(row: Sequence[_Value]) -> list[_Value]:
    """What has the indicator of the first: the answers to a question, and not those who do not know."""
    return [value for value in row if value.quantity.indicator == row[0].quantity.indicator]


def _is_pair_of_periods(row: Sequence[_Value]) -> bool:
    return len(row) == 2 and row[0].quantity.period != row[1].quantity.period


def _nouns(values: Sequence[_Value]) -> tuple[str, str]:
    """What one of the values is called, and what all of them are."""
    kinds = {value.quantity.kind for value in values}
    if not kinds & {*NOUNS_NB}:
        return CHANGES_NB
    return NOUNS_NB[kinds.pop() if len(kinds) == 1 else "value"]


def _unit(values: Sequence[_Value]) -> str:
    """The unit that all values have, after a space; of values in several units none."""
    units = {_unit_nb(value.quantity) for value in values}
    unit = units.pop() if len(units) == 1 else ""
    return f" {unit}" if unit else ""


def _unit_nb(quantity: Quantity) -> str:
    return "prosent per år" if quantity.kind == "cagr" else quantity.suffix_nb or quantity.indicator.unit_nb


def _place(value: _Value, values: Sequence[_Value], label: Label) -> str:
    """Where a value stands, and those that are printed like it; not where it would rank single municipalities."""
    names = dict.fromkeys(label(other) for other in values if other.cell.shown == value.cell.shown)
    ranked = {other.quantity.region_code for other in values if forbids_ranking(other.quantity)}
    text = _list(list(names))
    if not text or len(ranked) > 1:
        return ""
    return f" i {text}" if text.isdecimal() else f" ({text})"


def _list(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], "andre"]
    return "; ".join(names) if any("," in name for name in names) else join_words(names)


def _tell_gaps(grid: Grid) -> list[str]:
    """For which rows, or cells of a row, there are no values."""
    missing: list[str] = []
    for row in _values(grid):
        missing += [value.both for value in row if not value.is_known] if _any_known(row) else [row[0].row]
    if len(missing) > MOST_NAMES:
        return ["Noen av verdiene kan ikke vises"]
    return [f"Ingen verdi kan vises for {_list(missing)}"] if missing else []


def _name_lines(grid: Grid, regions: Collection[str]) -> Grid:
    """The grid with labels as they stand in a sentence."""
    names = {name.split(" - ")[0] for name in regions}

    def inside(line: Line) -> Line:
        label = line.label.split(" - ")[0] if line.label in regions else line.label
        return replace(line, label=lower_first(label, names))

    return replace(grid, rows=tuple(map(inside, grid.rows)), columns=tuple(map(inside, grid.columns)))


def _without_totals(grid: Grid) -> Grid:
    """The parts alone: a total of sums is no end of their range. All where no part has a value."""
    rows = [at for at, row in enumerate(grid.rows) if not row.total]
    columns = [at for at, column in enumerate(grid.columns) if not column.total]
    parts = Grid(
        tuple(grid.rows[at] for at in rows),
        tuple(grid.columns[at] for at in columns),
        tuple(tuple(grid.cells[row][column] for column in columns) for row in rows),
    )
    return parts if has_values(parts) else grid

"""Figures and tables: grids of facts drawn, set, written down as CSV and put into the text with number and source."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from statusrapport.charts import Kind, find_kind
from statusrapport.charts.data import Datum, Distribution
from statusrapport.charts.style import write_svg
from statusrapport.facts.book import FactBook, Place
from statusrapport.facts.functions import Printer
from statusrapport.facts.numbers import exact_text, format_number
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.files import write_text
from statusrapport.indicators.observations import BREAK_MARK
from statusrapport.pinned import Csv
from statusrapport.project import COUNTRY
from statusrapport.render.alternative_text import compose_alternative_text, has_values
from statusrapport.render.functions import number_functions
from statusrapport.render.grid import Cell, Grid, Line, compute_grid
from statusrapport.render.history import History
from statusrapport.render.kind import Chart, Coordinates, Exhibit, GridExhibit, Overview, RevisionTable, Table
from statusrapport.render.outline import Numbered
from statusrapport.render.overview import compute_overview, explain_directions, overview_widths
from statusrapport.render.revisions import compute_revisions

CSV_COLUMNS = (
    "row",
    "column",
    "value",
    "shown",
    "unit",
    "status",
    "n",
    "se",
    "lower",
    "upper",
    "indicator",
    "region_code",
    "period",
    "breakdown",
    "series_break",
    "synthetic",
)
MARKS_NB = {":": "vises ikke av hensyn til personvernet", "..": "oppgave mangler", ".": "tall kan ikke forekomme"}


class Picture(NamedTuple):
    """A figure as it stands in the report, to be shown again elsewhere."""

    numbered: Numbered
    subtitle: str
    image: str
    alt: str
    source: str
    note: str


class Exhibits:
    """The functions `figure`, `table` and `ref` of the templates. Files go to `folder`: charts/*.svg, tables/*.csv."""

    def __init__(
        self,
        numbered: Mapping[str, Numbered],
        calculator: Calculator,
        book: FactBook,
        environment: Environment,
        parameters: Mapping[str, str],
        folder: Path,
    ) -> None:
        self._numbered, self._calculator, self._book = numbered, calculator, book
        self._environment, self._parameters, self._folder = environment, parameters, folder
        self._macros: Any = environment.get_template("base/exhibits.html.j2").module
        self.placed: list[Numbered] = []
        self.pictures: dict[str, Picture] = {}  # the figures placed, by id

    def ref(self, id_: str, *, capital: bool = False) -> Markup:
        """A link to a figure or table: `figur 2.1`, with a `capital` at the beginning of a sentence."""
        numbered = self._find(id_)
        word = "figur" if isinstance(numbered.exhibit, Chart) else "tabell"
        word = word.capitalize() if capital else word
        return Markup('<a class="ref" href="#{}">{}\u00a0{}</a>').format(numbered.anchor, word, numbered.number)

    def figure(self, id_: str) -> Markup:
        """A figure of report.toml: drawn, its labels written down as facts, with alternative text and source line."""
        numbered, chart, grid = self._begin(id_)
        if not isinstance(chart, Chart):
            raise FactError(f"{id_} is a table", remedy="Place it by table")
        self._record(grid, "chart")
        kind = find_kind(chart.kind)
        svg = write_svg(kind.draw(self._chart_data(chart, grid), **_fill(chart.options, self._parameters)))
        path = self._folder / "charts" / f"{chart.id}.svg"
        write_text(path, svg.decode())
        alt = self._alternative_text(chart, kind, grid)
        image = f"charts/{path.name}"
        words = self._words(numbered, grid)
        self.pictures[id_] = Picture(numbered, image=image, alt=alt, **words)
        return self._set("data_figure", numbered, grid, words, image=image, alt=alt)

    def table(self, id_: str) -> Markup:
        """A table of report.toml: its cells written down as facts, with source line."""
        numbered, table, grid = self._begin(id_)
        self._record(grid, "table")
        words = self._words(numbered, grid)
        if isinstance(table, RevisionTable):
            return self._set("revisions_table", numbered, grid, words)
        if isinstance(table, Overview):
            return self._set("overview_table", numbered, grid, words, **_overview_values(table, grid))
        if not isinstance(table, Table):
            raise FactError(f"{id_} is a figure", remedy="Place it by figure")
        groups = [(group, list(columns)) for group, columns in groupby(grid.columns, key=lambda column: column.group)]
        has_groups = any(group for group, _ in groups)
        history = History(grid, self._calculator.slice)
        values = {"groups": groups if has_groups else [], "history": history, "break_mark": BREAK_MARK}
        return self._set("data_table", numbered, grid, words, **values)

    def _find(self, id_: str) -> Numbered:
        if id_ not in self._numbered:
            raise FactError(
                f"there is no figure or table {id_!r}", remedy="Declare it in report.toml, or correct the name"
            )
        return self._numbered[id_]

    def _begin(self, id_: str) -> tuple[Numbered, Exhibit, Grid]:
        found = self._find(id_)
        self._book.exhibit = found.anchor
        exhibit = _fill_beside(found.exhibit, self._parameters)
        numbered = replace(found, exhibit=exhibit, title=self._render_words(exhibit, exhibit.title_nb, "title"))
        grid = self._compute_grid(numbered.exhibit)
        write_text(self._folder / "tables" / f"{id_}.csv", render_csv(grid))
        self.placed.append(numbered)
        return numbered, numbered.exhibit, grid

    def _compute_grid(self, exhibit: Exhibit) -> Grid:
        if isinstance(exhibit, RevisionTable):
            return compute_revisions(exhibit, self._calculator)
        if isinstance(exhibit, Overview):
            return compute_overview(exhibit, self._calculator, self._parameters)
        assert isinstance(exhibit, GridExhibit)
        return compute_grid(exhibit, self._calculator, self._parameters)

    def _words(self, numbered: Numbered, grid: Grid) -> dict[str, str]:
        """The words around an exhibit, filled in, and the intervals and marks that stand in it explained."""
        subtitle, note = (
            getattr(numbered.exhibit, f"{name}_nb").format(**self._parameters) for name in ("subtitle", "note")
        )
        history = History(grid, self._calculator.slice)
        notes = (
            note,
            self._explain(numbered.exhibit, grid),
            _explain_marks(grid),
            history.explain_breaks(_break_mark(numbered.exhibit)),
            history.explain_carried_forward(),
        )
        note = " ".join(text for text in notes if text)
        return {"subtitle": subtitle, "note": note, "source": self._source_line(grid)}

    def _explain(self, exhibit: Exhibit, grid: Grid) -> str:
        if isinstance(exhibit, Overview):
            return explain_directions(grid, self._calculator.slice.vocabulary)
        return _explain_intervals(exhibit, grid)

    def _set(self, macro: str, numbered: Numbered, grid: Grid, words: Mapping[str, str], **values: Any) -> Markup:
        """The exhibit as HTML."""
        self._book.exhibit = ""
        return Markup(getattr(self._macros, macro)(numbered=numbered, grid=grid, **words, **values))

    def _record(self, grid: Grid, place: Place) -> None:
        for _, _, cell in grid:
            self._book.record(cell.quantity, cell.shown, place)

    def _chart_data(self, chart: Chart, grid: Grid) -> list[Datum] | list[Distribution]:
        if chart.units is None:
            history = History(grid, self._calculator.slice)
            return [_datum(row, column, cell, history) for row, column, cell in grid]
        lines = zip(grid.rows, grid.cells, strict=True)
        return [self._distribution(chart.units, grid.columns, row, cells) for row, cells in lines]

    def _distribution(
        self, units: Coordinates, columns: tuple[Line, ...], row: Line, cells: tuple[Cell, ...]
    ) -> Distribution:
        """The values of every municipality in a row, and the three quantities that sum them up."""
        wanted = units.under(Coordinates(by=row.cells.by))
        assert wanted.indicator is not None
        period = (wanted.period or "{year}").format(**self._parameters)
        values = tuple(self._calculator.slice.unit_values(wanted.indicator, period, wanted.by))
        lower, median, upper = (
            Datum(column.label, cell.quantity.value, cell.shown) for column, cell in zip(columns, cells, strict=True)
        )
        return Distribution(row.label, f"{format_number(len(values))} kommuner", values, lower, median, upper)

    def _alternative_text(self, chart: Chart, kind: Kind, grid: Grid) -> str:
        """What the chart shows and its range, from its cells; then its point, which a chart without values has not."""
        subtitle = chart.subtitle_nb.format(**self._parameters)
        regions = [name for code, name in self._calculator.slice.regions.items() if code != COUNTRY]
        printer = Printer(self._book, place="alt")
        grid = _without_asides(chart, grid)
        texts = [compose_alternative_text(kind.name_nb, subtitle, kind.reading, grid, printer, regions)]
        if has_values(grid):
            texts.append(History(grid, self._calculator.slice).tell_breaks())
            texts.append(self._render_words(chart, chart.point_nb, "alt"))
        return " ".join(text for text in texts if text)

    def _render_words(self, exhibit: Exhibit, words: str, place: Place) -> str:
        """A title or a chart's point: a template of its own, whose facts and claims are written down as such."""
        context = number_functions(self._calculator, Printer(self._book, place=place))
        years = {name: int(value) for name, value in self._parameters.items()}
        try:
            return self._environment.from_string(words).render(years | context)
        except FactError as error:
            raise FactError(f"{place} of {exhibit.id}: {error.message}", remedy=error.remedy) from error

    def _source_line(self, grid: Grid) -> str:
        slice_ = self._calculator.slice
        used = dict.fromkeys(source for _, _, cell in grid for source in cell.quantity.indicator.source)
        texts = [f"{slice_.sources[id_].owner_nb}, {slice_.sources[id_].short_nb}" for id_ in used]
        if slice_.earlier and any(cell.quantity.kind == "published" for _, _, cell in grid):
            texts.insert(0, f"{slice_.earlier.title_nb}, {slice_.earlier.document_nb}")
        return "; ".join(texts)


def _overview_values(table: Overview, grid: Grid) -> dict[str, Any]:
    """What the macro of an overview takes besides: the rows of each goal, and the widths of the columns."""
    lines = list(zip(grid.rows, grid.cells, strict=True))
    goals = [(goal, list(rows)) for goal, rows in groupby(lines, key=lambda line: line[0].group)]
    return {"goals": goals, "widths": table.widths or overview_widths(len(grid.columns) - 3)}


def _datum(row: Line, column: Line, cell: Cell, history: History) -> Datum:
    quantity = cell.quantity
    group = row.key if row.cells.region == row.key else column.label
    base = "" if quantity.n is None else format_number(quantity.n)
    is_broken = history.is_broken(quantity)
    return Datum(row.label, quantity.value, cell.shown, group, base, quantity.lower, quantity.upper, is_broken)


def _without_asides(chart: Chart, grid: Grid) -> Grid:
    """The answers that a scale is made of, where a chart names them as its `levels`: not those who do not know."""
    levels = chart.options.get("levels")
    at = [index for index, column in enumerate(grid.columns) if not levels or column.label in levels]
    cells = tuple(tuple(row[index] for index in at) for row in grid.cells)
    return Grid(grid.rows, tuple(grid.columns[index] for index in at), cells)


def _fill_beside(exhibit: Exhibit, parameters: Mapping[str, str]) -> Exhibit:
    """An exhibit with the report's parameters in the paragraphs beside it."""
    if not isinstance(exhibit, Chart):
        return exhibit
    return exhibit.model_copy(update={"beside_nb": tuple(each.format(**parameters) for each in exhibit.beside_nb)})


def _fill(options: Mapping[str, Any], parameters: Mapping[str, str]) -> dict[str, Any]:
    """Options with the report's parameters in their texts."""
    return {name: value.format(**parameters) if isinstance(value, str) else value for name, value in options.items()}


def _explain_intervals(exhibit: Exhibit, grid: Grid) -> str:
    """How a chart shows the intervals of its values, for the note below it."""
    has_intervals = any(cell.quantity.lower is not None for _, _, cell in grid)
    return find_kind(exhibit.kind).intervals_nb if isinstance(exhibit, Chart) and has_intervals else ""


def _break_mark(exhibit: Exhibit) -> str:
    """How series breaks are marked: in a table by a sign, in a chart as its kind draws them."""
    return find_kind(exhibit.kind).breaks_nb if isinstance(exhibit, Chart) else BREAK_MARK


def _explain_marks(grid: Grid) -> str:
    """What the marks in a grid mean, for the note below it."""
    marks = sorted({cell.quantity.mark for _, _, cell in grid} - {""})
    return "; ".join(f"{mark} {MARKS_NB[mark]}" for mark in marks) + ("." if marks else "")


def _exact(number: float | None) -> str:
    return "" if number is None else exact_text(number)


def render_csv(grid: Grid) -> str:
    """A grid as CSV, one line per cell: exact value and printed text, or the mark and its status."""
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS, dialect=Csv)
    writer.writeheader()
    for row, column, cell in grid:
        quantity = cell.quantity
        writer.writerow(
            {
                "row": f"{row.group}: {row.label}" if row.group else row.label,
                "column": " ".join(part for part in (column.group, column.label) if part),
                "value": _exact(quantity.value),
                "shown": cell.shown,
                "unit": quantity.unit,
                "status": "suppressed" if quantity.mark == ":" else quantity.status,
                "n": "" if quantity.n is None else int(quantity.n),
                **{name: _exact(getattr(quantity, name)) for name in ("se", "lower", "upper")},
                "indicator": quantity.indicator.id,
                "region_code": quantity.region_code,
                "period": quantity.period,
                "breakdown": quantity.breakdown,
                "series_break": str(quantity.series_break).lower(),
                "synthetic": str(quantity.synthetic).lower(),
            }
        )
    return text.getvalue()

"""The declaration of a report kind: templates/<kind>/report.toml as typed models."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from statusrapport.declarations import Declaration

Function = Literal[
    "value", "n", "interval", "difference", "percent_change", "percentage_points", "cagr", "change_interval"
]
OWN_YEARS = ("year", "previous")  # that every edition has
Identifier = r"^[a-z][a-z0-9_]*$"


class Coordinates(Declaration):
    """What tells one cell of a table or chart from another. The column's replace the row's, and those the exhibit's."""

    function: Function | None = None
    indicator: str | None = None
    period: str | None = None
    start: str | None = None
    end: str | None = None
    region: str | None = None
    by: dict[str, str] = {}
    decimals: int | None = None
    sign: bool | None = None  # print a plus too

    def under(self, other: Coordinates) -> Coordinates:
        """These coordinates completed by those of `other`, which win."""
        names = [name for name in Coordinates.model_fields if name != "by"]
        chosen = {name: getattr(self, name) if getattr(other, name) is None else getattr(other, name) for name in names}
        return Coordinates(**chosen, by={**self.by, **other.by})


class Item(Coordinates):
    """A row or a column. With `each` it stands for several: each value of a dimension, county or period."""

    label_nb: str = ""
    group_nb: str = ""  # a heading over several columns
    total: bool = False
    each: str = ""  # a dimension, `size`, `county` or `period`
    only: tuple[str, ...] = ()  # of `each`: these values, in this order
    set: dict[str, str] = {}  # names that texts and coordinates of the cell may use in braces, like {year}

    @model_validator(mode="after")
    def _has_a_label(self) -> Item:
        if not self.label_nb and not self.each:
            raise ValueError("needs label_nb or each")
        return self


class Exhibit(Declaration):
    """What figures and tables share: a place in the text, and words around."""

    id: str = Field(pattern=Identifier)
    section: str
    title_nb: str  # a template: may call the fact and claim functions
    subtitle_nb: str
    note_nb: str = ""


class GridExhibit(Exhibit):
    """A figure or table whose grid of facts is declared by rows and columns."""

    cells: Coordinates = Coordinates()
    rows: tuple[Item, ...]
    columns: tuple[Item, ...]

    @field_validator("rows", "columns")
    @classmethod
    def _is_not_empty(cls, value: tuple[Item, ...]) -> tuple[Item, ...]:
        if not value:
            raise ValueError("is empty")
        return value


class Chart(GridExhibit):
    """A figure: `kind` names a module of charts/kinds/, `options` are what that kind asks for."""

    kind: str
    point_nb: str = Field(min_length=1)  # what a reader should see, said in the alternative text: a template
    beside_nb: tuple[str, ...] = ()  # paragraphs beside a narrow picture
    options: dict[str, Any] = {}
    units: Coordinates | None = None  # for kinds that draw every municipality


class Table(GridExhibit):
    """A table: `row_header_nb` heads the column of row labels."""

    kind: Literal["grid"] = "grid"
    row_header_nb: str
    widths: tuple[int, ...] = ()  # percent of the table's width, for columns that need another than the rest
    breaks: bool = False  # it is longer than a page


class RevisionTable(Exhibit):
    """A table of the figures of the earlier report: as published, now, the change, and why."""

    kind: Literal["revisions"]
    row_header_nb: str = "Indikator"
    widths: tuple[int, ...] = ()
    only_revised: bool = False  # leave out what the data still give


class Measure(Declaration):
    """An indicator in an overview. `start` and `end` are its first and last year where they are not the overview's."""

    id: str
    by: dict[str, str] = {}
    region: str = "own"
    label_nb: str = ""  # in place of the indicator's title and the words of its breakdown
    start: str = ""
    end: str = ""


class Goal(Declaration):
    """A goal, and the indicators by which it is followed."""

    label_nb: str
    indicators: tuple[Measure, ...] = Field(min_length=1)


class Overview(Exhibit):
    """A table of goals: their indicators at each period, the change, its direction in words, and the basis.

    Without `periods` they are the year called `start`, or else the previous one, and the edition's.
    """

    kind: Literal["overview"]
    row_header_nb: str = "Mål og indikator"
    widths: tuple[int, ...] = ()
    breaks: bool = False  # may go on over pages
    periods: tuple[str, ...] = Field(default=(), max_length=5)
    goals: tuple[Goal, ...] = Field(min_length=1)

    @field_validator("periods")
    @classmethod
    def _has_a_first_and_a_last(cls, periods: tuple[str, ...]) -> tuple[str, ...]:
        if len(periods) == 1:
            raise ValueError("a change needs two periods")
        return periods


def _kind_of(content: Any) -> str:
    return str(content.get("kind", "grid") if isinstance(content, dict) else content.kind)


AnyTable = Annotated[
    Annotated[Table, Tag("grid")] | Annotated[Overview, Tag("overview")] | Annotated[RevisionTable, Tag("revisions")],
    Discriminator(_kind_of),
]


class Cover(Declaration):
    """The cover's picture: a stroke for each municipality's value of an indicator, no municipality named."""

    indicator: str
    alt_nb: str
    legend_nb: str


class ReportKind(Declaration):
    """A report kind: its words, what it may cite, what it shows. Texts may name {year}, {previous} and its years."""

    title_nb: str
    subtitle_nb: str
    series_nb: str
    description_nb: str
    keywords_nb: tuple[str, ...] = ()
    publisher: str
    authors: tuple[str, ...]
    commissioner_nb: str
    licence: str
    number_nb: str
    indicators: tuple[str, ...]
    sections: tuple[str, ...]
    appendix: tuple[str, ...]
    years: dict[str, int] = {}  # names for other years than the edition's own: texts may have them in braces
    cover: Cover
    charts: tuple[Chart, ...] = ()
    tables: tuple[AnyTable, ...] = ()

    @field_validator("years")
    @classmethod
    def _years_have_names_of_their_own(cls, years: dict[str, int]) -> dict[str, int]:
        wrong = [name for name in years if name in OWN_YEARS or not re.fullmatch(Identifier, name)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: choose other names, in small letters")
        return years

    @model_validator(mode="after")
    def _exhibits_have_a_section(self) -> ReportKind:
        known = {*self.sections, *self.appendix}
        exhibits = [*self.charts, *self.tables]
        if lost := [exhibit.id for exhibit in exhibits if exhibit.section not in known]:
            raise ValueError(f"{', '.join(lost)}: section is not one of {', '.join(sorted(known))}")
        ids = [exhibit.id for exhibit in exhibits]
        if len(set(ids)) != len(ids):
            raise ValueError("two exhibits have the same id")
        return self

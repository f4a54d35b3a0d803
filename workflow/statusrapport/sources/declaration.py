"""The declaration of a raw source: config/sources/<source>.toml as typed models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from statusrapport.declarations import Declaration, read_declaration
from statusrapport.errors import DeclarationError
from statusrapport.sources.microdata import Battery, OpenAnswers, Quotation, Survey, item_column

RegionCode = Annotated[str, Field(pattern=r"^(\d{4}(\+\d{4})*|\d{2}|0)$")]
Period = Annotated[str, Field(pattern=r"^\d{4}$")]

REPORTING = "reporting"  # whether a figure is reported or carried forward, as a breakdown
REPORTING_NB = {"reported": "Rapportert", "carried_forward": "Videreført fra et tidligere år"}
COUNTRY_COLUMN = "(country)"  # stands for the column of regions in a table of the whole country, which has none
UNKNOWN_SHA256 = "0" * 64  # stands in a declaration until `statusrapport accept` has brought the file in
MARKS = {"..": "missing", ".": "not_applicable", ":": "suppressed"}  # SSB's standard signs in tables


class CsvFormat(Declaration):
    """Delimited text. Nothing is guessed: encoding, delimiter and decimal mark are the file's as received."""

    kind: Literal["csv"]
    encoding: Literal["utf-8", "cp1252", "latin-1"]
    delimiter: str = Field(min_length=1, max_length=1)
    decimal: Literal[",", "."]
    thousands: str = ""
    header_row: int = Field(default=1, ge=1)


class XlsxFormat(Declaration):
    """One sheet of an Excel workbook. Numbers are numbers there; a number written as text follows `decimal`."""

    kind: Literal["xlsx"]
    sheet: str
    decimal: Literal[",", "."]
    thousands: str = ""
    header_row: int = Field(default=1, ge=1)


class JsonStatFormat(Declaration):
    """A JSON-stat 2 data set as SSB's PxWebApi v2 returns it. Its columns are its dimensions, `value` and `status`."""

    kind: Literal["jsonstat"]
    decimal: Literal["."] = "."
    thousands: str = ""


class SavFormat(Declaration):
    """An SPSS data file. It names its own encoding and says itself what its codes mean; a row is a case.

    Its numbers have no zeros in front. A variable that holds codes as numbers gets them back where `digits` says how
    many digits its codes have: { komnr = 4 } reads 301 as 0301. Nothing is done to variables that are text.
    """

    kind: Literal["sav"]
    decimal: Literal["."] = "."
    thousands: str = Field(default="", max_length=0)
    encoding: Literal["", "utf-8", "cp1252", "latin-1"] = ""  # only where the file names the wrong one
    digits: dict[str, Annotated[int, Field(ge=2)]] = {}


FileFormat = Annotated[CsvFormat | XlsxFormat | JsonStatFormat | SavFormat, Field(discriminator="kind")]


class SourceFile(Declaration):
    """A raw file as received: `<data_dir>/<source>/<version>/<name>`, checked against its sha256 before use."""

    version: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    name: str = Field(pattern=r"^[^/\\]+$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    received: date
    format: FileFormat
    synthetic: bool | None = None  # where it differs from the source's own mark
    factors: dict[str, Annotated[float, Field(gt=0)]] = {}  # by measure, where its figures are in another unit here
    footer: str = ""  # regular expression: a row whose first cell matches ends the table

    @field_validator("footer")
    @classmethod
    def _is_regex(cls, value: str) -> str:
        re.compile(value)
        return value


class Key(Declaration):
    """Which columns of the file tell the region and the period of a row, and the region's name where it is given.

    Microdata have one row for each region and period, or with `respondent` one for each respondent and period. A table
    of the whole country has no column of regions.

    A table with `record` is a register: a row for each record, such as a grant, told apart by its number. It lists who
    has one; who is not listed has none. What it lists may belong to a municipality, to a county as a whole, or to the
    country as a whole (0).
    """

    region: str = COUNTRY_COLUMN
    period: str
    name: str = ""
    respondent: str = ""
    record: str = ""


class Dimension(Declaration):
    """A classification. `column` names its column; without one its codes are parts of the measures' column names."""

    title_nb: str
    title_nn: str = ""
    column: str = ""
    codes: dict[str, str]  # code in the file -> value in the prepared table
    labels_nb: dict[str, str]  # value -> text in reports, in the order of the classification
    labels_nn: dict[str, str] = {}
    absent_in: tuple[str, ...] = ()  # versions of the source that did not have this column

    @model_validator(mode="after")
    def _every_value_has_a_label(self) -> Dimension:
        if missing := sorted(set(self.codes.values()) - set(self.labels_nb)):
            raise ValueError(f"labels_nb lacks {', '.join(missing)}")
        return self


class Measure(Declaration):
    """A number. `columns` is a regular expression over whole column names; its named groups are dimensions."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title_nb: str
    columns: str
    where: dict[str, str] = {}  # only rows with these codes: {column: code}
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False  # whole numbers only
    required: bool = True  # an empty cell is a finding; otherwise it is missing
    empty_is_zero: bool = False  # the form's rule: an empty cell means none
    absent_in: tuple[str, ...] = ()

    @field_validator("columns")
    @classmethod
    def _is_regex(cls, value: str) -> str:
        re.compile(value)
        return value


class Total(Declaration):
    """A column that the file states as the sum of others: checked, then left out."""

    column: str
    parts: str  # regular expression over whole column names
    tolerance: float = 0.0


class Correction(Declaration):
    """A correction of one cell. It stops the build when the cell no longer holds what it was written for."""

    version: str
    row: int = Field(ge=1)
    column: str
    expected: str
    value: str
    reason: str


class KnownMissing(Declaration):
    """A municipality that did not report a period: known, so that an unknown gap stands out."""

    region_code: RegionCode
    period: Period
    reason_nb: str


class CarriedForward(Declaration):
    """How the owner marks rows that it has carried forward, for municipalities that did not report.

    `column` holds the year that the figures of a row are carried forward from; it is empty where they are reported.
    """

    column: str
    absent_in: tuple[str, ...] = ()  # versions in which nothing is carried forward, and the column is not there


class SeriesBreak(Declaration):
    """From this period on, figures cannot be compared with those before it.

    It is of all measures of a table and all questions of microdata, and of all indicators that are made of them, unless
    some are named.
    """

    period: Period
    measures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    reason_nb: str

    def is_of(self, indicator: str, names: Iterable[str]) -> bool:
        """Whether it is of an indicator that is made of the measures or questions `names` of the source."""
        is_named = not self.measures or not set(self.measures).isdisjoint(names)
        return is_named and (not self.indicators or indicator in self.indicators)


class Source(Declaration):
    """A raw source. `table` sources give measures by region and dimensions; `microdata` keep a row per respondent."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title_nb: str
    short_nb: str  # as source lines name it, after the owner
    owner_nb: str
    description_nb: str
    licence: str
    attribution_nb: str = ""
    synthetic: bool = False
    kind: Literal["table", "microdata"]
    level: Literal["municipality", "country"] = "municipality"  # what a row of a table is about
    complete: bool = True  # every municipality of the year is expected, `known_missing` apart
    data_dir: str = "data/raw"
    files: tuple[SourceFile, ...]
    key: Key
    dimensions: dict[str, Dimension] = {}
    batteries: dict[str, Battery] = {}
    measures: tuple[Measure, ...] = ()
    open_answers: dict[str, OpenAnswers] = {}
    quotations: tuple[Quotation, ...] = ()
    survey: Survey | None = None
    totals: tuple[Total, ...] = ()
    ignored_columns: tuple[str, ...] = ()  # read by nobody, and known to be there
    corrections: tuple[Correction, ...] = ()
    known_missing: tuple[KnownMissing, ...] = ()
    carried_forward: CarriedForward | None = None
    series_breaks: tuple[SeriesBreak, ...] = ()

    @model_validator(mode="after")
    def _versions_are_unique(self) -> Source:
        versions = [file.version for file in self.files]
        if len(set(versions)) != len(versions):
            raise ValueError("two files have the same version")
        return self

    @model_validator(mode="after")
    def _names_are_declared(self) -> Source:
        versions = {file.version for file in self.files}
        named = {*(each.version for each in self.corrections), *(each.version for each in self.quotations)}
        measured = {measure.name for measure in self.measures}
        if unknown := sorted({name for file in self.files for name in file.factors} - measured):
            raise ValueError(f"factors name no measure: {', '.join(unknown)}")
        if unknown := sorted(named - versions):
            raise ValueError(f"a correction or quotation names a version without a file: {', '.join(unknown)}")
        parts = {name for measure in self.measures for name in re.compile(measure.columns).groupindex}
        if unknown := sorted(parts - {name for name, each in self.dimensions.items() if not each.column}):
            raise ValueError(f"columns of a measure name no dimension without a column: {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _a_register_is_a_table(self) -> Source:
        if self.key.record and self.kind != "table":
            raise ValueError("key.record: microdata have respondents")
        if self.key.record and self.known_missing:
            raise ValueError("known_missing: who is not listed in a register has none, and is not missing")
        return self

    @property
    def is_register(self) -> bool:
        """Whether a row is a record, so that a region may have several, or none."""
        return bool(self.key.record)

    @model_validator(mode="after")
    def _its_level_fits(self) -> Source:
        has_regions = self.key.region != COUNTRY_COLUMN
        if self.level == "country" and (self.kind != "table" or has_regions or self.known_missing):
            raise ValueError('a source of level "country" is a table without a column of regions')
        if self.level == "municipality" and not has_regions:
            raise ValueError("key: region is missing")
        return self

    @model_validator(mode="after")
    def _history_is_declared(self) -> Source:
        if self.carried_forward and self.kind != "table":
            raise ValueError("carried_forward is for a table: nobody's answers are carried forward")
        if REPORTING in self.dimensions:
            raise ValueError(f"{REPORTING!r} is the name of what carried_forward tells: give the dimension another")
        names = [*(each.name for each in self.measures), *self.dimensions, *self.batteries]
        wanted = [name for each in self.series_breaks for name in each.measures]
        if unknown := sorted(set(wanted) - set(names)):
            raise ValueError(f"series_breaks: there is no measure or question {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _microdata_are_declared(self) -> Source:
        declared = bool(self.batteries or self.open_answers or self.quotations or self.survey or self.key.respondent)
        if self.kind == "table" and declared:
            raise ValueError('a table has no respondents: kind is "microdata" where they are declared')
        own = [*self.dimensions, *(each.name for each in self.measures)]
        own += [item_column(name, item) for name, battery in self.batteries.items() for item in battery.items]
        names = [*own, *self.batteries, *{each.dimension for each in self.batteries.values()}]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"declared twice, as a dimension, a battery, its dimension or a measure: {twice}")
        for name, answers in self.open_answers.items():
            self._check_values(f"open_answers.{name}", answers.category, ())
        for quotation in self.quotations:
            if quotation.open_answers not in self.open_answers:
                raise ValueError(f"a quotation is of {quotation.open_answers!r}, which is not among open_answers")
            self._check_values("a quotation", self.open_answers[quotation.open_answers].category, (quotation.category,))
        if self.survey and self.survey.disposition:
            self._check_values("survey", self.survey.disposition, (*self.survey.respondents, *self.survey.ineligible))
        if self.survey and self.survey.weights not in ("", *(measure.name for measure in self.measures)):
            raise ValueError(f"survey: weights {self.survey.weights!r} is not a measure")
        return self

    def _check_values(self, place: str, dimension: str, values: tuple[str, ...]) -> None:
        if dimension not in self.dimensions:
            raise ValueError(f"{place}: {dimension!r} is not a dimension")
        if unknown := sorted(set(values) - set(self.dimensions[dimension].labels_nb)):
            raise ValueError(f"{place}: {dimension} has no value {', '.join(unknown)}")

    def is_synthetic(self, file: SourceFile) -> bool:
        """Whether the figures of this file are invented."""
        return self.synthetic if file.synthetic is None else file.synthetic

    def path(self, file: SourceFile, root: Path) -> Path:
        """Where a raw file lies. `data_dir` may be absolute, or relative to the project's folder `root`."""
        return root / self.data_dir / self.id / file.version / file.name


def read_source(path: Path) -> Source:
    """Read config/sources/<source>.toml. Raises DeclarationError, also when the id is not the file's name."""
    source = read_declaration(path, Source)
    if source.id != path.stem:
        raise DeclarationError(f"id is {source.id!r}", file=path, remedy=f"Call it {path.stem!r} like the file")
    return source

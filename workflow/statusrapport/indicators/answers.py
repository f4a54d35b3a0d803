"""The answers to a survey in one year, and the samples of those who have answered a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.questions import Question, find_questions
from statusrapport.sources.declaration import Source
from statusrapport.statistics import SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray, IntArray
from statusrapport.survey.classes import join_small
from statusrapport.survey.items import Item, absent_columns, questions_of, versions_of

MUNICIPALITY = ("cluster", "region_code")  # columns of a design that tell the municipality
LEAST = 2  # answers in a class of response, without which nothing tells how much they differ


class Observed(NamedTuple):
    """What an operation says of the whole country: a breakdown, the rows it rests on, columns of the observations."""

    by: Mapping[str, str]
    rows: BoolArray
    numbers: Mapping[str, float]


class Asked(NamedTuple):
    """A question, row by row: who has answered it, who counts in the denominator, and the numbers of the operands."""

    by: Mapping[str, str]
    columns: Mapping[str, str]
    answered: BoolArray
    base: BoolArray
    numerator: FloatArray
    denominator: FloatArray


@dataclass(frozen=True)
class Sample:
    """Those who have answered a question: a unit of analysis each, or several respondents in one.

    `rows` tells which rows of the answers they are, `unit_of_row` the unit of each of these. `frame` has a row for each
    unit of the design: the columns of the design by role, and `unit`, which tells who answers again in another wave.
    `classes` gives the class of the design that each class of the survey has become part of, where there are any.
    """

    design: SurveyDesign
    rows: IntArray
    unit_of_row: IntArray
    frame: pd.DataFrame
    classes: pd.Series[int]

    def means(self, values: Iterable[FloatArray], members: BoolArray) -> tuple[list[FloatArray], BoolArray]:
        """For each unit the means of `values` over its rows that are `members`, and which units have any.

        `values` and `members` have a value for each row of the answers.
        """
        inside = members[self.rows]
        units, rows = self.unit_of_row[inside], self.rows[inside]
        counts = np.bincount(units, minlength=len(self.design.weights))
        sums = [np.bincount(units, each[rows], minlength=len(counts)) for each in values]
        return [each / np.maximum(counts, 1) for each in sums], counts > 0


@dataclass(frozen=True)
class Answers:
    """The answers of one year. `rows` are the respondents, with their place and the columns of the design."""

    indicator: Indicator
    source: Source
    rows: pd.DataFrame
    _samples: dict[bytes, Sample] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """The year."""
        return str(self.rows["period"].iloc[0])

    @property
    def everybody(self) -> BoolArray:
        """All rows."""
        return np.ones(len(self.rows), dtype=np.bool_)

    @cached_property
    def _all_rows(self) -> BoolArray:
        return self.everybody

    def trace(self, rows: BoolArray) -> BoolArray:
        """The rows that a lineage names for a figure that rests on some: of persons all of the year, if it is on any.

        Whom a question concerns, or who belongs to a group, would otherwise be told row by row.
        """
        survey = self.source.survey
        is_of_persons = survey is not None and not survey.is_of_municipalities
        return self._all_rows if is_of_persons and rows.any() else rows

    @property
    def questions(self) -> list[Question]:
        """What the indicator asks, of what was asked that year."""
        return [each for each in find_questions(self.indicator, self.source) if self._was_asked(each)]

    @property
    def unasked(self) -> list[Question]:
        """What the indicator asks, and nobody was asked that year."""
        return [each for each in find_questions(self.indicator, self.source) if not self._was_asked(each)]

    @property
    def items(self) -> list[Item]:
        """Everything that was asked that year."""
        return [item for item in questions_of(self.source) if item.column not in self._absent]

    @cached_property
    def _absent(self) -> set[str]:
        return absent_columns(self.source, versions_of(self.rows["file"].unique()))

    def _was_asked(self, question: Question) -> bool:
        columns = [each.column for each in (self.indicator.numerator, self.indicator.denominator) if each]
        return self._absent.isdisjoint([*question.columns.values(), *columns])

    def ask(self, question: Question) -> Asked:
        """A question, row by row.

        Who has no answer in one of the columns that operands name has not answered.
        """
        own, whole = self.indicator.numerator, self.indicator.denominator
        columns = [*question.columns.values(), *(each.column for each in (own, whole) if each and each.column)]
        answered = self.rows[columns].notna().all(axis="columns").to_numpy()
        base = answered & self._matches(whole, question) if whole else answered
        above = self._numbers(own, question)
        below = self._numbers(whole, question) if whole else np.ones(len(self.rows))
        return Asked(question.by, question.columns, answered, base, above, below)

    def draw(self, answered: BoolArray) -> Sample:
        """The sample of those who have answered: of municipalities, or of respondents, clustered in them.

        Who has not answered is a non-respondent like others. Therefore the weights of a class are raised until they
        add up to its population, and a class with fewer than LEAST answers is joined with the next.
        Raises SurveyError where no design can be made of them.
        """
        key = answered.tobytes()
        if key not in self._samples:
            self._samples[key] = self._draw(np.flatnonzero(answered))
        return self._samples[key]

    def _draw(self, rows: IntArray) -> Sample:
        columns = self._columns
        units = pd.DataFrame({role: column[rows] for role, column in columns.items()})
        _, first, cluster_of_row = np.unique(columns["clusters"][rows], return_index=True, return_inverse=True)
        classes = pd.Series(dtype=np.int64)
        if "population_sizes" in columns:
            classes = self._join_classes(units["strata"].to_numpy()[first])
            units = units.assign(**self._raise_weights(units, first, np.array(classes, dtype=np.int64)))
        unit_of_row = np.arange(len(rows))
        if self.is_of_municipalities:
            units, unit_of_row = units.iloc[first].drop(columns="clusters"), cluster_of_row
        roles: dict[str, Any] = {role: role for role in units.columns}
        frame = units.assign(unit=self.units[rows[units.index]])
        return Sample(SurveyDesign(units, **roles), rows, unit_of_row, frame, classes)

    @cached_property
    def units(self) -> NDArray[Any]:
        """For each row what may answer again in another wave: its cluster, a municipality by its territory.

        A row in no cluster is nobody who could be found again.
        """
        design = self.indicator.design
        assert design is not None
        if design.clusters in MUNICIPALITY:
            return self.rows["unit"].to_numpy()
        if design.clusters:
            return self.rows[design.clusters].to_numpy()
        return np.array([f"{self.period}#{place}" for place in range(len(self.rows))], dtype=object)

    @property
    def is_of_municipalities(self) -> bool:
        """Whether a unit is a municipality, whose value is the mean of its respondents', or a respondent."""
        return self.indicator.unit_of_analysis == "municipality"

    @cached_property
    def _columns(self) -> dict[str, NDArray[Any]]:
        """The columns of the design by role, strata as numbers in their order. A row in no cluster is one by itself."""
        design = self.indicator.design
        assert design is not None
        columns: dict[str, NDArray[Any]] = {"weights": np.ones(len(self.rows)), "clusters": np.arange(len(self.rows))}
        for role, column in design.model_dump(exclude_defaults=True).items():
            columns[role] = self.rows[column].to_numpy()
        for role in ("strata", "clusters"):
            if role in columns:
                columns[role] = pd.factorize(columns[role], sort=True)[0]
        return columns

    @cached_property
    def _sizes(self) -> FloatArray:
        """The population of each class, in order."""
        _, first = np.unique(self._columns["strata"], return_index=True)
        sizes: FloatArray = self._columns["population_sizes"][first].astype(np.float64)
        return sizes

    def _join_classes(self, strata: IntArray) -> pd.Series[int]:
        """By class of the survey, that of the sample: one with few answers is joined with the next.

        `strata` is the class of each cluster that has answered.
        """
        assert self.indicator.design is not None
        counts = np.bincount(strata, minlength=len(self._sizes))
        labels = np.unique(self.rows[self.indicator.design.strata])
        return pd.Series(join_small(counts.tolist(), LEAST), labels)

    def _raise_weights(self, units: pd.DataFrame, first: IntArray, groups: IntArray) -> dict[str, NDArray[Any]]:
        """Strata, sizes and weights that add up to the population of each class.

        `first`: a row of each cluster; `groups`: for each stratum the one that it has been joined to.
        """
        strata, weights = units["strata"].to_numpy(), units["weights"].to_numpy()
        sizes = np.bincount(groups, self._sizes)
        own = groups[strata]
        weighed = np.bincount(own[first], weights[first], minlength=len(sizes))
        return {"strata": own, "population_sizes": sizes[own], "weights": weights * (sizes[own] / weighed[own])}

    def _matches(self, operand: Operand, question: Question) -> BoolArray:
        matches = np.ones(len(self.rows), dtype=np.bool_)
        for name, wanted in operand.filter.items():
            matches &= self.rows[question.columns[name]].isin(wanted).to_numpy()
        return matches

    def _numbers(self, operand: Operand, question: Question) -> FloatArray:
        """The operand's column, or 1, for those whom its filter chooses; 0 for others."""
        numbers = self.rows[operand.column].to_numpy(dtype=np.float64) if operand.column else np.ones(len(self.rows))
        return np.where(self._matches(operand, question), np.nan_to_num(numbers), 0.0)

    def chosen(self, asked: Asked) -> BoolArray:
        """Whom the numerator's filter chooses."""
        return self._matches(self.indicator.numerator, Question(asked.by, asked.columns))

"""The stage weight_respondents: from all who were asked to those who answered, with what each of them stands for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from statusrapport.errors import DeclarationError
from statusrapport.files import write_json
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import Source
from statusrapport.sources.microdata import Survey
from statusrapport.sources.prepare import write_prepared
from statusrapport.survey.frame import build_frame, choose_respondents
from statusrapport.survey.report import describe_given, describe_weighting
from statusrapport.survey.weights import STEPS, compute_ladder

# What the stage adds to the columns of a prepared source. `cluster` is the municipality.
WEIGHTS = tuple(f"weight_{step}" for step in STEPS)
STRATUM = "stratum"
DESIGN_COLUMNS = (STRATUM, "population_size", "weight", "cluster", *WEIGHTS)
GIVEN_COLUMNS = ("weight", "cluster")  # of a survey whose weights are given
STRATA = "strata"  # in the report of a year, and in the metadata of the file: the class of every municipality

Strata = Mapping[str, Mapping[str, int]]  # period -> region_code -> class


class WeightedSurvey(NamedTuple):
    """The respondents with the columns of their design, and the class of every municipality, answering or not, by year.

    With given weights there are no classes. Of a confidential survey nothing is published of a single municipality.
    """

    respondents: pd.DataFrame
    strata: Strata = {}
    is_confidential: bool = True

    def until(self, last: int) -> WeightedSurvey:
        """The same without what came after a year."""
        return self._replace(respondents=self.respondents[self.respondents["period"] <= str(last)])


def design_columns(survey: Survey) -> tuple[str, ...]:
    """What the stage adds to the columns of a survey."""
    return DESIGN_COLUMNS if survey.is_of_municipalities else GIVEN_COLUMNS


def weight_respondents(
    source: Source, prepared: pd.DataFrame, population: pd.DataFrame, register: Register
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The respondents with the columns of their design, and a report by year.

    Of a survey of municipalities `weight` is that of the municipality: how many municipalities of its class it stands
    for, however many have answered in it. `stratum` is the class, `population_size` the number of municipalities in it.
    Of a survey with given weights it is the weight of the respondent.
    Raises DeclarationError where a source has no [survey], or has none to weight.
    """
    if source.survey is None:
        raise DeclarationError(f"{source.id} declares no survey", remedy="Add [survey] to its declaration")
    parts, report = [], {}
    for period in sorted(prepared["period"].unique()):
        rows = prepared[prepared["period"] == period]
        if source.survey.is_of_municipalities:
            frame = build_frame(prepared, source.survey, population, register, period)
            weighted, report[period] = _weight_municipalities(source, rows, frame, register)
        else:
            weighted = _take_weights(source.survey, rows, period)
            report[period] = describe_given(source, rows, weighted)
        parts.append(weighted)
    everyone = pd.concat(parts, ignore_index=True)
    return everyone.sort_values(["region_code", "period", "row"], ignore_index=True), report


def _weight_municipalities(
    source: Source, rows: pd.DataFrame, frame: pd.DataFrame, register: Register
) -> tuple[pd.DataFrame, dict[str, Any]]:
    assert source.survey is not None
    ladder = compute_ladder(frame, source.survey)
    step = ladder[source.survey.weighting]
    units = pd.DataFrame({"stratum": step.strata, "population_size": step.sizes, "weight": step.weights})
    units = units.assign(cluster=units.index, **{f"weight_{name}": each.weights for name, each in ladder.items()})
    units = units.astype({"stratum": "int64", "population_size": "float64", "cluster": "str"})
    weighted = choose_respondents(rows, source.survey).merge(units, left_on="region_code", right_index=True)
    report = describe_weighting(source, rows, frame, ladder, register)
    return weighted, report | {STRATA: {code: int(number) for code, number in step.strata.items()}}


def _take_weights(survey: Survey, rows: pd.DataFrame, period: str) -> pd.DataFrame:
    """The respondents with the weights that the data give. Raises DeclarationError where one is none or below zero."""
    own = choose_respondents(rows, survey)
    weights = own[survey.weights]
    if wrong := int((~weights.gt(0)).sum()):
        raise DeclarationError(
            f"{wrong} respondents of {period} have no weight above zero",
            remedy=f"Correct {survey.weights}, or leave the rows out of those that count as an answer",
        )
    return own.assign(weight=weights, cluster=own["region_code"])


def write_weighted(weighted: pd.DataFrame, report: dict[str, Any], data: Path, description: Path) -> None:
    """Write results/weighted/<source>.parquet and .json. The classes of all municipalities go into both."""
    strata = {period: years[STRATA] for period, years in report.items() if STRATA in years}
    write_prepared(weighted, data, metadata={STRATA: json.dumps(strata)} if strata else {})
    write_json(description, report)


def read_weighted(data: Path, source: Source) -> WeightedSurvey:
    """Read results/weighted/<source>.parquet."""
    metadata = pq.read_schema(data).metadata or {}
    strata: Strata = json.loads(metadata.get(STRATA.encode(), b"{}"))
    return WeightedSurvey(pd.read_parquet(data), strata, source.survey is None or source.survey.confidential)

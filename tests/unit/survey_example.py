"""A small survey of municipalities: its source, its answers, and their observations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from indicators_example import REGISTER, Observations, indicator

from statusrapport.indicators.cells import Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.estimates import compute_estimates
from statusrapport.sources.declaration import SeriesBreak, Source
from statusrapport.sources.microdata import Survey
from statusrapport.survey.stage import Strata, WeightedSurvey

FILE = {"version": "v1", "name": "a.sav", "sha256": "0" * 64, "received": "2013-12-01", "format": {"kind": "sav"}}
TEXTS = dict.fromkeys(("title_nb", "short_nb", "owner_nb", "description_nb", "licence"), "Tekst")
YES_NO = {"yes": "Ja", "no": "Nei"}
CODES = {"1": "yes", "2": "no"}
DESIGN = {"weights": "weight", "strata": "stratum", "clusters": "cluster", "population_sizes": "population_size"}

SOURCE = Source.model_validate(
    {
        **TEXTS,
        "id": "survey",
        "kind": "microdata",
        "files": [FILE],
        "key": {"region": "komnr", "period": "aar", "respondent": "id"},
        "dimensions": {
            "team": {"title_nb": "Team", "column": "q1", "codes": CODES, "labels_nb": YES_NO},
            "outcome": {
                "title_nb": "Utfall",
                "column": "disp",
                "codes": {"1": "answered", "2": "refused", "3": "ineligible"},
                "labels_nb": {"answered": "Svart", "refused": "Ikke svart", "ineligible": "Utenfor"},
            },
        },
        "batteries": {
            "content": {
                "title_nb": "Fornøyd",
                "dimension": "partner",
                "items": {"nav": "q2_1", "gp": "q2_2", "police": "q2_3"},
                "items_nb": {"nav": "NAV", "gp": "Fastlege", "police": "Politi"},
                "codes": {**CODES, "9": "not_relevant"},
                "labels_nb": {**YES_NO, "not_relevant": "Ikke aktuelt"},
            }
        },
        "measures": [{"name": "hours", "title_nb": "Timer", "columns": "hours"}],
        "survey": {
            "disposition": "outcome",
            "respondents": ["answered"],
            "ineligible": ["ineligible"],
            "weighting": "cells",
            "minimum": 2,
        },
    }
)


# The same questions, asked of persons in some municipalities, whose weights are given.
USERS = SOURCE.model_copy(update={"survey": Survey(weighting="given", weights="hours")})


def weighted(*rows: tuple[str, int, float, float], period: str = "2013", **columns: list[Any]) -> pd.DataFrame:
    """Weighted respondents: rows of municipality, stratum, size of the stratum and weight; `columns` are answers."""
    frame = pd.DataFrame(list(rows), columns=["region_code", "stratum", "population_size", "weight"])
    frame = frame.assign(period=period, cluster=frame["region_code"], **columns)
    return frame.assign(row=range(1, len(frame) + 1), file="survey/v1/a.sav", synthetic=False)


def survey(operation: str = "proportion", **fields: Any) -> Indicator:
    """An indicator of the survey."""
    declared: dict[str, Any] = {
        "numerator": {"source": "survey", "filter": {"team": "yes"}},
        "denominator": {"source": "survey", "filter": {"team": ["yes", "no"]}},
        "unit": "fraction",
        "estimator": "survey",
        "design": DESIGN,
        **fields,
    }
    return indicator(operation, **{name: value for name, value in declared.items() if value is not None})


def users(period: str, answers: dict[str, list[str | None]], weights: dict[str, float] | None = None) -> pd.DataFrame:
    """Persons in municipalities: the answers to `team` by code, and the weight of everyone in a municipality, or 1."""
    rows = [(code, answer) for code, given in answers.items() for answer in given]
    frame = pd.DataFrame(rows, columns=["region_code", "team"]).assign(period=period)
    weight = frame["region_code"].map(weights) if weights else 1.0
    frame = frame.assign(weight=weight, hours=weight, cluster=frame["region_code"], outcome=None)
    items = {f"content__{item}": frame["team"] for item in ("nav", "gp", "police")}
    return frame.assign(**items, row=range(1, len(frame) + 1), file=f"survey/{period}/a.sav", synthetic=False)


def place(
    answers: pd.DataFrame,
    structure: int = 2013,
    strata: Strata | None = None,
    *,
    is_confidential: bool = True,
    series_breaks: Sequence[SeriesBreak] = (),
) -> Placement:
    """The survey in a municipal structure, where the population of Halden alone is known."""
    people = pd.DataFrame({"region_code": ["0101"], "period": "2013", "value": 30_000.0, "measure": "total"})
    people = people.assign(status="observed", row=1, file="population/v1/p.json", synthetic=False)
    surveys = {"survey": WeightedSurvey(answers, strata or {}, is_confidential)}
    prepared = {"population": people, "survey": answers}
    return Placement(prepared, REGISTER, structure, surveys, {"survey": series_breaks})


def estimate(
    declared: Indicator,
    answers: pd.DataFrame,
    structure: int = 2013,
    *,
    source: Source = SOURCE,
    strata: Strata | None = None,
) -> Observations:
    """The observations of an indicator of the survey."""
    placement = place(answers, structure, strata, series_breaks=source.series_breaks)
    return Observations(compute_estimates(declared, source, [placement]))

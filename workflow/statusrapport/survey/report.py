"""What a person wants to see of the weights: response by class, the ladder, the classes, items without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.regions.register import Register
from statusrapport.sources.declaration import Source
from statusrapport.sources.microdata import Survey
from statusrapport.statistics import SurveyDesign
from statusrapport.survey.frame import choose_respondents
from statusrapport.survey.items import absent_columns, questions_of, versions_of
from statusrapport.survey.weights import Step

NO_GROUPS = "KOSTRA groups are not verified before 2020"


def describe_weighting(
    source: Source, rows: pd.DataFrame, frame: pd.DataFrame, ladder: Mapping[str, Step], register: Register
) -> dict[str, Any]:
    """The content of results/weighted/<source>.json for one year. `rows` are all who were asked, `frame` as built."""
    survey = source.survey
    assert survey is not None
    named = frame.assign(size=[register.size_classes[number].code for number in frame["size"]])
    has_groups = frame["kostra_group"].notna().any()
    return {
        "disposition": _count_dispositions(survey, rows),
        "weighting": survey.weighting,
        "minimum": survey.minimum,
        "response": {
            "all": _response(named),
            **{name: {key: _response(part) for key, part in named.groupby(name)} for name in ("size", "county")},
            "kostra_group": {key: _response(part) for key, part in named.groupby("kostra_group")}
            if has_groups
            else NO_GROUPS,
        },
        "ladder": {name: _describe_step(step) for name, step in ladder.items()},
        "classes": _describe_classes(named, ladder[survey.weighting]),
        "item_nonresponse": _item_nonresponse(source, survey, rows),
    }


def describe_given(source: Source, rows: pd.DataFrame, weighted: pd.DataFrame) -> dict[str, Any]:
    """The same of a survey with given weights: who answered where, and what the weights cost."""
    survey = source.survey
    assert survey is not None
    design = SurveyDesign(weighted, weights="weight")
    least, largest = design.weight_range
    return {
        "disposition": _count_dispositions(survey, rows),
        "weighting": survey.weighting,
        "response": {"municipalities": int(weighted["region_code"].nunique()), "persons_answering": len(weighted)},
        "weights": {"least": least, "largest": largest, "design_effect": design.weight_effect},
        "item_nonresponse": _item_nonresponse(source, survey, rows),
    }


def _count_dispositions(survey: Survey, rows: pd.DataFrame) -> dict[str, int]:
    if not survey.disposition:
        return {}
    return {str(value): int(count) for value, count in rows[survey.disposition].value_counts().sort_index().items()}


def _response(part: pd.DataFrame) -> dict[str, float]:
    sums = part[["answers", "asked", "answered"]].sum()
    return {
        "municipalities": len(part),
        "municipalities_answering": int(sums["answers"]),
        "municipality_rate": float(sums["answers"] / len(part)),
        "persons_asked": int(sums["asked"]),
        "persons_answering": int(sums["answered"]),
        "person_rate": float(sums["answered"] / sums["asked"]) if sums["asked"] else 0.0,
    }


def _describe_step(step: Step) -> dict[str, float]:
    design = step.design
    least, largest = design.weight_range
    return {
        "classes_before": step.before,
        "classes": int(step.strata.nunique()),
        "least": least,
        "largest": largest,
        "design_effect": design.weight_effect,
    }


def _describe_classes(frame: pd.DataFrame, step: Step) -> list[dict[str, Any]]:
    return [
        {
            "stratum": number,
            "size": sorted(part["size"].unique()),
            "county": sorted(part["county"].unique()),
            "municipalities": len(part),
            "answering": int(part["answers"].sum()),
            "weight": round(float(step.weights[part.index].mean()), 9),
        }
        for number, part in frame.groupby(step.strata)
    ]


def _item_nonresponse(source: Source, survey: Survey, rows: pd.DataFrame) -> dict[str, dict[str, float]]:
    answers = choose_respondents(rows, survey)
    absent = absent_columns(source, versions_of(rows["file"].unique()))
    asked = [item for item in questions_of(source) if item.column not in absent]
    missing = {item.name: int(answers[item.column].isna().sum()) for item in asked}
    return {name: {"missing": count, "rate": count / len(answers)} for name, count in missing.items()}

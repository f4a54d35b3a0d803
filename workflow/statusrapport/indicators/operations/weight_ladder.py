"""What weighting does at each step of the ladder: the range of weights, and how they raise the variance."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.answers import Answers, Observed
from statusrapport.statistics import SurveyDesign
from statusrapport.survey.weights import STEPS

NEEDS_LADDER = True
LABELS_NB = {
    "weighting": {"cells": "Klasser", "raking": "Marginer", "size": "Størrelse alene"},
    "figure": {
        "least": "Minste vekt",
        "largest": "Største vekt",
        "effect": "Designeffekt av vektene",
        "classes": "Klasser",
    },
}


def observe(answers: Answers) -> Iterator[Observed]:
    """value = the least and the largest weight of a municipality, and Kish's effect 1 + CV²; n = municipalities.

    In the breakdown `figure`, by `weighting`; and `figure=classes`, the classes of the weighting that is used.
    """
    units = answers.rows.drop_duplicates("cluster")
    for step in STEPS:
        design = SurveyDesign(units, weights=f"weight_{step}")
        least, largest = design.weight_range
        for figure, value in (("least", least), ("largest", largest), ("effect", design.weight_effect)):
            numbers = {"value": value, "n": len(units)}
            yield Observed({"weighting": step, "figure": figure}, answers.everybody, numbers)
    classes = {"value": units["stratum"].nunique(), "n": len(units)}
    yield Observed({"figure": "classes"}, answers.everybody, classes)


def labels_nb(options: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The labels of the breakdowns that this operation adds."""
    return LABELS_NB


def example(rows: pd.DataFrame) -> float:
    """Kish's effect of the weights of a worked example."""
    return SurveyDesign(rows, weights="weight").weight_effect

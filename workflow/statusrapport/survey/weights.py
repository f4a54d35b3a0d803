"""The ladder of weights: within classes crossed, by margins, by size alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from statusrapport.sources.microdata import Survey
from statusrapport.statistics import SurveyDesign
from statusrapport.survey.classes import form_classes

STEPS = ("cells", "raking", "size")  # from the finest to the coarsest; what `weighting` of [survey] may be
SIZE = "size"


@dataclass(frozen=True)
class Step:
    """One way to weight: for each municipality its class and, if anyone there has answered, its weight.

    `strata` are the classes within which those who answered are taken as a simple random sample. The weights of a class
    add up to its municipalities.
    """

    strata: pd.Series[int]
    weights: pd.Series[float]
    before: int  # classes before those with few answers were joined

    @property
    def sizes(self) -> pd.Series[int]:
        """The municipalities in the class of each municipality."""
        return self.strata.map(self.strata.value_counts())

    @property
    def design(self) -> SurveyDesign:
        """The design of those who answered, with the weights of this step."""
        frame = pd.DataFrame({"stratum": self.strata, "size": self.sizes, "weight": self.weights}).dropna()
        return SurveyDesign(frame, weights="weight", strata="stratum", population_sizes="size", lonely="certainty")


def compute_ladder(frame: pd.DataFrame, survey: Survey) -> Mapping[str, Step]:
    """Every step of the ladder, whichever is chosen: what the choice does to the weights can then be seen."""
    cells = form_classes(frame, survey.classes, survey.minimum)
    sizes = form_classes(frame, [SIZE], survey.minimum)
    margins: dict[str, pd.Series[int]] = {name: form_classes(frame, [name], survey.minimum) for name in survey.classes}
    return {
        "cells": Step(cells, _weigh(frame, cells), frame.groupby(list(survey.classes)).ngroups),
        "raking": Step(margins[survey.classes[0]], _rake(frame, margins), _count_margins(frame, survey)),
        "size": Step(sizes, _weigh(frame, sizes), frame[SIZE].nunique()),
    }


def _weigh(frame: pd.DataFrame, classes: pd.Series[int]) -> pd.Series[float]:
    """Municipalities of the class for each that has answered."""
    answers = frame["answers"].groupby(classes)
    return (answers.transform("size") / answers.transform("sum")).where(frame["answers"] > 0)


def _rake(frame: pd.DataFrame, margins: Mapping[str, pd.Series[int]]) -> pd.Series[float]:
    """Weights that meet the municipalities of every margin. Raises CalibrationError where there are none."""
    answering = pd.DataFrame(margins)[frame["answers"] > 0]
    totals = {name: classes.value_counts() for name, classes in margins.items()}
    weights = pd.Series(SurveyDesign(answering).rake(totals).weights, answering.index)
    return weights.reindex(frame.index)


def _count_margins(frame: pd.DataFrame, survey: Survey) -> int:
    return sum(frame[name].nunique() for name in survey.classes)

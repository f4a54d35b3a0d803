"""Two waves of a survey side by side: who is in both, and how a change is estimated from their samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.indicators.answers import Answers, Asked, Sample
from statusrapport.indicators.observations import PANEL, SINCE, parse_breakdown
from statusrapport.indicators.survey_cells import draw_sample
from statusrapport.statistics import SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray
from statusrapport.statistics.overlap import CommonSizes


class Operands(NamedTuple):
    """What is estimated of a sample: a numerator and a denominator for each of its units, and which of them count."""

    numerator: FloatArray
    denominator: FloatArray
    domain: BoolArray


@dataclass(frozen=True)
class SamplePair:
    """The samples of those who have answered a question in two waves.

    `strata` has the class of each territory in the `earlier` and the `later` wave, of those that are the same in both;
    None where it is not known who has not answered.
    """

    earlier: Sample
    later: Sample
    strata: pd.DataFrame | None

    @property
    def is_finite(self) -> bool:
        """Whether each wave is a sample of classes of known size."""
        return "population_sizes" in self.later.frame

    @cached_property
    def stacked(self) -> SurveyDesign:
        """Both samples as one, a cluster of both waves being one cluster; the rows of the earlier come first."""
        frame = pd.concat([self.earlier.frame, self.later.frame], ignore_index=True)
        return SurveyDesign(frame, weights="weights", clusters="unit", strata="strata" if "strata" in frame else None)

    @cached_property
    def common_sizes(self) -> CommonSizes | None:
        """How many territories each pair of a class of the earlier sample and one of the later has in common."""
        if self.strata is None:
            return None
        classes = [self.strata[name].map(getattr(self, name).classes) for name in ("earlier", "later")]
        counts = pd.concat(classes, axis=1).dropna().astype(int).value_counts()
        return {(pair[0], pair[1]): float(count) for pair, count in zip(counts.index, counts, strict=True)}


@dataclass(frozen=True)
class Waves:
    """The answers of two years. `strata` is as in SamplePair."""

    earlier: Answers
    later: Answers
    strata: pd.DataFrame | None

    @property
    def label(self) -> str:
        """What tells the panel of these two waves from others: `2017_2019`."""
        return f"{self.earlier.period}_{self.later.period}"

    def ask(self) -> Iterator[tuple[Asked, Asked]]:
        """Each question in both waves; one that nobody has answered in one of them was not asked there."""
        for question in self.later.questions:
            asked = self.earlier.ask(question), self.later.ask(question)
            if all(each.answered.any() for each in asked):
                yield asked

    def panel(self, asked: tuple[Asked, Asked]) -> tuple[BoolArray, BoolArray]:
        """Who has answered in each wave, of the units in which a question was answered in both."""
        answered = (asked[0].answered, asked[1].answered)
        first, second = (each.units[rows] for each, rows in zip((self.earlier, self.later), answered, strict=True))
        common = np.intersect1d(first, second)
        return answered[0] & np.isin(self.earlier.units, common), answered[1] & np.isin(self.later.units, common)

    def draw(self, answered: tuple[BoolArray, BoolArray]) -> SamplePair | None:
        """The samples of those who have answered; None where no design can be made of them."""
        earlier, later = draw_sample(self.earlier, answered[0]), draw_sample(self.later, answered[1])
        return SamplePair(earlier, later, self.strata) if earlier and later else None


def label_waves(breakdowns: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The labels of the breakdowns that tell waves apart, of all that occur."""
    found = [parse_breakdown(text) for text in breakdowns]
    since = sorted({by[SINCE] for by in found if SINCE in by})
    panels = sorted({by[PANEL] for by in found if PANEL in by})
    labels = {
        SINCE: {year: f"Siden {year}" for year in since},
        PANEL: {pair: "Med i både {} og {}".format(*pair.split("_")) for pair in panels},
    }
    return {dimension: texts for dimension, texts in labels.items() if texts}

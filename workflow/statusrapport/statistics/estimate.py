"""An estimate with its error, and the interval that follows from both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtrit

from statusrapport.statistics.columns import BoolArray, FloatArray

if TYPE_CHECKING:
    from statusrapport.statistics.design import SurveyDesign

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A value with its standard error and the limits of its 95 percent interval, in the unit of the value.

    `df` are the degrees of freedom of the design in the domain, `n` the respondents (rows) that the value rests on.
    `deff` is the design effect, the variance divided by that of a simple random sample of n, or None where that is
    not defined. `linearised` holds for each row of the data its influence on the value: the variance of the value is
    that of their weighted sum. `members` are the rows that count, `design` is what they belong to. A change between
    waves is of two samples and has none of these three.
    """

    value: float
    se: float
    lower: float
    upper: float
    df: int
    n: int
    deff: float | None = None
    linearised: FloatArray = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)
    members: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_), repr=False, compare=False)
    design: SurveyDesign | None = field(default=None, repr=False, compare=False)

    @property
    def variance(self) -> float:
        """The square of the standard error."""
        return self.se**2


def t_quantile(df: int) -> float:
    """The factor of a 95 percent interval with `df` degrees of freedom (at least 1)."""
    return float(stdtrit(df, (1.0 + CONFIDENCE) / 2.0))


def half_width(se: float, df: int) -> float:
    """Half the width of a 95 percent interval; 0 for a standard error of 0, which needs no degrees of freedom."""
    return t_quantile(df) * se if se > 0.0 else 0.0


def is_zero(number: float, scale: float) -> bool:
    """Whether a number is 0 but for rounding, among numbers of the size of `scale`."""
    return abs(number) <= 1e-12 * abs(scale)

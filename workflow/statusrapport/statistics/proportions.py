"""Intervals of proportions: never below 0 or above 1, and defined where everybody or nobody says yes."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import betaincinv, ndtri

from statusrapport.statistics.columns import FloatArray
from statusrapport.statistics.estimate import CONFIDENCE, t_quantile

Method = Literal["wilson", "korn_graubard", "logit"]
TAIL = (1.0 - CONFIDENCE) / 2.0


def wilson_limits(p: float, n: float) -> tuple[float, float]:
    """Wilson's score interval (1927) of a proportion in a sample of `n`: any number above zero, or infinite."""
    if math.isinf(n):
        return p, p
    z2 = float(ndtri(1.0 - TAIL)) ** 2
    centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n)
    half = math.sqrt(z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))) / (1.0 + z2 / n)
    return (0.0 if p == 0.0 else max(0.0, centre - half)), (1.0 if p == 1.0 else min(1.0, centre + half))


def korn_graubard_limits(p: float, n: float) -> tuple[float, float]:
    """The interval of Clopper and Pearson (1934) with an effective sample size, after Korn and Graubard (1998)."""
    if math.isinf(n):
        return p, p
    yes, no = n * p, n * (1.0 - p)
    lower = 0.0 if p == 0.0 else float(betaincinv(yes, no + 1.0, TAIL))
    upper = 1.0 if p == 1.0 else float(betaincinv(yes + 1.0, no, 1.0 - TAIL))
    return lower, upper


def logit_limits(p: float, se: float, df: int) -> tuple[float, float]:
    """The interval that is symmetric on the scale of the log odds; `p` lies between 0 and 1, not on them."""
    centre, half = math.log(p / (1.0 - p)), t_quantile(df) * se / (p * (1.0 - p))
    return 1.0 / (1.0 + math.exp(half - centre)), 1.0 / (1.0 + math.exp(-half - centre))


def degrees_factor(n: int, df: int) -> float:
    """By how much few degrees of freedom lessen an effective sample size (Korn and Graubard 1998)."""
    return (t_quantile(n - 1) / t_quantile(df)) ** 2


def size_without_variance(weights: FloatArray, unsampled: FloatArray) -> float:
    """The effective sample size where all answers are equal, so that the sample shows no variance.

    Of equal weights without a finite population it is n. Unequal weights lessen it as Kish (1965) has it. Where a part
    f of the population is in the sample it is raised to −n ln(1 − f)/f: then the limits agree with the number of
    units that can hide among those not in the sample, as the chance that none of K shows is (1 − f)^K. Infinite where
    the whole population is in the sample. `weights` and `unsampled` (1 − f) are given for each respondent.
    """
    factor = np.ones_like(unsampled)
    factor[unsampled == 0.0] = 0.0
    partly = (unsampled > 0.0) & (unsampled < 1.0)
    factor[partly] = (1.0 - unsampled[partly]) / -np.log(unsampled[partly])
    variance = float((factor * weights**2).sum() / weights.sum() ** 2)
    return 1.0 / variance if variance > 0.0 else math.inf

"""Several comparisons at once: intervals that go with Holm's step-down test."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.special import stdtr, stdtrit

from statusrapport.statistics.estimate import CONFIDENCE, Estimate


def holm_limits(estimates: Sequence[Estimate]) -> list[tuple[float, float]]:
    """An interval of each estimate that excludes zero exactly where Holm's test (1979) rejects that it is zero.

    The test goes through the m estimates from the smallest p-value on, each at the level (1 − 0.95) / (m − those
    rejected before), until one is not rejected. The interval of an estimate is at the level of its own step; of those
    that are not rejected, at the level of the step that ended the test. So the chance that any of the intervals that
    exclude zero does so wrongly is at most five percent. They are no simultaneous intervals of the values themselves.
    """
    order = sorted(range(len(estimates)), key=lambda at: p_value(estimates[at]))
    limits = [(0.0, 0.0)] * len(estimates)
    level, is_rejecting = 0.0, True
    for step, at in enumerate(order):
        if is_rejecting:
            level = (1.0 - CONFIDENCE) / (len(estimates) - step)
            is_rejecting = p_value(estimates[at]) < level
        limits[at] = _limits(estimates[at], level)
    return limits


def p_value(estimate: Estimate) -> float:
    """The two-sided p-value of the hypothesis that an estimate is zero, by Student's t."""
    if estimate.se == 0.0:
        return 1.0 if estimate.value == 0.0 else 0.0
    return 2.0 * float(stdtr(estimate.df, -abs(estimate.value) / estimate.se))


def _limits(estimate: Estimate, level: float) -> tuple[float, float]:
    half = float(stdtrit(estimate.df, 1.0 - level / 2.0)) * estimate.se if estimate.se > 0.0 else 0.0
    return estimate.value - half, estimate.value + half

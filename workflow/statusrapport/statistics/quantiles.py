"""Quantiles of weighted answers."""

from __future__ import annotations

import numpy as np

from statusrapport.statistics.columns import FloatArray


def weighted_quantile(values: FloatArray, weights: FloatArray, q: float) -> float:
    """The smallest value with at least the part `q` of the weights at or below it: the inverse of the distribution.

    A part that is `q` but for rounding counts as `q`.
    """
    order = np.argsort(values, kind="stable")
    parts = np.cumsum(weights[order])
    parts /= parts[-1]
    position = int(np.searchsorted(parts, q - 1e-12, side="left"))
    return float(values[order][min(position, len(values) - 1)])

"""From a plausible draw to the published totals: scaled block by block, then rounded so that each block is exact."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PER_FTE = 20  # figures are whole numbers of twentieths of a full-time equivalent: both 0.1 and 0.25 are whole then
QUARTER, TENTH = 5, 2  # the steps that a municipality reports in, in twentieths

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def compute_scaled(values: Floats, totals: Floats) -> Floats:
    """Scale `values` (municipality x block x education) so that each block adds up to its total."""
    return np.asarray(values * (totals / values.sum(axis=(0, 2)))[None, :, None])


def compute_rounded(values: Floats, steps: Integers, total: int) -> Integers:
    """Round one block (municipality x education, FTE) to whole steps, in twentieths, so that it adds up to `total`.

    Those who report in quarters are rounded to the nearest quarter; those who report in tenths are rounded down or
    up, the largest remainders first, until the total is met: the residue is spread over hundreds of municipalities.
    Raises ValueError where no such rounding exists.
    """
    in_quarters = np.broadcast_to((steps == QUARTER)[:, None], values.shape)
    in_steps = np.round(values * PER_FTE / steps[:, None], 6)  # the last bit differs between processors
    rounded = np.where(in_quarters, np.round(in_steps), np.floor(in_steps)).astype(np.int64)
    if (total - QUARTER * rounded[in_quarters].sum()) % TENTH:
        _move_nearest_tie(rounded, in_steps, in_quarters)
    missing = (total - int((rounded * steps[:, None]).sum())) // TENTH
    remainders = np.where(in_quarters | (values == 0), -1.0, in_steps - rounded)
    if not 0 <= missing <= (remainders >= 0).sum():
        raise ValueError(f"{total / PER_FTE} FTE cannot be reached by rounding")
    order = np.argsort(-remainders, axis=None, kind="stable")[:missing]
    rounded.flat[order] += 1
    return np.asarray(rounded * steps[:, None])


def _move_nearest_tie(rounded: Integers, in_steps: Floats, candidates: NDArray[np.bool_]) -> None:
    """Round one candidate the other way, the one nearest to half a step: tenths cannot meet an odd rest."""
    error = in_steps - rounded
    position = np.argmax(np.where(candidates, np.abs(error), -1.0))
    rounded.flat[position] += 1 if error.flat[position] > 0 else -1

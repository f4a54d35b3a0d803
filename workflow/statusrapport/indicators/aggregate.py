"""The one place where numbers are added up, with a rule for those that are missing.

A bare `groupby().sum()` makes 0 of nothing but nulls: a municipality that did not report would report none.

Statuses are numbers here, in the order of STATUSES from best to worst: that of a whole is the worst of its parts'.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

STATUSES = ("not_applicable", "observed", "carried_forward", "estimated", "missing", "suppressed")
NOT_APPLICABLE, OBSERVED, CARRIED_FORWARD, ESTIMATED, MISSING, SUPPRESSED = range(len(STATUSES))


def sum_parts(cells: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The sum of what together makes one unit: known only if every part is.

    `cells` has `value`, `status`, `synthetic` and `count` (of the unit, in each of its parts) beside the keys. A part
    that is not applicable adds nothing; a municipality is not known from half of it. Gives a row per combination of the
    keys, with the worst status, and `synthetic` where any part is.
    """
    grouped = cells.groupby(list(keys), sort=False)
    sums = grouped[["status", "synthetic", "count"]].max()
    values = grouped["value"].sum(min_count=1)
    return sums.assign(value=values.where(sums["status"] < MISSING)).reset_index()


def sum_known(units: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The sums of `columns` over the units of each observation, of those that are known: null where none is.

    A national total is the total of those who reported; how many that is stands in `n`. Indexed by observation.
    """
    return units.groupby("observation")[list(columns)].sum(min_count=1)


def pair_status(numerator: pd.Series[int], denominator: pd.Series[int]) -> pd.Series[int]:
    """The status of each numerator with its denominator: the worse, but not applicable where one of known ones is."""
    worst = numerator.where(numerator > denominator, denominator)
    is_inapplicable = numerator.eq(NOT_APPLICABLE) | denominator.eq(NOT_APPLICABLE)
    return worst.mask(is_inapplicable & (worst < MISSING), NOT_APPLICABLE).astype(np.int8)

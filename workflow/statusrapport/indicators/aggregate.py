"""The one place where numbers are added up, with a rule for those that are missing.

A bare `groupby().sum()` makes 0 of nothing but nulls: a municipality that did not report would report none.

Statuses are numbers here, in the order of STATUSES: the largest among the parts is the status of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

STATUSES = ("not_applicable", "observed", "carried_forward", "estimated", "missing", "suppressed")
NOT_APPLICABLE, OBSERVED, CARRIED_FORWARD, ESTIMATED, MISSING, SUPPRESSED = range(len(STATUSES))


def sum_parts(cells: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The sum of what together makes one unit: known only if every part is.

    `cells` has `value`, `status` and `synthetic` beside the keys; combinations with a null key are left out. A part
    that is not applicable adds nothing; a merged municipality is not known from half of it. Gives a row per combination,
    `synthetic` where any part is.
    """
    grouped = cells.groupby(list(keys), sort=False, observed=True)
    sums = grouped[["status", "synthetic"]].max()
    values = grouped["value"].sum(min_count=1)
    return sums.assign(value=values.where(sums["status"] < MISSING)).reset_index()


def sum_known(units: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The sums of `columns` over the units of each observation, of those that are known: null where none is.

    A national total is the total of those who reported; how many that is stands in `n`. Indexed by observation.
    """
    return units.groupby("observation")[list(columns)].sum(min_count=1)

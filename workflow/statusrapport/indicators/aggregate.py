"""The one place where numbers are added up, with a rule for those that are missing.

A bare `groupby().sum()` makes 0 of nothing but nulls: a municipality that did not report would report none.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

MissingRule = Literal["any", "all"]


def aggregate(frame: pd.DataFrame, keys: list[str], columns: list[str], *, missing: MissingRule) -> pd.DataFrame:
    """Sum `columns` within each combination of `keys`; combinations with a null key are left out.

    A sum is null when `any` of its parts is null (a merged municipality is not known from half of it), or only when
    `all` are (a national total is the total of those who reported; how many that is stands in `n`).
    """
    grouped = frame.groupby(keys, sort=True, observed=True)[columns]
    if missing == "all":
        return grouped.sum(min_count=1).reset_index()
    sums = grouped.sum(min_count=1)
    return sums.where(grouped.count().eq(grouped.size(), axis=0)).reset_index()


def aggregate_status(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """What is known of each combination of `keys` beside its sum: one row with the columns

    `carried_forward`, `estimated`, `synthetic` (whether any part is), `not_applicable` (whether all are) and
    `suppressed` (whether a part was withheld by the source).
    """
    flags = pd.DataFrame(
        {
            **{key: frame[key] for key in keys},
            "carried_forward": frame["status"].eq("carried_forward"),
            "estimated": frame["status"].eq("estimated"),
            "synthetic": frame["synthetic"].astype(bool),
            "suppressed": frame["status"].eq("suppressed"),
            "applicable": frame["status"].ne("not_applicable"),
        }
    )
    result = flags.groupby(keys, sort=True, observed=True).any().reset_index()
    result["not_applicable"] = ~result.pop("applicable")
    return result

"""The largest value of any unit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = largest numerator, or numerator per denominator where there is one; n = units with a value."""
    rates = units["numerator"] / units["denominator"].where(units["denominator"] != 0)
    values = units.assign(value=units["numerator"] if units["denominator"].isna().all() else rates)
    grouped = values.groupby(keys, sort=True, observed=True)["value"]
    result = grouped.agg(value="max", n="count").reset_index()
    return result.assign(numerator=float("nan"), denominator=float("nan"))

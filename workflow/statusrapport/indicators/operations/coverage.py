"""How many of the units that exist are heard from: reporting rates and response rates."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

AS_REPORTED = True  # the units are those of the year, not those of a later structure


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = units with a numerator / units listed in the denominator; n = the latter."""
    heard = units.assign(numerator=units["numerator"].notna().astype(float), denominator=1.0)
    sums = heard.groupby(keys, sort=True, observed=True)[["numerator", "denominator"]].sum().reset_index()
    return sums.assign(value=sums["numerator"] / sums["denominator"], n=sums["denominator"])

"""How many of the units that exist are heard from: reporting rates and response rates."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import sum_known
from statusrapport.indicators.operations import UnitRule

UNITS = UnitRule.LISTED
NEEDS_DENOMINATOR = True  # it lists those who exist


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = units with a numerator / units that the denominator lists, those that are missing too; n = the latter."""
    listed = units.dropna(subset=["count"])
    heard = listed["count"].where(listed["numerator"].notna(), 0)
    sums = sum_known(listed.assign(numerator=heard, denominator=listed["count"]), ["numerator", "denominator"])
    return sums.assign(value=sums["numerator"] / sums["denominator"], n=sums["denominator"])

"""How much of a whole lies in the units that are heard from, such as the part of the population."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import sum_known
from statusrapport.indicators.operations import UnitRule

UNITS = UnitRule.LISTED
NEEDS_DENOMINATOR = True  # the whole


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ denominator of the units that have a numerator / Σ denominator of all; n = the former."""
    listed = units.dropna(subset=["count"])
    is_heard = listed["numerator"].notna()
    covered = listed["denominator"].where(is_heard, 0.0)
    n = listed["count"].where(is_heard, 0)
    sums = sum_known(listed.assign(numerator=covered, n=n), ["numerator", "denominator", "n"])
    return sums.assign(value=sums["numerator"] / sums["denominator"])

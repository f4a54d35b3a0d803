"""The sum of the numerator over the units that reported."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import sum_known


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator; n = units with a value, of those that a denominator lists if there is one."""
    is_known = units["numerator"].notna()
    if "denominator" in units.columns:
        is_known &= units["denominator"].notna()
    known = units.assign(numerator=units["numerator"].where(is_known), n=units["count"].where(is_known))
    sums = sum_known(known, ["numerator", "n"])
    return sums.assign(value=sums["numerator"])

"""The sum of the numerator for each of the denominator, over the units that have both."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import aggregate


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator / Σ denominator; n = units in the denominator. Rates are never averaged."""
    both = units["numerator"].notna() & units["denominator"].notna()
    paired = units.assign(
        numerator=units["numerator"].where(both),
        denominator=units["denominator"].where(both),
        n=units["count"].where(both),
    )
    sums = aggregate(paired, keys, ["numerator", "denominator", "n"], missing="all")
    return sums.assign(value=sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0))

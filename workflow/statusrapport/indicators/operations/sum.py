"""The sum of the numerator over the units that reported."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import aggregate


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator; n = units with a value."""
    known = units.assign(n=units["count"].where(units["numerator"].notna()))
    sums = aggregate(known, keys, ["numerator", "n"], missing="all")
    return sums.assign(value=sums["numerator"], denominator=float("nan"))

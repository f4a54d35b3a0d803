"""How many units the numerator holds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.operations import sum as sum_


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = number of units in the numerator; n = units in the denominator where there is one, else the same."""
    counted = units.assign(numerator=units["numerator"].gt(0).astype(float).where(units["numerator"].notna()))
    if units["denominator"].isna().all():
        return sum_.compute(counted, keys, options)
    asked = counted.assign(count=counted["count"].where(counted["denominator"].notna()))
    return sum_.compute(asked, keys, options)

"""The largest value of any unit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.operations import UnitRule

UNITS = UnitRule.COMPARED


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = largest numerator, or numerator per denominator if there is one; n = units with a value."""
    values = units["numerator"]
    if "denominator" in units.columns:
        values = values / units["denominator"].where(units["denominator"] != 0)
    grouped = values.groupby(units["observation"])
    return pd.DataFrame({"value": grouped.max(), "n": grouped.count()})

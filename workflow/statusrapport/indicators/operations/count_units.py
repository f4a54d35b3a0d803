"""How many of the units that were asked the numerator holds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.operations import UnitRule
from statusrapport.indicators.operations import sum as sum_

UNITS = UnitRule.REPORTED
NEEDS_DENOMINATOR = True  # the numerator alone does not tell a unit that said no from one that was not asked


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = units whose numerator is above 0; n = units in the denominator of which it is known."""
    is_held = units["numerator"].gt(0).astype(float).where(units["numerator"].notna())
    return sum_.compute(units.assign(numerator=is_held * units["count"]), options)

"""How many of the units that exist are heard from, counted."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.operations import UnitRule, coverage

UNITS = UnitRule.LISTED
NEEDS_DENOMINATOR = True  # it lists those who exist


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = units with a numerator; n = units that the denominator lists."""
    heard = coverage.compute(units, options)
    return heard[["numerator", "n"]].assign(value=heard["numerator"])

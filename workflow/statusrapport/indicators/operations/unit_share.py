"""Which part of the units that were asked the numerator holds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import sum_known
from statusrapport.indicators.operations import UnitRule

UNITS = UnitRule.REPORTED
NEEDS_DENOMINATOR = True  # the numerator alone does not tell a unit that has none from one that was not asked


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = units whose numerator is above 0 / units in the denominator of which it is known; n = the latter."""
    is_known = units["numerator"].notna() & units["denominator"].notna()
    held = (units["numerator"].gt(0) * units["count"]).where(is_known)
    known = units.assign(numerator=held, denominator=units["count"].where(is_known))
    sums = sum_known(known, ["numerator", "denominator"])
    return sums.assign(
        value=sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0), n=sums["denominator"]
    )

"""What all years so far add up to, in a source of the whole country."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.operations import ratio
from statusrapport.indicators.operations import sum as sum_

ACCUMULATES = True


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator of this and all earlier periods, for each of the denominator so far if there is one."""
    has_denominator = "denominator" in units.columns
    return ratio.compute(units, options) if has_denominator else sum_.compute(units, options)

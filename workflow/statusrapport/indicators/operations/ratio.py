"""The sum of the numerator for each of the denominator, over the units that have both."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.indicators.aggregate import sum_known
from statusrapport.statistics import Estimate, SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray

NEEDS_DENOMINATOR = True


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator / Σ denominator; n = units that have both. Rates are never averaged."""
    has_both = units["numerator"].notna() & units["denominator"].notna()
    pairs = units.assign(n=units["count"])
    for name in ("numerator", "denominator", "n"):
        pairs[name] = pairs[name].where(has_both)
    sums = sum_known(pairs, ["numerator", "denominator", "n"])
    return sums.assign(value=sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0))


def estimate(design: SurveyDesign, numerator: FloatArray, denominator: FloatArray, domain: BoolArray) -> Estimate:
    """value = the estimated total of the numerator over that of the denominator."""
    return design.ratio(numerator, denominator, domain)

"""A part of a whole: a ratio that lies between none and all."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.operations import ratio

NEEDS_DENOMINATOR = True
ROUNDING = 1e-9  # a sum of decimals may exceed the same sum in another order


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = Σ numerator / Σ denominator, from 0 to 1. Raises DeclarationError where a part exceeds its whole."""
    shares = ratio.compute(units, options)
    if (shares["value"] > 1 + ROUNDING).any():
        raise DeclarationError(
            "a share exceeds one", remedy="Let the filter of the denominator contain the numerator's"
        )
    return shares

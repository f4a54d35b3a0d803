"""How the units spread: quantiles of their rates, in a breakdown `quantile`."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.operations import UnitRule

UNITS = UnitRule.COMPARED
NEEDS_DENOMINATOR = True
QUANTILE = "quantile"


def check_options(options: Mapping[str, Any]) -> None:
    """Raises DeclarationError unless the options are `quantiles`, a list of numbers between 0 and 1."""
    wanted = options.get("quantiles")
    is_list = isinstance(wanted, list | tuple) and all(isinstance(each, float) and 0 < each < 1 for each in wanted)
    if set(options) != {"quantiles"} or not wanted or not is_list:
        raise DeclarationError(
            f"options of quantiles are {dict(options)!r}", remedy="Write options = { quantiles = [0.25, 0.5, 0.75] }"
        )


def compute(units: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """value = each of `options["quantiles"]` (0.1 becomes `quantile=p10`) of numerator / denominator over the units.

    Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). n = units with a rate.
    """
    rates = units["numerator"] / units["denominator"].where(units["denominator"] != 0)
    grouped = rates.groupby(units["observation"])
    count = grouped.count()
    parts = [
        pd.DataFrame({"value": grouped.quantile(quantile), "n": count, QUANTILE: _code(quantile)})
        for quantile in options["quantiles"]
    ]
    return pd.concat(parts)


def labels_nb(options: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The labels of the breakdown that this operation adds."""
    return {QUANTILE: {_code(quantile): f"{round(quantile * 100)}-persentilen" for quantile in options["quantiles"]}}


def _code(quantile: float) -> str:
    return f"p{round(quantile * 100):02d}"

"""How the units spread: quantiles of their rates, in a breakdown `quantile`."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

QUANTILE = "quantile"


def compute(units: pd.DataFrame, keys: list[str], options: Mapping[str, Any]) -> pd.DataFrame:
    """value = each of `options["quantiles"]` (0.1 becomes `quantile=p10`) of numerator / denominator over the units.

    Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). n = units with a rate.
    """
    rates = units.assign(rate=units["numerator"] / units["denominator"].where(units["denominator"] != 0))
    known = rates.dropna(subset=["rate"])
    grouped = known.groupby(keys, sort=True, observed=True)["rate"]
    parts = []
    for quantile in options["quantiles"]:
        part = grouped.agg(value=lambda rate, q=quantile: rate.quantile(q), n="count").reset_index()
        parts.append(part.assign(**{QUANTILE: _code(quantile)}))
    return pd.concat(parts, ignore_index=True).assign(numerator=float("nan"), denominator=float("nan"))


def labels_nb(options: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The labels of the breakdown that this operation adds."""
    return {QUANTILE: {_code(quantile): f"{round(quantile * 100)}-persentilen" for quantile in options["quantiles"]}}


def _code(quantile: float) -> str:
    return f"p{round(quantile * 100):02d}"

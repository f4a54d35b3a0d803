"""From cells to units: for each municipality or respondent, in each breakdown, its numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

import numpy as np
import pandas as pd

from statusrapport.indicators.aggregate import MISSING, NOT_APPLICABLE, OBSERVED, sum_parts
from statusrapport.indicators.cells import SIZE, Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import format_breakdown

UNIT = ["place", "respondent"]  # what tells one unit from another; municipalities are no respondents
NOBODY = 0


@dataclass(frozen=True)
class Units:
    """The units of an indicator in all its breakdowns.

    `frame` has a row per unit and breakdown: `place`, `breakdown` (its place in `texts`), `numerator`, `denominator` (if
    the indicator has one), `count` (units of analysis that it stands for), `status` and `synthetic`. `rows` tells the
    rows of raw files behind each: `unit` (row of `frame`) and `row`.
    """

    frame: pd.DataFrame
    rows: pd.DataFrame
    texts: tuple[str, ...]
    sized: tuple[bool, ...]  # whether each of `texts` divides by size


def compute_units(indicator: Indicator, placement: Placement, unit_of: pd.Series[int]) -> Units:
    """The units of an indicator. `unit_of` gives for each place the place that stands for its unit.

    A respondent who is in the denominator and not in the numerator counts as none there.
    """
    ...

"""What follows from suppression for several waves of a survey: a withheld level must not come back by way of a change.

Who knows one level and the change knows the other. Who knows the level of all and that of those who answered in both
waves knows that of the rest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import pandas as pd

from statusrapport.indicators.observations import PANEL, SINCE, format_breakdown, parse_breakdown

PLACE = ["structure", "region_type", "region_code"]
Key = tuple[Hashable, ...]  # structure, type and code of the region, period, breakdown


def is_rest_small(levels: pd.DataFrame, below: float) -> pd.Series[bool]:
    """Whether so few answered in one of two waves only that the level of the panel would tell of them.

    `levels` are the observations of an indicator of levels, `below` the number of answers that may be told of.
    """
    counts = dict(zip(_keys(levels), levels["n"], strict=True))
    wholes = (counts.get(key) for key in _keys(levels, without=PANEL))
    rest = pd.Series([float("nan") if whole is None else whole for whole in wholes], levels.index) - levels["n"]
    is_panel = pd.Series([PANEL in parse_breakdown(text) for text in levels["breakdown"]], levels.index)
    is_small: pd.Series[bool] = rest.gt(0) & rest.lt(below) & is_panel
    return is_small


def is_of_withheld(changes: pd.DataFrame, levels: pd.DataFrame) -> pd.Series[bool]:
    """Whether one of the two levels that a change is the difference of is withheld."""
    withheld = set(_keys(levels[levels["confidentiality"] == "suppressed"]))
    later = _keys(changes, without=SINCE)
    since = [parse_breakdown(text)[SINCE] for text in changes["breakdown"]]
    earlier = [(*key[:3], period, key[4]) for key, period in zip(later, since, strict=True)]
    return pd.Series([bool(withheld & {*pair}) for pair in zip(earlier, later, strict=True)], changes.index)


def _keys(observations: pd.DataFrame, without: str = "") -> list[Key]:
    """What tells each observation from others, leaving a dimension out."""
    texts = {text: _leave_out(text, without) for text in observations["breakdown"].unique()}
    rows: Iterable[Key] = observations[[*PLACE, "period", "breakdown"]].itertuples(index=False, name=None)
    return [(*row[:4], texts[str(row[4])]) for row in rows]


def _leave_out(breakdown: str, dimension: str) -> str:
    return format_breakdown({name: value for name, value in parse_breakdown(breakdown).items() if name != dimension})

"""The panel: change among the municipalities that reported both years. Totals of all mix it with gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from statusrapport.facts.slice import Observation, Slice
from statusrapport.indicators.lineage import join_lineage


def panel_observations(
    slice_: Slice, earlier: Observation, later: Observation, by: Mapping[str, str]
) -> tuple[Observation, Observation]:
    """Both observations again, summed over the municipalities that have a value in each of the two periods.

    Municipalities merged meanwhile count as the one that they became.
    """
    frames = [slice_.unit_rows(item.indicator, item.period, by) for item in (earlier, later)]
    common = frames[0].index.intersection(frames[1].index)
    first, second = (
        replace(
            item,
            value=float(frame.loc[common, "value"].sum()),
            numerator=float(frame.loc[common, "numerator"].sum()),
            n=len(common),
            lineage=join_lineage(*frame.loc[common, "lineage"]),
        )
        for item, frame in zip((earlier, later), frames, strict=True)
    )
    return first, second

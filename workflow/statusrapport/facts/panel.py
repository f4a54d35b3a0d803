"""The panel: change among the municipalities that reported both years. Totals of all mix it with gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from statusrapport.facts.slice import Observation, Slice
from statusrapport.indicators.lineage import parse_lineage


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
            lineage=unite_lineages(frame.loc[common, "lineage"]),
        )
        for item, frame in zip((earlier, later), frames, strict=True)
    )
    return first, second


def unite_lineages(texts: Iterable[str]) -> str:
    """Several lineages as one, the rows of each file in order and in ranges."""
    files: dict[str, set[int]] = {}
    for text in texts:
        for file, rows in parse_lineage(text):
            for part in rows.split(","):
                first, _, last = part.partition("-")
                files.setdefault(file, set()).update(range(int(first), int(last or first) + 1))
    return "; ".join(f"{file}#{_ranges(sorted(rows))}" for file, rows in sorted(files.items()))


def _ranges(rows: list[int]) -> str:
    starts = [row for at, row in enumerate(rows) if at == 0 or rows[at - 1] != row - 1]
    ends = [row for at, row in enumerate(rows) if at == len(rows) - 1 or rows[at + 1] != row + 1]
    return ",".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))

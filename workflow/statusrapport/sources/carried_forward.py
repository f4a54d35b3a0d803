"""Figures that the owner of a source has carried forward from an earlier year, for those who did not report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.errors import Finding
from statusrapport.regions.mapping import not_estimable, parts
from statusrapport.regions.register import YEARS, Register
from statusrapport.sources.declaration import CarriedForward
from statusrapport.sources.inspection import Inspection, RawFile
from statusrapport.sources.keys import name_region

STATUS = "carried_forward"
ROUNDING = 1e-9


def declared_for(raw: RawFile) -> CarriedForward | None:
    """How rows of a raw file are marked, if in this version any can be."""
    declared = raw.source.carried_forward
    return None if declared is None or raw.file.version in declared.absent_in else declared


def check_carried_forward(inspection: Inspection) -> None:
    """Report rows that are carried forward from what is no earlier year."""
    declared = declared_for(inspection.raw)
    if declared is None or declared.column not in inspection.frame.columns:
        return
    years, periods = inspection.frame[declared.column], inspection.keys["period"]
    is_year = years.str.fullmatch("[0-9]{4}") & (years < periods)
    for row in inspection.frame.index[(years != "") & ~is_year]:
        inspection.report("carried_forward_from", row, declared.column, period=periods[row])


def is_carried_forward(inspection: Inspection, rows: pd.Series[int]) -> NDArray[np.bool_]:
    """Whether each of `rows` is carried forward."""
    declared = declared_for(inspection.raw)
    if declared is None or declared.column not in inspection.frame.columns:
        return np.zeros(len(rows), dtype=np.bool_)
    marked = inspection.frame[declared.column] != ""
    return marked.reindex(rows).to_numpy(dtype=np.bool_)


def find_differing(inspections: Sequence[Inspection], register: Register) -> list[Finding]:
    """Figures that are carried forward and are not those of the year that they are said to be from: one for each row.

    Those of a merged municipality are the sum of the figures of its parts. Where a part could not be divided, or the
    earlier year is in no file, there is nothing to compare.
    """
    carried = [(inspection, row) for inspection in inspections for row in _carried_rows(inspection)]
    figures = _figures_by_place(inspections) if carried else {}
    findings = []
    for inspection, row in carried:
        own, origins = figures.get((row.code, row.period)), _origins(row, figures, register)
        if own is None or origins is None:
            continue
        both = pd.DataFrame({"stated": own, "sum": origins}).dropna()
        differing = both[~np.isclose(both["stated"], both["sum"], rtol=ROUNDING)]
        if len(differing):
            stated, total = differing.iloc[0]
            words: dict[str, Any] = {"row": row.row, "region": row.code, "column": str(differing.index[0])}
            words |= {"name": name_region(register, row.code, row.period), "year": row.year}
            words |= {"stated": f"{stated:g}", "sum": f"{total:g}"}
            words["more"] = f" (and {len(differing) - 1} more columns)" if len(differing) > 1 else ""
            findings.append(inspection.raw.finding("carried_forward_differs", **words))
    return findings


class _Row(NamedTuple):
    """A row that is soundly carried forward, from `year`."""

    row: int
    code: str
    period: str
    year: str


def _carried_rows(inspection: Inspection) -> Iterator[_Row]:
    declared = declared_for(inspection.raw)
    if declared is None or declared.column not in inspection.frame.columns or inspection.keys.empty:
        return
    years = inspection.frame[declared.column]
    is_marked = (years != "") & inspection.sound[declared.column] & inspection.keys["is_region"]
    for row, code, period in inspection.keys.loc[is_marked, ["region_code", "period"]].itertuples():
        yield _Row(int(row), str(code), str(period), str(years[row]))


def _figures_by_place(inspections: Sequence[Inspection]) -> dict[tuple[str, str], pd.Series[float]]:
    """The known figures of each region and period, by column."""
    known = [
        inspection.cells[(inspection.cells["measure"] != "") & inspection.cells["value"].notna()].join(
            inspection.keys[["region_code", "period"]], on="row", how="inner"
        )
        for inspection in inspections
        if len(inspection.cells) and len(inspection.keys)
    ]
    grouped = pd.concat(known).groupby(["region_code", "period"])
    return {(str(code), str(period)): own.set_index("column")["value"] for (code, period), own in grouped}


def _origins(
    row: _Row, figures: Mapping[tuple[str, str], pd.Series[float]], register: Register
) -> pd.Series[float] | None:
    """What was reported in the earlier year for the area of a row, by column; None where that is not known."""
    year, structure = int(row.year), int(row.period)
    if year not in YEARS or row.code in not_estimable(register, year, structure):
        return None
    own = [figures.get((code, row.year)) for code in parts(register, row.code, year, structure)]
    known = [each for each in own if each is not None]
    return pd.concat(known).groupby(level=0).sum() if known and len(known) == len(own) else None

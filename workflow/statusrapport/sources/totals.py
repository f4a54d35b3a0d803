"""Figures that a file states twice: as a total, and as its parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register
from statusrapport.sources.cells import is_sound
from statusrapport.sources.columns import category_codes, matching, measure_columns
from statusrapport.sources.declaration import Total
from statusrapport.sources.inspection import Inspection

ROUNDING = 1e-9  # of binary fractions, relative


def check_totals(inspection: Inspection) -> None:
    """Report totals of columns that differ from the sum of their parts by more than the tolerance."""
    cells = inspection.cells.drop_duplicates(["row", "column"])
    cells = cells.assign(is_known=is_sound(inspection, cells) & cells["value"].notna())
    for total in inspection.source.totals:
        _check_total(inspection, cells, total)


def _check_total(inspection: Inspection, cells: pd.DataFrame, total: Total) -> None:
    stated = cells[(cells["column"] == total.column) & cells["is_known"]].set_index("row")["value"]
    names = [column for column in matching(total.parts, inspection.frame.columns) if column != total.column]
    unread = set(measure_columns(inspection.raw, names)) - set(cells["column"])  # of a code that is not known
    parts = cells[cells["column"].isin(names) & (not unread)].groupby("row")
    sums = parts["value"].sum()[parts["is_known"].all()]  # a total is not judged by parts that are not all known
    both = pd.DataFrame({"stated": stated, "sum": sums}).dropna()
    limit = total.tolerance + ROUNDING * both["sum"].abs()
    for row, stated_, sum_ in both[(both["stated"] - both["sum"]).abs() > limit].itertuples():
        inspection.report("total_of_parts", row, total.column, **_write(inspection, stated_, sum_))


def check_country(inspection: Inspection, register: Register) -> None:
    """Report figures of the country that differ from the sum over its municipalities and reporting groups.

    Where a municipality has no figure, by itself or in a group, there is nothing to compare. In a register what is of
    the country as a whole is no sum.
    """
    if inspection.source.is_register:
        return
    columns = [column for column in category_codes(inspection.raw) if column in inspection.frame.columns]
    codes = inspection.frame[columns].add_prefix("code ")  # a file may call its columns as we do ours
    rows = inspection.keys[inspection.keys["is_region"]].join(codes)
    cells = inspection.cells[inspection.cells["measure"] != ""].join(rows, on="row", how="inner")
    cells = cells[is_sound(inspection, cells) & cells["value"].notna()]
    is_country = cells["region_code"] == COUNTRY
    if not is_country.any():  # to group the answers of thousands of respondents takes long
        return
    group = ["period", "column", "measure", *codes.columns]
    members = {str(place): parts for place, parts in cells[~is_country].groupby(group)}
    for place, country in cells[is_country].groupby(group):
        parts = members.get(str(place))
        if parts is None or not _is_covered(parts, register):
            continue
        stated, total = country["value"].iloc[0], parts["value"].sum()
        if not np.isclose(stated, total, rtol=ROUNDING):
            where = (int(country["row"].iloc[0]), str(country["column"].iloc[0]))
            inspection.report("total_of_regions", *where, **_write(inspection, stated, total))


def _is_covered(parts: pd.DataFrame, register: Register) -> bool:
    """Whether the regions of one period are all of its municipalities, some perhaps together."""
    covered = {code for region in parts["region_code"] for code in region.split("+")}
    return covered >= set(register.municipalities(int(parts["period"].iloc[0])))


def _write(inspection: Inspection, stated: float, total: float) -> dict[str, Any]:
    """A stated total and a sum as the file would write them."""
    decimal = inspection.raw.file.format.decimal
    texts = [np.format_float_positional(round(number, 9), trim="-") for number in (stated, total)]
    return dict(zip(("stated", "sum"), (str(text).replace(".", decimal) for text in texts), strict=True))

"""The one long form that all sources are brought to, whatever their files look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register
from statusrapport.sources.carried_forward import STATUS
from statusrapport.sources.columns import coded_of, measures_of
from statusrapport.sources.coverage import known_missing
from statusrapport.sources.declaration import REPORTING, Source
from statusrapport.sources.inspection import Inspection
from statusrapport.sources.keys import COUNTY
from statusrapport.sources.microdata import item_column

MUNICIPALITY = 4  # digits of its code
GAPS = ("missing", "not_applicable")
KNOWN = {"observed": "reported", STATUS: STATUS}  # statuses of cells with a figure, and what `reporting` calls them


def columns_of(source: Source) -> dict[str, str]:
    """The columns of the prepared source with their types.

    Of a table: region_code, period, measure, the dimensions (null where the measure has none), reporting if rows may be
    carried forward (null where there is no figure), value (null unless observed or carried forward), status. Of
    microdata: region_code, period, respondent if the key has one, the dimensions and the items of batteries,
    <battery>__<item> (null if not answered), the measures.
    Of both: file (source/version/name), row (0: none, known to be missing, or to have none), synthetic.
    """
    dimensions = dict.fromkeys(source.dimensions, "str")
    reporting = {REPORTING: "str"} if source.carried_forward else {}
    table = {"measure": "str", **dimensions, **reporting, "value": "float64", "status": "str"}
    respondent = {"respondent": "str"} if source.key.respondent else {}
    items = {item_column(name, item): "str" for name, battery in source.batteries.items() for item in battery.items}
    microdata = {**respondent, **dimensions, **items, **{measure.name: "float64" for measure in source.measures}}
    columns = table if source.kind == "table" else microdata
    return {"region_code": "str", "period": "str", **columns, "file": "str", "row": "int64", "synthetic": "bool"}


def tidy(source: Source, inspections: Sequence[Inspection], register: Register) -> pd.DataFrame:
    """The figures or answers of all files, sound as they are: one row per figure, or per respondent, sorted."""
    columns = columns_of(source)
    tables = [_tidy_table(each, register) if source.kind == "table" else _tidy_microdata(each) for each in inspections]
    frames = [
        table.assign(synthetic=source.is_synthetic(each.raw.file))
        for table, each in zip(tables, inspections, strict=True)
    ]
    typed = [frame.reindex(columns=list(columns)).astype(columns) for frame in frames]
    order = ["measure", *source.dimensions] if source.kind == "table" else ["row"]
    return pd.concat(typed).sort_values(["region_code", "period", *order], kind="stable", ignore_index=True)


def _tidy_table(inspection: Inspection, register: Register) -> pd.DataFrame:
    cells = inspection.cells[inspection.cells["measure"] != ""].join(_labels(inspection), on="row")
    if inspection.source.is_register:
        return pd.concat([cells, _unlisted(inspection, cells, register)]).assign(file=inspection.raw.name)
    if inspection.source.level == "municipality":  # of which the country is computed
        cells = cells[cells["region_code"] != COUNTRY]
    cells = cells.assign(file=inspection.raw.name, **{REPORTING: cells["status"].map(KNOWN)})
    return _drop_members(pd.concat([cells, _gaps(inspection, cells, register)]))


def _labels(inspection: Inspection) -> pd.DataFrame:
    """Region, period and the dimensions that have columns of their own, by row."""
    labels = inspection.keys[["region_code", "period"]].copy()
    columns = {
        name: inspection.frame[coded.column].map(coded.codes) for name, coded in coded_of(inspection.raw).items()
    }
    return labels.assign(**columns)


def _unlisted(inspection: Inspection, cells: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Rows that say 0, of each kind of figure that a register has of municipalities, or of counties, in a period, for
    those of them that it does not list.
    """
    dimensions = [name for name in inspection.source.dimensions if name in cells.columns]
    listed = cells[["period", "measure", *dimensions, "region_code"]].drop_duplicates()
    rows = []
    for kind, own in listed.groupby(["period", "measure", *dimensions], dropna=False):
        year, levels = int(own["period"].iloc[0]), set(own["region_code"].str.len())
        regions = register.municipalities(year) if MUNICIPALITY in levels else ()
        regions += register.counties(year) if COUNTY in levels else ()
        rows += [(*kind, code) for code in sorted(set(regions) - set(own["region_code"]))]
    unlisted = pd.DataFrame(rows, columns=listed.columns).astype(listed.dtypes.to_dict())
    return unlisted.assign(value=0.0, status="observed", row=0)


def _gaps(inspection: Inspection, cells: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Rows that say missing, of each figure that others have in the period, for those who did not report.

    They are known, or not expected to: a municipality that is merged later is not known from one of its parts.
    """
    dimensions = [name for name in inspection.source.dimensions if name in cells.columns]
    kinds = cells[["period", "measure", *dimensions]].drop_duplicates()
    silent = known_missing(inspection.source)
    if not inspection.source.complete and inspection.source.level == "municipality":
        silent |= set(_find_silent(cells, register))
    known = pd.DataFrame(sorted(silent), columns=["region_code", "period"], dtype="str")
    return kinds.merge(known, on="period").assign(status="missing", row=0, file=inspection.raw.name)


def _find_silent(cells: pd.DataFrame, register: Register) -> Iterator[tuple[str, str]]:
    """Region and period of the municipalities that have no row."""
    for period, rows in cells.groupby("period"):
        present = {code for region in rows["region_code"].unique() for code in region.split("+")}
        yield from ((code, str(period)) for code in register.municipalities(int(str(period))) if code not in present)


def _drop_members(cells: pd.DataFrame) -> pd.DataFrame:
    """Without the gaps of municipalities whose reporting group has the figure."""
    groups = cells[cells["region_code"].str.contains("+", regex=False) & cells["status"].isin(list(KNOWN))]
    members = groups.assign(region_code=groups["region_code"].str.split("+")).explode("region_code")
    of_cell = ("row", "column", "text", "value", "status", "file", REPORTING)
    key = [name for name in cells.columns if name not in of_cell]
    told, own = (pd.MultiIndex.from_frame(each[key].fillna("")) for each in (members, cells))
    return cells[~(own.isin(told) & cells["status"].isin(GAPS))]


def _tidy_microdata(inspection: Inspection) -> pd.DataFrame:
    answers = _labels(inspection)
    if respondent := inspection.source.key.respondent:
        answers["respondent"] = inspection.frame[respondent]
    for measure in measures_of(inspection.raw):
        own = inspection.cells[inspection.cells["measure"] == measure.name]
        answers[measure.name] = own.set_index("row")["value"]
    return answers.reset_index(names="row").assign(file=inspection.raw.name)

"""Compute indicators: cells of prepared sources into observations of every level, period and breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.files import write_parquet
from statusrapport.indicators.aggregate import aggregate, aggregate_status
from statusrapport.indicators.cells import SIZE, Territory, select_cells
from statusrapport.indicators.declaration import Indicator, Operand, read_indicator
from statusrapport.indicators.lineage import format_lineage
from statusrapport.indicators.observations import format_breakdown, to_table
from statusrapport.indicators.operations import find_operation
from statusrapport.project import COUNTRY, Project
from statusrapport.regions.mapping import not_estimable
from statusrapport.regions.register import Register, read_register


def compute_indicator(
    indicator: Indicator, prepared: Mapping[str, pd.DataFrame], register: Register, structure: int
) -> pd.DataFrame:
    """The observations of one indicator in one municipal structure, with the columns of observations.SCHEMA.

    `prepared` holds the prepared sources by id, `population` among them. Raises DeclarationError where the
    declaration does not fit the sources.
    """
    territory = Territory(register, structure, prepared["population"])
    numerator = _place(indicator.numerator, (*indicator.breakdowns, *indicator.parts), prepared, territory)
    denominator = None
    if indicator.denominator:
        denominator = _place(indicator.denominator, indicator.breakdowns, prepared, territory)
        denominator = denominator[denominator["period"].isin(numerator["period"].unique())]
    parts = [
        _compute_level(indicator, _Cells(numerator, denominator), level, dims)
        for level in _levels(indicator, register, structure, sorted(numerator["period"].unique()))
        for dims in _subsets(indicator.breakdowns)
    ]
    observations = pd.concat(parts, ignore_index=True)
    sampling = {"se": float("nan"), "lower": float("nan"), "upper": float("nan")}  # a full count has no sampling error
    return observations.assign(
        indicator=indicator.id,
        structure=structure,
        unit_of_analysis=indicator.unit_of_analysis,
        series_break=False,
        **sampling,
    )


@dataclass(frozen=True)
class _Cells:
    """The cells of numerator and denominator, placed in the structure."""

    numerator: pd.DataFrame
    denominator: pd.DataFrame | None

    def all(self) -> pd.DataFrame:
        return self.numerator if self.denominator is None else pd.concat([self.numerator, self.denominator])


@dataclass(frozen=True)
class _Level:
    """A level of regions: the column that holds the region's code, and what counts as one unit below it."""

    region_type: str
    region: str
    unit: str
    withheld: Mapping[str, frozenset[str]]  # period -> regions that cannot be given

    def choose(self, cells: pd.DataFrame) -> pd.DataFrame:
        """The cells that belong to a region of this level, with its code and the unit."""
        if self.region_type in ("municipality", "residual"):
            cells = cells[cells["target_type"] == self.region_type]
        region = COUNTRY if self.region == "country" else cells[self.region]
        chosen = cells.assign(region=region, unit=cells[self.unit])
        return chosen.dropna(subset=["region"])


def _levels(indicator: Indicator, register: Register, structure: int, periods: list[str]) -> Iterator[_Level]:
    """Country, county, KOSTRA group and municipality, and what no municipality can be given.

    Above the municipality a source is added up as it was reported. Where two sources meet, they meet in the
    municipalities of the structure, the smallest unit that both know, unless the operation asks who reported.
    """
    as_reported = len(indicator.source) == 1 or getattr(find_operation(indicator.operation), "AS_REPORTED", False)
    unit = "region_code" if as_reported else "target"
    yield _Level("country", "country", unit, {})
    yield _Level("county", "county", unit, {})
    if any(register.kostra_group(code, structure) for code in register.municipalities(structure)):
        yield _Level("kostra_group", "kostra_group", unit, {})
    withheld = {period: not_estimable(register, int(period), structure) for period in periods}
    yield _Level("municipality", "target", "target", withheld)
    yield _Level("residual", "target", "target", {})


def _place(
    operand: Operand, dimensions: tuple[str, ...], prepared: Mapping[str, pd.DataFrame], territory: Territory
) -> pd.DataFrame:
    """The cells of an operand in the structure. `dimensions` are those that divide it, where its source knows them."""
    cells = territory.place(select_cells(prepared, operand, [name for name in dimensions if name != SIZE]))
    cells["is_microdata"] = "measure" not in prepared[operand.source].columns
    if SIZE in dimensions:
        cells = cells.merge(territory.sizes(), on=["target", "period"], how="left")
    groups = {code: territory.register.kostra_group(code, territory.structure) for code in cells["target"].unique()}
    return cells.assign(kostra_group=cells["target"].map(groups))


def _subsets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    names = tuple(names)
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def _compute_level(indicator: Indicator, cells: _Cells, level: _Level, dims: tuple[str, ...]) -> pd.DataFrame:
    """The observations of one level in one breakdown."""
    keys = ["region", "period", *dims, *indicator.parts]
    chosen = _Cells(
        level.choose(cells.numerator), None if cells.denominator is None else level.choose(cells.denominator)
    )
    if chosen.numerator.empty:
        return pd.DataFrame()
    operation = find_operation(indicator.operation)
    units = _units(chosen, keys)
    if chosen.numerator["is_microdata"].any() and not getattr(operation, "AS_REPORTED", False):
        units["numerator"] = units["numerator"].fillna(0.0)  # nobody answered so
    result = operation.compute(units, keys, indicator.options)
    added = [name for name in result.columns if name not in {*keys, "value", "numerator", "denominator", "n"}]
    result["value"] *= indicator.scale
    result = result.merge(_status(chosen, keys), on=keys, how="left").merge(
        _lineage(chosen, units, keys), on=keys, how="left"
    )
    withheld = [
        region in level.withheld.get(period, ())
        for region, period in zip(result["region"], result["period"], strict=True)
    ]
    result.loc[withheld, ["value", "numerator", "denominator", "n"]] = float("nan")
    return _as_observations(result, [*dims, *indicator.parts, *added], level)


def _units(cells: _Cells, keys: list[str]) -> pd.DataFrame:
    """One row per combination of keys and unit: numerator, denominator and the units of analysis it stands for."""
    numerator = _sum_units(cells.numerator, keys).rename(columns={"value": "numerator"})
    if cells.denominator is None:
        return numerator.assign(denominator=float("nan"))
    shared = [key for key in keys if key in cells.denominator.columns]
    denominator = _sum_units(cells.denominator, shared).rename(columns={"value": "denominator"})
    dims = [key for key in keys if key not in ("region", "period")]
    if dims:
        combinations_ = cells.numerator[dims].dropna().drop_duplicates()
        common = [name for name in dims if name in shared]
        how = {"on": common, "how": "inner"} if common else {"how": "cross"}
        denominator = denominator.merge(combinations_, **how)
    return denominator.merge(numerator.drop(columns="count"), on=[*keys, "unit"], how="left")


def _sum_units(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    counted = cells.assign(count=1.0)
    sums = aggregate(counted, [*keys, "unit"], ["value", "count"], missing="any")
    return sums if cells["is_microdata"].any() else sums.assign(count=1.0)


def _status(cells: _Cells, keys: list[str]) -> pd.DataFrame:
    """Flags of each observation: those of its own cells, and whether anything behind it is invented."""
    flags = aggregate_status(cells.numerator, keys)
    if cells.denominator is None:
        return flags
    invented = cells.denominator.groupby(["region", "period"], observed=True)["synthetic"].any()
    joined = flags.merge(invented.rename("also").reset_index(), on=["region", "period"], how="left")
    joined["synthetic"] |= joined.pop("also").fillna(False).astype(bool)
    return joined


def _lineage(cells: _Cells, units: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows that each observation is made of: of the units that it counts, and of no other."""
    is_used = units["numerator"].notna() & (units["denominator"].notna() | (cells.denominator is None))
    used = units.loc[is_used, [*keys, "unit"]]
    parts = [cells.numerator.merge(used, on=[*keys, "unit"])]
    if cells.denominator is not None:
        shared = [key for key in keys if key in cells.denominator.columns]
        parts.append(cells.denominator.merge(used, on=[*shared, "unit"]))
    return format_lineage(pd.concat([part[[*keys, "file", "row"]] for part in parts]), keys)


def _as_observations(result: pd.DataFrame, dims: list[str], level: _Level) -> pd.DataFrame:
    breakdown = (
        [format_breakdown(dict(zip(dims, values, strict=True))) for values in result[dims].itertuples(index=False)]
        if dims
        else ""
    )
    known = result["value"].notna()
    status = pd.Series("missing", index=result.index)
    status[result["not_applicable"].fillna(False).astype(bool)] = "not_applicable"
    for flag in ("estimated", "carried_forward"):
        status[known & result[flag].fillna(False).astype(bool)] = flag
    status[known & (status == "missing")] = "observed"
    withheld = ~known & result["suppressed"].fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "region_type": level.region_type,
            "region_code": result["region"],
            "period": result["period"],
            "breakdown": breakdown,
            **{name: result[name] for name in ("value", "numerator", "denominator", "n")},
            "status": status,
            "confidentiality": withheld.map({True: "suppressed", False: "free"}),
            "synthetic": result["synthetic"].fillna(False).astype(bool),
            "lineage": result["lineage"].fillna(""),
        }
    )


def compute_example(indicator: Indicator) -> float:
    """The value of an indicator's worked example, before rounding.

    Raises DeclarationError where a row lacks an operand.
    """
    rows = [
        {
            "numerator": _example_number(row, "numerator", indicator.numerator),
            "denominator": _example_number(row, "denominator", indicator.denominator),
            "count": 1.0,
            "all": COUNTRY,
        }
        for row in indicator.example.rows
    ]
    result = find_operation(indicator.operation).compute(pd.DataFrame(rows), ["all"], indicator.options)
    return float(result["value"].iloc[0]) * indicator.scale


def _example_number(row: Mapping[str, str | float], role: str, operand: Operand | None) -> float:
    if operand is None:
        return float("nan")
    names = [name for name in (role, operand.column, operand.source) if name]
    for name in names:
        if name in row:
            return float(row[name])
    raise DeclarationError(f"the worked example has a row without a {role}", remedy=f"Give it as {' or '.join(names)}")


def write_indicators(project: Project, prepared: Mapping[str, Path], targets: Mapping[str, Path]) -> None:
    """Compute the indicators of `targets` from the prepared sources, in every structure that an edition stands on.

    `prepared` and `targets` give a parquet file for each source and each indicator. Raises DeclarationError.
    """
    register = read_register(project.regions)
    sources = {id_: pd.read_parquet(path) for id_, path in prepared.items()}
    structures = sorted({edition.structure for edition in project.editions.values()})
    for id_, target in targets.items():
        path = project.declared("indicators")[id_]
        indicator = read_indicator(path)
        try:
            parts = [compute_indicator(indicator, sources, register, structure) for structure in structures]
        except DeclarationError as error:
            raise DeclarationError(error.message, file=path.relative_to(project.root), remedy=error.remedy) from error
        write_parquet(target, to_table(pd.concat(parts, ignore_index=True)))

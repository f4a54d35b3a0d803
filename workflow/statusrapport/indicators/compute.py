"""Compute indicators: cells of prepared sources into observations of every level, period and breakdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.files import write_parquet
from statusrapport.indicators.aggregate import ESTIMATED, MISSING, NOT_APPLICABLE, OBSERVED, STATUSES, SUPPRESSED
from statusrapport.indicators.breakdowns import Breakdowns
from statusrapport.indicators.cells import SIZE, Placement
from statusrapport.indicators.check import check_changes, check_indicator
from statusrapport.indicators.declaration import Indicator, Operand, read_indicator
from statusrapport.indicators.estimates import compute_estimates, compute_survey_example
from statusrapport.indicators.lineage import Integers, format_lineage
from statusrapport.indicators.observations import NUMBERS, SCHEMA, format_breakdown, parse_breakdown, to_table
from statusrapport.indicators.operations import UnitRule, find_operation, unit_rule
from statusrapport.indicators.territory import NO_AREA, REGION_TYPES
from statusrapport.indicators.units import Units, compute_units
from statusrapport.project import Project
from statusrapport.regions.register import Register, read_register
from statusrapport.sources.declaration import SeriesBreak, Source, read_source
from statusrapport.survey.stage import read_weighted

COUNTRY_TYPE = "country"
ABOVE = (COUNTRY_TYPE, "county", "kostra_group")  # types of region that hold several municipalities
COMPLETE = ("county", "municipality")  # every region of these types gets its observations, known or not


def compute_indicator(
    indicator: Indicator,
    prepared: Mapping[str, pd.DataFrame],
    register: Register,
    structure: int,
    series_breaks: Mapping[str, Sequence[SeriesBreak]] | None = None,
) -> pd.DataFrame:
    """The observations of one indicator in one municipal structure, with the columns of observations.SCHEMA.

    `prepared` holds the prepared sources by id, `population` among them, `series_breaks` those of each; whether the
    indicator fits them is for check_indicator to say. Raises DeclarationError where its operation cannot be carried
    out.
    """
    return compute_observations(indicator, Placement(prepared, register, structure, series_breaks=series_breaks))


def compute_observations(indicator: Indicator, placement: Placement) -> pd.DataFrame:
    """The observations of one indicator from sources that are placed in a municipal structure already."""
    unit_of, kinds = _levels(indicator, placement)
    units = compute_units(indicator, placement, unit_of)
    kinds = _within_reach(kinds, units, placement)
    members, rows = _place(units, indicator, placement, kinds)
    areas, count = placement.territory.areas, units.breakdowns.count
    keys = np.unique(np.concatenate([members["key"], _expected(members, units.breakdowns, areas, kinds)]))
    members["observation"] = np.searchsorted(keys, members["key"])
    table = areas.loc[keys // count].reset_index(drop=True)
    table["is_withheld"] |= np.isin(keys // count, placement.territory.withheld_by(units.frame["place"].unique()))
    table["breakdown"] = units.breakdowns.texts(keys % count)
    table["lineage"] = format_lineage(np.searchsorted(keys, rows["key"]), rows["row"], placement.rows, len(keys))
    result = find_operation(indicator.operation).compute(members, indicator.options)
    table["series_break"] = table["period"].isin(placement.broken_periods(indicator, table["period"].unique()))
    return _finish(indicator, placement.territory.structure, table.join(_flags(members)), result)


def _levels(indicator: Indicator, placement: Placement) -> tuple[pd.Series[int] | None, tuple[str, ...]]:
    """Which place stands for the unit of each (None: units are respondents), and the types of region to compute.

    Of a confidential survey there is nothing of a municipality, not even a mark: that would tell who has answered. Of a
    source of the whole country there is nothing of any part of it.
    """
    kinds: tuple[str, ...] = REGION_TYPES
    if placement.is_confidential(indicator.numerator.source):
        kinds = tuple(kind for kind in REGION_TYPES if kind != "municipality")
    if placement.is_national(indicator.numerator.source):
        return placement.joined(indicator), (COUNTRY_TYPE,)
    if placement.has_respondents(indicator):
        return None, kinds
    if unit_rule(indicator.operation) is UnitRule.COMPARED:
        return placement.territory.merged, ABOVE
    return placement.joined(indicator), kinds


def _within_reach(kinds: tuple[str, ...], units: Units, placement: Placement) -> tuple[str, ...]:
    """Of some types of region those that figures are given of: of counties as a whole no municipality can be told."""
    places = units.frame["place"].unique()
    if not len(places) or not placement.territory.is_whole.loc[places].all():
        return kinds
    return tuple(kind for kind in kinds if kind in (COUNTRY_TYPE, "county"))


def _place(
    units: Units, indicator: Indicator, placement: Placement, kinds: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The members of each observation: units, in each area that they are in. And the raw rows of each observation.

    `key`, in both, tells one observation from another: the number of its area, then of its breakdown.
    """
    rule = unit_rule(indicator.operation)
    is_joined = rule is UnitRule.JOINED and not placement.has_respondents(indicator)
    members, rows = [], []
    for kind in kinds:
        area = placement.territory.area_of[kind].loc[units.frame["place"]].to_numpy()
        placed = units.frame.assign(key=area * units.breakdowns.count + units.frame["breakdown"])[area != NO_AREA]
        members.append(_known_as_a_whole(placed) if is_joined and kind not in ABOVE else placed)
        counted = members[-1].loc[_is_counted(members[-1], rule), "key"]
        rows.append(units.rows.merge(counted, left_on="unit", right_index=True))
    return pd.concat(members, ignore_index=True), pd.concat(rows)


def _known_as_a_whole(members: pd.DataFrame) -> pd.DataFrame:
    """The members without the numerators of those that are merged with one that is not known."""
    worst = members.groupby("key")["status"].transform("max")
    return members.assign(numerator=members["numerator"].where(worst < MISSING))


def _is_counted(members: pd.DataFrame, rule: UnitRule) -> pd.Series[bool]:
    """Whether each unit is part of the result, so that its rows are part of the lineage."""
    if rule is UnitRule.LISTED:
        return members["count"].notna()
    return members[[name for name in ("numerator", "denominator") if name in members]].notna().all(axis="columns")


def _expected(members: pd.DataFrame, breakdowns: Breakdowns, areas: pd.DataFrame, kinds: Sequence[str]) -> Integers:
    """The keys of what a reader may ask for: what the country has in a period, every county and municipality has.

    Where nobody reported that is an observation that says so. (Only one of the size classes is a municipality's own.)
    """
    area, breakdown = np.divmod(members["key"].unique(), breakdowns.count)
    observed = areas[["region_type", "period"]].loc[area].assign(breakdown=breakdown)
    national = observed[(observed["region_type"] == COUNTRY_TYPE) & ~breakdowns.is_by(breakdown, SIZE)]
    complete = areas[areas["region_type"].isin(set(COMPLETE) & set(kinds))].reset_index(names="area")
    pairs = national[["period", "breakdown"]].merge(complete, on="period")
    return (pairs["area"] * breakdowns.count + pairs["breakdown"]).to_numpy()


def _flags(members: pd.DataFrame) -> pd.DataFrame:
    """By observation: the worst status of its units, the worst of those that are known, whether any is invented."""
    known = members["status"].where(members["status"] <= ESTIMATED, OBSERVED)
    flags = members[["observation", "synthetic"]].assign(worst_status=members["status"], known_status=known)
    return flags.groupby("observation").max()


def _finish(indicator: Indicator, structure: int, described: pd.DataFrame, result: pd.DataFrame) -> pd.DataFrame:
    """The observation table, from the observations as described so far and what the operation says of them."""
    added = [name for name in result.columns if name not in NUMBERS]
    table = described.join(result.reindex(columns=[*NUMBERS, *added])).dropna(subset=added)
    table["value"] *= indicator.scale
    worst = table["worst_status"].fillna(MISSING).mask(table["is_withheld"], MISSING)
    is_suppressed = table["value"].isna() & (worst == SUPPRESSED)
    table.loc[table["is_withheld"] | is_suppressed, list(NUMBERS)] = float("nan")
    table.loc[table["is_withheld"], "lineage"] = ""
    # nothing is missing where there is no number though all that it is made of is known: it is a share of nothing
    unknown = worst.clip(upper=MISSING).where(worst >= MISSING, NOT_APPLICABLE)
    status = table["known_status"].where(table["value"].notna(), unknown)
    finished = table.assign(
        indicator=indicator.id,
        structure=structure,
        breakdown=_add_to_breakdown(table, added) if added else table["breakdown"],
        unit_of_analysis=indicator.unit_of_analysis,
        status=status.astype(int).map(dict(enumerate(STATUSES))),
        confidentiality=is_suppressed.map({True: "suppressed", False: "free"}),
        synthetic=table["synthetic"].eq(True),
    )
    return finished.reindex(columns=SCHEMA.names)


def _add_to_breakdown(table: pd.DataFrame, added: list[str]) -> list[str]:
    rows = list(table[["breakdown", *added]].itertuples(index=False, name=None))
    texts = {
        row: format_breakdown(parse_breakdown(row[0]) | dict(zip(added, row[1:], strict=True))) for row in set(rows)
    }
    return [texts[row] for row in rows]


def compute_example(indicator: Indicator) -> float:
    """The value of an indicator's worked example, before rounding.

    Raises DeclarationError where a row lacks an operand.
    """
    if indicator.estimator == "survey":
        return compute_survey_example(indicator)
    operands = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    rows = [
        {role: _example_number(row, role, operand) for role, operand in operands.items() if operand}
        for row in indicator.example.rows
    ]
    units = pd.DataFrame(rows).assign(count=1.0, observation=0)
    result = find_operation(indicator.operation).compute(units, indicator.options)
    return float(result["value"].iloc[0]) * indicator.scale


def _example_number(row: Mapping[str, str | float], role: str, operand: Operand) -> float:
    names = [name for name in (role, operand.column, operand.source) if name]
    for name in names:
        if name in row:
            return float(row[name])
    raise DeclarationError(f"the worked example has a row without a {role}", remedy=f"Give it as {' or '.join(names)}")


def _until(last: int, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows of prepared sources of no period after `last`."""
    return {id_: frame[frame["period"] <= str(last)] for id_, frame in frames.items()}


def write_indicators(
    project: Project,
    prepared: Mapping[str, Path],
    weighted: Mapping[str, Path],
    targets: Mapping[str, Path],
    structures: Mapping[str, Mapping[int, int]] | None = None,
) -> None:
    """Compute the indicators of `targets` from the prepared sources.

    `structures` gives for each of them the municipal structures in which it is wanted, and the last year there; without
    it is every structure that an edition stands on, with the periods that an edition on it may cite.

    `prepared` and `targets` give a parquet file for each source and each indicator, `weighted` one for each survey
    that has been weighted. Raises DeclarationError.
    """
    register = read_register(project.regions)
    frames = {id_: pd.read_parquet(path) for id_, path in prepared.items()}
    sources = {id_: read_source(project.declared("sources")[id_]) for id_ in prepared}
    surveys = {id_: read_weighted(path, sources[id_]) for id_, path in weighted.items()}
    breaks = {id_: source.series_breaks for id_, source in sources.items()}
    declared = {id_: read_indicator(path) for id_, path in project.declared("indicators").items()}
    wanted = structures or dict.fromkeys(targets, project.structures)
    placements = {
        (structure, last): Placement(
            _until(last, frames), register, structure, {id_: each.until(last) for id_, each in surveys.items()}, breaks
        )
        for structure, last in sorted({each for id_ in targets for each in wanted[id_].items()})
    }
    for id_, target in targets.items():
        path, indicator = project.declared("indicators")[id_], declared[id_]
        try:
            check_indicator(indicator, sources)
            check_changes(indicator, declared)
            own = [placements[each] for each in sorted(wanted[id_].items())]
            observations = _compute(indicator, sources[indicator.numerator.source], own)
        except DeclarationError as error:
            raise DeclarationError(error.message, file=path.relative_to(project.root), remedy=error.remedy) from error
        write_parquet(target, to_table(observations))


def _compute(indicator: Indicator, source: Source, placements: Sequence[Placement]) -> pd.DataFrame:
    """The observations of an indicator in all structures in which there is anything to observe."""
    placements = [placement for placement in placements if placement.has_rows(source.id)]
    if not placements:
        return pd.DataFrame(columns=SCHEMA.names)
    if indicator.estimator == "survey":
        return compute_estimates(indicator, source, placements)
    return pd.concat([compute_observations(indicator, placement) for placement in placements], ignore_index=True)

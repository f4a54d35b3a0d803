"""The stage weight_respondents: from all who were asked to those who answered, with what each of them stands for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.files import write_json
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import Source
from statusrapport.sources.prepare import write_prepared
from statusrapport.survey.frame import build_frame, choose_respondents
from statusrapport.survey.report import describe_weighting
from statusrapport.survey.weights import STEPS, compute_ladder

# What the stage adds to the columns of a prepared source. `cluster` is the municipality.
WEIGHTS = tuple(f"weight_{step}" for step in STEPS)
DESIGN_COLUMNS = ("stratum", "population_size", "weight", "cluster", *WEIGHTS)


def weight_respondents(
    source: Source, prepared: pd.DataFrame, population: pd.DataFrame, register: Register
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The respondents with DESIGN_COLUMNS, and a report by year.

    `weight` is that of the municipality: how many municipalities of its class it stands for, however many have
    answered in it. `stratum` is the class, `population_size` the number of municipalities in it.
    Raises DeclarationError where a source has no [survey], or has none to weight.
    """
    if source.survey is None:
        raise DeclarationError(f"{source.id} declares no survey", remedy="Add [survey] to its declaration")
    parts, report = [], {}
    for period in sorted(prepared["period"].unique()):
        rows = prepared[prepared["period"] == period]
        frame = build_frame(prepared, source.survey, population, register, period)
        ladder = compute_ladder(frame, source.survey)
        step = ladder[source.survey.weighting]
        units = pd.DataFrame({"stratum": step.strata, "population_size": step.sizes, "weight": step.weights})
        units = units.assign(cluster=units.index, **{f"weight_{name}": each.weights for name, each in ladder.items()})
        units = units.astype({"stratum": "int64", "population_size": "float64", "cluster": "str"})
        parts.append(choose_respondents(rows, source.survey).merge(units, left_on="region_code", right_index=True))
        report[period] = describe_weighting(source, rows, frame, ladder, register)
    weighted = pd.concat(parts, ignore_index=True)
    return weighted.sort_values(["region_code", "period", "row"], ignore_index=True), report


def write_weighted(weighted: pd.DataFrame, report: dict[str, Any], data: Path, description: Path) -> None:
    """Write results/weighted/<source>.parquet and .json."""
    write_prepared(weighted, data)
    write_json(description, report)

"""The same estimates as those of oracle.R, made with the package; and how far apart the two are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.statistics import Estimate, SurveyDesign, Wave, overlap_change, panel_change

FOLDER = Path(__file__).resolve().parents[1] / "data" / "oracle"
SIZES = {"large": 1300, "small": 2900}
SEXES = {"f": 2350, "m": 1850}
AGES = {"middle": 1500, "old": 1300, "young": 1400}
T_FIELDS = ("value", "se", "lower", "upper", "df")

Values = dict[tuple[str, str], float]  # by case and quantity


class Agreement(NamedTuple):
    """How far an estimator's figures are from the reference, relative to the reference: the largest of `figures`."""

    figures: int
    largest: float
    where: str


def read_reference(folder: Path = FOLDER) -> Values:
    """R's values. An exact decimal of a double is read back as that double."""
    table = pd.read_csv(folder / "reference.csv", dtype={"value": str})
    return {(case, name): float(value) for case, name, value in table.itertuples(index=False)}


def compute_values(folder: Path = FOLDER) -> Values:
    """The package's values of every case."""
    people = pd.read_csv(folder / "respondents.csv", dtype={"county": str, "municipality": str})
    values: Values = {}
    for name, design in _designs(people):
        values |= _estimates(name, design, people)
    lonely = people[(people["county"] != "54") | (people["municipality"] == "5401")]
    for rule in ("certainty", "adjust"):
        columns = {"weights": "weight", "strata": "county", "clusters": "municipality"}
        design = SurveyDesign(lonely, **columns, population_sizes="clusters_county", lonely=rule)
        values |= _fields(f"lonely stratum | {rule} | mean", design.mean("y"), T_FIELDS)
    waves = [pd.read_csv(folder / f"{name}.csv") for name in ("wave1", "wave2")]
    values |= _panel(waves[0], waves[1])
    values |= _moved(waves[0], waves[1], pd.read_csv(folder / "moves.csv"))
    return values | _users(pd.read_csv(folder / "users.csv", dtype={"county": str, "municipality": str}))


def compare_values(ours: Values, reference: Values) -> dict[str, Agreement]:
    """The agreement by estimator. Both must hold the same figures."""
    if unequal := ours.keys() ^ reference.keys():
        raise ValueError(f"{len(unequal)} figures are only in one, such as {sorted(unequal)[0]}")
    found: dict[str, list[tuple[float, str]]] = {}
    for (case, quantity), value in reference.items():
        scale = max(abs(value), np.finfo(float).tiny)
        difference = abs(ours[case, quantity] - value) / scale
        found.setdefault(_estimator(case), []).append((difference, f"{case}, {quantity}"))
    return {estimator: Agreement(len(all_), *max(all_)) for estimator, all_ in sorted(found.items())}


def _designs(people: pd.DataFrame) -> Iterator[tuple[str, SurveyDesign]]:
    drawn = {
        "simple": {"weights": "weight"},
        "simple, finite": {"population_sizes": "units_all"},
        "stratified": {"strata": "county", "weights": "weight"},
        "stratified, finite": {"strata": "county", "population_sizes": "units_county"},
        "clustered": {"clusters": "municipality", "weights": "weight"},
        "clustered, finite": {"clusters": "municipality", "weights": "weight", "population_sizes": "clusters_all"},
        "stratified and clustered": {"strata": "county", "clusters": "municipality", "weights": "weight"},
        "stratified and clustered, finite": {
            "strata": "county",
            "clusters": "municipality",
            "weights": "weight",
            "population_sizes": "clusters_county",
        },
    }
    for name, columns in drawn.items():
        design = SurveyDesign(people, **columns)
        yield f"{name} | as drawn", design
        yield f"{name} | post-stratified", design.post_stratify("size", SIZES)
        yield f"{name} | raked", design.rake({"sex": SEXES, "age": AGES})
        yield f"{name} | calibrated", design.calibrate(["x", "size"], {"x": 84500, "size": SIZES})


def _estimates(name: str, design: SurveyDesign, people: pd.DataFrame) -> Values:
    women = people["sex"] == "f"
    values: Values = {}
    for domain, rows in (("all", None), ("women", women)):
        case = f"{name} | {{}} | {domain}".format
        values |= _fields(case("mean"), design.mean("y", rows), (*T_FIELDS, "deff"))
        values |= _fields(case("total"), design.total("y", rows), (*T_FIELDS, "deff"))
        values |= _fields(case("ratio"), design.ratio("y", "x", rows), (*T_FIELDS, "deff"))
        values |= _fields(case("mean of those who answered"), design.mean("item", rows), T_FIELDS)
        values |= _fields(case("median"), design.quantile("y", 0.5, rows), T_FIELDS[:4])
        values |= _fields(case("upper quartile"), design.quantile("y", 0.75, rows), T_FIELDS[:4])
        for method in ("wilson", "korn_graubard", "logit"):
            proportion = design.proportion("yes", rows, method)
            values |= _fields(case("proportion"), proportion, T_FIELDS[:2])
            values |= _fields(f"{case('proportion')} {method}", proportion, T_FIELDS[2:4])
    difference = design.difference(design.mean("y", women), design.mean("y", ~women))
    return values | _fields(f"{name} | difference | women and men", difference, T_FIELDS)


def _panel(wave1: pd.DataFrame, wave2: pd.DataFrame) -> Values:
    values: Values = {}
    in_both = [wave[wave["unit"].isin(other["unit"])] for wave, other in ((wave1, wave2), (wave2, wave1))]
    for item in ("score", "yes"):
        for number, wave in ((1, wave1), (2, wave2)):
            design = SurveyDesign(wave, strata="size", population_sizes="units")
            values |= _fields(f"panel | {item} | level of wave {number}", design.mean(item), T_FIELDS)
        for name, waves in (("change of all", (wave1, wave2)), ("change of those in both", in_both)):
            change = panel_change(*waves, unit="unit", y=item, strata="size", population_sizes="units")
            values |= _fields(f"panel | {item} | {name}", change, T_FIELDS)
    return values


def _moved(wave1: pd.DataFrame, wave2: pd.DataFrame, moves: pd.DataFrame) -> Values:
    """The change where a third of the units belong to another class in the second wave."""
    later = moves.set_index("unit")["later"]
    second = wave2.assign(size=wave2["unit"].map(later))
    second["units"] = second["size"].map(moves["later"].value_counts())
    common = {pair: float(count) for pair, count in moves[["size", "later"]].value_counts().items()}
    values: Values = {}
    for item in ("score", "yes"):
        waves = [
            Wave(
                SurveyDesign(rows, strata="size", population_sizes="units").mean(item),
                *(rows[name].to_numpy() for name in ("unit", "size", "units")),
            )
            for rows in (wave1, second)
        ]
        change = overlap_change(waves[0], waves[1], common)
        values |= _fields(f"panel | {item} | change where classes have changed", change, T_FIELDS)
    return values


def _users(users: pd.DataFrame) -> Values:
    """The change between waves of persons in municipalities, both waves being one design."""
    drawn = {
        "clustered": {"clusters": "municipality"},
        "stratified and clustered": {"strata": "county", "clusters": "municipality"},
    }
    values: Values = {}
    for name, columns in drawn.items():
        design = SurveyDesign(users, weights="weight", **columns)
        for domain, rows in (("all", users["sex"].notna()), ("women", users["sex"] == "f")):
            first, second = (rows & (users["wave"] == wave) for wave in (1, 2))
            changes = {
                "mean": design.difference(design.mean("y", second), design.mean("y", first)),
                "proportion": design.difference(design.proportion("yes", second), design.proportion("yes", first)),
                "ratio": design.difference(design.ratio("y", "x", second), design.ratio("y", "x", first)),
            }
            for estimator, change in changes.items():
                case = f"waves of users: {name} | change of a {estimator} | {domain}"
                values |= _fields(case, change, T_FIELDS)
    return values


def _fields(case: str, estimate: Estimate, names: tuple[str, ...]) -> Values:
    return {(case, name): float(getattr(estimate, name)) for name in names}


def _estimator(case: str) -> str:
    """What is estimated: the panel's items apart from designs, and a proportion's intervals apart from each other."""
    parts = case.split(" | ")
    if parts[0] == "panel":
        return f"panel: {parts[2]}"
    if parts[0].startswith("waves of users"):
        return f"waves of users: {parts[1]}"
    if parts[0] == "lonely stratum":
        return f"mean, lonely stratum: {parts[1]}"
    method = parts[3].removeprefix("all").removeprefix("women").strip() if parts[2] == "proportion" else ""
    return f"{parts[2]} {method}".strip() + ("" if parts[1] == "as drawn" else f", {parts[1]}")

"""How often the intervals hold the true value: a census of municipalities, of which some do not answer, drawn anew.

`python -m statusrapport.statistics.simulation [ROUNDS]` prints the table that docs/statistics.md explains.

The population has 357 municipalities in four classes of size and a yes or no that differs between them in two years.
In each round they answer by chance, the large ones more often, and in the second year mostly those who answered in the
first. A reform is simulated as well: some municipalities are merged before the second year, some change their class.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.statistics.columns import BoolArray
from statusrapport.statistics.design import SurveyDesign
from statusrapport.statistics.estimate import Estimate, half_width
from statusrapport.statistics.overlap import CommonSizes, Wave, overlap_change
from statusrapport.statistics.panel import panel_change

ROUNDS = 4000
SEED = 2013
CLASSES = {"under 3 000": 130, "3 000-10 000": 110, "10 000-40 000": 80, "over 40 000": 37}
YES_FIRST = (0.12, 0.22, 0.38, 0.60)  # of the municipalities of a class
YES_SECOND = (0.30, 0.45, 0.60, 0.80)
KEEPS_YES = 0.9
RESPONSE = (0.55, 0.68, 0.78, 0.90)  # of a class in the first year
ANSWERS_AGAIN = (0.80, 0.85, 0.90, 0.95)
ANSWERS_LATER = 0.35  # of those who did not answer in the first year

LEVEL = "level, by class and finite"
CHANGE = "change, overlap and finite"


class Coverage(NamedTuple):
    """How an interval does over all rounds, in percentage points: bias, mean width, how often it holds the truth."""

    bias: float
    width: float
    coverage: float


class Waves(NamedTuple):
    """Who answered in a round: a row each, for each year and for both together."""

    first: pd.DataFrame
    second: pd.DataFrame

    def stacked(self) -> pd.DataFrame:
        """Both years, with one row per year and municipality."""
        return pd.concat([self.first.assign(year=1), self.second.assign(year=2)], ignore_index=True)


Estimator = Callable[[Waves], Estimate]


def make_population(random: np.random.Generator) -> pd.DataFrame:
    """The municipalities: `unit`, `size` class, `units` in the class, and the answers `yes1` and `yes2`."""
    code = np.repeat(np.arange(len(CLASSES)), list(CLASSES.values()))
    before, after = np.array(YES_FIRST)[code], np.array(YES_SECOND)[code]
    yes1 = random.random(len(code)) < before
    turns_yes = np.clip((after - KEEPS_YES * before) / (1.0 - before), 0.0, 1.0)
    yes2 = random.random(len(code)) < np.where(yes1, KEEPS_YES, turns_yes)
    labels = list(CLASSES)
    columns = {"unit": np.arange(len(code)), "code": code, "yes1": yes1.astype(float), "yes2": yes2.astype(float)}
    size = [labels[number] for number in code]
    return pd.DataFrame(columns | {"size": size, "units": [CLASSES[label] for label in size]})


def draw_waves(population: pd.DataFrame, points: float, random: np.random.Generator) -> Waves:
    """Who answers in the two years. In the second, yes answers `points` percentage points more often than no."""
    code = population["code"].to_numpy()
    first = random.random(len(code)) < np.array(RESPONSE)[code]
    chance = np.where(first, np.array(ANSWERS_AGAIN)[code], ANSWERS_LATER)
    second = random.random(len(code)) < chance + points / 100.0 * (population["yes2"].to_numpy() - 0.5)
    return Waves(_respondents(population, first, "yes1"), _respondents(population, second, "yes2"))


def simulate(points: float, rounds: int, estimators: Mapping[str, Estimator]) -> dict[str, Coverage]:
    """The coverage of each estimator's interval. Names that begin with `change` are held against the true change."""
    random = np.random.default_rng(SEED)
    population = make_population(random)
    level = float(population["yes2"].mean())
    truth = {"level": level, "change": level - float(population["yes1"].mean())}
    found: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in estimators}
    for _ in range(rounds):
        waves = draw_waves(population, points, random)
        for name, estimator in estimators.items():
            estimate, true = estimator(waves), truth[name.split(",")[0]]
            is_held = estimate.lower <= true <= estimate.upper
            found[name].append((estimate.value - true, estimate.upper - estimate.lower, is_held))
    return {name: Coverage(*(100.0 * np.mean(rows, axis=0)).tolist()) for name, rows in found.items()}


def estimate_level(waves: Waves) -> Estimate:
    """The share of municipalities with yes: a sample of each class, with its finite population."""
    return SurveyDesign(waves.second, strata="size", population_sizes="units").proportion("yes")


def estimate_change(waves: Waves) -> Estimate:
    """The change of that share, with the overlap of the years."""
    return panel_change(*waves, unit="unit", y="yes", strata="size", population_sizes="units")


def estimate_unweighted(waves: Waves) -> Estimate:
    """The share of those who answered, as if they were a simple random sample of a finite population."""
    return SurveyDesign(waves.second, population_sizes=sum(CLASSES.values())).proportion("yes")


def estimate_stacked(waves: Waves) -> Estimate:
    """The change as it is often computed: both years stacked, a municipality being a cluster of its answers."""
    rows = waves.stacked()
    weights = rows["units"] / rows.groupby(["year", "size"])["unit"].transform("size")
    design = SurveyDesign(rows, weights=weights, strata="size", clusters="unit", population_sizes="units")
    return design.difference(design.mean("yes", rows["year"] == 2), design.mean("yes", rows["year"] == 1))


def estimate_apart(waves: Waves) -> Estimate:
    """The change as if the years were independent samples."""
    return _subtract(*(SurveyDesign(wave, strata="size", population_sizes="units").mean("yes") for wave in waves))


def _subtract(first: Estimate, second: Estimate) -> Estimate:
    """The difference of two independent estimates."""
    value, se, df = second.value - first.value, float(np.hypot(first.se, second.se)), min(first.df, second.df)
    half = half_width(se, df)
    return Estimate(value, se, value - half, value + half, df, second.n)


IGNORABLE: Mapping[str, Estimator] = {
    LEVEL: estimate_level,
    "level, unweighted and finite": estimate_unweighted,
    CHANGE: estimate_change,
    "change, years apart": estimate_apart,
    "change, years stacked": estimate_stacked,
}


MERGED, FORMED, MOVED = 60, 20, 0.15  # municipalities that are merged, that come of it, the part that changes class
FIRST_FORMED = 1000  # what their numbers begin with
ANSWERS, ANSWERS_TWICE = 0.70, 0.85  # whatever the class: else it would not be ignorable in a class that others joined


def simulate_reform(rounds: int) -> dict[str, Coverage]:
    """The coverage of the interval of a change over a reform: by what is known of the classes in both years."""
    random = np.random.default_rng(SEED)
    before = make_population(random)
    after = before.iloc[MERGED:].reset_index(drop=True)
    formed = before.sample(FORMED, random_state=SEED).assign(unit=range(FIRST_FORMED, FIRST_FORMED + FORMED))
    after = pd.concat([after, formed], ignore_index=True)
    after["code"] = np.where(
        random.random(len(after)) < MOVED, random.integers(0, len(CLASSES), len(after)), after["code"]
    )
    for rows in (before, after):
        rows["units"] = rows.groupby("code")["unit"].transform("size").astype(float)
    both = before.merge(after, on="unit", suffixes=("", "_later"))
    counts = both[["code", "code_later"]].value_counts()
    common = {(pair[0], pair[1]): float(count) for pair, count in zip(counts.index, counts, strict=True)}
    truth = float(after["yes2"].mean() - before["yes1"].mean())
    found: dict[str, list[tuple[float, float, bool]]] = {}
    for _ in range(rounds):
        first = random.random(len(before)) < ANSWERS
        again = after["unit"].isin(before.loc[first, "unit"])
        chance = np.where(again, ANSWERS_TWICE, ANSWERS_LATER)
        second = random.random(len(after)) < np.where(after["unit"] < FIRST_FORMED, chance, ANSWERS)
        waves = _wave(before[first], "yes1"), _wave(after[second], "yes2")
        for name, estimate in _estimate_reform(waves, common).items():
            is_held = estimate.lower <= truth <= estimate.upper
            found.setdefault(name, []).append((estimate.value - truth, estimate.upper - estimate.lower, is_held))
    return {name: Coverage(*(100.0 * np.mean(rows, axis=0)).tolist()) for name, rows in found.items()}


def _wave(rows: pd.DataFrame, yes: str) -> Wave:
    estimate = SurveyDesign(rows, strata="code", population_sizes="units").mean(yes)
    return Wave(estimate, *(rows[name].to_numpy() for name in ("unit", "code", "units")))


def _estimate_reform(waves: tuple[Wave, Wave], common: CommonSizes) -> dict[str, Estimate]:
    return {
        "change, classes of all known": overlap_change(*waves, common),
        "change, classes by name": overlap_change(*waves),
        "change, years apart": _subtract(*(wave.estimate for wave in waves)),
    }


def main(arguments: list[str]) -> int:
    """Print the table of coverage."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    sys.stdout.write(f"{rounds} rounds; bias, width and coverage in percentage points\n")
    sys.stdout.write(f"{'response':<34}{'estimator':<32}{'bias':>7}{'width':>7}{'coverage':>10}\n")
    for points in (0, 10, 20):
        response = f"yes answers {points} points more often" if points else "ignorable within class"
        estimators = {LEVEL: estimate_level} if points else IGNORABLE
        for name, row in simulate(points, rounds, estimators).items():
            numbers = f"{row.bias:>+7.2f}{row.width:>7.2f}{row.coverage:>10.1f}"
            sys.stdout.write(f"{response:<34}{name:<32}{numbers}\n")
    for name, row in simulate_reform(rounds).items():
        sys.stdout.write(
            f"{'reform between the years':<34}{name:<32}{row.bias:>+7.2f}{row.width:>7.2f}{row.coverage:>10.1f}\n"
        )
    return 0


def _respondents(population: pd.DataFrame, answers: BoolArray, yes: str) -> pd.DataFrame:
    return population.loc[answers, ["unit", "size", "units", yes]].rename(columns={yes: "yes"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

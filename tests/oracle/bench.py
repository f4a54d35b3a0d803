"""The time of a mean with 50 000 respondents in 350 strata, here and with R's survey package in the same run.

`python -m oracle.bench` in tests/. Without R it says so and times the package alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from oracle.__main__ import has_survey
from statusrapport.statistics import SurveyDesign

RESPONDENTS, STRATA, TIMES = 50_000, 350, 7


class Timing(NamedTuple):
    """Seconds for the design and for the mean, medians of all times, and the mean with its standard error."""

    design: float
    mean: float
    value: float
    se: float


def make_people() -> pd.DataFrame:
    """Invented respondents: text strata, unequal weights, known sizes."""
    random = np.random.default_rng(50_000)
    stratum = random.integers(0, STRATA, RESPONDENTS)
    columns = {
        "stratum": [f"{1000 + code}" for code in stratum],
        "weight": np.round(random.uniform(1.0, 9.0, RESPONDENTS), 3),
        "units": 2000 + stratum,
        "y": np.round(random.normal(50.0, 10.0, RESPONDENTS) + stratum / 50.0, 3),
    }
    return pd.DataFrame(columns)


def time_package(people: pd.DataFrame) -> Timing:
    """The package's times."""
    rows = []
    for _ in range(TIMES):
        started = perf_counter()
        design = SurveyDesign(people, weights="weight", strata="stratum", population_sizes="units")
        designed = perf_counter()
        estimate = design.mean("y")
        rows.append((designed - started, perf_counter() - designed, estimate.value, estimate.se))
    return Timing(*(median(column) for column in zip(*rows, strict=True)))


def time_survey(people: pd.DataFrame) -> Timing:
    """The survey package's times, without those of starting R and of reading the data."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.csv"
        people.to_csv(file, index=False)
        command = ["Rscript", str(Path(__file__).with_name("bench.R")), str(file), str(TIMES)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [[float(word) for word in line.split()] for line in answer.stdout.splitlines()]
    return Timing(*(median(column) for column in zip(*rows, strict=True)))


def main() -> int:
    """Print both times and their ratio."""
    people = make_people()
    ours = time_package(people)
    print(f"A mean of {RESPONDENTS} respondents in {STRATA} strata, medians of {TIMES} runs")
    print(f"statusrapport: design {1e3 * ours.design:8.1f} ms, mean {1e3 * ours.mean:8.1f} ms")
    if not has_survey():
        print("R's survey package is not installed (Debian: r-base-core r-cran-survey): no ratio.")
        return 0
    theirs = time_survey(people)
    print(f"R survey:      design {1e3 * theirs.design:8.1f} ms, mean {1e3 * theirs.mean:8.1f} ms")
    whole = (theirs.design + theirs.mean) / (ours.design + ours.mean)
    print(
        f"R survey takes {theirs.mean / ours.mean:.1f} times as long for the mean, {whole:.1f} times with the design."
    )
    print(f"The standard errors differ by {abs(ours.se / theirs.se - 1.0):.1e} of their size.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

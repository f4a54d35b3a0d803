"""Who was asked in the invented survey of 2013, and what became of each: those responsible for the field."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.regions.register import Register

COMPLETE, PARTIAL, REFUSAL, NO_CONTACT, INELIGIBLE = 1, 2, 3, 4, 5
PARTIALS = 8


class ClassPlan(NamedTuple):
    """Of a size class: how many municipalities answer, in how many two do, in how many one of two who are asked."""

    answering: int
    with_two: int
    with_one_of_two: int


# Small municipalities answer less often, and more often have only one person to ask.
PLANS = {
    "under_5000": ClassPlan(120, 6, 6),
    "5000_19999": ClassPlan(94, 10, 10),
    "20000_49999": ClassPlan(30, 12, 6),
    "50000_plus": ClassPlan(13, 12, 1),
}
REPLACED = 6  # asked by mistake; somebody else in the municipality answered


def draw_sample(rng: np.random.Generator, inhabitants: pd.Series, register: Register) -> pd.DataFrame:
    """One row for each who was asked, in the order of municipality: `code, size, county, place, disposition`.

    `place` is 1 for the first of a municipality who answers (or the only one who is asked), 2 for another, 0 for one
    asked by mistake. `inhabitants` by municipality code.
    """
    sizes = inhabitants.map(lambda number: register.size_class(int(number)))
    eagerness = {county: rng.normal(scale=0.45) for county in sorted({code[:2] for code in sizes.index})}
    rows: list[tuple[str, str, int, int]] = []
    for size, plan in PLANS.items():
        codes = sizes.index[sizes == size]
        weights = np.exp([eagerness[code[:2]] for code in codes])
        answering = _choose(rng, codes, weights, plan.answering)
        two = plan.with_two + plan.with_one_of_two
        with_two = list(answering[rng.permutation(len(answering))[:two]])
        rows += [(code, size, 1, COMPLETE) for code in answering]
        rows += [(code, size, 2, COMPLETE) for code in with_two[: plan.with_two]]
        rows += [(code, size, 2, _draw_silence(rng)) for code in with_two[plan.with_two :]]
        rows += [(code, size, 1, _draw_silence(rng)) for code in codes.difference(answering)]
        single = sorted(set(answering) - set(with_two))
        if size == "under_5000":
            rows += [(single[place], size, 0, INELIGIBLE) for place in rng.permutation(len(single))[:REPLACED]]
    sample = pd.DataFrame(rows, columns=["code", "size", "place", "disposition"])
    sample = sample.sort_values(["code", "place"], kind="stable", ignore_index=True)
    sample["county"] = sample["code"].str[:2]
    complete = sample.index[sample["disposition"] == COMPLETE]
    sample.loc[complete[rng.permutation(len(complete))[:PARTIALS]], "disposition"] = PARTIAL
    return sample


def _choose(rng: np.random.Generator, codes: pd.Index, weights: np.ndarray, number: int) -> pd.Index:
    """`number` codes, without replacement, the likelier the greater their weight; in the order of `codes`."""
    waiting = rng.exponential(size=len(codes)) / weights
    return codes[np.sort(np.argsort(waiting, kind="stable")[:number])]


def _draw_silence(rng: np.random.Generator) -> int:
    return REFUSAL if rng.random() < 0.2 else NO_CONTACT

"""How often the intervals hold the true value, where response is ignorable and where it is not."""

from __future__ import annotations

import numpy as np
import pytest

from statusrapport.statistics.simulation import (
    CHANGE,
    CLASSES,
    IGNORABLE,
    LEVEL,
    ROUNDS,
    draw_waves,
    estimate_level,
    make_population,
    simulate,
    simulate_reform,
)


def test_the_population_and_who_answers() -> None:
    random = np.random.default_rng(1)
    population = make_population(random)
    waves = draw_waves(population, 0, random)
    stacked = waves.stacked()

    assert population["size"].value_counts().to_dict() == CLASSES
    assert 200 < len(waves.first) < 280
    assert len(stacked) == len(waves.first) + len(waves.second)
    assert stacked.groupby("unit").size().max() == 2


def test_a_few_rounds_show_the_bias_of_response_that_depends_on_the_answer() -> None:
    neutral = simulate(0, 20, {LEVEL: estimate_level})[LEVEL]
    biased = simulate(20, 20, {LEVEL: estimate_level})[LEVEL]

    assert abs(neutral.bias) < 2.0
    assert biased.bias > 4.0
    assert biased.coverage < 50.0 < neutral.coverage


@pytest.mark.slow
def test_coverage_where_response_is_ignorable_within_classes() -> None:
    table = simulate(0, ROUNDS, IGNORABLE)

    assert 93.5 < table[LEVEL].coverage < 96.5
    assert 93.5 < table[CHANGE].coverage < 96.5
    assert table["level, unweighted and finite"].coverage < 85.0
    assert table["change, years stacked"].coverage < 90.0


@pytest.mark.slow
@pytest.mark.parametrize(("points", "lowest", "highest"), [(10, 45.0, 65.0), (20, 0.0, 15.0)])
def test_coverage_falls_where_response_depends_on_the_answer(points: int, lowest: float, highest: float) -> None:
    assert lowest < simulate(points, ROUNDS, {LEVEL: estimate_level})[LEVEL].coverage < highest


def test_what_is_known_of_the_classes_over_a_reform_narrows_the_interval_and_not_its_coverage() -> None:
    rounds = simulate_reform(40)
    known, by_name, apart = rounds.values()

    assert list(rounds) == ["change, classes of all known", "change, classes by name", "change, years apart"]
    assert known.width < by_name.width < apart.width
    assert known.coverage > 85.0
    assert known.bias == by_name.bias == apart.bias

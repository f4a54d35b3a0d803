"""Change between two waves of a survey that many units answer twice."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from statusrapport.statistics.columns import Categories, column_categories, column_numbers
from statusrapport.statistics.errors import DesignError, LonelyStratumError
from statusrapport.statistics.estimate import Estimate, half_width
from statusrapport.statistics.sampling import sizes_by_stratum

Sizes = str | float | Mapping[Any, float]


class ClassAnswers(NamedTuple):
    """A class of units in one wave: the answers by unit, how many units there are, and its part of all units."""

    answers: pd.Series
    size: float
    share: float

    def spread(self) -> float:
        """S², the variance of the answers; 0 where there is only one, as it is then the whole class."""
        return float(self.answers.var(ddof=1)) if len(self.answers) > 1 else 0.0

    def variance(self) -> float:
        """The variance of the class's mean: S² (1/n − 1/N)."""
        return self.spread() * (1.0 / len(self.answers) - 1.0 / self.size)


_Wave = Mapping[Hashable, ClassAnswers]


def panel_change(
    wave1: pd.DataFrame,
    wave2: pd.DataFrame,
    *,
    unit: str,
    y: str,
    strata: str | None,
    population_sizes: Sizes | tuple[Sizes, Sizes] | None,
    common_sizes: Mapping[Any, float] | None = None,
) -> Estimate:
    """The mean of `y` in wave 2 minus that in wave 1, with all who answered in either wave.

    Each wave has one row per unit; `y` is a number, or true and false. Who has no row, or no `y`, has not answered;
    those who answered are a simple random sample of their class (`strata`). The mean of a class has the variance
    S²(1/n − 1/N) in each wave, and between the waves the covariance

        S12 (n12 / (n1 n2) − N12 / (N1 N2))

    over the n12 units that answered in it twice (Tam 1984; Qualité and Tillé 2008). `population_sizes` is the number N
    of units of each class, a column of both waves or a mapping from class to size; a pair of these where the waves
    differ; one number where there are no classes; None for an infinite population without classes. N12 is the number
    of units that are in the class in both waves. Without `common_sizes` it is the largest that is possible: N where
    the class has not changed, and otherwise one that errs on the safe side. A unit that has changed its class adds to
    both levels and not to the covariance, which errs on the safe side too. A merged unit is to have another id.

    `df` is the number of answers less that of classes, in the smaller wave; `n` counts units that answered at all.

    Raises DesignError for units that occur twice in a wave and for sizes that do not fit, and LonelyStratumError for a
    class with one answer of several.
    """
    sizes1, sizes2 = population_sizes if isinstance(population_sizes, tuple) else (population_sizes, population_sizes)
    first = _build_wave(wave1, "wave 1", unit, y, strata, sizes1)
    second = _build_wave(wave2, "wave 2", unit, y, strata, sizes2)
    _check_units(wave1[unit], wave2[unit])
    variance = 0.0
    for label in {**first, **second}:
        before, after = first.get(label), second.get(label)
        variance += sum(part.share**2 * part.variance() for part in (before, after) if part)
        if before and after:
            common = common_size(label, before, after, common_sizes)
            variance -= 2.0 * before.share * after.share * covariance_of_means(before, after, common)
    value, se = _level(second) - _level(first), math.sqrt(max(0.0, variance))
    df = _degrees_of_freedom(first, second)
    half = half_width(se, df)
    return Estimate(value, se, value - half, value + half, df, len(_units(first) | _units(second)))


def _build_wave(data: pd.DataFrame, name: str, unit: str, y: str, strata: str | None, sizes: Sizes | None) -> _Wave:
    if not len(data):
        raise DesignError(f"{name} has no rows", remedy="Give one row for each unit")
    units = column_categories(data, unit, f"the unit of {name}")
    if len(units.labels) < len(data):
        twice = units.labels[int(np.bincount(units.codes).argmax())]
        raise DesignError(f"{name} has unit {twice} more than once", remedy="Give one row for each unit")
    if strata is None:
        classes = Categories(np.zeros(len(data), dtype=np.int64), ("all units",))
    else:
        classes = column_categories(data, strata, f"the strata of {name}")
    if sizes is not None:
        by_class = sizes_by_stratum(data, sizes, classes, np.bincount(classes.codes), name)
    elif strata is None:
        by_class = np.array([math.inf])
    else:
        raise DesignError("the classes have no population sizes", remedy="Give one for each class")
    shares = by_class / by_class.sum() if strata is not None else np.ones(1)
    answers = pd.Series(column_numbers(data, y, f"y of {name}"), index=pd.Index(units.labels))
    wave = {}
    for code, label in enumerate(classes.labels):
        inside = answers[classes.codes == code].dropna()
        wave[label] = ClassAnswers(inside, float(by_class[code]), float(shares[code]))
        _check_answers(wave[label], label, name)
    return wave


def _check_units(first: pd.Series, second: pd.Series) -> None:
    """Text and numbers never match, so that no unit would seem to have answered twice."""
    kinds = [pd.api.types.is_numeric_dtype(units.dtype) for units in (first, second)]
    if kinds[0] != kinds[1]:
        raise DesignError("the units are numbers in one wave and text in the other", remedy="Make them text in both")


def _check_answers(part: ClassAnswers, label: Hashable, name: str) -> None:
    answers = len(part.answers)
    if not answers or (answers == 1 and part.size > 1):
        text = f"{name} has {answers} answer(s) in stratum {label}, its population {part.size:g}"
        raise LonelyStratumError(text, remedy="Merge it with a stratum that is like it, in both waves")


def common_size(label: Hashable, before: ClassAnswers, after: ClassAnswers, sizes: Mapping[Any, float] | None) -> float:
    """N12: as given, or the largest number of units that can be in the class in both waves, seeing who answered."""
    n1, n2, both = len(before.answers), len(after.answers), len(units_in_both(before, after))
    silent1, silent2 = before.size - n1, after.size - n2
    if math.isinf(before.size) or math.isinf(after.size):
        return min(before.size, after.size)
    largest = min(both + min(n2 - both, silent1) + silent2, both + min(n1 - both, silent2) + silent1)
    largest = min(before.size, after.size, largest)
    if sizes is None:
        return largest
    if label not in sizes or not both <= sizes[label] <= largest:
        text = f"the common size of stratum {label} is not between {both} and {largest:g}"
        raise DesignError(text, remedy="Give the number of units that are in it in both waves")
    return float(sizes[label])


def covariance_of_means(before: ClassAnswers, after: ClassAnswers, common: float) -> float:
    """The covariance of a class's means in two waves.

    Where the answers of fewer than two units tell it, S12 is taken as the worst between none and S1·S2. It is not let
    make the variance of the change negative, as it can because S1, S2 and S12 are of different units.
    """
    pairs = units_in_both(before, after)
    sizes = before.size * after.size
    factor = len(pairs) / (len(before.answers) * len(after.answers)) - (0.0 if math.isinf(sizes) else common / sizes)
    limit = math.sqrt(before.spread() * after.spread())
    if len(pairs) < 2:
        return min(0.0, factor) * limit
    shared = float((pairs - pairs.mean(axis=0)).prod(axis=1).sum()) / (len(pairs) - 1)
    own = before.share**2 * before.variance() + after.share**2 * after.variance()
    is_possible = own >= 2.0 * before.share * after.share * factor * shared
    return factor * (shared if is_possible else math.copysign(min(abs(shared), limit), shared))


def units_in_both(before: ClassAnswers, after: ClassAnswers) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The two answers of each unit that answered in the class twice."""
    joined = pd.concat([before.answers, after.answers], axis=1, join="inner")
    return joined.to_numpy(dtype=np.float64)


def _level(wave: _Wave) -> float:
    return sum(part.share * float(part.answers.mean()) for part in wave.values())


def _degrees_of_freedom(first: _Wave, second: _Wave) -> int:
    """Answers less classes of the smaller wave, of those waves that have an error at all."""
    waves = [wave for wave in (first, second) if any(len(part.answers) < part.size for part in wave.values())]
    counts = [sum(len(part.answers) - 1 for part in wave.values()) for wave in waves or (first, second)]
    return min(counts)


def _units(wave: _Wave) -> set[Hashable]:
    return {unit for part in wave.values() for unit in part.answers.index}

"""Change between the estimates of two waves that many units answer, whatever is estimated and in whichever classes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
from numpy.typing import NDArray

from statusrapport.statistics.columns import FloatArray
from statusrapport.statistics.errors import DesignError
from statusrapport.statistics.estimate import Estimate, half_width
from statusrapport.statistics.panel import ClassAnswers, common_size, covariance_of_means, units_in_both

CommonSizes = Mapping[tuple[Any, Any], float]  # of a class of the first wave and one of the second: units in both


class Wave(NamedTuple):
    """An estimate of one wave, with the unit, the class and the size of the class of every row of its design.

    Units are what was asked, and what those who answered are a simple random sample of within their class. `sizes` is
    the number of units of the class in the population. Several rows may be of one unit: its cluster.
    """

    estimate: Estimate
    units: NDArray[Any]
    strata: NDArray[Any]
    sizes: FloatArray


def overlap_change(first: Wave, second: Wave, common_sizes: CommonSizes | None = None) -> Estimate:
    """The second estimate minus the first, with the covariance that units bring in that have answered twice.

    An estimate is, but for a constant, the sum of what each unit adds to it: z, the weight times the linearised value.
    Between a class of n1 of N1 units in the first wave and one of n2 of N2 in the second, which have N12 units in
    common, of whom n12 have answered twice, the sums have the covariance

        n1 n2 S12 (n12 / (n1 n2) − N12 / (N1 N2))

    with S12 the covariance of z among the n12 (Tam 1984; Qualité and Tillé 2008; Särndal, Swensson and Wretman 1992,
    9.9). Of the mean of a variable in the same classes that is panel_change; here it may be the mean of a domain or a
    ratio, and classes may differ: each pair of a class of the first and of the second wave adds its own covariance.
    `common_sizes` gives N12 of each pair that has any. Without them classes of the same name are taken as one, and N12
    errs on the safe side, as in panel_change. A unit that is not the same in both waves is to have another id.

    `df` is the smaller one of the estimates that have an error; `n` counts units that count in either.
    Raises DesignError for a common size that cannot be.
    """
    parts = [_divide(wave) for wave in (first, second)]
    variance = first.estimate.variance + second.estimate.variance
    for before, after, common in _pairs_of_classes(parts[0], parts[1], common_sizes):
        variance -= 2.0 * covariance_of_means(before, after, common)
    value, se = second.estimate.value - first.estimate.value, math.sqrt(max(0.0, variance))
    erring = [wave.estimate.df for wave in (first, second) if wave.estimate.se > 0.0]
    df = min(erring or [first.estimate.df, second.estimate.df])
    half = half_width(se, df)
    members = {unit for wave in (first, second) for unit in wave.units[wave.estimate.members]}
    return Estimate(value, se, value - half, value + half, df, len(members))


def _divide(wave: Wave) -> dict[Hashable, ClassAnswers]:
    """By class, n times what each unit adds to the estimate: the mean of that is what the class adds."""
    design = wave.estimate.design
    if design is None:
        raise DesignError("an estimate has no design", remedy="Estimate each wave with its own SurveyDesign")
    rows = pd.DataFrame({"unit": wave.units, "stratum": wave.strata, "size": wave.sizes})
    units = rows.assign(z=design.influence(wave.estimate)).groupby(["stratum", "unit"], sort=True)
    by_unit = pd.DataFrame({"z": units["z"].sum(), "size": units["size"].first()})
    return {
        label: ClassAnswers(len(part) * part["z"].droplevel("stratum"), float(part["size"].iloc[0]), 1.0)
        for label, part in by_unit.groupby(level="stratum", sort=True)
    }


def _pairs_of_classes(
    first: Mapping[Hashable, ClassAnswers], second: Mapping[Hashable, ClassAnswers], common_sizes: CommonSizes | None
) -> Iterator[tuple[ClassAnswers, ClassAnswers, float]]:
    """Every class of the first wave with every one of the second that has units in common, and how many these are."""
    if common_sizes is None:
        for label in first.keys() & second.keys():
            yield first[label], second[label], common_size(label, first[label], second[label], None)
        return
    for (label, other), size in sorted(common_sizes.items()):
        if label in first and other in second:
            before, after = first[label], second[other]
            both = len(units_in_both(before, after))
            if not both <= size <= min(before.size, after.size):
                text = f"the common size of stratum {label} and stratum {other} is {size:g}, and {both} answered twice"
                raise DesignError(text, remedy="Give the number of units that are in one first and then in the other")
            if size > 0:
                yield before, after, float(size)

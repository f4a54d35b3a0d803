"""How the rows of a sample were drawn: strata, clusters and the sizes of the population; the variance that follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from statusrapport.statistics.columns import (
    BoolArray,
    Categories,
    Column,
    FloatArray,
    IntArray,
    column_categories,
    column_complete_numbers,
)
from statusrapport.statistics.errors import DesignError, LonelyStratumError

Lonely = Literal["error", "certainty", "adjust"]
PopulationSizes = Column | Mapping[Any, float] | float

WHOLE = "the whole sample"  # the one stratum of a design without strata


@dataclass(frozen=True)
class Sampling:
    """A sample of clusters drawn in strata. A row that is in no cluster is one by itself.

    `unsampled` is the part of each stratum's clusters that is not in the sample: 1 − n/N, or 1 without a known N.
    """

    stratum_of_row: IntArray
    cluster_of_row: IntArray
    stratum_of_cluster: IntArray
    clusters: IntArray
    unsampled: FloatArray
    population_sizes: FloatArray | None
    lonely: Lonely

    def variance(self, weighted: FloatArray) -> float:
        """The variance of the sum of `weighted`: for each row its weight times its (linearised) value.

        Between clusters within strata, with replacement but for the finite population correction of the first stage
        (Cochran 1977, 11.3; Särndal, Swensson and Wretman 1992, 5.5).
        """
        totals: FloatArray = weighted
        if len(self.stratum_of_cluster) < len(weighted):
            totals = np.bincount(self.cluster_of_row, weighted).astype(np.float64)
        centres = np.bincount(self.stratum_of_cluster, totals) / self.clusters
        if self.lonely == "adjust":
            centres[self.clusters == 1] = 0.0  # the mean of linearised values, but for those of a total
        squares = np.bincount(self.stratum_of_cluster, (totals - centres[self.stratum_of_cluster]) ** 2)
        scale = self.unsampled * self.clusters / np.maximum(self.clusters - 1, 1)
        return float((scale * squares).sum())

    def degrees_of_freedom(self, members: BoolArray) -> int:
        """Clusters less strata, counting those in which `members` (a row each) occur (Korn and Graubard 1999, 5.2)."""
        clusters = np.count_nonzero(np.bincount(self.cluster_of_row[members]))
        return int(clusters - np.count_nonzero(np.bincount(self.stratum_of_row[members])))

    def is_covered(self, members: BoolArray) -> bool:
        """Whether all members are in strata of which every cluster is in the sample."""
        return not self.unsampled[self.stratum_of_row[members]].any()


def build_sampling(
    data: pd.DataFrame,
    strata: Column | None,
    clusters: Column | None,
    population_sizes: PopulationSizes | None,
    lonely: Lonely,
) -> Sampling:
    """The sampling of a design. Clusters are numbered within strata: an id that is in two strata is two clusters.

    Raises DesignError for what does not fit together and LonelyStratumError for a stratum with one of several clusters.
    """
    if lonely not in get_args(Lonely):
        raise DesignError(f"lonely={lonely!r} is not known", remedy=f"Choose one of {', '.join(get_args(Lonely))}")
    rows = len(data)
    if not rows:
        raise DesignError("the data have no rows", remedy="Give one row for each respondent")
    stratum = Categories(np.zeros(rows, dtype=np.int64), (WHOLE,))
    if strata is not None:
        stratum = column_categories(data, strata, "the strata")
    cluster_of_row, stratum_of_cluster = np.arange(rows), stratum.codes
    if clusters is not None:
        ids = column_categories(data, clusters, "the clusters")
        pairs = stratum.codes * len(ids.labels) + ids.codes
        _, first, cluster_of_row = np.unique(pairs, return_index=True, return_inverse=True)
        stratum_of_cluster = stratum.codes[first]
    counts = np.bincount(stratum_of_cluster)
    sizes = None if population_sizes is None else sizes_by_stratum(data, population_sizes, stratum, counts)
    unsampled = np.ones(len(counts)) if sizes is None else 1.0 - counts / sizes
    if lonely == "error":
        _check_lonely(stratum, counts, unsampled)
    return Sampling(stratum.codes, cluster_of_row, stratum_of_cluster, counts, unsampled, sizes, lonely)


def sizes_by_stratum(
    data: pd.DataFrame, sizes: PopulationSizes, strata: Categories, counts: IntArray, sample: str = "the sample"
) -> FloatArray:
    """The size of each stratum's population. Raises DesignError where it lacks, varies or is below the sample's."""
    if isinstance(sizes, pd.Series) and not sizes.index.equals(data.index):
        sizes = sizes.to_dict()
    if isinstance(sizes, Mapping):
        by_stratum = _sizes_from_mapping(sizes, strata, sample)
    elif isinstance(sizes, int | float | np.number):
        if len(strata.labels) > 1:
            remedy = "Give a size for each stratum, as a column or as a mapping"
            raise DesignError("one population size is given for several strata", remedy=remedy)
        by_stratum = np.array([float(sizes)])
    else:
        by_row = column_complete_numbers(data, sizes, "the population sizes")
        _, first = np.unique(strata.codes, return_index=True)
        by_stratum = by_row[first]
        if len(differing := np.flatnonzero(by_row != by_stratum[strata.codes])):
            label = strata.labels[strata.codes[differing[0]]]
            raise DesignError(f"the population size varies within stratum {label}", remedy="Give one for each stratum")
    for label, size, count in zip(strata.labels, by_stratum, counts, strict=True):
        if not count <= size < math.inf:
            remedy = "Give the number of units, or of clusters where there are any, in the stratum's population"
            raise DesignError(f"stratum {label} has {count} in {sample}, its population {size:g}", remedy=remedy)
    return by_stratum


def _sizes_from_mapping(sizes: Mapping[Any, float], strata: Categories, sample: str) -> FloatArray:
    if missing := [str(label) for label in strata.labels if label not in sizes]:
        raise DesignError(f"stratum {', '.join(missing)} has no population size", remedy="Give one for each stratum")
    if empty := [str(label) for label in sizes if label not in strata.labels and sizes[label]]:
        remedy = "Merge it with another stratum"
        raise DesignError(f"stratum {', '.join(empty)} has a population but nobody in {sample}", remedy=remedy)
    return np.array([float(sizes[label]) for label in strata.labels])


def _check_lonely(strata: Categories, counts: IntArray, unsampled: FloatArray) -> None:
    lonely = np.flatnonzero((counts == 1) & (unsampled > 0))
    if not len(lonely):
        return
    names = ", ".join(str(strata.labels[code]) for code in lonely[:5])
    more = f" and {len(lonely) - 5} more" if len(lonely) > 5 else ""
    remedy = "Merge it with a stratum that is like it, or choose another rule for `lonely` (docs/statistics.md)"
    raise LonelyStratumError(f"only one unit or cluster is in the sample of stratum {names}{more}", remedy=remedy)

"""The change of an estimate from one wave of a survey to a later one, as sure as the units make it that are in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.answers import Sample
from statusrapport.indicators.operations import find_operation
from statusrapport.indicators.waves import Operands, SamplePair
from statusrapport.statistics import Estimate, SurveyDesign, Wave, overlap_change
from statusrapport.statistics.columns import BoolArray

LEVELS = ("proportion", "mean", "ratio")  # operations whose change this may be


def check_options(options: Mapping[str, Any]) -> None:
    """Raises DeclarationError unless the only option is `of`, an operation that estimates a level."""
    if set(options) - {"of"} or level_operation(options) not in LEVELS:
        raise DeclarationError(
            f"options of change_between_waves are {dict(options)!r}",
            remedy=f'Write options = {{ of = "mean" }}, or another of {", ".join(LEVELS)}',
        )


def level_operation(options: Mapping[str, Any]) -> str:
    """The operation of the levels: a proportion, unless `of` names another."""
    return str(options.get("of", LEVELS[0]))


def compare(pair: SamplePair, earlier: Operands, later: Operands, options: Mapping[str, Any]) -> Estimate:
    """value = the later estimate minus the earlier one; n counts the units or respondents of the smaller wave.

    Where each wave is a sample of classes of known size, with the covariance of statistics.overlap_change. Elsewhere as
    the difference of two domains of one design, in which a cluster of both waves is one cluster (Kish 1965, 12.4;
    Särndal, Swensson and Wretman 1992, 5.6 and 9.9).
    """
    if pair.is_finite:
        first = _estimate(pair.earlier.design, earlier, options)
        second = _estimate(pair.later.design, later, options)
        change = overlap_change(_wave(pair.earlier, first), _wave(pair.later, second), pair.common_sizes)
    else:
        numerator, denominator, domain = (np.concatenate(both) for both in zip(earlier, later, strict=True))
        is_later: BoolArray = np.repeat([False, True], [len(earlier.domain), len(later.domain)])
        first, second = (
            _estimate(pair.stacked, Operands(numerator, denominator, domain & inside), options)
            for inside in (~is_later, is_later)
        )
        change = pair.stacked.difference(second, first)
    return replace(change, n=min(first.n, second.n))


def _wave(sample: Sample, estimate: Estimate) -> Wave:
    units, strata, sizes = (sample.frame[name].to_numpy() for name in ("unit", "strata", "population_sizes"))
    return Wave(estimate, units, strata, sizes)


def example(rows: pd.DataFrame) -> float:
    """The change in a worked example, whose rows have `period` and `numerator`, and maybe `denominator` and `weight`.

    The value of each of the two periods is the sum of the numerators over that of the denominators, which are 1 unless
    they are given.
    """
    design = SurveyDesign(rows, weights="weight" if "weight" in rows else None)
    whole = rows["denominator"] if "denominator" in rows else pd.Series(1.0, rows.index)
    earlier, later = (
        design.ratio(rows["numerator"], whole, rows["period"] == each) for each in sorted(set(rows["period"]))
    )
    return design.difference(later, earlier).value


def _estimate(design: SurveyDesign, operands: Operands, options: Mapping[str, Any]) -> Estimate:
    estimate: Estimate = find_operation(level_operation(options)).estimate(design, *operands)
    return estimate

"""A survey's design, and the estimates that can be made with it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

import numpy as np
import pandas as pd

from statusrapport.statistics import calibration, proportions
from statusrapport.statistics.calibration import Totals, TotalsOfColumns, totals_in_order
from statusrapport.statistics.columns import (
    BoolArray,
    Column,
    FloatArray,
    column_categories,
    column_complete_numbers,
    column_domain,
    column_numbers,
    column_parts,
)
from statusrapport.statistics.errors import (
    CalibrationError,
    DesignError,
    EmptyDomainError,
    PrecisionError,
    SurveyError,
)
from statusrapport.statistics.estimate import Estimate, half_width, is_zero, t_quantile
from statusrapport.statistics.quantiles import weighted_quantile
from statusrapport.statistics.sampling import Lonely, PopulationSizes, build_sampling


class SurveyDesign:
    """Respondents, how they were drawn, and what each of them stands for.

    Columns are names of `data` or arrays with a value for each of its rows.

    - `weights` are numbers above zero. Without them every respondent of a stratum stands for population size divided
      by sample size, or for one where the sizes are not given either.
    - `strata` and `clusters`: clusters (those of the first stage) are numbered within strata.
    - `population_sizes`: the number of clusters in each stratum's population (of units where there are no clusters) as
      a column, a mapping from stratum to size, or one number where there are no strata. It gives the finite population
      correction; without it the population is taken as infinite.
    - `lonely` is what a stratum with one of several clusters in the sample does: `error`; `certainty`, it adds no
      variance; or `adjust`, its deviation is taken from the mean of the sample (for a total: from zero).

    Missing answers: a mean, proportion, ratio or quantile is that of those who have answered, and `n` counts them. A
    total of some of the answers would be too small, so `total` raises an error.

    Raises DesignError for columns that no design can be made of, and LonelyStratumError.
    """

    def __init__(
        self,
        data: pd.DataFrame,
        *,
        weights: Column | None = None,
        strata: Column | None = None,
        clusters: Column | None = None,
        population_sizes: PopulationSizes | None = None,
        lonely: Lonely = "error",
    ) -> None:
        self._data = data.copy(deep=False)  # what is done to the caller's rows later is not seen here
        self._sampling = build_sampling(data, strata, clusters, population_sizes, lonely)
        self._adjustments: tuple[calibration.Adjustment, ...] = ()
        self._weights = self._parse_weights(weights)

    @property
    def weights(self) -> FloatArray:
        """The weight of each row, after calibration; a copy."""
        return self._weights.copy()

    @property
    def weight_range(self) -> tuple[float, float]:
        """The smallest and the largest weight."""
        return float(self._weights.min()), float(self._weights.max())

    @property
    def weight_effect(self) -> float:
        """By how much unequal weights raise the variance: 1 + their squared coefficient of variation (Kish 1965)."""
        return float(len(self._weights) * (self._weights**2).sum() / self._weights.sum() ** 2)

    def mean(self, y: Column, domain: Column | None = None) -> Estimate:
        """The mean of `y` among those of the domain who have answered."""
        numbers = column_numbers(self._data, y, "y")
        members = self._members(domain, numbers)
        return self._ratio(np.where(members, numbers, 0.0), members.astype(np.float64), members)

    def total(self, y: Column, domain: Column | None = None) -> Estimate:
        """The sum of `y` over the population, or over the domain. Raises DesignError where an answer is missing."""
        numbers = column_numbers(self._data, y, "y")
        inside = column_domain(self._data, domain)
        members = self._members(domain, numbers)
        if missing := int(inside.sum() - members.sum()):
            text = f"{missing} of {int(inside.sum())} respondents have no answer, so that a total would be too small"
            remedy = "Estimate the mean of those who answered, or weight the rows that have an answer to the population"
            raise DesignError(text, remedy=remedy)
        values = np.where(members, numbers, 0.0)
        return self._estimate(self._sum(values), values, members)

    def ratio(self, numerator: Column, denominator: Column, domain: Column | None = None) -> Estimate:
        """The total of `numerator` divided by that of `denominator`, among those who have answered both."""
        above = column_numbers(self._data, numerator, "the numerator")
        below = column_numbers(self._data, denominator, "the denominator")
        members = self._members(domain, above, below)
        return self._ratio(np.where(members, above, 0.0), np.where(members, below, 0.0), members)

    def proportion(
        self, condition: Column, domain: Column | None = None, method: proportions.Method = "wilson"
    ) -> Estimate:
        """The part of those who have answered for whom `condition` holds, between 0 and 1, as are its limits.

        The standard error is that of a mean; the limits are those of `method`. `logit` is not defined where everybody
        or nobody says yes, and then the limits are those of `wilson`. See docs/statistics.md for the effective size.
        Where a unit has several members, its value may be the part of them for whom it holds.
        """
        if method not in get_args(proportions.Method):
            remedy = f"Choose one of {', '.join(get_args(proportions.Method))}"
            raise DesignError(f"method={method!r} is not known", remedy=remedy)
        answers = column_parts(self._data, condition, "the condition")
        members = self._members(domain, answers)
        estimate = self._ratio(np.where(members, answers, 0.0), members.astype(np.float64), members)
        p = estimate.value
        if method == "logit" and not is_zero(estimate.se, 1.0):
            lower, upper = proportions.logit_limits(p, estimate.se, estimate.df)
        else:
            size = self._effective_size(estimate, method)
            limits = proportions.korn_graubard_limits if method == "korn_graubard" else proportions.wilson_limits
            lower, upper = limits(p, size)
        return replace(estimate, lower=lower, upper=upper)

    def quantile(self, y: Column, q: float, domain: Column | None = None) -> Estimate:
        """The smallest answer that at least the part `q` of the population does not exceed, with Woodruff's interval.

        The limits are the quantiles at the limits of the part that does not exceed the estimate (Woodruff 1952); the
        standard error is their distance divided by twice the t quantile. Raises PrecisionError where such a limit lies
        beyond 0 or 1.
        """
        if not 0.0 < q < 1.0:
            raise DesignError(f"q is {q}", remedy="Give a part between 0 and 1")
        numbers = column_numbers(self._data, y, "y")
        members = self._members(domain, numbers)
        answers, weights = numbers[members], self._weights[members]
        value = weighted_quantile(answers, weights, q)
        below = np.where(members, numbers <= value, 0.0)
        part = self._ratio(below, members.astype(np.float64), members)
        is_last = value == answers.max() and value > answers.min() and not self._sampling.is_covered(members)
        if part.lower < -1e-12 or part.upper > 1.0 + 1e-12 or is_last:
            text = f"the limits of the quantile {q:g} lie beyond the {part.n} answers"
            remedy = "Merge groups, choose a quantile nearer to the median, or give proportions where answers are few"
            raise PrecisionError(text, remedy=remedy)
        lower, upper = (weighted_quantile(answers, weights, limit) for limit in (part.lower, part.upper))
        se = (upper - lower) / (2.0 * t_quantile(part.df)) if part.se > 0.0 else 0.0
        linearised = -(se / part.se if part.se > 0.0 else 0.0) * part.linearised
        return Estimate(value, se, lower, upper, part.df, part.n, None, linearised, members, self)

    def difference(self, a: Estimate, b: Estimate) -> Estimate:
        """`a` minus `b`, two estimates of this design, with their covariance. `n` counts who is in one or both."""
        if a.design is not self or b.design is not self:
            remedy = "Estimate both with the design whose difference is asked for"
            raise DesignError("the estimates are of another design", remedy=remedy)
        members = a.members | b.members
        return self._estimate(a.value - b.value, a.linearised - b.linearised, members, has_deff=False)

    def influence(self, estimate: Estimate) -> FloatArray:
        """What each row adds to an estimate of this design; the variance of the estimate is that of their sum."""
        return self._weighted(estimate.linearised)

    def post_stratify(self, column: Column, totals: Totals) -> SurveyDesign:
        """A design whose weights add up to the population's total in each category of `column`."""
        cells = column_categories(self._data, column, "the post-strata")
        name = column if isinstance(column, str) else "the post-stratum"
        return self._calibrated(calibration.post_stratify(self._weights, cells, dict(totals.items()), name))

    def rake(self, margins: Mapping[str, Totals]) -> SurveyDesign:
        """A design whose weights add up to the population's totals in the categories of each named column."""
        if not margins:
            raise CalibrationError("there is nothing to rake to", remedy="Give the totals of one or more columns")
        categories = {
            name: (column_categories(self._data, name, "raking"), dict(totals.items()))
            for name, totals in margins.items()
        }
        return self._calibrated(calibration.rake(self._weights, categories))

    def calibrate(self, columns: Sequence[Column], totals: TotalsOfColumns) -> SurveyDesign:
        """A design whose weighted sums of `columns` are `totals` (generalised regression).

        A column of numbers has a number as its total, a column of categories a mapping from category to total. No
        constant is added: to meet the size of the population as well, give a column of ones or of categories.
        `totals` are in the order of `columns`, or by their names.
        """
        parts = []
        for column, total in zip(columns, totals_in_order(columns, totals), strict=True):
            name = column if isinstance(column, str) else "a calibration variable"
            if isinstance(total, Mapping | pd.Series):
                cells = column_categories(self._data, column, name)
                parts.append(calibration.indicator_columns(cells, dict(total.items()), name))
            else:
                numbers = column_complete_numbers(self._data, column, name)
                parts.append((numbers[:, None], np.array([float(total)])))
        variables = np.column_stack([matrix for matrix, _ in parts])
        wanted = np.concatenate([values for _, values in parts])
        return self._calibrated(calibration.calibrate(self._weights, variables, wanted))

    def _parse_weights(self, weights: Column | None) -> FloatArray:
        sampling = self._sampling
        if weights is None:
            if sampling.population_sizes is None:
                return np.ones(len(self._data))
            return (sampling.population_sizes / sampling.clusters)[sampling.stratum_of_row]
        numbers = column_complete_numbers(self._data, weights, "the weights")
        if (wrong := numbers <= 0.0).any():
            rows = ", ".join(str(label) for label in self._data.index[wrong][:5])
            remedy = "Leave out who was not in the sample, and correct the other weights"
            raise DesignError(f"{int(wrong.sum())} weight(s) are zero or negative, at {rows}", remedy=remedy)
        return numbers

    def _calibrated(self, calibrated: calibration.Calibrated) -> SurveyDesign:
        design = copy.copy(self)
        design._weights = calibrated.weights
        design._adjustments = (*self._adjustments, calibrated.adjustment)
        return design

    def _members(self, domain: Column | None, *answers: FloatArray) -> BoolArray:
        inside = column_domain(self._data, domain)
        if not inside.any():
            raise EmptyDomainError("nobody in the sample is in the domain", remedy="Choose a domain with respondents")
        members: BoolArray = inside & ~np.isnan(sum(answers))
        if not members.any():
            text = f"none of {int(inside.sum())} respondent(s) has answered"
            raise EmptyDomainError(text, remedy="Leave the domain or the item out")
        return members

    def _sum(self, values: FloatArray) -> float:
        """Their weighted sum. Not by BLAS, whose rounding depends on the number of cores."""
        return float((self._weights * values).sum())

    def _ratio(self, above: FloatArray, below: FloatArray, members: BoolArray) -> Estimate:
        whole = self._sum(below)
        if is_zero(whole, self._sum(np.abs(below))):
            raise SurveyError("the denominator is zero", remedy="Choose a denominator that is above zero")
        value = self._sum(above) / whole
        residuals = above - value * below
        residuals[np.abs(residuals) <= 1e-14 * np.abs(above)] = 0.0  # what rounding leaves where all are equal
        return self._estimate(value, residuals / whole, members)

    def _estimate(self, value: float, linearised: FloatArray, members: BoolArray, *, has_deff: bool = True) -> Estimate:
        """The estimate whose error is that of the weighted sum of `linearised`, which is 0 outside `members`."""
        n, variance = int(members.sum()), self._variance(linearised)
        df, se = self._degrees_of_freedom(members, variance), float(np.sqrt(variance))
        half = half_width(se, df)
        deff = self._design_effect(variance, linearised, members) if has_deff else None
        return Estimate(value, se, value - half, value + half, df, n, deff, linearised, members, self)

    def _degrees_of_freedom(self, members: BoolArray, variance: float) -> int:
        """Those of the domain; 0 where the whole population has answered, so that no error is left to judge."""
        df = self._sampling.degrees_of_freedom(members)
        is_covered = self._sampling.is_covered(members)
        if df < 1 and is_covered and variance > 0.0:  # calibration brings in the error of other strata
            df = self._sampling.degrees_of_freedom(np.ones_like(members))
        if df < 1 and not (is_covered and variance == 0.0):
            text = f"no two of {int(members.sum())} respondent(s) are in one stratum and in different clusters"
            raise PrecisionError(text, remedy="Merge groups, or strata with each other")
        return df

    def _variance(self, linearised: FloatArray) -> float:
        rounding = 1e-24 * float(((self._weights * linearised) ** 2).sum())
        variance = self._sampling.variance(self._weighted(linearised))
        return variance if variance > rounding else 0.0

    def _weighted(self, linearised: FloatArray) -> FloatArray:
        """Weight times what calibration does not explain of the linearised values."""
        for adjustment in reversed(self._adjustments):
            linearised = adjustment.residuals(linearised)
        return self._weights * linearised

    def _design_effect(self, variance: float, linearised: FloatArray, members: BoolArray) -> float | None:
        """Variance over that of a simple random sample of n; without replacement where population sizes are known."""
        weights, values = self._weights[members], linearised[members]
        n, whole = len(weights), float(weights.sum())
        if n < 2:
            return None
        centre = (weights * values).sum() / whole
        spread = float((weights * (values - centre) ** 2).sum()) / whole * n / (n - 1)
        part = 1.0 if self._sampling.population_sizes is None else 1.0 - n / whole
        simple = spread * whole**2 / n * part
        return variance / simple if part > 1e-12 and simple > 0.0 else None

    def _effective_size(self, estimate: Estimate, method: proportions.Method) -> float:
        """The size of the simple random sample (with replacement) that would have told as much."""
        p, n, members = estimate.value, estimate.n, estimate.members
        if is_zero(estimate.se, 1.0):
            unsampled = self._sampling.unsampled[self._sampling.stratum_of_row[members]]
            size = proportions.size_without_variance(self._weights[members], unsampled)
        else:
            size = p * (1.0 - p) / estimate.variance * (1.0 if method == "korn_graubard" else n / (n - 1))
        return size if np.isinf(size) else size * proportions.degrees_factor(n, estimate.df)

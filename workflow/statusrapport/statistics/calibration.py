"""Weights that meet known totals, and the residuals that the variance of a calibrated estimate is made of.

An estimate made with calibrated weights has, to first order, the variance of its residuals from a regression on the
calibration variables under the weights before calibration (Deville and Särndal 1992; Deville, Särndal and Sautory
1993): for post-strata the deviations from their means.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.statistics.columns import Categories, Column, FloatArray, IntArray
from statusrapport.statistics.errors import CalibrationError

Matrix = NDArray[np.float64]  # rows × calibration variables

Totals = Mapping[Hashable, float] | pd.Series  # a total for each category
TotalsOfColumns = Sequence[float | Totals] | Mapping[str, float | Totals] | pd.Series

AGREEMENT = 1e-9  # relative: totals that differ by less are the same
CONVERGED = 1e-12  # relative, of raked weights
ROUNDS = 1000


class Adjustment(Protocol):
    """What calibration leaves for the variance."""

    def residuals(self, values: FloatArray) -> FloatArray:
        """What of `values`, one for each row, the calibration variables do not explain."""


class Calibrated(NamedTuple):
    """New weights, and what the variance has to know of them."""

    weights: FloatArray
    adjustment: Adjustment


@dataclass(frozen=True)
class CellMeans:
    """Post-strata: residuals are deviations from the weighted mean of the cell."""

    cells: IntArray
    weights: FloatArray

    def residuals(self, values: FloatArray) -> FloatArray:
        """Deviations from the mean of the cell."""
        sums = np.bincount(self.cells, self.weights * values)
        return values - (sums / np.bincount(self.cells, self.weights))[self.cells]


@dataclass(frozen=True)
class Regression:
    """Calibration variables, each row times the root of its weight, as an orthonormal basis (a variable each row)."""

    basis: Matrix
    roots: FloatArray

    def residuals(self, values: FloatArray) -> FloatArray:
        """Residuals from the weighted regression on the calibration variables."""
        scaled = self.roots * values
        for vector in self.basis:
            scaled = scaled - (vector * scaled).sum() * vector
        return scaled / self.roots


def post_stratify(weights: FloatArray, cells: Categories, totals: Mapping[Hashable, float], name: str) -> Calibrated:
    """Weights that add up to the total of each cell. Raises CalibrationError where cells and totals do not match."""
    wanted = _totals_of_categories(cells, totals, name)
    factors = wanted / np.bincount(cells.codes, weights)
    return Calibrated(weights * factors[cells.codes], CellMeans(cells.codes, weights))


def rake(weights: FloatArray, margins: Mapping[str, tuple[Categories, Mapping[Hashable, float]]]) -> Calibrated:
    """Weights that add up to the totals of several columns, fitted in turn (Deming and Stephan 1940).

    Raises CalibrationError where categories and totals do not match, where the columns' totals have different sums,
    and where no weights meet all of them.
    """
    wanted = {name: _totals_of_categories(cells, totals, name) for name, (cells, totals) in margins.items()}
    _check_sums({name: float(totals.sum()) for name, totals in wanted.items()})
    raked = weights.copy()
    deviation, worst = np.inf, ""
    for _ in range(ROUNDS):
        for name, (cells, _) in margins.items():
            raked *= (wanted[name] / np.bincount(cells.codes, raked))[cells.codes]
        deviations = {
            name: float(np.max(np.abs(np.bincount(cells.codes, raked) / wanted[name] - 1.0)))
            for name, (cells, _) in margins.items()
        }
        worst, deviation = max(deviations.items(), key=lambda item: item[1])
        if deviation < CONVERGED:
            variables = np.column_stack([_indicators(cells) for cells, _ in margins.values()])
            regression, _ = _orthonormalise(variables, weights, np.zeros(variables.shape[1]))
            return Calibrated(raked, regression)
    raise CalibrationError(
        f"raking has not converged after {ROUNDS} rounds: the weights miss the totals of {worst} by {deviation:.1e}",
        remedy="Merge categories that few respondents have in common, or leave a column out",
    )


def calibrate(weights: FloatArray, variables: Matrix, totals: FloatArray) -> Calibrated:
    """Weights by generalised regression: nearest to the old ones of all that meet the totals (linear distance).

    Raises CalibrationError where no weights meet the totals, and where a weight would be zero or negative.
    """
    missing = totals - (variables * weights[:, None]).sum(axis=0)
    regression, coordinates = _orthonormalise(variables, weights, missing)
    calibrated = weights * (1.0 + (coordinates[:, None] * regression.basis).sum(axis=0) / regression.roots)
    reached = variables * calibrated[:, None]
    if (np.abs(reached.sum(axis=0) - totals) > AGREEMENT * np.abs(reached).sum(axis=0)).any():
        remedy = "Check that the totals are of one population, and leave out a column that follows from the others"
        raise CalibrationError("no weights meet all the totals", remedy=remedy)
    if (calibrated <= 0.0).any():
        raise CalibrationError(
            f"{int((calibrated <= 0.0).sum())} weight(s) would be zero or negative, the least {calibrated.min():.3g} "
            f"where it was {weights[calibrated.argmin()]:.3g}",
            remedy="Check the totals, merge categories, use fewer columns, or rake",
        )
    return Calibrated(calibrated, regression)


def indicator_columns(cells: Categories, totals: Mapping[Hashable, float], name: str) -> tuple[Matrix, FloatArray]:
    """A column of 0 and 1 for each category, and its total, for calibrating on categories."""
    return _indicators(cells), _totals_of_categories(cells, totals, name)


def totals_in_order(columns: Sequence[Column], totals: TotalsOfColumns) -> list[float | Totals]:
    """A total for each column, as given or by name. Raises CalibrationError where columns and totals do not match."""
    if isinstance(totals, Mapping | pd.Series):
        named = dict(totals.items())
        names = [column for column in columns if isinstance(column, str)]
        if len(names) < len(columns) or set(names) != set(named):
            remedy = "Name each column and its total alike, or give totals in the order of the columns"
            raise CalibrationError(f"columns {names} and totals {list(named)} do not match", remedy=remedy)
        return [named[name] for name in names]
    if len(totals) != len(columns) or not len(columns):
        text = f"there are {len(columns)} columns and {len(totals)} totals"
        raise CalibrationError(text, remedy="Give a total for each column")
    return list(totals)


def _orthonormalise(variables: Matrix, weights: FloatArray, totals: FloatArray) -> tuple[Regression, FloatArray]:
    """The variables as a basis without what is linearly dependent, and the coordinates of `totals` in it.

    By Gram and Schmidt, each vector twice, and with plain sums: those of BLAS are rounded otherwise on another machine.
    """
    roots = np.sqrt(weights)
    basis: list[FloatArray] = []
    coordinates: list[float] = []
    for variable, total in zip(variables.T, totals, strict=True):
        vector, length = variable * roots, _length(variable * roots)
        if length == 0.0:
            raise CalibrationError("a calibration variable is zero in every row", remedy="Leave it out")
        vector, coordinate = vector / length, total / length
        for _ in range(2):
            for earlier, reached in zip(basis, coordinates, strict=True):
                shared = float((earlier * vector).sum())
                vector, coordinate = vector - shared * earlier, coordinate - shared * reached
        if (left := _length(vector)) > 1e-10:
            basis.append(vector / left)
            coordinates.append(coordinate / left)
    return Regression(np.array(basis), roots), np.array(coordinates)


def _length(vector: FloatArray) -> float:
    return math.sqrt(float((vector**2).sum()))


def _indicators(cells: Categories) -> Matrix:
    return np.equal.outer(cells.codes, np.arange(len(cells.labels))).astype(np.float64)


def _totals_of_categories(cells: Categories, totals: Mapping[Hashable, float], name: str) -> FloatArray:
    given = dict(totals.items())
    if unknown := [str(label) for label in cells.labels if label not in given]:
        remedy = "Give a total for every category of the sample, written as in the data"
        raise CalibrationError(f"{name} has no total for {', '.join(unknown)}", remedy=remedy)
    if empty := [str(label) for label in given if label not in cells.labels]:
        remedy = "Merge it with another category"
        raise CalibrationError(f"{name} has nobody in the sample for {', '.join(empty)}", remedy=remedy)
    for label, total in given.items():
        if not 0.0 < total < np.inf:
            raise CalibrationError(f"the total of {name} {label} is {total}", remedy="Give a number above zero")
    return np.array([float(given[label]) for label in cells.labels])


def _check_sums(sums: Mapping[str, float]) -> None:
    smallest, largest = min(sums.values()), max(sums.values())
    if largest - smallest > AGREEMENT * largest:
        text = ", ".join(f"{total:.12g} by {name}" for name, total in sums.items())
        raise CalibrationError(f"the totals differ in sum: {text}", remedy="Take them from one population")

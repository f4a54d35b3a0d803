"""The ways to divide figures by dimensions, as numbers: to work with, and to be put into words at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt
import pandas as pd

from statusrapport.indicators.observations import format_breakdown

Integers = npt.NDArray[np.int64]

UNKNOWN = -1  # the digit of a value that is null, and the number of a breakdown with such a digit


@dataclass(frozen=True)
class Breakdowns:
    """All breakdowns by some dimensions, whose values are given.

    The number of a breakdown has a digit for each dimension: 0 where it is not divided by it, 1 for the first value,
    and so on. 0 is the total.
    """

    values: Mapping[str, Sequence[str]]

    @cached_property
    def count(self) -> int:
        """All numbers are less than this."""
        return prod(self._widths.values())

    @cached_property
    def _widths(self) -> dict[str, int]:
        return {name: len(values) + 1 for name, values in self.values.items()}

    @cached_property
    def _weights(self) -> dict[str, int]:
        widths = list(self._widths.values())
        return {name: prod(widths[:place]) for place, name in enumerate(self.values)}

    def digits(self, name: str, column: pd.Series[str]) -> Integers:
        """The digits of a column of categories."""
        known = {value: digit for digit, value in enumerate(self.values[name], 1)}
        digits = [known.get(value, UNKNOWN) for value in column.cat.categories]
        return np.array([*digits, UNKNOWN])[column.cat.codes]  # the code of a null is -1, the last

    def number(self, cells: pd.DataFrame, names: Iterable[str]) -> Integers:
        """The breakdown by `names` that each cell is in, its columns `names` being digits; UNKNOWN where one is."""
        numbers, is_known = np.zeros(len(cells), dtype=np.int64), np.ones(len(cells), dtype=bool)
        for name in names:
            digits = cells[name].to_numpy()
            numbers += digits * self._weights[name]
            is_known &= digits != UNKNOWN
        return np.where(is_known, numbers, UNKNOWN)

    def combine(self, chosen: Mapping[str, Iterable[str]]) -> Integers:
        """The breakdowns into every combination of the values that are chosen of each dimension; of none, the total."""
        parts = [
            [(self.values[name].index(value) + 1) * self._weights[name] for value in values]
            for name, values in chosen.items()
        ]
        return np.array([sum(each) for each in product(*parts)], dtype=np.int64)

    def project(self, numbers: Integers, names: Iterable[str]) -> Integers:
        """The breakdowns as far as they are by `names`."""
        projected = np.zeros_like(numbers)
        for name in names:
            projected += self._digits(numbers, name) * self._weights[name]
        return projected

    def is_by(self, numbers: Integers, name: str) -> npt.NDArray[np.bool_]:
        """Whether each breakdown divides by a dimension."""
        return self._digits(numbers, name) > 0 if name in self.values else np.zeros(len(numbers), dtype=bool)

    def texts(self, numbers: Integers) -> list[str]:
        """Each breakdown as the observation table writes it."""
        different, places = np.unique(numbers, return_inverse=True)
        digits = {name: self._digits(different, name).tolist() for name in self.values}
        texts = [
            format_breakdown({name: self.values[name][each[place] - 1] for name, each in digits.items() if each[place]})
            for place in range(len(different))
        ]
        return [texts[place] for place in places.tolist()]

    def _digits(self, numbers: Integers, name: str) -> Integers:
        digits: Integers = numbers // self._weights[name] % self._widths[name]
        return digits

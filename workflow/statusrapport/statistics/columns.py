"""Columns of a survey's data, given by name or as arrays, as numbers, conditions and categories."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.statistics.errors import DesignError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Column = str | Sequence[Any] | NDArray[Any] | pd.Series


class Categories(NamedTuple):
    """A column of categories: for each row the position of its label."""

    codes: IntArray
    labels: tuple[Hashable, ...]


def column_numbers(data: pd.DataFrame, column: Column, role: str) -> FloatArray:
    """The column as floats, missing values as NaN. Raises DesignError for text and for infinite values."""
    values = _column_values(data, column, role)
    name = _column_name(column, role)
    if pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_complex_dtype(values.dtype):
        numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        numbers = np.array([_number(value, name) for value in values.to_numpy(dtype=object)], dtype=np.float64)
    if np.isinf(numbers).any():
        raise DesignError(f"{name} has infinite values", remedy="Give finite numbers, or none where it is missing")
    return numbers


def column_complete_numbers(data: pd.DataFrame, column: Column, role: str) -> FloatArray:
    """As column_numbers, but raises DesignError where a value is missing."""
    numbers = column_numbers(data, column, role)
    if count := int(np.isnan(numbers).sum()):
        name = _column_name(column, role)
        raise DesignError(f"{name} is missing in {count} row(s)", remedy="Give it for every row of the data")
    return numbers


def column_condition(data: pd.DataFrame, column: Column, role: str) -> FloatArray:
    """The column as 1 where it holds, 0 where not and NaN where it is missing. Raises DesignError for other values."""
    numbers = column_numbers(data, column, role)
    if not np.isin(numbers[~np.isnan(numbers)], (0.0, 1.0)).all():
        remedy = "Give true and false, as by comparing a column with a value"
        raise DesignError(f"{_column_name(column, role)} has values other than true and false", remedy=remedy)
    return numbers


def column_parts(data: pd.DataFrame, column: Column, role: str) -> FloatArray:
    """The column as numbers from 0 to 1: false and true, or what part of a unit holds. NaN where it is missing.

    Raises DesignError for other values.
    """
    numbers = column_numbers(data, column, role)
    if ((numbers < 0.0) | (numbers > 1.0)).any():
        remedy = "Give true and false, as by comparing a column with a value, or parts between 0 and 1"
        raise DesignError(f"{_column_name(column, role)} has values other than true and false", remedy=remedy)
    return numbers


def column_domain(data: pd.DataFrame, column: Column | None) -> BoolArray:
    """Which rows belong to a domain; every row for None. Raises DesignError where it is not known."""
    if column is None:
        return np.ones(len(data), dtype=np.bool_)
    condition = column_condition(data, column, "the domain")
    if count := int(np.isnan(condition).sum()):
        remedy = "Say for every row whether it belongs to the domain, as by comparing a column with a value"
        raise DesignError(f"{_column_name(column, 'the domain')} is missing in {count} row(s)", remedy=remedy)
    domain: BoolArray = condition == 1.0
    return domain


def column_categories(data: pd.DataFrame, column: Column, role: str) -> Categories:
    """The column as categories. Raises DesignError where one is missing."""
    values = _column_values(data, column, role)
    codes, labels = pd.factorize(values)
    if count := int((codes < 0).sum()):
        name = _column_name(column, role)
        raise DesignError(f"{name} is missing in {count} row(s)", remedy="Give it for every row of the data")
    return Categories(codes.astype(np.int64), tuple(labels.tolist()))


def _column_values(data: pd.DataFrame, column: Column, role: str) -> pd.Series:
    if isinstance(column, str):
        if column not in data.columns:
            known = ", ".join(str(name) for name in data.columns)
            raise DesignError(f"the data have no column {column!r} for {role}", remedy=f"The columns are {known}")
        values = data[column]
        if isinstance(values, pd.DataFrame):
            raise DesignError(f"the data have several columns {column!r}", remedy="Give each its own name")
        return values
    if isinstance(column, pd.Series):
        if not column.index.equals(data.index):
            raise DesignError(f"{role} has other row labels than the data", remedy="Take it from the data themselves")
        return column
    array = np.asarray(column)
    if array.shape != (len(data),):
        raise DesignError(f"{role} has the shape {array.shape}", remedy=f"Give one value for each of {len(data)} rows")
    return pd.Series(array, index=data.index)


def _column_name(column: Column, role: str) -> str:
    return f"{role} ({column})" if isinstance(column, str) else role


def _number(value: Any, name: str) -> float:
    if value is None or value is pd.NA or value is pd.NaT:
        return np.nan
    if isinstance(value, int | float | np.number | np.bool_ | Decimal):
        return float(value)
    raise DesignError(f"{name} has the value {value!r}, which is no number", remedy="Convert the column to numbers")

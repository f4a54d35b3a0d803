"""What no number is given for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from statusrapport.errors import StatusrapportError
from statusrapport.statistics import (
    DesignError,
    EmptyDomainError,
    LonelyStratumError,
    PrecisionError,
    SurveyDesign,
    SurveyError,
)

DATA = pd.DataFrame(
    {
        "county": ["02", "02", "11", "11", "54"],
        "units": [6, 6, 4, 4, 5],
        "y": [1.0, 3.0, 10.0, 14.0, 5.0],
        "text": ["a", "b", "c", "d", "e"],
        "none": [None] * 5,
    }
)
PAIRS = DATA.iloc[:4]


def test_errors_are_value_errors_with_a_remedy_and_an_exit_code() -> None:
    with pytest.raises(ValueError, match="no column 'age'") as caught:
        SurveyDesign(DATA).mean("age")

    assert isinstance(caught.value, StatusrapportError)
    assert caught.value.exit_code == 10
    assert caught.value.remedy == "The columns are county, units, y, text, none"


def test_a_lonely_stratum_is_named() -> None:
    with pytest.raises(LonelyStratumError, match="stratum 54"):
        SurveyDesign(DATA, strata="county", population_sizes="units")


def test_a_stratum_that_is_wholly_in_the_sample_is_not_lonely() -> None:
    data = DATA.assign(units=[6, 6, 4, 4, 1])
    whole = SurveyDesign(data, strata="county", population_sizes="units").mean("y")
    certain = SurveyDesign(data, strata="county", population_sizes="units", lonely="certainty").mean("y")

    assert whole == certain
    assert whole.df == 2


def test_a_lonely_stratum_by_rule() -> None:
    """The weights are 3, 2 and 5 of 15; without the last stratum the mean's variance is that of the first two."""
    certain = SurveyDesign(DATA, strata="county", population_sizes="units", lonely="certainty").mean("y")
    adjusted = SurveyDesign(DATA, strata="county", population_sizes="units", lonely="adjust").mean("y")

    assert certain.value == adjusted.value == pytest.approx(85 / 15)
    assert certain.variance == pytest.approx((6 / 15) ** 2 * (2 / 3) * 2 / 2 + (4 / 15) ** 2 * 0.5 * 8 / 2)
    assert adjusted.variance == pytest.approx(certain.variance + 0.8 * (5 * (5 - 85 / 15) / 15) ** 2)


def test_one_respondent_is_no_sample() -> None:
    with pytest.raises(LonelyStratumError):
        SurveyDesign(DATA.iloc[:1])


def test_one_cluster_is_no_sample() -> None:
    with pytest.raises(LonelyStratumError):
        SurveyDesign(DATA, clusters=np.ones(5))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"weights": [1, 1, 0, 1]}, r"1 weight\(s\) are zero or negative, at 2"),
        ({"weights": [1, 1, -2, 1]}, r"zero or negative"),
        ({"weights": [1, 1, None, 1]}, r"the weights is missing in 1 row"),
        ({"weights": [1, 1, np.inf, 1]}, r"infinite"),
        ({"weights": [1, 1, 1]}, r"the weights has the shape \(3,\)"),
        ({"weights": "text"}, r"the weights \(text\) has the value 'a', which is no number"),
        ({"weights": pd.Series([1, 1, 1, 1], index=[3, 2, 1, 0])}, r"other row labels"),
        ({"strata": ["a", "a", None, "b"]}, r"the strata is missing in 1 row"),
        ({"clusters": ["a", "a", None, "b"]}, r"the clusters is missing in 1 row"),
        ({"population_sizes": 3}, r"has 4 in the sample, its population 3"),
        ({"population_sizes": np.inf}, r"its population inf"),
        ({"population_sizes": 0.5}, r"its population 0.5"),
        ({"population_sizes": "units"}, r"varies within stratum"),
        ({"population_sizes": [9, 9, 9, None]}, r"missing in 1 row"),
        ({"strata": "county", "population_sizes": 9}, r"one population size is given for several strata"),
        ({"strata": "county", "population_sizes": {"02": 9}}, r"stratum 11 has no population size"),
        ({"strata": "county", "population_sizes": {"02": 9, "11": 9, "54": 2}}, r"stratum 54 has a population but"),
        ({"lonely": "remove"}, r"lonely='remove' is not known"),
    ],
)
def test_columns_that_are_no_design(columns: dict[str, Any], message: str) -> None:
    with pytest.raises(DesignError, match=message):
        SurveyDesign(PAIRS, **columns)


def test_no_rows() -> None:
    with pytest.raises(DesignError, match="no rows"):
        SurveyDesign(PAIRS.iloc[:0])


def test_empty_domains() -> None:
    design = SurveyDesign(PAIRS)

    with pytest.raises(EmptyDomainError, match="nobody in the sample"):
        design.mean("y", domain=PAIRS["county"] == "50")
    with pytest.raises(EmptyDomainError, match="none of 4 respondent"):
        design.mean("none")
    with pytest.raises(EmptyDomainError):
        design.total("y", domain=PAIRS["county"] == "50")


def test_a_domain_must_be_known_of_everybody() -> None:
    with pytest.raises(DesignError, match="the domain is missing in 1 row"):
        SurveyDesign(PAIRS).mean("y", domain=[True, True, None, False])


def test_a_condition_is_true_or_false() -> None:
    with pytest.raises(DesignError, match="other than true and false"):
        SurveyDesign(PAIRS).proportion("y")


def test_an_unknown_interval() -> None:
    with pytest.raises(DesignError, match="method='wald' is not known"):
        SurveyDesign(PAIRS).proportion(PAIRS["y"] > 2, method="wald")  # type: ignore[arg-type]


def test_one_respondent_of_several_tells_no_error() -> None:
    with pytest.raises(PrecisionError, match=r"no two of 1 respondent"):
        SurveyDesign(PAIRS).mean("y", domain=PAIRS["y"] == 3.0)


def test_one_respondent_of_each_stratum_tells_no_error() -> None:
    with pytest.raises(PrecisionError, match=r"no two of 2 respondent"):
        SurveyDesign(PAIRS, strata="county").mean("y", domain=PAIRS["y"].isin([3.0, 10.0]))


def test_one_respondent_of_a_stratum_that_has_answered_wholly_is_certain() -> None:
    design = SurveyDesign(PAIRS, strata="county", population_sizes={"02": 2, "11": 4})
    mean = design.mean("y", domain=PAIRS["y"] == 3.0)

    assert (mean.value, mean.se, mean.lower, mean.upper, mean.df, mean.n) == (3.0, 0.0, 3.0, 3.0, 0, 1)


def test_nothing_is_divided_by_zero() -> None:
    data = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, -1.0]})

    with pytest.raises(SurveyError, match="denominator is zero"):
        SurveyDesign(data).ratio("a", "b")


def test_a_negative_denominator_is_none_of_zero() -> None:
    data = pd.DataFrame({"a": [1.0, 2.0], "b": [-1.0, -2.0]})

    assert SurveyDesign(data).ratio("a", "b").value == -1.0


def test_two_columns_of_one_name() -> None:
    data = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], columns=["y", "y"])

    with pytest.raises(DesignError, match="several columns 'y'"):
        SurveyDesign(data).mean("y")

"""Breakdowns as text and as numbers."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from statusrapport.indicators.breakdowns import UNKNOWN, Breakdowns
from statusrapport.indicators.observations import format_breakdown, parse_breakdown

BREAKDOWNS = Breakdowns({"service": ["home", "housing"], "age": ["adult", "child"]})
CELLS = pd.DataFrame({"service": ["home", "housing", None], "age": ["child", "adult", "adult"]}, dtype="category")

words = st.text(st.characters(exclude_characters=";="), min_size=1)


@given(st.dictionaries(words, words))
def test_the_text_of_a_breakdown_is_read_back(by: dict[str, str]):
    assert parse_breakdown(format_breakdown(by)) == by


def test_the_text_of_a_breakdown_is_sorted_by_name():
    assert format_breakdown({"service": "home", "age": "adult"}) == "age=adult;service=home"
    assert format_breakdown({}) == ""


def texts(*names: str) -> list[str]:
    """The breakdown by `names` of each cell of which it is known."""
    digits = CELLS.assign(**{name: BREAKDOWNS.digits(name, CELLS[name]) for name in CELLS})
    numbers = BREAKDOWNS.number(digits, names)
    return BREAKDOWNS.texts(numbers[numbers != UNKNOWN])


def test_each_cell_is_in_one_breakdown_by_the_dimensions_chosen():
    assert texts() == ["", "", ""]
    assert texts("age") == ["age=child", "age=adult", "age=adult"]


def test_a_cell_whose_value_is_not_known_is_in_no_breakdown_by_it():
    assert texts("age", "service") == ["age=child;service=home", "age=adult;service=housing"]


def test_values_are_combined():
    assert BREAKDOWNS.texts(BREAKDOWNS.combine({"age": ["child"], "service": ["home", "housing"]})) == [
        "age=child;service=home",
        "age=child;service=housing",
    ]
    assert BREAKDOWNS.texts(BREAKDOWNS.combine({})) == [""]


def test_a_breakdown_is_seen_through_the_dimensions_that_a_source_knows():
    both = BREAKDOWNS.combine({"age": ["child"], "service": ["housing"]})
    assert BREAKDOWNS.texts(BREAKDOWNS.project(both, ["service"])) == ["service=housing"]
    assert BREAKDOWNS.texts(BREAKDOWNS.project(both, [])) == [""]


def test_a_breakdown_tells_what_it_is_by():
    numbers = np.concatenate([BREAKDOWNS.combine({}), BREAKDOWNS.combine({"age": ["adult"]})])
    assert BREAKDOWNS.is_by(numbers, "age").tolist() == [False, True]
    assert BREAKDOWNS.is_by(numbers, "size").tolist() == [False, False]


def test_every_number_has_a_text_of_its_own():
    assert len(set(BREAKDOWNS.texts(np.arange(BREAKDOWNS.count)))) == BREAKDOWNS.count == 9

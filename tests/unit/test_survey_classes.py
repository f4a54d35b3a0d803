"""Classes of response, joined until each has enough answers."""

import pandas as pd
import pytest

from statusrapport.survey.classes import form_classes, join_small


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([5, 7, 6], [0, 1, 2]),
        ([3, 4, 6], [0, 0, 1]),  # with the next
        ([6, 3], [0, 0]),  # the last with those before
        ([0, 0, 5], [0, 0, 0]),
        ([2, 1], [0, 0]),  # there are not enough in all
        ([], []),
    ],
)
def test_a_class_with_few_answers_is_joined_with_its_neighbour(counts: list[int], groups: list[int]):
    assert join_small(counts, 5) == groups


def test_counties_are_joined_within_a_size_class():
    frame = pd.DataFrame(
        [
            ("a", 0, "01", 1),
            ("b", 0, "02", 1),
            ("c", 0, "02", 1),
            ("d", 1, "01", 1),
            ("e", 1, "03", 1),
            ("f", 1, "03", 0),
        ],
        columns=["code", "size", "county", "answers"],
    ).set_index("code")
    assert form_classes(frame, ["size", "county"], 2).to_dict() == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}
    assert form_classes(frame, ["size", "county"], 1).to_dict() == {"a": 1, "b": 2, "c": 2, "d": 3, "e": 4, "f": 4}


def test_size_classes_are_joined_before_counties():
    frame = pd.DataFrame({"size": [0, 0, 1], "county": ["01", "02", "01"], "answers": [1, 1, 1]}, index=["a", "b", "c"])
    assert form_classes(frame, ["size", "county"], 2).to_dict() == {"a": 1, "b": 1, "c": 1}

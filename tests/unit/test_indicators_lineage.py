"""Where numbers come from, in words."""

import pandas as pd

from statusrapport.indicators.lineage import (
    RowNumbers,
    format_lineage,
    join_lineage,
    parse_lineage,
    subtract_lineage,
)


def lineage(*groups: list[tuple[str, int]]) -> list[str]:
    """The lineage of each group of rows, a file and a row number each."""
    pairs = [(number, file, row) for number, rows in enumerate(groups) for file, row in rows]
    frame = pd.DataFrame(pairs, columns=["group", "file", "row"])
    rows = RowNumbers.of(frame)
    return format_lineage(frame["group"], rows.number(frame["file"], frame["row"]), rows, len(groups))


def test_consecutive_rows_are_a_range():
    assert lineage([("s/1/a.csv", row) for row in (7, 2, 3, 4, 9, 10)]) == ["s/1/a.csv#2-4,7,9-10"]


def test_a_row_is_named_once():
    assert lineage([("s/1/a.csv", 3), ("s/1/a.csv", 3)]) == ["s/1/a.csv#3"]


def test_every_file_has_its_own_rows():
    assert lineage([("s/2/b.csv", 1), ("s/1/a.csv", 2), ("s/1/a.csv", 1)]) == ["s/1/a.csv#1-2; s/2/b.csv#1"]


def test_the_last_row_of_a_file_and_the_first_of_the_next_are_no_range():
    assert lineage([("s/1/a.csv", 1), ("s/1/a.csv", 2), ("s/2/b.csv", 1), ("s/2/b.csv", 2)]) == [
        "s/1/a.csv#1-2; s/2/b.csv#1-2"
    ]


def test_groups_are_kept_apart():
    assert lineage([("s/1/a.csv", 4)], [("s/1/a.csv", 5)], []) == ["s/1/a.csv#4", "s/1/a.csv#5", ""]


def test_what_stands_in_no_file_has_no_lineage():
    assert lineage([("s/1/a.csv", 0), ("s/1/a.csv", 1)], [("s/1/a.csv", 0)]) == ["s/1/a.csv#1", ""]


def test_a_lineage_is_read_back():
    assert parse_lineage("s/1/a.csv#1-2,4; s/2/b#c.csv#1") == [("s/1/a.csv", "1-2,4"), ("s/2/b#c.csv", "1")]
    assert parse_lineage("") == []


def test_two_lineages_are_joined_without_saying_anything_twice():
    assert join_lineage("s/1/a.csv#1; s/2/b.csv#2", "s/2/b.csv#2; s/3/c.csv#3") == (
        "s/1/a.csv#1; s/2/b.csv#2; s/3/c.csv#3"
    )
    assert join_lineage("", "s/1/a.csv#1") == "s/1/a.csv#1"


def test_rows_of_one_file_are_joined_in_ranges():
    assert join_lineage("s/1/a.csv#1-3,7", "s/1/a.csv#4,6") == "s/1/a.csv#1-4,6-7"


def test_a_whole_without_a_part_has_none_of_its_rows():
    assert subtract_lineage("s/1/a.csv#1-5; s/2/b.csv#9", "s/1/a.csv#3; s/2/b.csv#9") == "s/1/a.csv#1-2,4-5"

import csv
import io

import pytest

from slice_example import example_slice
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.render.exhibits import render_csv
from statusrapport.render.grid import compute_grid
from statusrapport.render.kind import Table

PARAMETERS = {"year": "2017", "previous": "2016"}


def table(**declared):
    words = {"id": "t", "section": "s", "title_nb": "T", "subtitle_nb": "S", "row_header_nb": "R"}
    return Table.model_validate(words | declared)


def shown(declared):
    grid = compute_grid(declared, Calculator(example_slice(), "0"), PARAMETERS)
    return {row.label: [cell.shown for cell in cells] for row, cells in zip(grid.rows, grid.cells, strict=True)}


def test_each_stands_for_every_value_of_a_dimension_in_its_order():
    declared = table(cells={"indicator": "fte"}, rows=[{"each": "age"}], columns=[{"label_nb": "{year}"}])
    assert shown(declared) == {"Voksne": ["11\u00a0534"], "Barn og unge": ["3\u00a0099"]}


def test_each_period_stands_for_every_year_that_has_a_value():
    declared = table(cells={"indicator": "fte"}, rows=[{"each": "period"}], columns=[{"label_nb": "Årsverk"}])
    assert shown(declared) == {"2016": ["13\u00a0936"], "2017": ["14\u00a0633"]}


def test_some_periods_may_be_named_as_in_texts():
    rows = [{"each": "period", "only": ["{year}"]}]
    declared = table(rows=rows, columns=[{"label_nb": "Årsverk", "indicator": "fte"}])
    assert shown(declared) == {"2017": ["14\u00a0633"]}


def test_the_column_completes_the_row():
    declared = table(
        cells={"indicator": "fte"},
        rows=[{"label_nb": "I alt"}],
        columns=[
            {"label_nb": "{previous}", "period": "{previous}"},
            {"label_nb": "{year}"},
            {"label_nb": "Endring", "function": "percent_change", "sign": True},
        ],
    )
    assert shown(declared) == {"I alt": ["13\u00a0936", "14\u00a0633", "+5,0"]}


def test_a_missing_value_keeps_its_mark():
    declared = table(
        cells={"indicator": "fte", "period": "{previous}", "by": {"age": "adult"}},
        rows=[{"label_nb": "Voksne"}],
        columns=[{"label_nb": "{previous}"}],
    )
    assert shown(declared) == {"Voksne": [".."]}


def test_a_suppressed_value_is_in_no_column_of_the_csv():
    declared = table(
        cells={"indicator": "fte", "region": "0301"}, rows=[{"label_nb": "Oslo"}], columns=[{"label_nb": "{year}"}]
    )
    grid = compute_grid(declared, Calculator(example_slice(), "0"), PARAMETERS)
    (line,) = csv.DictReader(io.StringIO(render_csv(grid)))
    assert (line["value"], line["shown"], line["status"], line["n"]) == ("", ":", "suppressed", "")


def test_a_row_names_what_its_columns_fill_in():
    declared = table(
        rows=[{"label_nb": "Kjøp", "set": {"what": "buyers"}}], columns=[{"label_nb": "{year}", "indicator": "{what}"}]
    )
    assert shown(declared) == {"Kjøp": ["11"]}


def test_a_declared_cell_that_does_not_exist_is_an_error():
    declared = table(
        rows=[{"label_nb": "X", "indicator": "fte", "by": {"age": "old"}}], columns=[{"label_nb": "{year}"}]
    )
    with pytest.raises(FactError, match="no observation of fte"):
        shown(declared)


def test_rows_that_no_observation_has_are_left_out():
    declared = table(
        cells={"indicator": "buyers"}, rows=[{"each": "age"}, {"label_nb": "I alt"}], columns=[{"label_nb": "A"}]
    )
    assert shown(declared) == {"I alt": ["11"]}


def test_a_row_of_which_only_a_part_exists_is_an_error():
    declared = table(
        rows=[{"each": "age"}],
        columns=[{"label_nb": "A", "indicator": "fte"}, {"label_nb": "B", "indicator": "buyers"}],
    )
    with pytest.raises(FactError, match="no observation of buyers"):
        shown(declared)

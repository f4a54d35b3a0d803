"""What differs between the tables of two builds, cell by cell."""

from statusrapport.compare.tables import CellChange, compare_tables, move_years

TABLE = """row,column,value,shown,n,period
Voksne,Årsverk 2016,11063,11 063,427,2016
Voksne,Årsverk 2017,11534,11 534,426,2017
Barn,Årsverk 2016,2873,2 873,427,2016
Barn,Årsverk 2017,3099,3 099,426,2017
"""


def compare(old: str, new: str, shift: int = 0) -> list[CellChange]:
    return compare_tables({"a.csv": old}, {"a.csv": new}, shift)


def test_the_same_table_is_no_change():
    assert compare(TABLE, TABLE) == []


def test_a_cell_is_named_by_row_and_column():
    new = TABLE.replace("11534,11 534", "11536,11 536")
    assert compare(TABLE, new) == [CellChange("a.csv", "Voksne", "Årsverk 2017", "11 534", "11 536")]


def test_what_is_not_printed_is_told_beside_what_is():
    new = TABLE.replace("11534,11 534,426", "11534.2,11 534,425")
    (change,) = compare(TABLE, new)
    assert (change.old, change.new) == ("11 534 (value 11534, n 426)", "11 534 (value 11534.2, n 425)")


def test_a_row_comes_as_a_whole():
    new = TABLE + "I alt,Årsverk 2016,13936,13 936,427,2016\nI alt,Årsverk 2017,14633,14 633,426,2017\n"
    assert compare(TABLE, new) == [CellChange("a.csv", "I alt", "", None, "13 936; 14 633")]


def test_a_column_goes_as_a_whole():
    new = "\n".join(line for line in TABLE.splitlines() if "Årsverk 2016" not in line)
    assert compare(TABLE, new) == [CellChange("a.csv", "", "Årsverk 2016", "11 063; 2 873", None)]


def test_tables_come_and_go():
    changes = compare_tables({"old.csv": TABLE}, {"new.csv": TABLE})
    assert changes == [CellChange("new.csv", "", "", None, "4 cells"), CellChange("old.csv", "", "", "4 cells", None)]


def test_rows_of_the_same_name_are_told_apart_by_their_order():
    table = "row,column,value,shown,n,period\nVåler,Tall,1,1,,2017\nVåler,Tall,2,2,,2017\n"
    assert compare(table, table.replace("2,2,", "3,3,")) == [CellChange("a.csv", "Våler", "Tall", "2", "3")]


def test_columns_of_the_next_edition_stand_for_the_same_as_those_of_the_last():
    new = TABLE.replace("2017", "2018").replace("2016", "2017").replace("11 063", "11 534").replace("11063", "11534")
    assert compare(TABLE, new, shift=1) == [CellChange("a.csv", "Voksne", "Årsverk 2017", "11 063", "11 534")]


def test_only_years_that_are_the_cells_period_move():
    assert move_years("Endring 2016–2017 siden 2013", "2016/2017", 1) == "Endring 2017–2018 siden 2013"
    assert move_years("2000 eller flere", "2017", 1) == "2000 eller flere"

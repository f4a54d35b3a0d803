"""The headers of a cell, by the scope of headers and by what cells span."""

from __future__ import annotations

from statusrapport.pdf.elements import Element
from statusrapport.pdf.headers import link_headers

Cell = tuple[str, dict[str, int | str]]


def column(name: str, **spans: int) -> Cell:
    return name, {"Scope": "Column", **spans}


def row(name: str, **spans: int) -> Cell:
    return name, {"Scope": "Row", **spans}


def cell(name: str, **spans: int) -> Cell:
    return name, dict(spans)


def headers(*rows: list[Cell]) -> dict[str, str]:
    """The headers of each cell of a table, by the cells' names."""
    table = Element("Table")
    for cells in rows:
        line = table.add("TBody").add("TR")
        for name, attributes in cells:
            made = line.add("TH" if "Scope" in attributes else "TD")
            made.id, made.attributes = name, dict(attributes)
    link_headers(table)
    found = {made.id: made.attributes.get("Headers", []) for made in table.below() if made.tag in ("TH", "TD")}
    return {name: " ".join(header.id for header in named) for name, named in found.items()}


def test_a_cell_has_the_headers_of_its_row_and_column():
    found = headers([column("A"), column("B")], [row("x"), cell("1")], [row("y"), cell("2")])
    assert found == {"A": "", "B": "", "x": "A", "1": "x B", "y": "A", "2": "y B"}


def test_a_header_over_two_columns_counts_for_both():
    found = headers(
        [column("name", RowSpan=2), column("group", ColSpan=2)],
        [column("2016"), column("2017")],
        [row("x"), cell("1"), cell("2")],
    )
    assert (found["x"], found["1"], found["2"]) == ("name", "x group 2016", "x group 2017")


def test_a_header_of_two_rows_counts_for_both():
    found = headers([row("county", RowSpan=2), row("x"), cell("1")], [row("y"), cell("2")])
    assert (found["1"], found["2"]) == ("county x", "county y")


def test_a_cell_over_two_columns_has_the_headers_of_both():
    assert headers([column("A"), column("B")], [cell("1", ColSpan=2)])["1"] == "A B"


def test_a_header_in_the_middle_of_a_table_counts_for_what_follows():
    found = headers([column("A")], [cell("1")], [column("again")], [cell("2")])
    assert (found["1"], found["2"]) == ("A", "A again")


def test_a_header_of_a_group_counts_for_all_rows_of_its_part_of_the_table():
    table = Element("Table")
    made: dict[str, Element] = {}
    for goal, names in (("first goal", ("x", "y")), ("second goal", ("z",))):
        body = table.add("TBody")
        made[goal] = body.add("TR").add("TH")
        made[goal].heads_group = True
        made[goal].attributes = {"Scope": "Row", "ColSpan": 2}
        for name in names:
            line = body.add("TR")
            made[name], made[f"{name} value"] = line.add("TH"), line.add("TD")
            made[name].attributes = {"Scope": "Row"}
    for name, element in made.items():
        element.id = name
    link_headers(table)
    found = {name: [header.id for header in element.attributes.get("Headers", [])] for name, element in made.items()}
    assert found["x value"] == ["first goal", "x"]
    assert found["y value"] == ["first goal", "y"]
    assert found["z value"] == ["second goal", "z"]

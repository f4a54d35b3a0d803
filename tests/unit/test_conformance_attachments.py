"""Checks of the files attached to a PDF, and of what is withheld in them. Each test spoils one thing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Name, String

from conformance_example import CSV_HEAD, OPEN_ROW, WITHHELD_FACT, WITHHELD_ROW, Spoiler, spoiling, write_example
from statusrapport.conformance.withheld import check_withheld


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("pdf") / "example.pdf")


@pytest.fixture
def pdf(example: Path) -> Iterator[Spoiler]:
    with spoiling(example) as spoiler:
        yield spoiler


def rules(pdf: Spoiler) -> list[str]:
    return [finding.rule for finding in pdf.findings("attachments")]


def test_a_report_without_its_facts_is_found(pdf: Spoiler):
    del pdf.pdf.attachments["facts.json"]
    (finding,) = [finding for finding in pdf.findings("attachments") if "is not attached" in finding.rule]
    assert finding.value == "facts.json"


def test_a_figure_whose_data_are_not_attached_is_found(pdf: Spoiler):
    file = pdf.attached("facts.json").EF.F
    file.write(json.dumps([WITHHELD_FACT | {"exhibit": "tab-staff"}]).encode())
    (finding,) = pdf.findings("attachments")
    assert (finding.value, finding.rule) == ("staff.csv", "the data of a figure or table are not attached")


def test_attachments_out_of_order_are_found(pdf: Spoiler):
    names = pdf.pdf.Root.Names.EmbeddedFiles.Names
    names[0], names[1], names[2], names[3] = names[2], names[3], names[0], names[1]
    assert rules(pdf) == ["the attachments are not sorted"]


@pytest.mark.parametrize(("name", "wrong"), [("services.csv", "Supplement"), ("facts.json", "Data")])
def test_a_relationship_that_is_not_that_of_the_kind_of_file_is_found(name: str, wrong: str, pdf: Spoiler):
    pdf.attached(name).AFRelationship = Name(f"/{wrong}")
    (finding,) = pdf.findings("attachments")
    assert (finding.value, finding.rule) == (name, f"the relationship of an attachment is {wrong}")


def test_an_attachment_without_description_is_found(pdf: Spoiler):
    pdf.attached("services.csv").Desc = String(" ")
    assert rules(pdf) == ["an attachment has no description"]


@pytest.mark.parametrize("times", [0, 2])
def test_an_attachment_that_is_not_associated_once_is_found(times: int, pdf: Spoiler):
    others = [file for file in pdf.pdf.Root.AF if str(file["/UF"]) != "services.csv"]
    pdf.pdf.Root.AF = Array([*others, *[pdf.attached("services.csv")] * times])
    assert rules(pdf) == [f"an attachment is {times} times among the document's associated files"]


@pytest.mark.parametrize("key", ["/CreationDate", "/ModDate"])
def test_an_attachment_of_another_date_than_the_report_is_found(key: str, pdf: Spoiler):
    pdf.attached("services.csv").EF.F.Params[key] = String("D:20180101000000Z")
    assert rules(pdf) == ["an attachment has another date than the document"]


# --- Withheld values --------------------------------------------------------------------------------------------------


def told(facts: list[dict[str, Any]], rows: str = "") -> list[str]:
    files = {"facts.json": json.dumps(facts).encode(), "a.csv": (CSV_HEAD + rows).encode()}
    return [finding.rule for finding in check_withheld(files)]


def test_a_withheld_row_without_numbers_passes():
    assert told([WITHHELD_FACT], OPEN_ROW + WITHHELD_ROW) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "17"}, "value"),
        ({"n": 3}, "n"),
        ({"se": 0.5}, "se"),
        ({"lower": 0.0}, "lower"),
        ({"inputs": [{"rows": "5"}]}, "inputs"),
    ],
)
def test_a_withheld_fact_that_tells_something_is_found(given: dict[str, Any], field: str):
    assert told([WITHHELD_FACT | given]) == [f"a withheld value has {field}"]


def test_a_withheld_row_that_tells_something_is_found():
    row = "Annet,2017,3,:,fte,suppressed,2,fte_total,0,2017,service=other,true\n"
    assert told([], row) == ["a withheld value has value, n"]


def test_a_value_withheld_in_one_file_and_given_in_another_is_found():
    row = "Annet,2017,3,3,fte,observed,,fte_total,0,2017,service=other,true\n"
    assert told([WITHHELD_FACT], row) == ["a withheld value has value"]


def test_a_file_that_cannot_be_read_is_found():
    (finding,) = check_withheld({"facts.json": b"{"})
    assert (finding.value, finding.rule) == ("facts.json", "an attachment cannot be read")

"""Attachments: what is attached, how it is described and dated, and that nothing withheld can be read out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.conformance.withheld import check_withheld, parse_records
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome
from statusrapport.results import is_factsheet

REQUIRED = ("facts.json", "manifest.json")
RELATIONSHIPS = {".csv": "/Data", ".json": "/Supplement"}


def check_attachments(document: TaggedPdf) -> Outcome:
    """What is wrong with the files attached to a PDF."""
    attached = _read_attached(document.pdf)
    names = [name for name, _ in attached]
    findings = [
        found("attachment", 0, name, "a file that every report has is not attached", "Attach it")
        for name in REQUIRED
        if name not in names
    ]
    if names != sorted(names):
        findings.append(found("attachment", 0, ", ".join(names), "the attachments are not sorted", "Sort them by name"))
    associated = [item.objgen for item in document.pdf.Root.get("/AF", [])]
    date = _date(document.pdf.docinfo, "/CreationDate")
    for name, file in attached:
        findings += _check_file(name, file, associated.count(file.objgen), date)
    contents = {name: _content(file) for name, file in attached}
    shown = _anchors(document.pdf) if is_factsheet(document.path) else None
    findings += [*_check_data(contents, shown), *check_withheld(contents)]
    return Outcome(tuple(findings), (), {"attachments": len(attached)})


def _read_attached(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """The files in the order in which the PDF has them."""
    names: Any = pdf.Root.get("/Names", pikepdf.Dictionary())
    return list(_leaves(names["/EmbeddedFiles"])) if "/EmbeddedFiles" in names else []


def _leaves(node: Any) -> Iterator[tuple[str, Any]]:
    listed = list(node.get("/Names", []))
    yield from ((str(name), file) for name, file in zip(listed[::2], listed[1::2], strict=False))
    for kid in node.get("/Kids", []):
        yield from _leaves(kid)


def _check_file(name: str, file: Any, times: int, date: datetime | None) -> Iterator[Finding]:
    relationship, wanted = str(file.get("/AFRelationship", "none")), RELATIONSHIPS.get(PurePath(name).suffix)
    if wanted is None or relationship != wanted:
        rule = f"the relationship of an attachment is {relationship.removeprefix('/')}"
        remedy = "Attach CSV files as Data, JSON files as Supplement, and no others"
        yield found("attachment", 0, name, rule, remedy)
    if not str(file.get("/Desc", "")).strip():
        yield found("attachment", 0, name, "an attachment has no description", "Say what it holds")
    if times != 1:
        rule = f"an attachment is {times} times among the document's associated files"
        yield found("attachment", 0, name, rule, "Name it once in the catalog's AF")
    parameters = file["/EF"]["/F"].get("/Params", pikepdf.Dictionary())
    dates = {_date(parameters, key) for key in ("/CreationDate", "/ModDate")}
    if dates != {date} or date is None:
        yield found("attachment", 0, name, "an attachment has another date than the document", "Date both alike")


def _anchors(pdf: pikepdf.Pdf) -> set[str]:
    """The ids of the places in a PDF that can be led to."""
    names: Any = pdf.Root.get("/Names", pikepdf.Dictionary())
    return {name for name, _ in _leaves(names["/Dests"])} if "/Dests" in names else set()


def _check_data(contents: Mapping[str, bytes], shown: set[str] | None) -> Iterator[Finding]:
    """Whether every figure and table with facts has its CSV file: fig-fte_by_age has fte_by_age.csv.

    A fact sheet has the facts of its report; of the figures and tables only those count that are `shown`, by anchor.
    """
    try:
        facts = parse_records("facts.json", contents.get("facts.json", b"[]"))
    except ValueError:
        return  # which is told of any file
    exhibits = {str(fact.get("exhibit") or "") for fact in facts} - {""}
    exhibits = exhibits if shown is None else exhibits & shown
    for name in sorted(f"{exhibit.split('-', 1)[-1]}.csv" for exhibit in exhibits):
        if name not in contents:
            rule = "the data of a figure or table are not attached"
            yield found("attachment", 0, name, rule, "Attach the CSV file of each")


def _content(file: Any) -> bytes:
    content: bytes = file["/EF"]["/F"].read_bytes()
    return content


def _date(dictionary: Any, key: str) -> datetime | None:
    """A date without its time zone: a document's date is a day. None where there is none, or one that is no date."""
    try:
        return decode_pdf_date(str(dictionary.get(key, ""))).replace(tzinfo=None)
    except ValueError:
        return None

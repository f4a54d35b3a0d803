"""Tables: headers that say what they head and can be found, cells that name theirs, and where a table is in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from statusrapport.conformance.finding import found
from statusrapport.conformance.grid import read_grid
from statusrapport.conformance.tagged import Element, TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome

SCOPES = frozenset({"/Row", "/Column", "/Both"})


def check_tables(document: TaggedPdf) -> Outcome:
    """What is wrong with the tables of a PDF; a note for each that goes on as another table on the next page."""
    tables = document.find("Table")
    findings = [*_check_ids(document)]
    known = {element.text_of("/ID") for element in document.find("TH")}
    for table in tables:
        findings += [*_check_headers(document, table), *_check_cells(document, table, known)]
    notes = _note_pieces(document, tables)
    return Outcome(tuple(findings), tuple(notes), {"tables": len(tables), "headers": len(document.find("TH"))})


def _check_ids(document: TaggedPdf) -> Iterator[Finding]:
    """Every ID belongs to one element, and the tree of IDs leads to it."""
    with_id = [element for element in document.elements if element.text_of("/ID")]
    tree = pikepdf.NameTree(document.tree["/IDTree"]) if "/IDTree" in document.tree else {}
    known = {id_: element.objgen for id_, element in tree.items()}
    for id_, count in Counter(element.text_of("/ID") for element in with_id).items():
        if count > 1:
            yield found("id", 0, id_, f"{count} elements have the same ID", "Give each its own")
    lost = [element for element in with_id if known.get(element.text_of("/ID")) != element.dictionary.objgen]
    if lost:
        rule = f"{len(lost)} element(s) with an ID are not in the document's tree of IDs"
        yield found("id", lost[0].page, lost[0].text_of("/ID"), rule, "Write them all to IDTree of the structure root")


def _check_headers(document: TaggedPdf, table: Element) -> Iterator[Finding]:
    headers = table.find("TH")
    if not headers:
        text = document.text(table)
        yield found("table-header", table.page, text, "a table has no header", "Set what heads a row or column as <th>")
    vague = [header for header in headers if str(header.attribute("/Scope") or "") not in SCOPES]
    rule = "a header does not say whether it heads a row or a column"
    yield from _tell_first(document, "table-scope", vague, rule, "Give <th> a scope")
    nameless = [header for header in headers if not header.text_of("/ID")]
    rule = "a header has no ID by which cells can name it"
    yield from _tell_first(document, "table-id", nameless, rule, "Give the header an ID")


def _check_cells(document: TaggedPdf, table: Element, known: set[str]) -> Iterator[Finding]:
    """Cells may do without a list of headers, as headers have a scope; a list that there is must be right."""
    unknown, missing = [], []
    for cell, headers in read_grid(table):
        listed = cell.attribute("/Headers")
        if listed is None:
            continue
        named = {str(id_) for id_ in listed}
        unknown += [cell] if named - known else []
        missing += [cell] if {header.text_of("/ID") for header in headers} - named else []
    remedy = "Write the IDs of the headers of its row and of its column to Headers, or leave Headers out"
    yield from _tell_first(document, "table-cell", unknown, "a cell names a header that is not there", remedy)
    yield from _tell_first(document, "table-cell", missing, "a cell does not name all of its headers", remedy)


def _tell_first(document: TaggedPdf, code: str, cells: list[Element], rule: str, remedy: str) -> Iterator[Finding]:
    """One finding for all cells of a table that have the same fault."""
    if cells:
        others = f", and {len(cells) - 1} more of this table" if len(cells) > 1 else ""
        yield found(code, cells[0].page, document.text(cells[0]), f"{rule}{others}", remedy)


def _note_pieces(document: TaggedPdf, tables: list[Element]) -> Iterator[Finding]:
    for before, table in pairwise(tables):
        last = max((item.page for item in before.marked()), default=before.page)
        heads, those_before = (_column_heads(document, each) for each in (table, before))
        if table.page == last + 1 and not table.find("Caption") and heads in ([], those_before):
            rule = f"a table that begins on page {last} or before goes on as another table"
            remedy = "A screen reader counts its rows anew: keep it on one page if it can be"
            yield found("table-pieces", table.page, " ".join(heads), rule, remedy)


def _column_heads(document: TaggedPdf, table: Element) -> list[str]:
    return [document.text(header) for head in table.find("THead") for header in head.find("TH")]

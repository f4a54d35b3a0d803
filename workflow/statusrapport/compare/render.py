"""A comparison as text for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from statusrapport.compare.causes import Cause
from statusrapport.compare.content import ReportContent
from statusrapport.compare.describe import Comparison, Told
from statusrapport.compare.facts import Fact
from statusrapport.compare.tables import CellChange
from statusrapport.indicators.observations import parse_breakdown

LINE, LABEL = 100, 14  # columns
FACT_CAUSES = {  # what a cause is called where it is told of a number
    "year": "another year",
    "input": "data revised",
    "declaration": "definition changed",
    "boundary": "boundary changed",
    "template": "template changed",
    "code": "code changed",
    "lock": "packages changed",
    "system": "system library changed",
}
WHERE = {"title": "title of ", "alt": "alternative text of "}


def render_comparison(comparison: Comparison) -> str:
    """A heading, the causes with what shows them, and every change, the important ones first."""
    old, new = comparison.old, comparison.new
    names = new.name if old.name == new.name else f"{old.name} → {new.name}"
    lines = [names, "=" * len(names), "", *_cause_lines(comparison.causes)]
    if comparison.is_same:
        lines += [_sameness(comparison), ""]
    printed = [told for told in comparison.facts if told.change.state != "changed" or is_printed(told)]
    states = {state: [told for told in printed if told.change.state == state] for state in ("changed", "came", "went")}
    unprinted = [told for told in comparison.facts if told not in printed]
    lines += _fact_lines("Revised: the same year, another number", comparison.revised, comparison)
    for state, facts in states.items():
        lines += _fact_lines(state.capitalize(), facts, comparison)
    lines += _table_lines([cell for cell in comparison.tables if not (cell.row and cell.column)])
    lines += _fact_lines("Changed, but printed the same", unprinted, comparison)
    return "\n".join(lines).rstrip() + "\n"


def is_printed(told: Told) -> bool:
    """Whether a reader sees that a fact changed."""
    return not {"shown", "unit", "kind", "status"}.isdisjoint(told.change.differs)


def _sameness(comparison: Comparison) -> str:
    if comparison.is_same_html:
        return "No difference: all numbers, claims and tables, and the text around them, are the same."
    return "No number, claim or table differs. Words or layout do: compare report.html."


def _cause_lines(causes: Sequence[Cause]) -> list[str]:
    if not causes:
        return []
    return [
        "What they were made of differs:",
        *(_wrap(f"{cause.kind:{LABEL}} ", cause.evidence, 2) for cause in causes),
        "",
    ]


def _fact_lines(title: str, facts: Sequence[Told], comparison: Comparison) -> list[str]:
    if not facts:
        return []
    return [f"{title} ({len(facts)}):", *(line for told in facts for line in _one(told, comparison)), ""]


def _one(told: Told, comparison: Comparison) -> Iterator[str]:
    """A change in three lines: the number, what it is and where it stands, and why it changed."""
    change, fact = told.change, told.change.fact
    report = comparison.old if change.new is None else comparison.new
    details = [] if change.state != "changed" or is_printed(told) else [*_details(told)]
    yield _wrap(f"{fact['id']:{LABEL}} ", "; ".join([_arrow(told), *details]), 2)
    what = " ".join(part for part in (fact["indicator"], _period(told)) if part)
    yield _wrap("", ", ".join([what or fact["kind"], *_names(fact, report), *_place(told)]), 4)
    yield _wrap("", _causes(told), 4)


def _arrow(told: Told) -> str:
    shown = [fact["shown"] for fact in (told.change.old, told.change.new) if fact]
    return " → ".join(dict.fromkeys(shown))


def _names(fact: Fact, report: ReportContent) -> Iterator[str]:
    """What a number is of, where it is not of all of the report's own region."""
    texts = report.manifest["texts"]
    code = fact["region_code"]
    if code and code != report.manifest["region"]:
        yield texts["regions"].get(code, code)
    for name, value in parse_breakdown(fact["breakdown"]).items():
        yield texts["labels"].get(name, {}).get(value, f"{name}={value}")


def _place(told: Told) -> Iterator[str]:
    fact = told.change.fact
    if told.page:
        yield f"page {told.page}"
    cell = f": {', '.join(label for label in (told.row, told.column) if label)}" if told.row or told.column else ""
    words = f"«{told.context}»" if fact["place"] == "prose" and told.context else told.context
    yield f"{WHERE.get(fact['place'], '')}{words or fact['exhibit'] or fact['section']}{cell}"


def _details(told: Told) -> Iterator[str]:
    """The fields that differ though the same is printed; a formula only where its result is the same."""
    old, new, names = told.change.old or {}, told.change.new or {}, told.change.differs
    for name in names:
        if name != "formula" or "value" not in names:
            yield f"{name} {_text(old.get(name))} → {_text(new.get(name))}"


def _text(value: Any) -> str:
    return "none" if value is None else str(value)


def _period(told: Told) -> str:
    if told.change.is_moved and told.change.old:
        return f"{told.change.old['period']} → {told.change.fact['period']}"
    return str(told.change.fact["period"])


def _causes(told: Told) -> str:
    """The kinds of causes, of raw files with their names."""
    texts = []
    for cause in told.causes:
        label = FACT_CAUSES[cause.kind]
        texts.append(f"{label}: {cause.evidence}" if cause.kind == "input" and "/" in cause.evidence else label)
    return "; ".join(dict.fromkeys(texts)) or "cause not recorded"


def _table_lines(cells: Sequence[CellChange]) -> list[str]:
    """Rows, columns and tables that came or went; single cells are told as facts."""
    if not cells:
        return []
    lines = [f"Rows, columns and tables that came or went ({len(cells)}):"]
    for cell in cells:
        what = f"row «{cell.row}»" if cell.row else f"column «{cell.column}»" if cell.column else "table"
        how, content = ("came", cell.new) if cell.old is None else ("went", cell.old)
        lines.append(_wrap(f"{how:{LABEL}} ", f"{cell.file}, {what}: {content}", 2))
    return [*lines, ""]


def _wrap(label: str, text: str, indent: int) -> str:
    """A text after a label, its further lines below its first."""
    return textwrap.fill(
        text, LINE, initial_indent=" " * indent + label,
        subsequent_indent=" " * (indent + len(label)), break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip

"""The outcome of checking a text, as lines for a person and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from statusrapport.check_text.check import TextCheck
from statusrapport.check_text.relations import Relation
from statusrapport.check_text.text import Text
from statusrapport.check_text.verdicts import Verdict
from statusrapport.language import Mention

WORD_KINDS = ("quantifier", "vague", "direction", "superlative")
NAMED = 3  # candidates


def render_text(check: TextCheck) -> str:
    """A summary, what is contradicted, the relations, what is unbound. In a PDF the unbound are only counted."""
    lines = [_summary(check)]
    lines += _section("Contradicted", [line for verdict in check.with_status("contradicted") for line in
        _contradicted(verdict, check.text)])  # fmt: skip
    lines += _section("Declared contradictions seen here", [f"{entry.id}: {entry.summary} {entry.resolution}" for entry
        in check.contradictions])  # fmt: skip
    for title, holds in (("Relations that do not hold", False), ("Relations confirmed", True)):
        lines += _section(title, _relations(check.relations, holds))
    lines += _section("Relations in words, not checked", _relations(check.relations, None))
    lines += _section("Figures of this document that are not found in it", check.unstated)
    if check.text.part == "line":
        lines += _section("Unbound", _unbound(check))
    return "\n".join(lines)


def _summary(check: TextCheck) -> str:
    unbound = check.with_status("unbound")
    words = sum(verdict.mention.kind in WORD_KINDS for verdict in unbound)
    counts = ", ".join(f"{len(check.with_status(status))} {status}" for status in ("bound", "contradicted", "unbound"))
    detail = f" ({len(unbound) - words} numbers, {words} words)" if unbound else ""
    return f"{check.text.name}: {len(check.verdicts)} mentions: {counts}{detail}"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    lines = list(lines)
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []


def _contradicted(verdict: Verdict, text: Text) -> Iterator[str]:
    yield f"{_place(verdict.mention, text)} {_quote(verdict.mention)}: {verdict.reason}"
    yield f"  «{text.quote(verdict.mention)}»"


def _relations(relations: Sequence[Relation], holds: bool | None) -> list[str]:
    return [f"{relation.figure}: {relation.expression}" for relation in relations if relation.holds is holds]


def _unbound(check: TextCheck) -> Iterator[str]:
    """Numbers one by one, words of one kind together."""
    text, unbound = check.text, check.with_status("unbound")
    for verdict in unbound:
        if verdict.mention.kind not in WORD_KINDS:
            more = f" and {len(verdict.candidates) - NAMED} more" if len(verdict.candidates) > NAMED else ""
            names = f", may be {' or '.join(verdict.candidates[:NAMED])}{more}" if verdict.candidates else ""
            yield f"{_place(verdict.mention, text)} {_quote(verdict.mention)} {verdict.mention.kind}{names}"
    for kind in WORD_KINDS:
        words = [verdict.mention for verdict in unbound if verdict.mention.kind == kind]
        if words:
            yield f"{kind}: {', '.join(f'{_quote(word)} {text.number(word.start)}' for word in words)}"


def _place(mention: Mention, text: Text) -> str:
    return f"{text.part} {text.number(mention.start)}"


def _quote(mention: Mention) -> str:
    return f"«{' '.join(mention.text.split())}»"


def describe_check(check: TextCheck) -> dict[str, Any]:
    """The outcome as data for JSON: every mention with its offsets in the text and its verdict."""
    return {
        "file": check.text.name,
        "is_document": check.is_document,
        "counts": {status: len(check.with_status(status)) for status in ("bound", "contradicted", "unbound")},
        "mentions": [_describe(verdict, check.text) for verdict in check.verdicts],
        "relations": [
            {"figure": relation.figure, "expression": relation.expression, "holds": relation.holds}
            for relation in check.relations
        ],
        "contradictions": [entry.model_dump(mode="json") for entry in check.contradictions],
        "unstated": list(check.unstated),
    }


def _describe(verdict: Verdict, text: Text) -> dict[str, Any]:
    mention = verdict.mention
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        text.part: text.number(mention.start),
        "kind": mention.kind,
        "value": mention.value,
        "upper": mention.upper,
        "unit": mention.unit,
        "status": verdict.status,
        "figure": verdict.figure,
        "part": verdict.part,
        "role": verdict.role,
        "reason": verdict.reason,
        "candidates": list(verdict.candidates),
    }

"""What is told of a traced fact: as one object for programs, and as lines for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Any

from statusrapport.facts.numbers import round_half_up
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.trace.origin import Origin
from statusrapport.trace.query import Match, numbers_in

LABEL, LINE = 12, 100  # columns
SINGLES = 3  # so many single rows in a row are written out
OWN = ("id", "place", "page", "section", "context", "shown")  # what differs where a number is printed twice
DIGESTS = ("lock", "slice", "templates")  # those of the colophon; the slice's parts are for `verify`
COPIED = ("id", "place", "kind", "shown", "value", "unit", "status", "synthetic", "formula", "period", "n", "lower")
WHERE = {"alt": "in the alternative text of", "title": "in the title:"}  # elsewhere: in


def describe_match(match: Match, manifest: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    """All that is known of a traced fact. `null` stands for what a fact does not have or nobody recorded."""
    fact, texts = match.fact, manifest["texts"]
    labels = [
        (name, texts["labels"].get(name, {}).get(value, value))
        for name, value in parse_breakdown(fact["breakdown"]).items()
    ]
    indicator = texts["indicators"].get(fact["indicator"], {})
    return {
        **{name: fact[name] for name in (*COPIED, "upper")},
        "series_break": bool(fact.get("series_break")),
        "page": match.place.page or None,
        "section": list(match.place.section),
        "context": match.place.context or None,
        "decimals": count_decimals(fact["shown"], fact["value"]),
        "indicator": {"id": fact["indicator"], "title": None, "definition": None} | indicator,
        "region": {"code": fact["region_code"], "name": texts["regions"].get(fact["region_code"])},
        "breakdown": dict(labels),
        "sources": [_describe_input(item, texts["sources"], origin) for item in fact["inputs"]],
        "code": {
            "release": manifest["release"],
            "commit": origin.run.get("commit"),
            "digests": origin.run.get("code"),
            "sha256": manifest["sha256"],
        },
    }


def _describe_input(item: Mapping[str, str], titles: Mapping[str, str], origin: Origin) -> dict[str, Any]:
    key = (item["source"], item["version"], item["file"])
    return {
        **item,
        "title": titles.get(item["source"]),
        "sha256": origin.sha256.get(key),
        "row_count": count_rows(item["rows"]),
    }


def count_rows(ranges: str) -> int:
    """How many rows `5-43,45` names."""
    ends = (part.split("-") for part in ranges.split(",") if part)
    return sum(int(end[-1]) - int(end[0]) + 1 for end in ends)


def shorten_rows(ranges: str) -> str:
    """Ranges of rows for a person: four or more single rows at one distance become `first-last every distance`."""
    parts, short = ranges.split(","), list[str]()
    while parts:
        length, step = _progression(parts)
        short.append(f"{parts[0]}-{parts[length - 1]} every {step}" if length > SINGLES else parts[0])
        parts = parts[length if length > SINGLES else 1 :]
    return ", ".join(short)


def _progression(parts: Sequence[str]) -> tuple[int, int]:
    """How many of the first parts are single rows at one distance, and the distance."""
    rows = [int(part) for part in takewhile(str.isdecimal, parts)]
    steps = [later - earlier for earlier, later in pairwise(rows)]
    return 1 + sum(1 for _ in takewhile(lambda step: step == steps[0], steps)), steps[0] if steps else 0


def count_decimals(shown: str, value: str | None) -> int | None:
    """To how many decimals a value is rounded where it is printed; None where words or a mark stand for it."""
    if value is None:
        return None
    printed = [(Decimal(number.replace(",", ".")), len(number.partition(",")[2])) for number in numbers_in(shown)]
    return next((count for number, count in printed if round_half_up(float(value), count) == number), None)


def render_text(query: str, descriptions: Sequence[Mapping[str, Any]], notes: Sequence[str]) -> str:
    """The descriptions as aligned lines. A number printed more than once is described in full the first time."""
    count = len(descriptions)
    lines = [f"{count} match{'es' if count > 1 else ''} for {query!r}", ""]
    seen: list[Mapping[str, Any]] = []
    for order, item in enumerate(descriptions, 1):
        same = {name: value for name, value in item.items() if name not in OWN}
        lines.append(f"[{order}] {item['id']}: {item['shown']}")
        lines += _lines(_place_lines(item))
        lines += _lines([("fact", f"the same as [{seen.index(same) + 1}]")] if same in seen else _fact_lines(item))
        lines.append("")
        seen.append(same)
    lines += _lines(_code_lines(descriptions[0]["code"]))
    lines += _lines(("note", note) for note in notes)
    return "\n".join(lines)


Pairs = Iterator[tuple[str, str]]


def _place_lines(item: Mapping[str, Any]) -> Pairs:
    yield "page", str(item["page"] or "not found")
    yield "section", " / ".join(item["section"]) or "not found"
    if item["place"] == "prose":
        yield "sentence", item["context"] or "not found"
    else:
        yield "stands", f"{WHERE.get(item['place'], 'in')} {item['context'] or 'a figure or table'}"


def _fact_lines(item: Mapping[str, Any]) -> Pairs:
    indicator, region, decimals = item["indicator"], item["region"], item["decimals"]
    yield "kind", item["kind"]
    yield "value", "none" if item["value"] is None else f"{item['value']} (unrounded)"
    yield (
        "rounding",
        "none, not printed as a number" if decimals is None else f"to {decimals} decimal{'s' if decimals != 1 else ''}",
    )
    yield "unit", item["unit"] or "none"
    yield "formula", item["formula"]
    yield "indicator", ": ".join(text for text in (indicator["id"], indicator["title"]) if text) or "none"
    yield "definition", indicator["definition"] or "none"
    yield "region", " ".join(text for text in (region["code"], region["name"]) if text) or "none"
    yield "period", item["period"].replace("/", " to ") or "none"
    yield "breakdown", "; ".join(f"{name}: {text}" for name, text in item["breakdown"].items()) or "none"
    yield "n", "not known" if item["n"] is None else f"{item['n']:g}"
    yield "interval", "none" if item["lower"] is None else f"{item['lower']:g} to {item['upper']:g}"
    yield "status", item["status"] + (", after a series break" if item["series_break"] else "")
    yield "synthetic", "yes, invented example data" if item["synthetic"] else "no"
    for source in item["sources"]:
        yield "source", f"{source['source']}/{source['version']}/{source['file']}"
        yield "", f"sha256 {source['sha256'] or 'not known'}"
        yield "", f"{source['row_count']} rows: {shorten_rows(source['rows'])}"


def _code_lines(code: Mapping[str, Any]) -> Pairs:
    yield "code", f"statusrapport {code['release']}, commit {code['commit'] or 'not recorded'}"
    for name, digest in sorted((code["digests"] or {}).items()):
        yield "", f"{name} {digest}"
    for name in DIGESTS:
        yield name, f"sha256 {code['sha256'][name]}"


def _lines(pairs: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> list[str]:
    indent = " " * (LABEL + 2)
    return [
        line
        for label, text in pairs
        for line in textwrap.wrap(
            " ".join(text.split()), LINE, initial_indent=f"  {label:{LABEL}}", subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )
    ]  # fmt: skip

"""What is told of verdicts: lines for a person, objects for programs."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from statusrapport.compare.tables import CellChange
from statusrapport.verify.content import ContentDifference
from statusrapport.verify.inputs import InputChange
from statusrapport.verify.packaging import PackagingDifference
from statusrapport.verify.rawfiles import RawCellChange
from statusrapport.verify.text import Line, LineChange
from statusrapport.verify.verdict import Grade, SaidFact, Verdict

LABEL, LINE = 12, 110  # columns
MOST = 8  # so many differences of a kind are named, the others counted
LONGEST = 160  # characters of a text that are quoted
DIGITS = 12  # of a sha256
WORDS = {
    Grade.IDENTICAL: "identical bytes",
    Grade.OTHER_PACKAGING: "same content, other packaging",
    Grade.OTHER_CONTENT: "other content",
    Grade.NOT_REBUILT: "cannot be rebuilt",
}

Pairs = Iterator[tuple[str, str]]


def describe_verdict(verdict: Verdict) -> dict[str, Any]:
    """All that is known of a PDF, in plain types, with nothing cut."""
    described = asdict(verdict) | {"grade": int(verdict.grade), "earliest": verdict.earliest or None}
    described["facts"] = [_describe_fact(said) for said in verdict.facts]
    return described


def _describe_fact(said: SaidFact) -> dict[str, Any]:
    old, new = said.change.old, said.change.new
    return {
        "state": said.change.state,
        "old": None if old is None else {**old, "sentence": said.old_sentence, "page": said.old_page},
        "new": None if new is None else {**new, "sentence": said.new_sentence, "page": said.new_page},
    }


def render_text(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as lines, and how many there are of each grade where there is more than one."""
    lines = [line for verdict in verdicts for line in (*_render_verdict(verdict), "")]
    if len(verdicts) > 1:
        counts = Counter(verdict.grade for verdict in verdicts)
        lines.append(
            f"{len(verdicts)} PDFs: {', '.join(f'{counts[grade]} {WORDS[grade]}' for grade in sorted(counts))}"
        )
    return "\n".join(lines).rstrip("\n")


def _render_verdict(verdict: Verdict) -> list[str]:
    return [verdict.path, *_lines(_head(verdict)), *_lines(_differences(verdict))]


def _head(verdict: Verdict) -> Pairs:
    yield "grade", f"{int(verdict.grade)}, {WORDS[verdict.grade]}"
    if verdict.edition:
        yield "report", f"{verdict.edition}, region {verdict.region}"
    yield from _few("missing", verdict.missing)
    if verdict.grade is Grade.OTHER_CONTENT:
        yield "earliest", f"{verdict.earliest} is the first thing on the way to the PDF that differs"


def _differences(verdict: Verdict) -> Pairs:
    for change in verdict.inputs:
        yield from _input_lines(change)
    if verdict.indicators:
        yield "indicator", ", ".join(verdict.indicators)
    if verdict.slice_parts:
        yield "slice", f"its {' and '.join(verdict.slice_parts)} differ".replace("its slice differ", "it differs")
    yield from _few("cell", [_cell_line(change) for change in verdict.cells])
    yield from _few("fact", [_fact_line(said) for said in verdict.facts])
    if verdict.rejection:
        yield "claim", f"the report built anew is rejected: {verdict.rejection}"
    yield from _few("text", [_text_line(change) for change in verdict.lines])
    yield from _content_lines(verdict)
    yield from _few("packaging", [_packaging_line(difference) for difference in verdict.packaging])
    yield from _few("cause", [f"{cause.kind}: {cause.evidence}" for cause in verdict.causes])


def _input_lines(change: InputChange) -> Pairs:
    digests = " → ".join(f"{digest[:DIGITS]}…" if digest else "not known" for digest in (change.old, change.new))
    yield "input", f"{change.file}: sha256 {digests}; {change.how}"
    yield from _few("", [_raw_cell_line(cell) for cell in change.cells])


def _raw_cell_line(cell: RawCellChange) -> str:
    column = f", column {cell.column}" if cell.column else ""
    return f"row {cell.row} ({cell.key}){column}: {_arrow(cell.old, cell.new)}"


def _cell_line(change: CellChange) -> str:
    labels = [f"{name} «{label}»" for name, label in (("row", change.row), ("column", change.column)) if label]
    return f"{', '.join([change.file, *labels])}: {_arrow(change.old, change.new)}"


def _fact_line(said: SaidFact) -> str:
    old, new = said.change.old, said.change.new
    fact = said.change.fact
    shown = _arrow(None if old is None else old["shown"], None if new is None else new["shown"])
    values = f" (value {old['value']} → {new['value']})" if old and new and old["value"] != new["value"] else ""
    page, sentence = (said.new_page, said.new_sentence) if new else (said.old_page, said.old_sentence)
    place = f", page {page}: «{_cut(sentence)}»" if page else ""
    return f"{fact['id']}, {fact['kind']} of {fact['indicator']}: {shown}{values}{place}"


def _text_line(change: LineChange) -> str:
    return f"{_place(change.old or change.new)}: {_arrow(_quoted(change.old), _quoted(change.new))}"


def _place(line: Line | None) -> str:
    return f"page {line.page}, line {line.number}" if line else ""


def _quoted(line: Line | None) -> str | None:
    return f"«{line.text}»" if line else None


def _content_lines(verdict: Verdict) -> Pairs:
    """What differs for a reader. What is heard is told only where the printed text is the same: else it is known."""
    seen = [item for item in verdict.content if item.aspect == "seen"]
    yield from _few("seen", [_content_line(item) for item in seen])
    yield from _few("taken", [_content_line(item) for item in verdict.content if item.aspect == "taken"])
    for aspect in ("heard", "navigation"):
        found = [item for item in verdict.content if item.aspect == aspect]
        if found and verdict.lines:
            yield aspect, f"{len(found)} difference{'s' if len(found) > 1 else ''}, as the text is another"
        else:
            yield from _few(aspect, [_content_line(item) for item in found])


def _content_line(item: ContentDifference) -> str:
    return item.place if item.old is item.new is None else f"{item.place}: {_arrow(item.old, item.new)}"


def _packaging_line(difference: PackagingDifference) -> str:
    if not difference.objects:
        return ": ".join([difference.kind, *difference.examples])
    examples = ", ".join(difference.examples)
    count = f"{difference.objects} object{'s' if difference.objects > 1 else ''}"
    return f"{difference.kind}: {count}, {examples}{' …' if difference.objects > len(difference.examples) else ''}"


def _few(label: str, texts: Sequence[str]) -> Pairs:
    for number, text in enumerate(texts[:MOST]):
        yield label if number == 0 else "", text
    if len(texts) > MOST:
        yield "", f"and {len(texts) - MOST} more"


def _arrow(old: str | None, new: str | None) -> str:
    return " → ".join("nothing" if side is None else _cut(side) for side in (old, new))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _lines(pairs: Pairs) -> list[str]:
    indent = " " * (LABEL + 2)
    return [
        line
        for label, text in pairs
        for line in textwrap.wrap(
            " ".join(text.split()), LINE, initial_indent=f"  {label:{LABEL}}", subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )
    ]  # fmt: skip

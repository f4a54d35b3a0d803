"""Which numbers of a report's HTML are known: by the fact that they are, by their place, or by a declaration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from statusrapport.readback.blocks import Block, Image, Page
from statusrapport.readback.declared import Declared, Span
from statusrapport.readback.ledger import Ledger
from statusrapport.readback.pictures import DrawnText
from statusrapport.render.appendix import FactRow

Known = Literal["facts", "structural", "parameters", "declared"]


@dataclass
class Marks:
    """What is known of a text: spans with the kind of what stands there, and what was found wrong in it."""

    spans: list[tuple[int, int, Known]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)  # text and what is wrong with it

    def kind(self, start: int, end: int) -> Known | None:
        """What the digits from `start` to `end` are."""
        return next((kind for first, after, kind in self.spans if first <= start and end <= after), None)

    def is_touched(self, start: int, end: int) -> bool:
        """Whether anything from `start` to `end` is known: a phrase with a fact in it."""
        return any(first < end and start < after for first, after, _ in self.spans)

    def add(self, kind: Known, *spans: Span) -> None:
        """Mark spans as known."""
        self.spans += [(start, end, kind) for start, end in spans]


class Places:
    """Tells what the numbers of each block and picture are. Blocks must be asked for in reading order."""

    def __init__(self, page: Page, ledger: Ledger, declared: Declared, rows: list[FactRow]) -> None:
        self._page, self._ledger, self._declared = page, ledger, declared
        self._rows = {row.anchor: row for row in rows}

    def mark_block(self, block: Block) -> Marks:
        """What is known of the text of a block."""
        marks = Marks()
        self._mark_runs(block, marks)
        whole = (0, len(block.text))
        if block.zone == "colophon":
            marks.add("structural", whole)
        elif block.zone == "facts":
            self._mark_row(block, marks)
        elif block.zone == "contents":
            self._mark_entry(block, marks)
        elif block.zone == "exhibit":
            self._mark_exhibit(block, marks)
        elif self._is_declared(block):
            marks.add("declared", whole)
        marks.add("declared", *self._declared.in_terms(block.term, block.text))
        marks.add("declared", *self._declared.in_prose(block.text))
        marks.add("parameters", *self._declared.years(block.text))
        return marks

    def mark_alt(self, image: Image) -> Marks:
        """What is known of a picture's alternative text."""
        marks = Marks()
        marks.add("facts", *self._ledger.find_plain(image.exhibit, "alt", image.alt))
        self._mark_labels(image.alt, image.exhibit, marks)
        return marks

    def mark_drawn(self, image: Image, texts: list[DrawnText]) -> list[Marks]:
        """What is known of each text in a picture."""
        drawn = self._ledger.drawn(image.exhibit)
        found = []
        for text, is_tick in texts:
            marks = Marks()
            whole = (0, len(text))
            if is_tick:
                marks.add("structural", whole)
            elif drawn.takes(text):
                marks.add("facts", whole)
            else:
                marks.add("facts", *drawn.bases(text))
                self._mark_labels(text, image.exhibit, marks)
            found.append(marks)
        return found

    def _is_declared(self, block: Block) -> bool:
        """Whether a block as a whole is a title or a rule of a declaration, or words of a questionnaire."""
        if block.zone == "words":
            return self._declared.is_vocabulary(block.text)
        if block.zone == "questionnaire":
            return self._declared.is_asked(block.text)
        if block.zone == "prose":
            return self._declared.is_quotation(block.text)
        return block.zone == "terms" and block.tag == "dt" and self._declared.is_term(block.text)

    def _mark_runs(self, block: Block, marks: Marks) -> None:
        for start, end, run in block.spans():
            if run.role == "structural":
                marks.add("structural", (start, end))
            elif run.role == "fact" and (reason := self._ledger.meet_in_prose(run.target, run.text, block.section)):
                marks.wrong.append((run.text, reason))
            elif run.role == "fact":
                marks.add("facts", (start, end))
            elif run.role == "label" and self._declared.is_label(run.target, run.text):
                marks.add("declared", (start, end))
            elif run.role == "label":
                marks.wrong.append((run.text, f"is not the label of {run.target}"))
            elif run.role == "reference":
                number = run.text.split("\u00a0")[-1]
                if number and number == self._number_of(run.target):
                    marks.add("structural", (start, end))
                else:
                    marks.wrong.append((run.text, f"leads to {run.target}, whose number it is not"))

    def _number_of(self, anchor: str) -> str:
        """The number of a chapter, figure or table: the first structural run at its anchor."""
        first, _ = self._page.anchors.get(anchor, (len(self._page.blocks), 0))
        blocks = self._page.blocks[first : first + 1]
        numbers = (run.text for block in blocks for run in block.runs if run.role == "structural")
        return next(numbers, "").split("\u00a0")[-1]

    def _mark_entry(self, block: Block, marks: Marks) -> None:
        """An entry of the contents: the heading or caption that it leads to, word for word."""
        targets = [run.target for run in block.runs if run.role == "page"]
        anchor, _ = self._page.anchors.get(targets[0], (-1, 0)) if targets else (-1, 0)
        heading = self._page.blocks[anchor].text if anchor >= 0 else ""
        if " ".join(heading.split()).startswith(" ".join(block.text.split())):
            marks.add("structural", (0, len(block.text)))
        else:
            marks.wrong.append((block.text, f"is not the heading that it leads to, {heading!r}"))

    def _mark_row(self, block: Block, marks: Marks) -> None:
        """A cell of the list of facts, which must be what facts.json gives."""
        row = self._rows.get(block.row)
        if row and block.text in (row.id, row.title, row.shown, row.calculation, row.source):
            marks.add("facts", (0, len(block.text)))
        elif block.row and block.text:
            marks.wrong.append((block.text, f"stands in the list of facts at {block.row}, but facts.json has it not"))

    def _mark_exhibit(self, block: Block, marks: Marks) -> None:
        """Cells are facts one after the other; captions, heads and notes may repeat numbers of titles and labels."""
        facts = self._ledger.exhibit(block.exhibit)
        if block.tag == "td" and any(fact.place == "table" for fact in facts):
            text = "".join(run.text for run in block.runs if run.role != "structural")  # which marks a series break
            if reason := self._ledger.meet_in_cell(block.exhibit, text):
                marks.wrong.append((block.text, reason))
            else:
                marks.add("facts", (0, len(block.text)))
        else:
            if block.tag in ("caption", "figcaption"):
                marks.add("facts", *self._ledger.find_plain(block.exhibit, "title", block.text))
            self._mark_labels(block.text, block.exhibit, marks)

    def _mark_labels(self, text: str, exhibit: str, marks: Marks) -> None:
        marks.add("parameters", *self._declared.years(text))
        marks.add("declared", *self._declared.in_labels(text, self._ledger.exhibit(exhibit)))

"""Reading a finished report back: every number in the text of its PDF is a fact in its place, or known otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from statusrapport.errors import Finding
from statusrapport.facts.book import Fact, FactBook
from statusrapport.facts.slice import Slice
from statusrapport.outcome import Outcome
from statusrapport.pdf.text import Picture, read_pdf_text
from statusrapport.readback.blocks import Block, Image, read_blocks
from statusrapport.readback.declared import Declared, find_foreign_names, find_numerals
from statusrapport.readback.ledger import CitedLedger, Ledger
from statusrapport.readback.phrases import find_word_phrases
from statusrapport.readback.pictures import find_changed, read_svg_texts
from statusrapport.readback.places import Marks, Places
from statusrapport.readback.reading import Reading
from statusrapport.render.appendix import fact_rows
from statusrapport.results import REPORT

KINDS = ("numbers", "facts", "structural", "parameters", "declared", "unknown", "phrases", "phrases of facts")
PRINT_FACTS = "Print it by a fact function of the template, or declare it"
RENDER_AGAIN = "Render the report again; do not edit what was rendered"


def check_readback(
    folder: Path, facts: Sequence[Fact], slice_: Slice, parameters: Mapping[str, str], region: str, stem: str = REPORT
) -> Outcome:
    """Check the report in `folder`: report.html, report.pdf and charts/ against its facts, slice and edition.

    `stem` may name its fact sheet instead, whose numbers are facts of the report that it cites by their ids.

    The PDF is read in the order of its structure tree and laid beside the HTML, which tells what each number is: a fact
    by its link, its cell or its figure; structural by its place (headings, references, page numbers, axes, colophon);
    one of the edition's `parameters`; or declared by a source or an indicator. Anything else is a finding, and so are a
    number that the PDF shows otherwise, a fraction or quantifier in words that no fact is behind, a fact that stands
    nowhere, and a name of a municipality of which the report of `region` has no figures. Notes are number words that
    stand by themselves. Counts say how many numbers the PDF has, and of which kind.
    """
    check = _Check(folder, facts, slice_, parameters, region, stem)
    check.run()
    return Outcome(tuple(check.findings), tuple(check.notes), {**dict.fromkeys(KINDS, 0), **check.counts})


class _Check:
    def __init__(
        self, folder: Path, facts: Sequence[Fact], slice_: Slice, parameters: Mapping[str, str], region: str, stem: str
    ) -> None:
        self._folder, self._slice, self._region = folder, slice_, region
        self._html, self._file = f"{stem}.html", f"{stem}.pdf"
        self._page = read_blocks((folder / self._html).read_text(encoding="utf-8"))
        self._pdf = read_pdf_text(folder / self._file)
        self._reading = Reading(self._page, self._pdf)
        self._ledger = Ledger(facts) if stem == REPORT else CitedLedger(facts)
        rows = fact_rows(FactBook(facts=list(facts)), slice_)
        self._declared = Declared(slice_, parameters)
        self._places = Places(self._page, self._ledger, self._declared, rows)
        self.counts: Counter[str] = Counter()
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []

    def run(self) -> None:
        """Read the report from the first block to the last, then what stands outside of its text."""
        if not self._pdf.body:
            self._fail("", "the PDF has no structure tree, so that its text cannot be read in order", RENDER_AGAIN)
            return
        for number, block in enumerate(self._page.blocks):
            self._check_block(number, block)
        self._check_pictures()
        self._check_page_numbers()
        self._check_margins()
        for extra in self._reading.extras:
            self._count("unknown")
            rule = f"page {extra.page} shows it, but {self._html} does not: “… {extra.context} …”"
            self._fail(extra.text, rule, RENDER_AGAIN)
        for fact in self._ledger.unmet():
            rule = f"fact {fact.id} belongs in {fact.place} of section {fact.section}, but is not there"
            self._fail(fact.shown, rule, "Print what the template computes, or leave the call out")

    def _check_block(self, number: int, block: Block) -> None:
        marks = self._places.mark_block(block)
        for start, _, run in block.spans():
            for first, end, _ in find_numerals(run.text):
                page = self._reading.page_of(number, start + first, start + end)
                self._check_number(block.text, start + first, start + end, marks, page, block.section)
        page = self._reading.page_of(number, 0, len(block.text))
        for text, reason in marks.wrong:
            self._fail(text, f"page {page or '?'}, section {block.section or 'front'}: it {reason}", PRINT_FACTS)
        if block.zone in ("prose", "exhibit"):
            self._check_phrases(number, block, marks)
        self._check_names(block.text, page)

    def _check_number(self, text: str, start: int, end: int, marks: Marks, page: int | None, section: str) -> None:
        """Count a number by its kind; one that is not known or that the PDF does not show is a finding."""
        kind = marks.kind(start, end)
        shown = text[start:end]
        if page is None:
            self._fail(shown, f"{self._html} has it in “{_around(text, start, end)}”, the PDF has not", RENDER_AGAIN)
            return
        self._count(kind or "unknown")
        if kind is None and not marks.wrong:
            rule = f"page {page}, section {section or 'front'}: no fact is behind it in “{_around(text, start, end)}”"
            self._fail(shown, rule, PRINT_FACTS)

    def _check_phrases(self, number: int, block: Block, marks: Marks) -> None:
        for start, end, text, value in find_word_phrases(block.text, self._slice.vocabulary):
            page = self._reading.page_of(number, start, end)
            self.counts["phrases"] += 1
            where = f"page {page or '?'}, section {block.section or 'front'}"
            rule = f"{where}: no fact is behind it in “{_around(block.text, start, end)}”"
            if marks.is_touched(start, end):
                self.counts["phrases of facts"] += 1
            elif value is None:
                self._fail(text, rule, "Use a claim function of the template")
            elif not self._declared.is_named(value):
                self.notes.append(self._finding(text, rule, "See that the words count what the text itself shows"))

    def _check_pictures(self) -> None:
        if len(self._page.images) != len(self._pdf.pictures):
            rule = f"{self._html} has {len(self._page.images)} pictures, the PDF {len(self._pdf.pictures)}"
            self._fail("", rule, RENDER_AGAIN)
        for image, picture in zip(self._page.images, self._pdf.pictures, strict=False):
            self._check_picture(image, picture)
            if image.alt != picture.alt:
                self._fail(
                    picture.alt, f"page {picture.page}: {image.source} has another alternative text", RENDER_AGAIN
                )

    def _check_picture(self, image: Image, picture: Picture) -> None:
        drawn = read_svg_texts(self._folder / image.source)
        lost, instead = find_changed(drawn, picture.texts)
        if lost or instead:
            rule = f"page {picture.page} shows it in {image.source} in place of {', '.join(lost) or 'nothing'}"
            self._fail("; ".join(instead), rule, RENDER_AGAIN)
        for (text, _), marks in zip(drawn, self._places.mark_drawn(image, drawn), strict=True):
            for start, end, _ in find_numerals(text):
                self._check_number(text, start, end, marks, picture.page, image.section)
            self._check_names(text, picture.page)
        marks = self._places.mark_alt(image)
        for start, end, _ in find_numerals(image.alt):
            if marks.kind(start, end) is None:
                rule = f"page {picture.page}: no fact is behind it in the alternative text of {image.source}"
                self._fail(image.alt[start:end], rule, PRINT_FACTS)
        self._check_names(image.alt, picture.page)

    def _check_page_numbers(self) -> None:
        for number in self._reading.page_numbers():
            self._count("structural")
            if number.printed != str(number.expected):
                rule = f"page {number.page} says that {number.target} is on it, but it is on page {number.expected}"
                self._fail(number.printed, rule, RENDER_AGAIN)

    def _check_margins(self) -> None:
        """Heads and feet repeat the title, the notice and the chapter, and give the page's number.

        Tables that go on repeat their heads.
        """
        heads = [block.text for block in self._page.blocks if block.tag == "th"]
        running = _squeeze(" ".join([*self._page.running, *heads]))
        for piece in self._pdf.margins:
            text = piece.text.strip()
            known = _squeeze(text) in running
            if text.isdigit():
                known = text == str(piece.page) or text in [*self._page.running[0].split(), *heads]
            for start, end, _ in find_numerals(piece.text):
                self._count("structural" if known else "unknown")
                if not known:
                    rule = f"page {piece.page} shows it outside of the text in “{text}”"
                    self._fail(piece.text[start:end], rule, RENDER_AGAIN)

    def _check_names(self, text: str, page: int | None) -> None:
        for start, name in find_foreign_names(text, self._slice, self._region):
            rule = f"page {page or '?'}: the report of {self._region} names it in “{_around(text, start, start)}”"
            self._fail(name, rule, "Name no other municipality than those that the report has figures of")

    def _count(self, kind: str) -> None:
        self.counts["numbers"] += 1
        self.counts[kind] += 1

    def _fail(self, value: str, rule: str, remedy: str) -> None:
        self.findings.append(self._finding(value, rule, remedy))

    def _finding(self, value: str, rule: str, remedy: str) -> Finding:
        return Finding(self._file, 0, self._region, "", value, rule, remedy, "readback")


def _around(text: str, start: int, end: int) -> str:
    """A piece of text with what stands beside it."""
    return text[max(start - 40, 0) : end + 40].strip()


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)

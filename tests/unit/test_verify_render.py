"""What a reviewer is told of a verdict."""

from __future__ import annotations

import json

import pytest

from statusrapport.compare.causes import Cause
from statusrapport.compare.content import ReportContent
from statusrapport.compare.facts import FactChange
from statusrapport.compare.tables import CellChange
from statusrapport.verify.content import ContentDifference
from statusrapport.verify.inputs import InputChange
from statusrapport.verify.judge import find_likely_causes
from statusrapport.verify.packaging import PackagingDifference
from statusrapport.verify.rawfiles import RawCellChange
from statusrapport.verify.render import describe_verdict, render_text
from statusrapport.verify.text import Line, LineChange
from statusrapport.verify.verdict import Grade, SaidFact, Verdict

NAME = ("a.pdf", "people-2017", "0")
FACT = {"id": "summary-1", "kind": "value", "indicator": "fte", "shown": "990", "value": "990", "place": "prose"}
CHANGED = Verdict(
    *NAME,
    Grade.OTHER_CONTENT,
    inputs=(InputChange("data/a.csv", "1" * 64, "2" * 64, "said", (RawCellChange(3, "Aar 2017", "V", "1", "2"),)),),
    indicators=("fte",),
    slice_parts=("observations",),
    cells=(CellChange("t.csv", "Alle", "2017", "990", "989"),),
    facts=(SaidFact(FactChange(FACT, {**FACT, "shown": "989", "value": "989"}), "Det var 990.", "Det var 989.", 3, 3),),
    lines=(LineChange(Line(3, 1, "Det var 990."), Line(3, 1, "Det var 989.")),),
    content=(ContentDifference("seen", "page 3, an area"), ContentDifference("heard", "structure tree", "x", "y")),
    causes=(Cause("input", "data/a.csv"),),
)


def told(verdict: Verdict) -> dict[str, str]:
    """The lines of a verdict by their label."""
    lines = (line.strip().partition("  ") for line in render_text([verdict]).splitlines()[1:])
    return {label: text.strip() for label, _, text in lines}


def test_the_artefacts_are_told_in_the_order_in_which_they_are_made() -> None:
    labels = [label for label in told(CHANGED) if not label.startswith("row")]
    assert labels == [
        "grade", "report", "earliest", "input", "indicator", "slice", "cell", "fact", "text", "seen", "heard", "cause"
    ]  # fmt: skip


def test_old_and_new_are_told_of_every_difference() -> None:
    lines = told(CHANGED)
    assert "row 3 (Aar 2017), column V: 1 → 2" in render_text([CHANGED])
    assert lines["cell"] == "t.csv, row «Alle», column «2017»: 990 → 989"
    assert lines["fact"].startswith("summary-1, value of fte: 990 → 989 (value 990 → 989), page 3: «Det var 989.»")
    assert lines["text"] == "page 3, line 1: «Det var 990.» → «Det var 989.»"


def test_of_many_differences_some_are_named_and_the_others_counted() -> None:
    cells = tuple(CellChange("t.csv", str(number), "2017", "1", "2") for number in range(20))
    text = render_text([Verdict(*NAME, Grade.OTHER_CONTENT, cells=cells)])
    assert text.count("t.csv") == 8
    assert "and 12 more" in text


def test_packaging_is_told_by_kind_with_objects() -> None:
    packaging = (PackagingDifference("compression", 4, ("/Root/A", "/Root/B", "/Root/C")),)
    lines = told(Verdict(*NAME, Grade.OTHER_PACKAGING, packaging=packaging))
    assert lines["grade"] == "1, same content, other packaging"
    assert lines["packaging"] == "compression: 4 objects, /Root/A, /Root/B, /Root/C …"


def test_of_several_pdfs_the_grades_are_counted() -> None:
    verdicts = [Verdict(*NAME, Grade.IDENTICAL), Verdict(*NAME, Grade.IDENTICAL), Verdict(*NAME, Grade.NOT_REBUILT)]
    assert render_text(verdicts).splitlines()[-1] == "3 PDFs: 2 identical bytes, 1 cannot be rebuilt"


@pytest.mark.parametrize(
    ("verdict", "earliest"),
    [
        (CHANGED, "input"),
        (Verdict(*NAME, Grade.OTHER_CONTENT, rejection="no", slice_parts=("definitions",)), "slice"),
        (Verdict(*NAME, Grade.OTHER_CONTENT, lines=CHANGED.lines, content=CHANGED.content), "text"),
        (Verdict(*NAME, Grade.IDENTICAL), None),
    ],
)
def test_the_earliest_difference_is_the_first_on_the_way_to_the_pdf(verdict: Verdict, earliest: str | None) -> None:
    assert describe_verdict(verdict)["earliest"] == earliest


def test_the_description_for_programs_is_plain_json() -> None:
    described = json.loads(json.dumps(describe_verdict(CHANGED)))
    assert (described["grade"], described["inputs"][0]["cells"][0]["new"]) == (2, "2")
    assert described["facts"][0]["old"]["sentence"] == "Det var 990."


def report(*, html: str = "h", observations: str = "o", inputs: str = "i") -> ReportContent:
    """A report of which nothing but digests is known."""
    manifest = {
        "edition": "people-2017", "region": "0", "release": "1", "structure": 2017, "date": "2017-12-01",
        "edition_version": "1.0", "files": {"report.html": html}, "inputs": [],
        "sha256": {"slice": "s", "definitions": "d", "observations": observations, "templates": "t", "lock": "l"},
        "texts": {"indicators": {}, "labels": {}, "regions": {}, "sources": {}},
    }  # fmt: skip
    files = [{"source": "a", "version": "1", "name": "a.csv", "sha256": inputs}]
    return ReportContent("people-2017/0", manifest, (), inputs={"files": files})


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        (report(inputs="j", observations="p"), {"input"}),
        (report(observations="p"), {"code"}),
        (report(html="i"), {"code"}),
        (report(), {"system", "code"}),
    ],
)
def test_the_cause_is_what_the_digests_leave(new: ReportContent, kinds: set[str]) -> None:
    assert {cause.kind for cause in find_likely_causes(report(), new, [])} == kinds

"""Words of a source that a report repeats: labels of answers, quotations, the questionnaire."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from jinja2 import Environment, FileSystemLoader

from slice_example import METADATA, ROWS, SOURCE
from statusrapport.facts.quantity import FactError
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import SCHEMA
from statusrapport.readback.blocks import read_blocks
from statusrapport.readback.declared import Declared
from statusrapport.readback.ledger import Ledger
from statusrapport.readback.places import Places
from statusrapport.render.sayings import SayingFunctions

SHARE = {"over_75": "Over 75 prosent", "dont_know": "Vet ikke"}
QUESTION = {
    "name": "share",
    "kind": "battery",
    "text": "Hvor stor andel av brukerne har",
    "items": [{"item": "group", "column": "q4_1", "text": "Ansvarsgruppe"}],
    "answers": [{"code": "4", "text": "Over 75 prosent", "missing": False}],
}
QUOTATION = {"category": "housing", "text": "Vi har 3 boliger og 20 søkere.", "row": 7, "constructed": True}
FORM = {"version": "2013", "name": "a.sav", "questions": [QUESTION], "quotations": [QUOTATION]}


@pytest.fixture(scope="module")
def slice_() -> Slice:
    sources = METADATA["sources"] | {"survey": SOURCE | {"id": "survey", "questionnaires": [FORM]}}
    labels = METADATA["labels"] | {"share": SHARE}
    frame = pd.DataFrame(ROWS, columns=SCHEMA.names)
    return Slice(frame, METADATA | {"labels": labels, "sources": sources})


def unknown_numbers(slice_: Slice, html: str) -> list[str]:
    """What a piece of a report says that nothing stands behind."""
    page = read_blocks(f"<html><body><section id='x'>{html}</section></body></html>")
    places = Places(page, Ledger([]), Declared(slice_, {"year": "2013"}), [])
    found = []
    for block in page.blocks:
        marks = places.mark_block(block)
        found += [reason for _, reason in marks.wrong]
        digits = [at for at, character in enumerate(block.text) if character.isdigit()]
        found += [block.text[at] for at in digits if marks.kind(at, at + 1) is None]
    return found


def test_a_label_is_printed_as_its_source_has_it(slice_: Slice):
    functions = SayingFunctions(slice_)
    assert functions.label("share", "over_75") == '<span data-label="share=over_75">over 75 prosent</span>'
    assert ">Vet ikke<" in functions.label("share", "dont_know", capital=True)


def test_a_label_that_there_is_not_is_an_error(slice_: Slice):
    with pytest.raises(FactError, match="no label for share=half"):
        SayingFunctions(slice_).label("share", "half")


def test_numbers_of_a_label_are_known_where_the_label_stands(slice_: Slice):
    label = SayingFunctions(slice_).label("share", "over_75")
    assert unknown_numbers(slice_, f"<p>I en kommune har {label} en gruppe.</p>") == []
    assert unknown_numbers(slice_, "<p>I en kommune har over 75 prosent en gruppe.</p>") == ["7", "5"]


def test_a_label_that_says_something_else_is_found(slice_: Slice):
    html = '<p>Det er <span data-label="share=over_75">over 85 prosent</span>.</p>'
    assert unknown_numbers(slice_, html)[0] == "is not the label of share=over_75"


def test_quotations_are_those_of_their_category(slice_: Slice):
    functions = SayingFunctions(slice_)
    assert functions.quotations("survey", "housing") == [QUOTATION]
    with pytest.raises(FactError, match="no quotations of the category 'staff'"):
        functions.quotations("survey", "staff")


def test_a_quotation_is_known_word_by_word(slice_: Slice):
    assert unknown_numbers(slice_, f"<blockquote><p>{QUOTATION['text']}</p></blockquote>") == []
    assert unknown_numbers(slice_, "<blockquote><p>Vi har 4 boliger og 20 søkere.</p></blockquote>") == ["4", "2", "0"]


def test_a_questionnaire_is_known_in_its_place(slice_: Slice):
    templates = Path(__file__).parents[2] / "templates"
    macros = Environment(loader=FileSystemLoader(templates)).get_template("base/macros.html.j2").module
    html = macros.questionnaire([QUESTION])
    assert "4 Over 75 prosent" in html
    assert unknown_numbers(slice_, html) == []
    assert unknown_numbers(slice_, html.replace("4 Over 75", "4 Over 85")) == ["4", "8", "5"]

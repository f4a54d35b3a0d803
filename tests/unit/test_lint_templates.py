"""The sentences of a template: what a reader will read, each call in its place, each line known."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from statusrapport.lint.passages import Sentence
from statusrapport.lint.templates import read_sentences

TEMPLATES = Path(__file__).parents[2] / "templates"


def read(source: str) -> tuple[Sentence, ...]:
    return read_sentences(source, "x.html.j2", TEMPLATES)


def shown(source: str) -> list[str]:
    return [sentence.shown for sentence in read(source)]


def test_a_sentence_is_put_together_across_calls() -> None:
    (sentence,) = read('<p>Det var {{ num("fte", year) }} <b>årsverk</b> i {{ year }}.</p>')
    assert sentence.shown == "Det var … årsverk i …."
    ((place, call),) = sentence.calls.items()
    assert (sentence.text[:place].strip(), call.function, call.indicator) == ("Det var", "num", "fte")


def test_a_call_may_begin_a_sentence() -> None:
    assert shown('<p>Det er så. {{ num("fte", year) }} er mange.</p>') == ["Det er så.", "… er mange."]


def test_each_word_has_its_line_also_after_blocks_whose_line_break_is_dropped() -> None:
    source = (
        '{% set areas = ["a"] %}\n{# a\ncomment #}\n<p>En.\n\nTo\ntre.</p>\n{% if areas %}\n<p>Fire.</p>\n{% endif %}\n'
    )
    lines = {sentence.shown: sentence.lines[0] for sentence in read(source)}
    assert lines == {"a": 1, "En.": 4, "To tre.": 6, "Fire.": 9}


def test_tags_separate_blocks_but_not_words() -> None:
    assert shown("<p>Mer<sup>1</sup></p><ul><li>en</li><li>to</li></ul>") == ["Mer1", "en", "to"]
    assert shown('<p class="n{{ " x" if a > b }}">Ja&nbsp;&amp; nei</p><!-- fem -->') == ["Ja & nei"]


def test_attributes_that_are_read_aloud_are_read() -> None:
    assert shown('<p id="p5" title="Fem av ti">Ja</p>') == ["Ja", "Fem av ti"]


def test_the_texts_of_headings_findings_and_macros_are_read_and_their_names_are_not() -> None:
    source = (
        '{% import "base/macros.html.j2" as page %}{{ chapter("Tittel", lead="Fra " ~ previous ~ " til " ~ year) }}'
        '{{ page.facts_table("A.1", "tab-5", fact_rows()) }}{{ page.key_figure(num("fte", year), "årsverk") }}'
        '{% call finding("Funn") %}Grunn {{ see("plan") }}{% endcall %}'
    )
    assert [text for text in shown(source) if text != "…"] == ["Tittel", "Fra … til …", "… årsverk", "Funn", "Grunn …"]


def test_a_macro_that_is_imported_by_its_own_name_is_known() -> None:
    assert shown('{% from "base/macros.html.j2" import heading as h %}{{ h("2.1", "Tittel", "a5") }}') == ["Tittel"]


def test_set_blocks_and_strings_are_texts_and_names_of_values_are_not() -> None:
    source = '{% set a %}Mange {{ num("fte", year) }}{% endset %}{% set b = "Flere" %}{% set c = ["under_5000"] %}'
    assert shown(source) == ["Mange …", "Flere"]


def test_constants_that_an_expression_prints_are_text() -> None:
    assert shown("<p>{{ 38 }} og {{ 1234.5 | number(1) }}</p>") == ["38 og 1234.5"]
    assert shown('{{ "økte" if x else "sank" }}') == ["økte sank"]


def test_a_broken_template_is_told() -> None:
    with pytest.raises(jinja2.TemplateSyntaxError):
        read("{{ num( }}")

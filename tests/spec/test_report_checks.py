"""A report whose text says something that its facts do not is found out, from the finished PDF alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rendered_example import Rendered


@pytest.fixture
def report(tmp_path: Path) -> Rendered:
    return Rendered(tmp_path)


def test_every_number_of_a_good_report_is_known(report):
    report.render()
    outcome = report.check()
    assert outcome.findings == ()
    assert outcome.counts["unknown"] == 0
    kinds = ("facts", "structural", "parameters", "declared", "unknown")
    assert outcome.counts["numbers"] == sum(outcome.counts[kind] for kind in kinds)
    assert outcome.counts["facts"] > len(report.facts), "each fact once, and those of the prose again in their list"


def test_a_digit_typed_into_a_template_is_in_no_fact(report):
    report.replace("fte", "<p>De økte", "<p>Det gjelder 38 kommuner. De økte")
    report.render()
    (finding,) = report.check().findings
    assert finding.value == "38"
    assert "section fte: no fact is behind it in “Det gjelder 38 kommuner." in finding.rule
    assert finding.remedy == "Print it by a fact function of the template, or declare it"


def test_a_number_that_stands_elsewhere_in_the_report_does_not_cover_one_that_is_typed(report):
    report.replace("summary", "årsverk.", "årsverk, av dem 11 534 for voksne.")
    report.render()
    assert [finding.value for finding in report.check().findings] == ["11 534"]


def test_another_year_than_the_editions_own_is_not_known(report):
    report.replace("summary", "Det var", "I 2015 var det færre enn i 2017. Det var")
    report.render()
    assert [finding.value for finding in report.check().findings] == ["2015"]


def test_a_fraction_in_words_needs_a_claim(report):
    report.replace("fte", "<p>De økte", "<p>Seks av ti kommuner svarte. De økte")
    report.render()
    (finding,) = report.check().findings
    assert (finding.value, finding.remedy) == ("Seks av ti", "Use a claim function of the template")


def test_a_number_word_by_itself_is_noted(report):
    report.replace("fte", "<p>De økte", "<p>De to gruppene er slått sammen. De økte")
    report.render()
    outcome = report.check()
    assert outcome.findings == ()
    assert [note.value for note in outcome.notes] == ["to"]


def test_a_digit_changed_in_the_pdf(report):
    report.render()
    report.write_pdf(report.html.replace('href="#fact-summary-1">14\u00a0633', 'href="#fact-summary-1">14\u00a0638'))
    findings = report.check().findings
    assert {finding.value for finding in findings} == {"14\u00a0633", "638"}
    assert any("report.html has it in “Det var 14\u00a0633 årsverk." in finding.rule for finding in findings)
    assert any("page 3 shows it, but report.html does not" in finding.rule for finding in findings)


def test_a_digit_changed_in_a_figure_of_the_pdf(report):
    report.render()
    chart = report.folder / "charts" / "by_age.svg"
    drawn = chart.read_text(encoding="utf-8")
    chart.write_text(drawn.replace("3\u00a0099", "3\u00a0090"), encoding="utf-8")
    report.write_pdf(report.html)
    chart.write_text(drawn, encoding="utf-8")
    (finding,) = report.check().findings
    assert "in charts/by_age.svg in place of 3\u00a0099" in finding.rule


def test_a_number_drawn_in_a_figure_that_is_none_of_its_facts(report):
    report.render()
    chart = report.folder / "charts" / "by_age.svg"
    chart.write_text(chart.read_text(encoding="utf-8").replace("3\u00a0099", "3\u00a0090"), encoding="utf-8")
    report.write_pdf(report.html)
    assert [finding.value for finding in report.check().findings] == ["3\u00a0090"]


def test_text_beside_the_body_of_a_page(report):
    report.render()
    report.write_pdf(report.html.replace('data-notice="', 'data-notice="Utkast 7. '))
    findings = report.check().findings
    assert {finding.value for finding in findings} == {"7"}
    assert all("outside of the text in “Utkast 7." in finding.rule for finding in findings)


def test_a_foot_with_another_number_than_the_pages(report):
    (report.request.template_folder / "report.css").write_text(
        "@page { @bottom-right { content: '7' } }", encoding="utf-8"
    )
    report.render()
    assert {finding.value for finding in report.check().findings} == {"7"}


def test_a_fact_that_facts_json_lacks(report):
    report.render()
    without = [fact for fact in report.facts if fact.id != "fte-1"]
    rules = [finding.rule for finding in report.check(without).findings]
    assert any("is said to be fact fte-1, which is not in facts.json" in rule for rule in rules)
    assert any("stands in the list of facts at fact-fte-1" in rule for rule in rules)


def test_a_fact_that_stands_nowhere(report):
    report.render()
    forgotten = replace(report.facts[0], id="summary-2", shown="99")
    (finding,) = report.check([*report.facts, forgotten]).findings
    assert (finding.value, finding.rule) == (
        "99",
        "fact summary-2 belongs in prose of section summary, but is not there",
    )


def test_the_number_of_another_region_in_a_cell(report):
    report.render()
    other = [
        replace(fact, region_code="0301", shown="1\u00a0710") if fact.id == "fte-7" else fact for fact in report.facts
    ]
    (finding,) = report.check(other).findings
    assert "stands in the cell of fact fte-7, which is 1\u00a0710" in finding.rule


def test_two_cells_in_each_others_place(report):
    report.render()
    first, second = '<td class="n">13\u00a0936</td>', '<td class="n">14\u00a0633</td>'
    assert first + second in report.html
    (report.folder / "report.html").write_text(report.html.replace(first + second, second + first), encoding="utf-8")
    report.write_pdf(report.html.replace(first + second, second + first))
    assert {finding.value for finding in report.check().findings} == {"13\u00a0936", "14\u00a0633"}


def test_a_reference_to_another_figure_than_it_says(report):
    report.replace("fte", '{{ ref("totals") }}', '<a class="ref" href="#tab-totals">tabell\u00a01.2</a>')
    report.render()
    (finding,) = report.check().findings
    assert (finding.value, "leads to tab-totals" in finding.rule) == ("tabell\u00a01.2", True)


def test_the_head_that_a_table_repeats_on_the_next_page_is_known(report):
    rows = "<tr><td>Fylke</td></tr>" * 80
    table = f"<table><thead><tr><th scope='col'>2016</th></tr></thead><tbody>{rows}</tbody></table>"
    report.replace("fte", "<p>De økte", f"{table}<p>De økte")
    report.render()
    assert report.check().findings == ()

"""Figures of the report before this one, as published, beside what the data give now."""

import re
from pathlib import Path

import pytest

from slice_example import METADATA, ROWS, example_slice, observation
from statusrapport.errors import DeclarationError
from statusrapport.facts.book import FactBook
from statusrapport.facts.earlier import EarlierReport, read_earlier
from statusrapport.facts.functions import Printer
from statusrapport.facts.published import PublishedFunctions, Revisions
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice

NBSP, MINUS = "\u00a0", "\u2212"
REASON = "Oslo har rettet sin rapportering."
HEAD = 'title_nb = "Status 2016"\ndocument_nb = "Prøveinstituttet, rapport 2016:7"\ndate = 2016-12-01\n'


def earlier(*figures, **known):
    words = {"title_nb": "Status 2016", "document_nb": "Rapport 2016:7", "date": "2016-12-01"}
    return {"id": "prove-2016", **words, "figures": figures, **known}


def figure(value, indicator="fte", period="2016", **known):
    return {"indicator": indicator, "period": period, "value": value, **known}


def calculator(*figures, rows=ROWS, own="0", **known):
    slice_ = Slice(example_slice(rows).frame, METADATA | {"published": earlier(*figures, **known)})
    return Calculator(slice_, own)


def functions(*figures, **known):
    book = FactBook(section="s")
    return PublishedFunctions(calculator(*figures, **known), Printer(book)), book


def text(markup):
    return re.sub(r"<[^>]+>", "", str(markup))


def findings(*figures, **known):
    return Revisions(calculator(*figures, **known)).check().findings


# --- What a template prints -------------------------------------------------------------------------------------------


def test_a_figure_is_printed_as_it_was_published_and_names_its_document():
    published, book = functions(figure("13 900", reason_nb=REASON))
    assert text(published.published("fte", 2016)) == f"13{NBSP}900"
    (fact,) = book.facts
    assert (fact.kind, fact.value, fact.period, fact.formula) == ("published", "13900", "2016", "Rapport 2016:7")
    assert (fact.inputs, fact.n, fact.synthetic) == ((), None, False), "none of our data stand behind it"


def test_a_revision_is_what_the_data_give_now_less_what_was_published():
    published, book = functions(figure("13 900", reason_nb=REASON))
    assert text(published.revision("fte", 2016)) == "36"
    assert text(published.revision("fte", 2016, sign=True)) == "+36"
    assert (book.facts[0].kind, book.facts[0].formula) == ("revision", f"13936 {MINUS} 13900")
    assert [item.file for item in book.facts[0].inputs] == ["2016.csv"]


def test_of_a_share_it_is_in_percentage_points_and_to_the_decimals_published():
    """16 of 402 are 3.98 percent: 4.0 as the earlier report printed it, which had 4.3."""
    published, _ = functions(figure("4,3", "buyers", reason_nb=REASON))
    assert text(published.published("buyers", 2016)) == f"4,3{NBSP}prosent"
    assert text(published.published("buyers", 2016, short=True)) == f"4,3{NBSP}%"
    assert text(published.revision("buyers", 2016)) == f"{MINUS}0,3{NBSP}prosentpoeng"


def test_a_reader_who_subtracts_finds_the_same():
    """10.5 is printed as 11. Less 12 it is -1.5, which rounds to -2; 11 less 12 is -1."""
    rows = [observation("fte", 2016, 10.5)]
    published, _ = functions(figure(12, reason_nb=REASON), rows=rows)
    assert text(published.revision("fte", 2016)) == f"{MINUS}1"


def test_the_rows_of_a_table_print_where_they_are_used():
    published, book = functions(
        figure("13 900", reason_nb=REASON, revised="2017-03-01"), figure("14 633", period="2017")
    )
    first, second = published.revisions()
    assert book.facts == []
    assert (first.title, first.period, first.reason) == ("Årsverk", "2016", f"{REASON} Revidert 1. mars 2017.")
    assert [text(item) for item in (first.published, first.now, first.change)] == [
        f"13{NBSP}900", f"13{NBSP}936", "+36"
    ]  # fmt: skip
    assert (second.is_revised, second.reason) == (False, "Uendret")
    assert [fact.kind for fact in book.facts] == ["published", "value", "revision"]


def test_a_breakdown_is_told_in_words():
    published, _ = functions(figure("11 534", period="2017", by={"age": "adult"}))
    assert published.revisions()[0].title == "Årsverk, voksne"
    assert text(published.published("fte", 2017, by={"age": "adult"})) == f"11{NBSP}534"


def test_a_figure_that_was_not_published_cannot_be_cited():
    published, _ = functions(figure("13 936"))
    with pytest.raises(FactError, match=r"config/published/prove-2016.toml has no figure of fte for region 0, 2017"):
        published.published("fte", 2017)


def test_without_an_earlier_report_there_is_nothing_to_cite():
    published = PublishedFunctions(Calculator(example_slice(), "0"), Printer(FactBook(section="s")))
    assert published.context()["earlier"] is None
    assert published.revisions() == []
    with pytest.raises(FactError) as failure:
        published.published("fte", 2016)
    assert failure.value.remedy == "Name it as `previous` of the edition in config/config.yaml"


def test_what_no_longer_has_a_value_has_no_revision_to_print():
    published, _ = functions(figure("11 000", period="2016", by={"age": "adult"}, reason_nb=REASON))
    with pytest.raises(FactError, match=r"no longer has a value \(\.\.\)"):
        published.revision("fte", 2016, by={"age": "adult"})
    assert text(published.revisions()[0].change) == ".."


# --- The check --------------------------------------------------------------------------------------------------------


def test_figures_that_agree_and_figures_with_a_reason_pass():
    outcome = Revisions(calculator(figure("13 936"), figure("14 700", period="2017", reason_nb=REASON))).check()
    assert outcome.findings == ()
    assert outcome.counts == {"figures": 2, "revised": 1}


def test_a_figure_that_the_data_no_longer_give_needs_a_reason():
    (finding,) = findings(figure("13 900"), figure("14 633", period="2017"))
    assert str(finding) == (
        f"config/published/prove-2016.toml, column fte, 2016, value '13 900': was published as 13{NBSP}900, and the "
        f"data now give 13{NBSP}936. Say why under reason_nb if it was revised, else correct the figure or the data."
    )


@pytest.mark.parametrize(("value", "agrees"), [("4", True), (3.98, True), ("4,0", True), ("3,9", False), (4.4, True)])
def test_what_is_compared_is_rounded_as_it_was_published(value, agrees):
    """16 of 402 are 3.98 percent; the indicator has no decimals."""
    assert (findings(figure(value, "buyers")) == ()) is agrees


def test_a_figure_that_is_missing_now_needs_a_reason_as_well():
    (finding,) = findings(figure("11 000", by={"age": "adult"}))
    assert finding.rule == f"was published as 11{NBSP}000, and the data now give .."
    assert finding.column == "fte, 2016, age=adult"


def test_a_reason_for_what_agrees_is_stale():
    (finding,) = findings(figure("13 936", reason_nb=REASON))
    assert finding.rule == f"has a reason for a revision, but the data give 13{NBSP}936, as published"
    assert finding.remedy == "Take reason_nb and revised out"


@pytest.mark.parametrize(
    ("unknown", "rule"),
    [
        (figure("1", "nothing"), "there is no indicator 'nothing' in this report"),
        (figure("1", by={"service": "home"}), "there is no observation of fte for region 0, 2016, by"),
        (figure("1", period="1999"), "there is no observation of fte for region 0, 1999"),
        (figure("1", region="9999"), "there is no observation of fte for region 9999"),
    ],
)
def test_a_figure_of_what_the_report_cannot_cite_is_found(unknown, rule):
    (finding,) = findings(unknown)
    assert finding.rule.startswith(rule)


def test_a_figure_of_another_region_is_for_the_report_of_that_one():
    """Rogaland is known and the slice has nothing of it, as that of a municipality has nothing of other counties."""
    assert findings(figure("1", region="11"), own="0301") == ()


# --- The declaration --------------------------------------------------------------------------------------------------


def read(tmp_path: Path, figures: str) -> EarlierReport:
    path = tmp_path / "status-2016.toml"
    path.write_text(f"{HEAD}[[figures]]\nindicator = 'fte'\nperiod = '2016'\n{figures}", encoding="utf-8")
    return read_earlier(path)


@pytest.mark.parametrize(
    ("value", "number", "decimals"),
    [("'16 399'", 16399, 0), ("'5,60'", 5.6, 2), ("'−4,3'", -4.3, 1), ("5.6", 5.6, None)],
)
def test_a_value_as_printed_says_its_decimals(value, number, decimals, tmp_path):
    report = read(tmp_path, f"value = {value}\n")
    assert (report.figures[0].value, report.figures[0].decimals) == (number, decimals)
    assert (report.id, report.file) == ("status-2016", "config/published/status-2016.toml")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("value = 'mange'", "'mange' is no number as it is printed"),
        ("value = '5,6'\ndecimals = 1", "says its decimals itself"),
        ("value = 5.6\nrevised = 2017-03-01", "needs a reason_nb"),
        ("value = 5.6\nreason = 'Rettet'", "Extra inputs are not permitted"),
        ("value = 1\n[[figures]]\nindicator = 'fte'\nperiod = '2016'\nvalue = 2", "several figures are of fte, 2016"),
    ],
)
def test_a_mistake_in_the_declaration_is_told_with_its_file(lines, said, tmp_path):
    with pytest.raises(DeclarationError, match=said) as failure:
        read(tmp_path, lines)
    assert "status-2016.toml" in str(failure.value)

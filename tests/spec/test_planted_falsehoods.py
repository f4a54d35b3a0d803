"""What an author or a new delivery of data gets wrong stops the report; the message says where, why, and what then."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_example import make_project, write_slice
from slice_example import ROWS, observation
from statusrapport.errors import ReportRejected
from statusrapport.render.report import render_report

TEMPLATE = "templates/prove/sections/fte.html.j2"
LINE = 8  # of the paragraph that is added
NBSP = "\u00a0"


class Report:
    """A small report with one paragraph more, built from a slice in which some values are others."""

    def __init__(self, root: Path) -> None:
        self.request = make_project(root)
        self.folder = root / "results" / "reports" / "prove-2017" / "0"

    def build(self, paragraph: str, *changed: dict) -> None:
        keys = ("indicator", "region_code", "period", "breakdown")
        replaced = {tuple(row[key] for key in keys) for row in changed}
        kept = [row for row in ROWS if tuple(row[key] for key in keys) not in replaced]
        write_slice(self.request.slice_path, [*kept, *changed])
        section = self.request.template_folder / "sections" / "fte.html.j2"
        section.write_text(section.read_text(encoding="utf-8") + f"<p>{paragraph}</p>\n", encoding="utf-8")
        render_report(self.request, self.folder)

    def reject(self, paragraph: str, *changed: dict) -> str:
        """The message of a build that must fail."""
        with pytest.raises(ReportRejected) as rejection:
            self.build(paragraph, *changed)
        assert not self.folder.exists(), "nothing is published"
        return str(rejection.value)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path)


FRACTION = '{{ claim("buyers", year, "En av ti") }} kommuner kjøper plasser.'
DIRECTION = 'Årsverkene {{ direction("fte", previous, year, "økte klart") }}.'
MAJORITY = '{{ claim("buyers", year, "Et flertall") }} av kommunene kjøper plasser.'
FIRST = 'Tjenester til voksne har {{ superlative("fte", year, "age", "adult", "klart flest") }} årsverk.'
ORDER = 'Årsverkene går til {{ order("fte", year, "age", [["adult"], ["child"]]) }}.'
LISTING = (
    '{% set groups = ["voksne", "barn", "unge"] %}De {{ listing("tre", groups) }} gruppene er voksne, barn og unge.'
)


def test_what_holds_is_built(report: Report) -> None:
    report.build(" ".join((FRACTION, DIRECTION, FIRST, ORDER, LISTING)))
    assert (report.folder / "report.pdf").is_file()


def test_a_changed_figure_under_a_verbal_fraction(report: Report) -> None:
    message = report.reject(FRACTION, observation("buyers", 2017, 90 / 411, n=411))
    assert message.startswith(
        f"{TEMPLATE}:{LINE}: 'En av ti' does not hold of buyers, region 0, 2017 = 22{NBSP}prosent"
    )
    assert "21,9 % lies outside 7,5 to 12,5 %, in “… kommuner kjøper plasser.”" in message
    assert message.endswith("The data allow: nesten en firedel; litt over en av fem; en av fem; om lag en av fem.")


def test_a_direction_that_no_longer_holds(report: Report) -> None:
    message = report.reject(DIRECTION, observation("fte", 2017, 13000.0, n=426))
    assert message.startswith(
        f"{TEMPLATE}:{LINE}: 'økte klart' does not hold of fte, region 0, 2016/2017 = −6,7{NBSP}prosent"
    )
    assert "means increase, but the change is decrease" in message
    assert "in “Årsverkene ….”" in message
    assert message.endswith("The data allow: gått ned.")


def test_a_direction_beside_an_amount_that_changed_its_sign(report: Report) -> None:
    sentence = 'Det er en økning på {{ difference("fte", previous, year) }} årsverk.'
    message = report.reject(sentence, observation("fte", 2017, 13000.0, n=426))
    assert (
        f"{TEMPLATE}, row {LINE}, value 'økning': does not hold of fte, region 0, 2016/2017 = −936, a decrease"
        in message
    )
    assert "in “Det er en økning på … årsverk.”. Use direction for the word" in message


def test_a_majority_whose_interval_crosses_one_half(report: Report) -> None:
    message = report.reject(MAJORITY, observation("buyers", 2017, 0.56, lower=0.48, upper=0.64, n=300))
    assert message.startswith(
        f"{TEMPLATE}:{LINE}: 'Et flertall' does not hold of buyers, region 0, 2017 = 56{NBSP}prosent"
    )
    assert "(95 % 48 to 64): the confidence interval 48 to 64 % does not lie above 50 %" in message
    assert "in “… av kommunene kjøper plasser.”" in message
    assert "The data allow: " in message


def test_a_superlative_that_is_overtaken(report: Report) -> None:
    message = report.reject(FIRST, observation("fte", 2017, 12000.0, "age=child", n=426))
    assert message.startswith(
        f"{TEMPLATE}:{LINE}: 'klart flest' does not hold of fte, region 0, 2017, age=adult = 11{NBSP}534"
    )
    assert f"Barn og unge has 12{NBSP}000, in “Tjenester til voksne har … årsverk.”" in message
    assert message.endswith("Leave the claim out.")


def test_a_point_in_an_alternative_text_that_no_longer_holds(report: Report) -> None:
    declaration = report.request.template_folder / "report.toml"
    text = declaration.read_text(encoding="utf-8")
    point = "Voksne har de {{ superlative('fte', year, 'age', 'adult', 'klart fleste') }} årsverkene."
    old = "Voksne har {{ num('fte', year, by={'age': 'adult'}) }} årsverk."
    assert old in text
    declaration.write_text(text.replace(old, point), encoding="utf-8")
    message = report.reject("Figuren er over.", observation("fte", 2017, 12000.0, "age=child", n=426))
    assert "alt of by_age: 'klart fleste' does not hold of fte, region 0, 2017, age=adult" in message
    assert f"Barn og unge has 12{NBSP}000" in message


def test_an_item_dropped_from_an_enumeration(report: Report) -> None:
    message = report.reject(LISTING.replace(', "unge"]', "]"))
    assert message.startswith(f"{TEMPLATE}:{LINE}: 'tre' does not hold of a list of 2: 'tre' is 3")
    assert "in “De … gruppene er voksne, barn og unge.”" in message
    assert message.endswith("The data allow: to.")


def test_an_item_dropped_from_an_order(report: Report) -> None:
    message = report.reject(ORDER.replace('["adult"], ', ""))
    assert message.startswith(f"{TEMPLATE}:{LINE}: ")
    assert "adult (11534) is left out and above child (3099), in “Årsverkene går til ….”" in message
    assert message.endswith("The data allow: adult.")


def test_percent_for_percentage_points(report: Report) -> None:
    message = report.reject('Andelen endret seg med {{ percentage_points("buyers", previous, year) }} prosent.')
    assert (
        f"{TEMPLATE}, row {LINE}, value 'prosent': contradicts percentage_points, which prints prosentpoeng" in message
    )
    assert "in “Andelen endret seg med … prosent.”. Leave the word out, or use the other function." in message


def test_a_wrong_noun(report: Report) -> None:
    message = report.reject(FRACTION.replace("kommuner", "brukere"))
    assert f"{TEMPLATE}, row {LINE}, value 'brukere': is not what buyers counts, which is kommune" in message
    assert "in “… brukere kjøper plasser.”. Write a form of it (kommune, kommunen, kommuner, kommunene)" in message


def test_a_bare_digit(report: Report) -> None:
    message = report.reject("Det gjelder 38 kommuner.")
    assert f"{TEMPLATE}, row {LINE}, value '38': is a number typed by hand, in “Det gjelder 38 kommuner.”" in message
    assert message.endswith("Print it by a fact function, as num or share.")


def test_a_bare_mange(report: Report) -> None:
    message = report.reject("Mange kommuner kjøper plasser.")
    assert f"{TEMPLATE}, row {LINE}, value 'Mange': says no quantity, and its sentence prints none" in message
    assert message.endswith("Print the number in the same sentence, or use claim(indicator, year).")


def test_all_that_is_wrong_is_told_at_once(report: Report) -> None:
    message = report.reject("Mange kommuner sluttet i 2015.")
    assert [line.split("'")[1] for line in message.splitlines()] == ["2015", "Mange"]

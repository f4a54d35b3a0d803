"""The fourth status report and its fact sheet say what the document behind them says, each time from data."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from edition_example import Editions
from statusrapport.check_text.check import check_text
from statusrapport.check_text.figures import read_figures
from statusrapport.check_text.text import read_text
from statusrapport.language import read_vocabulary

NBSP = "\u00a0"
CITED = re.compile(r'data-fact="([^"]+)"[^>]*>([^<]*)<')


@pytest.fixture(scope="module")
def folder(editions: Editions) -> Path:
    return editions.publish("status-2020")


@pytest.fixture(scope="module")
def facts(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "facts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("indicator", "period", "shown"),
    [
        ("fte_total", "2016", "13 936"),
        ("fte_total", "2019", "16 399"),
        ("fte_total", "2016/2019", "5,6 prosent"),
        ("user_satisfied_share", "2019", "seks av ti"),
        ("user_help_share", "2017/2019", "økte"),
        ("user_influence_share", "2017/2019", "økte"),
        ("user_adapted_share", "2017/2019", "økte"),
        ("user_children_share", "2017/2019", "økte"),
        ("user_adult_relatives_share", "2017/2019", "ingen sikker endring"),
        ("municipal_outreach_youth_share", "2016", "en firedel"),
        ("municipal_outreach_youth_share", "2019", "nær halvparten"),
        ("fte_health_station", "2016/2017", "økte"),
        ("fte_health_station", "2017/2018", "økte"),
        ("fte_health_station", "2018/2019", "økte"),
        ("user_inpatient_followup_share", "2017/2019", "økte"),
        ("user_coordination_share", "2017/2019", "ingen sikker endring"),
        ("user_work_share", "2017/2019", "stabil"),
        ("user_work_share", "2019", "13 prosent"),
        ("user_activity_share", "2019", "29 prosent"),
        ("municipalities_by_reporting", "2020", "66"),
    ],
)
def test_the_report_says_it(facts: list[dict[str, Any]], indicator: str, period: str, shown: str):
    said = {
        fact["shown"].replace(NBSP, " ").lower()
        for fact in facts
        if fact["indicator"] == indicator and fact["period"] == period
    }
    assert shown in said


def test_what_was_reported_and_what_was_carried_forward_is_the_total(facts: list[dict[str, Any]]):
    own = [fact for fact in facts if fact["indicator"] == "fte_by_reporting" and fact["exhibit"] == "tab-reporting"]
    values = {fact["breakdown"]: float(fact["value"]) for fact in own}
    assert values["reporting=reported"] + values["reporting=carried_forward"] == pytest.approx(values[""])


def test_a_figure_that_was_revised_is_told_as_published_and_as_it_is_now(facts: list[dict[str, Any]]):
    revised = [
        fact
        for fact in facts
        if fact["indicator"] == "fte_total" and fact["period"] == "2018" and not fact["breakdown"]
    ]
    assert {fact["shown"].replace(NBSP, " ") for fact in revised} >= {"15 489", "15 452", "−37"}


def test_the_fact_sheet_has_the_words_of_the_facts_that_it_cites(folder: Path, facts: list[dict[str, Any]]):
    known = {fact["id"]: fact["shown"] for fact in facts}
    cited = CITED.findall((folder / "factsheet.html").read_text(encoding="utf-8"))
    assert len(cited) >= 15
    assert [(id_, text) for id_, text in cited if known[id_].lower() != text.lower()] == []


@pytest.mark.skipif("STATUSRAPPORT_REFERENCE" not in os.environ, reason="STATUSRAPPORT_REFERENCE is not set")
@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("status-2020", "report.pdf"),
        ("status-2020", "factsheet.pdf"),
        ("tilskudd-2013", "report.pdf"),
        ("kartlegging-2013", "report.pdf"),
    ],
)
def test_no_published_figure_is_contradicted(editions: Editions, edition: str, name: str):
    vocabulary = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")
    figures = read_figures(Path(os.environ["STATUSRAPPORT_REFERENCE"]) / "published_figures.toml")
    result = check_text(read_text(editions.publish(edition) / name, vocabulary), figures, vocabulary)
    assert result.with_status("contradicted") == []
    assert not result.is_contradicted

"""The report on the survey of 2013 says what the document that it is modelled on says, each time from data."""

from __future__ import annotations

import pytest

from edition_example import Editions
from statusrapport.facts.book import Fact
from statusrapport.indicators.observations import format_breakdown

CLAIMS = ("fraction", "quantifier", "superlative", "order")
COOPERATION = "psykisk helsevern, nav og fastleger, fulgt av tsb og annen spesialisthelsetjeneste"
NEED = "nav, psykisk helsevern og fastleger"
UNMET = "egnede boliger og døgnbemannede omsorgsboliger, fulgt av arbeidstilbud og lavterskel aktivitetstilbud"
GROUP = {"arrangement": "group", "share": "over_75"}
COORDINATOR = {"arrangement": "coordinator", "share": "50_75"}


@pytest.fixture(scope="module")
def facts(editions: Editions) -> list[Fact]:
    return editions.document("kartlegging-2013").book.facts


@pytest.mark.parametrize(
    ("words", "indicator", "by"),
    [
        ("et klart flertall", "consequences_share", {}),
        ("et klart flertall", "services_agree_share", {"aspect": "coherent"}),
        ("en av tre", "arrangement_share", GROUP),
        ("en av tre", "arrangement_share", COORDINATOR),
        ("klart minst", "arrangement_over_half_share", {"arrangement": "plan"}),
        ("klart dårligst", "experience_good_share", {"arrangement": "plan"}),
        ("et flertall", "wants_plan_little_share", {}),
        (COOPERATION, "cooperation_much_share", {}),
        (NEED, "cooperation_very_great_need_share", {}),
        ("et klart flertall", "cooperation_very_great_need_share", {"partner": "nav"}),
        ("nesten ni av ti", "cooperation_satisfied_share", {"partner": "mental_health"}),
        ("nesten ni av ti", "cooperation_satisfied_share", {"partner": "nav"}),
        ("fire av fem", "cooperation_satisfied_share", {"partner": "gp"}),
        (UNMET, "unmet_great_share", {}),
        ("om lag en av fem", "finances_sufficient_share", {}),
        ("to av tre", "finances_insufficient_share", {}),
        ("klart viktigste", "main_factor_share", {"main_factor": "economy"}),
        ("et klart flertall", "grant_experience_good_share", {}),
        ("nesten enstemmig", "earmark_needed_agree_share", {}),
    ],
)
def test_the_report_says_it(facts: list[Fact], words: str, indicator: str, by: dict[str, str]):
    said = {
        fact.shown.lower()
        for fact in facts
        if fact.indicator == f"survey_{indicator}"
        and fact.kind in CLAIMS
        and (not by or fact.breakdown == format_breakdown(by))
    }
    assert words in said

"""Which figure a number of a text is bound to."""

from __future__ import annotations

from datetime import date

import pytest
from check_text_example import check, figure, verdicts


@pytest.mark.parametrize(
    ("text", "mention", "unit", "value"),
    [
        ("I alt 16 399 årsverk.", "16 399", "full-time equivalents", 16399),
        ("I alt 16\u00a0399 årsverk.", "16\u00a0399", "full-time equivalents", 16399),
        ("En ramme på 2,4 milliarder kroner.", "2,4 milliarder kroner", "NOK million", 2400),
        ("Av dette går 500 millioner til bolig.", "500 millioner", "NOK million", 500),
        ("Landssnittet er 584 kr.", "584 kr", "NOK per inhabitant", 584),
        ("Fire av ti kommuner er med.", "Fire av ti", "share of municipalities", 0.4),
        ("Det gjelder 40 prosent.", "40 prosent", "share of municipalities", 0.4),
        ("Andelen er 4,0 prosent.", "4,0 prosent", "percent", 4),
        ("En nedgang på 15 prosent.", "15 prosent", "percent", -15),
        ("Dette er den fjerde rapporten.", "fjerde", "ordinal", 4),
        ("Sentrene har tre oppgaver.", "tre", "count", 3),
        ("Ordningen tok slutt i 2012.", "2012", "year", 2012),
        ("Den varte til 31.12.2013.", "31.12.2013", "date", date(2013, 12, 31)),
    ],
)
def test_a_number_binds_in_the_forms_that_texts_give_it(text: str, mention: str, unit: str, value: object) -> None:
    assert verdicts(check(text, figure("it", unit, value=value)))[mention] == "it"


def test_chapter_and_post_are_one_number() -> None:
    grant = figure("grant", "budget chapter and post", labels=["chapter", "post"], values=[763, 61])
    assert verdicts(check("Tilskuddet (kap. 763 post 61) er nytt.", grant)) == {"kap. 763 post 61": "grant"}


def test_a_number_may_round_the_figure_or_say_that_it_is_near() -> None:
    total = figure("total", "full-time equivalents", value=697)
    assert "nesten 700" in verdicts(check("Det er nesten 700 årsverk.", total))
    assert verdicts(check("Det er 700 årsverk.", total))["700"] == "total"  # contradicted, as no other number is left
    assert verdicts(check("Rammen er 2,4 milliarder.", figure("frame", "NOK million", value=2437)))


def test_the_noun_decides_between_figures_of_one_value() -> None:
    entries = [figure("staff", "full-time equivalents", value=49), figure("places", "municipalities", value=49)]
    assert verdicts(check("Det gjelder 49 kommuner.", *entries))["49"] == "places"


def test_words_are_for_figures_given_in_words() -> None:
    entries = [figure("split", "percent", value=40), figure("plan", "percent", value=40, approx=True)]
    assert verdicts(check("Fire av ti er enige. 40 % er i boliger.", *entries)) == {
        "Fire av ti": "plan",
        "40 %": "split",
    }


def test_the_year_of_the_sentence_decides_between_periods() -> None:
    series = figure("buyers", "percent", period="2016, 2017", periods=["2016", "2017"], values=[11, 11])
    bound = verdicts(check("I 2017 var det 11 prosent.", series))
    assert bound == {"2017": "buyers (2017)", "11 prosent": "buyers (2017)"}


def test_as_many_equal_figures_as_numbers_bind_in_their_order() -> None:
    thirds = [figure(id_, "share of municipalities", value=0.3333, approx=True) for id_ in ("group", "coordinator")]
    both = check("I en av tre kommuner har alle gruppe, og i en av tre kommuner er det koordinator.", *thirds)
    assert [verdict.name for verdict in both.with_status("bound")] == ["group", "coordinator"]


def test_what_stays_open_names_its_candidates() -> None:
    thirds = [figure(id_, "share of municipalities", value=0.3333, approx=True) for id_ in ("group", "coordinator")]
    (verdict,) = check("Det gjelder en av tre kommuner.", *thirds).with_status("unbound")
    assert verdict.candidates == ("group", "coordinator")


def test_figures_that_are_declared_the_same_are_no_two_candidates() -> None:
    frames = [figure("a", "NOK million", value=2400, same_as="b"), figure("b", "NOK million", value=2400)]
    assert verdicts(check("En ramme på 2,4 milliarder kroner.", *frames)) == {"2,4 milliarder kroner": "a"}


def test_only_the_figures_of_the_document_bind_in_it() -> None:
    entries = [figure("own", "persons", value=16), figure("foreign", "persons", value=49, document="other.txt")]
    assert verdicts(check("Det var 16 og 49.", *entries)) == {"16": "own"}


def test_in_an_unknown_text_a_small_number_alone_is_not_enough() -> None:
    entries = [figure("few", "municipalities", value=16), figure("many", "full-time equivalents", value=14633)]
    unknown = check("Det var 16 og 14 633, og i 16 kommuner ingen.", *entries, name="letter.txt")
    assert [(verdict.mention.text, verdict.status) for verdict in unknown.verdicts][:3] == [
        ("16", "unbound"),
        ("14 633", "bound"),
        ("16", "bound"),
    ]


# --- What stands beside a bound number --------------------------------------------------------------------------------


def test_a_year_binds_as_the_period_of_a_number_beside_it() -> None:
    (number, year) = check("Det var 797 i 2014.", figure("users", "persons", period="2014", value=797)).verdicts
    assert (number.role, year.role) == ("value", "period")


def test_the_day_of_publication_belongs_to_the_document() -> None:
    (verdict,) = check("Publisert: 21.02.2018").verdicts
    assert (verdict.status, verdict.role) == ("bound", "period of the document")


def test_an_age_group_binds_to_the_figure_that_it_defines() -> None:
    cost = figure("cost", "NOK per inhabitant 20-66 years", value=584)
    assert verdicts(check("Per innbygger 20-66 år brukes 584 kroner.", cost))["20-66"] == "cost"


def test_the_length_of_a_list_binds_to_the_figure_that_has_so_many_parts() -> None:
    split = figure("split", "percent", labels=["housing", "home", "work"], values=[50, 30, 20])
    assert verdicts(check("De er delt på tre områder: 50 %, 30 % og 20 %.", split))["tre"] == "split"


def test_an_order_binds_to_its_ranks() -> None:
    ranks = figure("cooperation", "rank", ranks=[["NAV", "fastlege"], ["TSB"]])
    assert verdicts(check("Det er mest samarbeid med NAV og fastleger, fulgt av TSB.", ranks)) == {
        "mest": "cooperation",
        "fulgt av": "cooperation",
    }

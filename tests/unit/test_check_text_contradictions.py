"""What in a text contradicts the figures."""

from __future__ import annotations

import pytest
from check_text_example import check, figure, reason, verdicts

TOTALS = (
    figure("total_2016", "full-time equivalents", description="Staff", period="2016", value=13936),
    figure("total_2017", "full-time equivalents", description="Staff", stated_period="spring 2016", value=14633),
)
BUYERS = figure("buyers", "percent of municipalities", period="2016, 2017", periods=["2016", "2017"], values=[4, 11])


def test_a_figure_of_another_year() -> None:
    wrong = check("Våren 2016 var det 14 633 årsverk.", *TOTALS)
    assert reason(wrong) == (
        "the text gives it for 2016, total_2017 belongs to 2017; for 2016 total_2016 has 13936 full-time equivalents"
    )
    assert not check("Våren 2017 var det 14 633 årsverk.", *TOTALS).is_contradicted


@pytest.mark.parametrize(
    "text",
    [
        "I 2017 var det 14 633 årsverk.",
        "Det var 14 633 årsverk, mer enn i 2016.",
        "Fra 13 936 i 2016 til 14 633 i 2017.",
        "Det er 14 633 årsverk (2017), mot 13 936 i 2016.",
        "Det var 14 633 årsverk.",
    ],
)
def test_years_that_are_right_or_only_compared_with(text: str) -> None:
    assert not check(text, *TOTALS).is_contradicted


def test_the_year_that_follows_a_number_is_its_own() -> None:
    swapped = check("Fra 13 936 i 2017 til 14 633 i 2016.", *TOTALS)
    assert [verdict.mention.text for verdict in swapped.with_status("contradicted")] == ["13 936", "14 633"]


def test_a_share_that_is_called_a_number() -> None:
    wrong = check("En økning i antall som kjøper plasser fra 4% til 11%.", BUYERS)
    assert [verdict.mention.text for verdict in wrong.with_status("contradicted")] == ["4%", "11%"]
    assert "('antall'), buyers (2016) is a share: percent of municipalities" in wrong.verdicts[1].reason


@pytest.mark.parametrize(
    "text",
    [
        "En økning i andelen som kjøper plasser fra 4% til 11%.",
        "Av et stort antall er andelen gått opp fra 4% til 11%.",
    ],
)
def test_a_share_that_is_called_a_share(text: str) -> None:
    assert not check(text, BUYERS).is_contradicted


def test_a_number_may_grow_by_percent() -> None:
    growth = figure("growth", "percent", description="Growth in staff", period="2016-2017", value=4.3)
    assert not check("Antall årsverk har økt med 4,3 %.", growth).is_contradicted


def test_percentage_points_for_percent() -> None:
    growth = figure("growth", "percent", value=4.3)
    assert reason(check("Det er 4,3 prosentpoeng mer.", growth)) == (
        "the text says percentage points, growth is in percent"
    )


def test_another_noun() -> None:
    unaware = figure("unaware", "municipalities", value=16)
    assert reason(check("Det gjelder 16 respondenter.", unaware)) == (
        "the text says respondent, unaware is in municipalities"
    )


def test_the_wrong_side_of_a_value_that_the_figure_lies_below() -> None:
    half = figure("outreach", "share of municipalities", value=0.5, approx=True, relation="just below value")
    assert "'over halvparten' is not below 50 percent" in reason(check("Det gjelder over halvparten.", half))
    assert not check("Det gjelder nær halvparten.", half).is_contradicted


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        ("Antallet har gått ned fra 797 i 2014 til 676 i 2016.", []),
        ("Antallet har økt fra 797 i 2014 til 676 i 2016.", ["økt"]),
        ("Det er en økning på 15 prosent.", ["økning"]),
        ("Det er en nedgang på 15 prosent.", []),
    ],
)
def test_the_direction_of_a_change(text: str, contradicted: list[str]) -> None:
    series = figure("users", "persons", period="2014, 2016", periods=["2014", "2016"], values=[797, 676])
    change = figure("change", "percent", description="Change in users", period="2014-2016", value=-15)
    outcome = check(text, series, change)
    assert [verdict.mention.text for verdict in outcome.with_status("contradicted")] == contradicted


def test_another_order() -> None:
    ranks = figure("cooperation", "rank", ranks=[["NAV", "fastlege"], ["TSB"]])
    wrong = check("Det er mest samarbeid med TSB, NAV og fastleger.", ranks)
    assert reason(wrong) == "the text names them in another order than cooperation"


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("Våren 2016 var det 13 396 årsverk, og i 2017 14 633.", "13 396", "total_2016"),
        ("Det var 13 396 i 2016 og 14 633 i 2017.", "13 396", "total_2016"),
    ],
)
def test_another_value_where_one_number_and_one_figure_are_left(text: str, said: str, name: str) -> None:
    wrong = check(text, *TOTALS)
    assert verdicts(wrong)[said] == name
    assert reason(wrong) == f"the text says {said!r}, {name} is 13936 full-time equivalents"


def test_a_figure_that_may_be_any_of_several_numbers_is_only_said_not_to_be_found() -> None:
    unclear = check("Det var 13 396 årsverk, 12 årsverk og 14 633 årsverk.", *TOTALS)
    assert not unclear.is_contradicted
    assert unclear.unstated == ("total_2016",)


def test_in_an_unknown_text_another_value_is_another_number() -> None:
    assert not check("Det var 13 396 årsverk i 2016.", *TOTALS, name="letter.txt").is_contradicted


def test_a_declared_contradiction_is_told_where_the_text_shows_it() -> None:
    declared = {
        "id": "year",
        "figures": ["total_2017", "total_2016"],
        "documents": ["survey.txt"],
        "summary": "One number, two years.",
        "resolution": "It is of 2017.",
    }
    shown = check("I 2016 var det 14 633 årsverk.", *TOTALS, contradiction=(declared,))
    mended = check("I 2017 var det 14 633 årsverk.", *TOTALS, contradiction=(declared,))
    assert ([entry.id for entry in shown.contradictions], mended.contradictions) == (["year"], ())


# --- Relations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "text", "expression", "holds"),
    [
        (
            figure("growth", "percent", value=5.6, check="round(cagr(13936, 16399, 3), 1) == 5.6"),
            "Det er 5,6 prosent.",
            "round(cagr(13936, 16399, 3), 1) == 5.6",
            True,
        ),
        (figure("sum", "count", value=9, check="4 + 4 == 9"), "", "4 + 4 == 9", False),
        (figure("tasks", "count", value=3, items=["a", "b"]), "", "3 is the number of its items", False),
        (
            figure("most", "persons", value=233, relation="maximum"),
            "Det er opptil 233.",
            "'opptil 233' is a maximum",
            True,
        ),
        (figure("most", "persons", value=233, relation="maximum"), "Det er 233.", "'233' is a maximum", False),
        (
            figure("near", "persons", value=700, approx=True, relation="just below value"),
            "Det er nesten 700.",
            "'nesten 700' is 686 to 700, just below value",
            True,
        ),
        (
            figure("share", "share of users", value=0.6, approx=True, interval=[0.57, 0.63]),
            "Det gjelder seks av ti.",
            "'seks av ti' is 57.5 to 62.5, read as 57 to 63",
            True,
        ),
        (figure("low", "ordering", relation="low, no figure stated"), "", "low, no figure stated", None),
    ],
)
def test_relations(entry: dict[str, object], text: str, expression: str, holds: bool | None) -> None:
    outcome = check(text, entry)
    assert (expression, holds) in [(relation.expression, relation.holds) for relation in outcome.relations]
    assert outcome.is_contradicted == (holds is False)


def test_a_figure_that_must_be_the_same_as_another() -> None:
    entries = [figure("a", "NOK million", value=2400, same_as="b"), figure("b", "NOK", value=2_400_000_000)]
    assert [relation.holds for relation in check("", *entries).relations] == [True]

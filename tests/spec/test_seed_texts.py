"""The five seed documents against the figures that they state. Skipped without them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from statusrapport.check_text.check import TextCheck, check_text
from statusrapport.check_text.figures import Figures, read_figures
from statusrapport.check_text.render import render_text
from statusrapport.check_text.text import make_text, read_text
from statusrapport.language import read_vocabulary

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")
REFERENCE = Path(os.environ.get("STATUSRAPPORT_REFERENCE", ""))
SEEDS = REFERENCE.parent / "seeds"
SURVEY, STATUS, FTE, GRANTS, AUDIT = (
    "000_52b656fc4b7d170f.txt",
    "001_42e0043907f6ab03.txt",
    "002_bfa2b0321709002c.txt",
    "003_54ed80cf686e23bd.txt",
    "004_be314a120612f825.txt",
)
pytestmark = pytest.mark.skipif(
    "STATUSRAPPORT_REFERENCE" not in os.environ or not SEEDS.is_dir(),
    reason="STATUSRAPPORT_REFERENCE names no folder beside the seed documents",
)
Check = Callable[..., TextCheck]


@pytest.fixture(scope="module")
def check() -> Check:
    figures: Figures = read_figures(REFERENCE / "published_figures.toml")

    def run(name: str, old: str = "", new: str = "") -> TextCheck:
        text = read_text(SEEDS / name, NB)
        if old:
            assert old in text.text
            text = make_text(name, text.text.replace(old, new).splitlines(keepends=True), "line", NB)
        return check_text(text, figures, NB)

    return run


def numbers(outcome: TextCheck, status: str) -> list[str]:
    """The mentions of a status that have a value, or are dates."""
    return [
        " ".join(verdict.mention.text.split())
        for verdict in outcome.with_status(status)
        if verdict.mention.value is not None or verdict.mention.kind == "date"
    ]


@pytest.mark.parametrize(
    ("name", "bound", "unbound"),
    [
        (SURVEY, 13, ["første", "andre", "102005831", "1"]),
        (STATUS, 16, ["2015", "tre", "mai 2021"]),
        (FTE, 20, ["ett", "to"]),
        (GRANTS, 3, []),
        (AUDIT, 16, ["2011", "2011"]),
    ],
)
def test_every_number_is_bound_contradicted_or_listed(check: Check, name: str, bound: int, unbound: list[str]) -> None:
    outcome = check(name)
    assert numbers(outcome, "unbound") == unbound
    assert len(numbers(outcome, "bound")) == bound
    assert outcome.unstated == ()
    assert len(outcome.verdicts) == len(outcome.text.mentions)


@pytest.mark.parametrize(
    ("name", "figure", "expression"),
    [
        (STATUS, "status.fte_growth_per_year", "round(cagr(13936, 16399, 3), 1) == 5.6"),
        (STATUS, "status.plan_frame", "the same value as fte.plan_frame"),
        (STATUS, "status.outreach_youth_2019", "'nær halvparten' is 45 to 49.9, just below value"),
        (SURVEY, "survey2013.satisfied_mental_health_and_nav", "'Nesten ni av ti' is 85 to 89.9, just below value"),
        (FTE, "fte.adults_growth_percent", "round(pct(11534 - 471, 11534), 1) == 4.3"),
        (FTE, "fte.adults_split", "40 + 25 + 21 + 14 == 100"),
        (GRANTS, "grants.competence_centre_tasks", "3 is the number of its items"),
        (AUDIT, "stavanger.users_change", "round(pct(797, 676)) == -15 and 676 - 797 == -121"),
        (AUDIT, "stavanger.recipients_per_consultant_max", "'opptil 233' is a maximum"),
    ],
)
def test_the_relations_that_hold_are_confirmed(check: Check, name: str, figure: str, expression: str) -> None:
    holding = [(relation.figure, relation.expression) for relation in check(name).relations if relation.holds]
    assert (figure, expression) in holding


@pytest.mark.parametrize("name", [SURVEY, STATUS, GRANTS, AUDIT])
def test_four_of_the_documents_contradict_nothing(check: Check, name: str) -> None:
    assert not check(name).is_contradicted


def test_the_contradictions_of_the_fifth_are_reported(check: Check) -> None:
    outcome = check(FTE)
    assert outcome.is_contradicted
    assert [(verdict.mention.text, verdict.name) for verdict in outcome.with_status("contradicted")] == [
        ("14 633", "fte.total_2017"),
        ("4%", "fte.commercial_purchase (2016)"),
        ("11%", "fte.commercial_purchase (2017)"),
    ]
    assert [entry.id for entry in outcome.contradictions] == ["fte_total_year", "commercial_purchase_unit"]
    report = render_text(outcome)
    assert "line 8 «14 633»: the text gives it for 2016, fte.total_2017 belongs to 2017" in report
    assert "line 31 «4%»: the text calls it a number ('antall')" in report


def test_the_fifth_mended_contradicts_nothing(check: Check) -> None:
    year, share = check(FTE, "Våren 2016", "Våren 2017"), check(FTE, "i antall som", "i andelen som")
    assert [verdict.mention.text for verdict in year.with_status("contradicted")] == ["4%", "11%"]
    assert [verdict.mention.text for verdict in share.with_status("contradicted")] == ["14 633"]


@pytest.mark.parametrize(
    ("name", "old", "new", "mention"),
    [
        (STATUS, "13 936", "13 396", "13 396"),
        (STATUS, "nær halvparten", "over halvparten", "over halvparten"),
        (STATUS, "stabilt", "økt", "økt"),
        (STATUS, "fjerde", "femte", "femte"),
        (FTE, "nøyaktig 471 årsverk", "nøyaktig 471 kommuner", "nøyaktig 471"),
        (FTE, "7,9 %", "7,9 prosentpoeng", "7,9 prosentpoeng"),
        (FTE, "14 % i arbeid", "15 % i arbeid", "15 %"),
        (GRANTS, "tre hovedoppgaver", "fire hovedoppgaver", "fire"),
        (AUDIT, "gått ned fra 797", "økt fra 797", "økt"),
        (AUDIT, "676 i 2016", "676 i 2015", "676"),
    ],
)
def test_a_planted_falsehood_is_contradicted(check: Check, name: str, old: str, new: str, mention: str) -> None:
    before = check(name).with_status("contradicted")
    after = check(name, old, new).with_status("contradicted")
    assert mention in [verdict.mention.text for verdict in after]
    assert len(after) == len(before) + 1

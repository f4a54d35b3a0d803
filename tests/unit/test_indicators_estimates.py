"""Estimates of a survey as observations: the same as by hand, for whom they are made, and where there are none."""

from __future__ import annotations

import pandas as pd
import pytest
from indicators_example import Observations
from survey_example import DESIGN, estimate, place, survey, weighted

from statusrapport.indicators.compute import compute_example, compute_observations
from statusrapport.statistics import SurveyDesign

# Three municipalities of Østfold and three of Akershus have answered, of 6 and 4; two people in 0101.
ROWS = (
    ("0101", 1, 6.0, 2.0),
    ("0101", 1, 6.0, 2.0),
    ("0104", 1, 6.0, 2.0),
    ("0105", 1, 6.0, 2.0),
    ("0211", 2, 4.0, 4 / 3),
    ("0213", 2, 4.0, 4 / 3),
    ("0214", 2, 4.0, 4 / 3),
)
TEAM = ["yes", "no", "no", "yes", "yes", "no", "no"]
ANSWERS = weighted(*ROWS, team=TEAM)


def test_the_value_of_a_municipality_is_the_mean_of_its_respondents():
    row = estimate(survey(), ANSWERS).row("0", "2013")
    by_hand = pd.DataFrame({"y": [0.5, 0, 1, 1, 0, 0], "stratum": [1, 1, 1, 2, 2, 2], "size": [6] * 3 + [4] * 3})
    expected = SurveyDesign(by_hand, strata="stratum", population_sizes="size").proportion("y")
    assert row["value"] == pytest.approx((2 * 1.5 + 4 / 3) / 10)
    for name in ("value", "se", "lower", "upper"):
        assert row[name] == pytest.approx(getattr(expected, name), rel=1e-9)
    assert (row["n"], row["denominator"], row["numerator"]) == (6, pytest.approx(10), pytest.approx(13 / 3))
    assert row["lineage"] == "survey/v1/a.sav#1-7"


def test_a_respondent_counts_as_the_municipality_and_is_clustered_in_it():
    row = estimate(survey(unit_of_analysis="respondent"), ANSWERS).row("0", "2013")
    expected = SurveyDesign(ANSWERS.assign(y=ANSWERS["team"] == "yes"), **DESIGN).proportion("y")
    for name in ("value", "se", "lower", "upper", "n"):
        assert row[name] == pytest.approx(getattr(expected, name), rel=1e-9)
    assert row["n"] == 7


def test_who_passed_over_a_question_has_not_answered_and_the_others_of_the_class_stand_for_more():
    answers = ANSWERS.assign(team=[*TEAM[:2], None, *TEAM[3:]])
    row = estimate(survey(), answers).row("0", "2013")
    assert row["value"] == pytest.approx((6 * (0.5 + 1) / 2 + 4 / 3) / 10)
    assert (row["n"], row["denominator"]) == (5, pytest.approx(10))


def test_a_class_with_one_answer_to_a_question_is_joined_with_the_next():
    answers = ANSWERS.assign(team=["yes", "no", None, None, "yes", "no", "no"])
    row = estimate(survey(), answers).row("0", "2013")
    assert row["value"] == pytest.approx((0.5 * 2 + 4 / 3) / (2 + 4))
    assert row["denominator"] == pytest.approx(10)


def test_those_whom_the_denominator_leaves_out_have_answered_all_the_same():
    columns = {
        f"content__{item}": ["yes", "no", "yes", "not_relevant", "yes", "no", "no"] for item in ("nav", "gp", "police")
    }
    operands = {
        "numerator": {"source": "survey", "filter": {"content": "yes"}},
        "denominator": {"source": "survey", "filter": {"content": ["yes", "no"]}},
    }
    found = estimate(survey(**operands), weighted(*ROWS, **columns))
    row = found.row("0", "2013", partner="nav")
    assert row["denominator"] == pytest.approx(8)  # 0105 stands for two that it is not relevant for
    assert row["value"] == pytest.approx((2 * 0.5 + 2 + 4 / 3) / 8)
    assert found.row("0", "2013", partner="gp")["n"] == 5


def test_a_distribution_adds_up_to_one_in_the_country_and_is_not_told_of_counties():
    found = estimate(survey(numerator={"source": "survey", "filter": {"team": ["yes", "no"]}}, parts=["team"]), ANSWERS)
    assert found.value("0", "2013", team="yes") + found.value("0", "2013", team="no") == pytest.approx(1)
    assert set(found.frame["region_type"]) == {"country"}


def test_there_are_counties_and_never_municipalities():
    found = estimate(survey(), ANSWERS)
    assert set(found.frame["region_type"]) == {"country", "county"}
    assert found.row("01", "2013")["value"] == pytest.approx(0.5)
    assert found.row("01", "2013")["n"] == 3
    assert (found.row("05", "2013")["status"], found.row("05", "2013")["lineage"]) == ("missing", "")


def test_one_answer_is_an_estimate_without_an_error_and_so_none():
    rows = (*ROWS[:4], ("0211", 2, 4.0, 2.0), ("0501", 2, 4.0, 2.0))
    row = estimate(survey(), weighted(*rows, team=["yes", "no", "no", "yes", "yes", "no"])).row("05", "2013")
    assert (row["status"], row["n"]) == ("missing", 1)
    assert pd.isna(row["value"])


def test_a_breakdown_by_size_is_a_domain():
    found = estimate(survey(breakdowns=["size"]), ANSWERS)  # the population of 0101 alone is known
    assert found.frame.loc[found.frame["breakdown"] != "", "breakdown"].to_list() == ["size=20000_49999"]
    assert found.row("0", "2013", size="20000_49999")["n"] == 1


def test_totals_means_and_ratios():
    answers = ANSWERS.assign(hours=[10.0, 20.0, 30.0, 15.0, 12.0, 18.0, 30.0])
    total = estimate(survey("total", denominator=None), ANSWERS).row("0", "2013")
    assert total["value"] == pytest.approx(13 / 3)
    mean = survey("mean", numerator={"source": "survey", "column": "hours"}, denominator=None, unit="hours")
    assert estimate(mean, answers).value("0", "2013") == pytest.approx((2 * (15 + 30 + 15) + 4 / 3 * 60) / 10)
    operands = {
        "numerator": {"source": "survey", "column": "hours", "filter": {"team": "yes"}},
        "denominator": {"source": "survey", "column": "hours"},
    }
    ratio = estimate(survey("ratio", **operands, unit_of_analysis="respondent"), answers).value("0", "2013")
    assert ratio == pytest.approx((2 * (10 + 15) + 4 / 3 * 12) / (2 * 75 + 4 / 3 * 60))


def test_limits_are_scaled_with_the_value():
    row, scaled = (estimate(survey(scale=scale), ANSWERS).row("0", "2013") for scale in (1, 100))
    assert [scaled[name] for name in ("value", "se", "lower", "upper")] == pytest.approx(
        [100 * row[name] for name in ("value", "se", "lower", "upper")]
    )


# --- Operations that tell more than one question ----------------------------------------------------------------------

PAIRS = {
    "numerator": {"source": "survey", "filter": {"content": "yes"}},
    "denominator": {"source": "survey", "filter": {"content": ["yes", "no"]}},
}


def test_a_paired_difference_is_among_those_who_answered_both_and_comes_both_ways():
    columns = {
        "content__nav": ["yes", "yes", "yes", "yes", "yes", "no", None],
        "content__gp": ["no", "yes", "no", "no", "yes", "no", "yes"],
        "content__police": ["no", "no", "no", "no", "yes", "not_relevant", "no"],
    }
    found = estimate(survey("paired_difference", **PAIRS, unit_of_analysis="respondent"), weighted(*ROWS, **columns))
    row, turned = (
        found.row("0", "2013", **by) for by in ({"partner": "nav", "than": "gp"}, {"partner": "gp", "than": "nav"})
    )
    assert row["n"] == 6
    assert row["value"] == pytest.approx(2 * 3 / (2 * 4 + 2 * 2))
    assert (turned["value"], turned["lower"], turned["upper"]) == (-row["value"], -row["upper"], -row["lower"])
    assert len(found.frame) == 6


def test_weights_are_told_for_every_step():
    answers = ANSWERS.assign(weight_cells=ANSWERS["weight"], weight_raking=ANSWERS["weight"], weight_size=10 / 6)
    found = estimate(survey("weight_ladder", numerator={"source": "survey"}, denominator=None), answers)
    assert found.value("0", "2013", weighting="cells", figure="largest") == 2
    assert found.value("0", "2013", weighting="size", figure="effect") == pytest.approx(1)
    assert found.value("0", "2013", weighting="cells", figure="effect") == pytest.approx(6 * (12 + 16 / 3) / 100)
    assert found.value("0", "2013", figure="classes") == 2


def test_items_without_an_answer_are_told_by_question():
    items = {f"content__{item}": ["yes"] * 7 for item in ("nav", "gp")}
    answers = ANSWERS.assign(**items, content__police=[None] * 7, team=[None, *TEAM[1:]])
    found = estimate(survey("item_nonresponse", numerator={"source": "survey"}, denominator=None), answers)
    assert found.value("0", "2013", item="team") == pytest.approx(1 / 7)
    assert (found.value("0", "2013", item="content__police"), found.value("0", "2013", item="content__nav")) == (1, 0)


@pytest.mark.parametrize("operation", ["coverage", "heard", "share"])
def test_who_has_answered_is_told_of_counties_and_not_of_municipalities(operation: str):
    asked = weighted(*ROWS, outcome=["answered", "refused", "refused", "answered", "answered", "refused", "refused"])
    operands = {
        "numerator": {"source": "survey", "filter": {"outcome": "answered"}},
        "denominator": {"source": "survey"},
    }
    declared = survey(operation, **operands, estimator="full_count", design=None)
    found = Observations(compute_observations(declared, place(asked)))
    expected = {"coverage": (2 / 3, 3), "heard": (2, 3), "share": (2 / 4, 4)}[operation]  # of Østfold
    row = found.row("01", "2013")
    assert (row["value"], row["n"]) == expected
    assert "municipality" not in set(found.frame["region_type"])


def test_what_municipalities_answer_openly_is_told_of_each():
    asked = weighted(*ROWS, outcome=["answered"] * 7)
    operands = {"numerator": {"source": "survey", "filter": {"team": "yes"}}, "denominator": {"source": "survey"}}
    declared = survey("share", **operands, estimator="full_count", design=None)
    answers = asked.assign(team=TEAM)
    for is_confidential, kinds in ((True, {"country", "county"}), (False, {"country", "county", "municipality"})):
        found = compute_observations(declared, place(answers, is_confidential=is_confidential))
        assert set(found["region_type"]) == kinds


def test_the_worked_example_of_a_survey_has_weights_where_they_matter():
    rows = [{"numerator": 1, "denominator": 1, "weight": 1}, {"numerator": 0, "denominator": 1, "weight": 3}]
    assert compute_example(survey(example={"rows": rows, "expected": 0.25})) == pytest.approx(0.25)


def test_the_design_effect_is_that_of_the_share():
    row = estimate(survey(operation="design_effect", unit="design effect"), ANSWERS).row("0", "2013")
    by_hand = pd.DataFrame({"y": [0.5, 0, 1, 1, 0, 0], "stratum": [1, 1, 1, 2, 2, 2], "size": [6] * 3 + [4] * 3})
    expected = SurveyDesign(by_hand, strata="stratum", population_sizes="size").proportion("y").deff
    assert (row["value"], row["n"]) == (pytest.approx(expected, rel=1e-9), 6)


def test_there_is_no_design_effect_where_all_say_the_same():
    answers = ANSWERS.assign(team=["yes"] * len(ANSWERS))
    row = estimate(survey(operation="design_effect", unit="design effect"), answers).row("0", "2013")
    assert (row["status"], row["n"]) == ("missing", 6)

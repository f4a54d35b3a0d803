"""Change between waves as observations: as by hand, between which waves, and who is the same in both."""

from __future__ import annotations

import pandas as pd
import pytest
from survey_example import USERS, estimate, survey, users, weighted

from statusrapport.errors import DeclarationError
from statusrapport.indicators.check import check_changes, check_indicator
from statusrapport.indicators.compute import compute_example
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.operations.change_between_waves import check_options
from statusrapport.indicators.waves import label_waves
from statusrapport.sources.declaration import SeriesBreak
from statusrapport.statistics import SurveyDesign, panel_change

CLUSTERED = {"weights": "weight", "clusters": "cluster"}
NUMBERS = ("value", "se", "lower", "upper")


def change(**fields: object) -> Indicator:
    return survey("change_between_waves", **fields)


# --- Persons in municipalities ----------------------------------------------------------------------------------------

FIRST = users(
    "2013",
    {"0101": ["yes", "no", "no"], "0104": ["no", "no"], "0211": ["yes", "yes", "no"]},
    dict.fromkeys(("0101", "0104", "0211"), 2.0),
)
SECOND = users("2014", {"0101": ["yes", "yes", "no"], "0211": ["yes", "yes"], "0301": ["no", "yes", "yes"]})
BOTH = pd.concat([FIRST, SECOND], ignore_index=True)
OF_USERS = {"unit_of_analysis": "user", "design": CLUSTERED}


def test_the_change_of_persons_is_the_difference_of_two_domains_in_which_a_municipality_is_one_cluster():
    row = estimate(change(**OF_USERS), BOTH, source=USERS).row("0", "2014", since="2013")
    design = SurveyDesign(BOTH, weights="weight", clusters="region_code")
    yes = (BOTH["team"] == "yes").astype(float)
    levels = [design.mean(yes, BOTH["period"] == period) for period in ("2013", "2014")]
    expected = design.difference(levels[1], levels[0])

    assert [row[name] for name in NUMBERS] == pytest.approx([getattr(expected, name) for name in NUMBERS], rel=1e-9)
    assert row["value"] == pytest.approx(6 / 8 - 3 / 8)
    assert (row["n"], row["lineage"]) == (8, "survey/2013/a.sav#1-8; survey/2014/a.sav#1-8")


def test_a_change_is_the_later_level_less_the_earlier_and_in_the_unit_that_is_printed():
    levels = estimate(survey(**OF_USERS), BOTH, source=USERS)
    row = estimate(change(**OF_USERS, scale=100, unit="percentage points"), BOTH, source=USERS).row(
        "0", "2014", since="2013"
    )

    assert row["value"] == pytest.approx(100 * (levels.value("0", "2014") - levels.value("0", "2013")))
    assert row["lower"] < row["value"] < row["upper"]


def test_a_municipality_keeps_its_cluster_when_its_code_changes_and_not_when_it_is_merged():
    """1601 Trondheim is 5001 from 2018. 0709 Larvik has taken 0728 Lardal in and is 0712."""
    answers = {"yes": ["yes", "no", "yes"], "no": ["no", "no", "yes"]}
    first = users("2017", {"1601": answers["yes"], "0709": answers["no"], "0301": answers["no"]})
    second = users("2018", {"5001": answers["yes"], "0712": answers["yes"], "0301": answers["no"]})
    both = pd.concat([first, second], ignore_index=True)
    row = estimate(change(**OF_USERS), both, 2018, source=USERS).row("0", "2018", since="2017")
    named = both.assign(same=both["region_code"].replace({"1601": "Trondheim", "5001": "Trondheim"}))
    design = SurveyDesign(named, clusters="same")
    yes = (named["team"] == "yes").astype(float)
    expected = design.difference(*(design.mean(yes, named["period"] == period) for period in ("2018", "2017")))

    assert row["se"] == pytest.approx(expected.se, rel=1e-9)
    assert expected.df == 3


def test_every_pair_of_waves_has_its_change():
    third = users("2016", {"0101": ["yes", "no"], "0301": ["no", "yes"]})
    found = estimate(change(**OF_USERS), pd.concat([BOTH, third], ignore_index=True), source=USERS)
    everybody = found.frame[~found.frame["breakdown"].str.contains("panel")]

    assert set(zip(everybody["period"], everybody["breakdown"], strict=True)) == {
        ("2014", "since=2013"),
        ("2016", "since=2013"),
        ("2016", "since=2014"),
    }


def test_what_users_say_is_told_of_the_country_alone():
    for declared in (survey(**OF_USERS), change(**OF_USERS)):
        assert set(estimate(declared, BOTH, source=USERS).frame["region_type"]) == {"country"}


def test_a_question_that_one_wave_did_not_ask_has_no_change():
    found = estimate(
        change(**OF_USERS),
        pd.concat([FIRST, users("2014", {"0101": [None, None]}), SECOND.assign(period="2016")]),
        source=USERS,
    )

    assert set(found.frame["period"]) == {"2016"}
    assert set(found.frame["breakdown"]) == {"since=2013", "panel=2013_2016;since=2013"}


def test_one_wave_alone_has_no_change():
    assert estimate(change(**OF_USERS), FIRST, source=USERS).frame.empty


def test_a_change_over_a_series_break_is_marked():
    third = users("2016", {"0101": ["yes", "no"], "0301": ["no", "yes"]})
    broken = SeriesBreak(period="2014", reason_nb="Spørsmålet ble endret.")
    own = USERS.model_copy(update={"series_breaks": (broken,)})
    found = estimate(change(**OF_USERS), pd.concat([BOTH, third], ignore_index=True), source=own).frame
    marks = found[~found["breakdown"].str.contains("panel")].set_index(["period", "breakdown"])["series_break"]

    assert marks.to_dict() == {
        ("2014", "since=2013"): True,
        ("2016", "since=2013"): True,
        ("2016", "since=2014"): False,
    }


def test_a_change_has_the_breakdowns_items_and_parts_of_its_levels():
    answers = BOTH.assign(outcome=["answered", "refused"] * 8)
    operands = {
        "numerator": {"source": "survey", "filter": {"content": ["yes", "no"]}},
        "denominator": {"source": "survey", "filter": {"content": ["yes", "no"]}},
    }
    found = estimate(change(**OF_USERS, **operands, parts=["content"], breakdowns=["outcome"]), answers, source=USERS)
    yes, no = (
        found.value("0", "2014", since="2013", partner="gp", content=value, outcome="answered")
        for value in ("yes", "no")
    )

    assert yes == pytest.approx(-no)
    assert len(found.frame) == 3 * 2 * (1 + 2 + 1)  # items, parts; all, two outcomes, the panel


def test_where_one_wave_has_nobody_in_a_domain_there_is_no_change():
    answers = BOTH.assign(outcome=["answered"] * 8 + ["refused"] * 8)
    found = estimate(change(**OF_USERS, breakdowns=["outcome"]), answers, source=USERS)

    assert set(found.frame["breakdown"]) == {"since=2013", "panel=2013_2014;since=2013"}


def test_means_and_ratios_change_too():
    hours = BOTH.assign(hours=[10.0, 20.0, 30.0, 15.0, 12.0, 18.0, 30.0, 25.0] * 2).assign(weight=1.0)
    mean = change(
        numerator={"source": "survey", "column": "hours"},
        denominator=None,
        unit="hours",
        options={"of": "mean"},
        **OF_USERS,
    )
    row = estimate(mean, hours.assign(hours=hours["hours"] + 2.0 * (hours["period"] == "2014")), source=USERS).row(
        "0", "2014", since="2013"
    )
    assert row["value"] == pytest.approx(2.0)
    operands = {
        "numerator": {"source": "survey", "column": "hours", "filter": {"team": "yes"}},
        "denominator": {"source": "survey", "column": "hours"},
    }
    ratio = estimate(change(**operands, options={"of": "ratio"}, **OF_USERS), hours, source=USERS)
    levels = estimate(survey("ratio", **operands, **OF_USERS), hours, source=USERS)
    assert ratio.value("0", "2014", since="2013") == pytest.approx(
        levels.value("0", "2014") - levels.value("0", "2013")
    )


def test_the_lineage_of_what_users_say_does_not_tell_who_belongs_to_a_group():
    answers = BOTH.assign(outcome=["answered", "refused"] * 8)
    found = estimate(change(**OF_USERS, breakdowns=["outcome"]), answers, source=USERS)
    levels = estimate(survey(**OF_USERS, breakdowns=["outcome"]), answers, source=USERS)

    assert set(found.frame["lineage"]) == {"survey/2013/a.sav#1-8; survey/2014/a.sav#1-8"}
    assert set(levels.frame["lineage"]) == {"survey/2013/a.sav#1-8", "survey/2014/a.sav#1-8"}


def test_clusters_that_are_no_municipalities_are_the_same_by_their_value():
    answers = BOTH.assign(outcome=["answered", "refused"] * 8)
    design = {"weights": "weight", "clusters": "outcome"}
    row = estimate(change(unit_of_analysis="user", design=design), answers, source=USERS).row("0", "2014", since="2013")
    by_hand = SurveyDesign(answers, weights="weight", clusters="outcome")
    yes = (answers["team"] == "yes").astype(float)
    expected = by_hand.difference(*(by_hand.mean(yes, answers["period"] == period) for period in ("2014", "2013")))

    assert row["se"] == pytest.approx(expected.se, rel=1e-9)


# --- The panel --------------------------------------------------------------------------------------------------------


def test_the_panel_is_of_those_whose_municipality_answered_in_both_waves():
    levels = estimate(survey(**OF_USERS, changes="example_change"), BOTH, source=USERS)
    row = estimate(change(**OF_USERS), BOTH, source=USERS).row("0", "2014", since="2013", panel="2013_2014")

    assert levels.value("0", "2013", panel="2013_2014") == pytest.approx(3 / 6)
    assert levels.value("0", "2014", panel="2013_2014") == pytest.approx(4 / 5)
    assert row["value"] == pytest.approx(4 / 5 - 3 / 6)
    assert (row["n"], levels.row("0", "2013", panel="2013_2014")["n"]) == (5, 6)


def test_without_changes_an_indicator_has_no_panel():
    assert set(estimate(survey(**OF_USERS), BOTH, source=USERS).frame["breakdown"]) == {""}


def test_where_nobody_is_in_both_waves_there_is_no_panel():
    apart = pd.concat(
        [FIRST, SECOND[SECOND["region_code"] == "0301"], users("2014", {"0213": ["no", "yes"]})], ignore_index=True
    )
    assert set(estimate(change(**OF_USERS), apart, source=USERS).frame["breakdown"]) == {"since=2013"}
    found = estimate(survey(**OF_USERS, changes="example_change"), apart, source=USERS)
    assert set(found.frame["breakdown"]) == {""}


def test_persons_who_are_in_no_cluster_cannot_be_found_again():
    alone = estimate(change(unit_of_analysis="user", design={"weights": "weight"}), BOTH, source=USERS)
    row = alone.row("0", "2014", since="2013")
    variances = [
        SurveyDesign(part, weights="weight").mean((part["team"] == "yes").astype(float)).variance
        for part in (FIRST, SECOND)
    ]

    assert set(alone.frame["breakdown"]) == {"since=2013"}
    assert row["se"] ** 2 == pytest.approx(sum(variances), rel=0.15)  # but for n/(n − 1) of both together


# --- Municipalities ---------------------------------------------------------------------------------------------------

CENSUS = (
    *((code, 1, 6.0, 2.0) for code in ("0101", "0104", "0105")),
    *((code, 2, 8.0, 2.0) for code in ("0211", "0213", "0214", "0215")),
)
YES = ["yes", "no", "no", "yes", "no", "no", "yes"]
AGAIN = ["yes", "yes", "no", "yes", "yes", "no", "yes"]


def census(
    period: str, team: list[str | None], rows: tuple[tuple[str, int, float, float], ...] = CENSUS
) -> pd.DataFrame:
    return weighted(*rows, period=period, team=team)


def test_the_change_of_municipalities_is_that_of_the_panel_estimator():
    first = census("2013", YES)
    others = (*CENSUS[:2], ("0106", 1, 6.0, 2.0), *CENSUS[3:])
    second = census("2014", AGAIN, others)
    row = estimate(change(), pd.concat([first, second])).row("0", "2014", since="2013")
    waves = [part.assign(y=(part["team"] == "yes").astype(float)) for part in (first, second)]
    expected = panel_change(*waves, unit="region_code", y="y", strata="stratum", population_sizes="population_size")

    assert [row[name] for name in NUMBERS] == pytest.approx([getattr(expected, name) for name in NUMBERS], rel=1e-9)
    assert row["n"] == 7


def test_counties_have_their_change_and_municipalities_none():
    found = estimate(change(), pd.concat([census("2013", YES), census("2014", AGAIN)]))

    assert set(found.frame["region_type"]) == {"country", "county"}
    assert found.value("01", "2014", since="2013") == pytest.approx(1 / 3)
    assert found.row("05", "2014", since="2013")["status"] == "missing"


def test_classes_are_the_same_by_their_municipalities_and_not_by_their_number():
    """In the second wave the classes are numbered the other way round: all territories tell which is which."""
    both = pd.concat([census("2013", YES), census("2014", AGAIN)])
    turned = both.assign(stratum=both["stratum"].where(both["period"] == "2013", 3 - both["stratum"]))
    names = {
        1: ("0101", "0104", "0105", "0106", "0111", "0118"),
        2: ("0211", "0213", "0214", "0215", "0216", "0217", "0219", "0220"),
    }
    strata = {code: number for number, codes in names.items() for code in codes}
    known = {"2013": strata, "2014": {code: 3 - number for code, number in strata.items()}}
    expected = estimate(change(), both).row("0", "2014", since="2013")
    row = estimate(change(), turned, strata=known).row("0", "2014", since="2013")

    assert row["se"] == pytest.approx(expected["se"], rel=1e-9)
    assert estimate(change(), turned).row("0", "2014", since="2013")["se"] > row["se"]  # where it is not known


def test_a_municipality_that_was_merged_leaves_the_panel():
    """In 2018 0709 Larvik has become 0712, with Lardal; 1601 Trondheim has another code alone."""
    first = census("2017", ["yes", "no", "yes"], tuple((code, 1, 6.0, 2.0) for code in ("0709", "1601", "0301")))
    second = census("2018", ["yes", "no", "yes"], tuple((code, 1, 6.0, 2.0) for code in ("0712", "5001", "0301")))
    both = pd.concat([first, second])
    levels = estimate(survey(changes="example_change"), both, 2018)
    row = estimate(change(), both, 2018).row("0", "2018", since="2017", panel="2017_2018")

    assert levels.value("0", "2017", panel="2017_2018") == pytest.approx(1 / 2)  # of Trondheim and Oslo
    assert (row["value"], row["n"]) == (0.0, 2)
    named = [
        part.assign(y=(part["team"] == "yes") * 1.0, unit=units)
        for part, units in ((first, ["l", "t", "o"]), (second, ["m", "t", "o"]))
    ]
    expected = panel_change(*named, unit="unit", y="y", strata="stratum", population_sizes="population_size")
    assert estimate(change(), both, 2018).row("0", "2018", since="2017")["se"] == pytest.approx(expected.se, rel=1e-9)


def test_the_panel_of_municipalities_stands_for_all_of_its_classes():
    second = census("2014", AGAIN[:2] + AGAIN[3:], (*CENSUS[:2], *CENSUS[3:]))
    levels = estimate(survey(changes="example_change"), pd.concat([census("2013", YES), second]))
    row = levels.row("0", "2013", panel="2013_2014")

    assert row["value"] == pytest.approx((6 * 1 / 2 + 8 * 2 / 4) / 14)
    assert (row["n"], row["denominator"]) == (6, pytest.approx(14))


def test_respondents_of_municipalities_count_as_clusters_of_both_waves():
    rows = (CENSUS[0], CENSUS[0], *CENSUS[1:])
    both = pd.concat([census("2013", ["no", *YES], rows), census("2014", ["yes", *AGAIN], rows)])
    found = estimate(change(unit_of_analysis="respondent"), both).row("0", "2014", since="2013")
    levels = estimate(survey(unit_of_analysis="respondent"), both)

    assert found["value"] == pytest.approx(levels.value("0", "2014") - levels.value("0", "2013"))
    apart = sum(levels.row("0", year)["se"] ** 2 for year in ("2013", "2014")) ** 0.5
    assert 0 < found["se"] < apart  # most say the same again


# --- What is declared -------------------------------------------------------------------------------------------------

POINTS = {"value": 3, "unit": "percentage_points"}
LEVEL = survey(id="share", changes="share_change", smallest_change=POINTS)
CHANGE = change(id="share_change", scale=100, unit="percentage points")


def test_an_indicator_of_levels_and_that_of_its_changes_fit():
    check_changes(LEVEL, {"share_change": CHANGE})
    check_changes(survey(), {})


@pytest.mark.parametrize(
    ("level", "named", "words"),
    [
        (LEVEL, None, "there is no indicator 'share_change'"),
        (LEVEL, survey(id="share_change"), "is no change of a proportion"),
        (LEVEL, CHANGE.model_copy(update={"options": {"of": "mean"}}), "is no change of a proportion"),
        (LEVEL, CHANGE.model_copy(update={"breakdowns": ("size",)}), "differs in breakdowns"),
        (LEVEL, CHANGE.model_copy(update={"design": None}), "differs in design"),
        (LEVEL, CHANGE.model_copy(update={"scale": 1.0}), "is in another unit"),
        (LEVEL.model_copy(update={"estimator": "full_count"}), CHANGE, "the change of a full count has no error"),
        (
            LEVEL.model_copy(update={"smallest_change": LEVEL.smallest_change.model_copy(update={"unit": "percent"})}),
            CHANGE,
            "the smallest change is in percent",
        ),
    ],
)
def test_what_does_not_fit_is_told(level: Indicator, named: Indicator | None, words: str):
    with pytest.raises(DeclarationError, match=words):
        check_changes(level, {"share_change": named} if named else {})


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (change(**OF_USERS), ""),
        (
            survey(**OF_USERS | {"design": {**CLUSTERED, "strata": "stratum"}}),
            "design: strata = 'stratum' does not exist",
        ),
        (
            survey("weight_ladder", numerator={"source": "survey"}, denominator=None, **OF_USERS),
            "survey is not weighted to the municipalities",
        ),
    ],
)
def test_a_survey_with_given_weights_has_no_classes_and_no_ladder(declared: Indicator, words: str):
    if not words:
        check_indicator(declared, {"survey": USERS})
        return
    with pytest.raises(DeclarationError, match=words):
        check_indicator(declared, {"survey": USERS})


@pytest.mark.parametrize("options", [{"of": "total"}, {"of": "mean", "since": 2013}, {"from": "mean"}])
def test_options_that_are_none_are_told(options: dict[str, object]):
    with pytest.raises(DeclarationError, match="options of change_between_waves are"):
        check_options(options)


def test_the_worked_example_has_rows_of_two_periods():
    rows = [
        {"period": "2017", "numerator": 1, "weight": 1},
        {"period": "2017", "numerator": 0, "weight": 3},
        {"period": "2019", "numerator": 1, "weight": 1},
        {"period": "2019", "numerator": 0, "weight": 1},
    ]
    assert compute_example(change(scale=100, example={"rows": rows, "expected": 25.0})) == pytest.approx(25.0)


def test_waves_have_labels():
    assert label_waves(["", "age=adult;since=2017", "panel=2017_2019;since=2017", "panel=2017_2019"]) == {
        "since": {"2017": "Siden 2017"},
        "panel": {"2017_2019": "Med i både 2017 og 2019"},
    }

"""The model behind the invented answers to the questionnaire: exact counts, given out by size and history."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

# How many gave each answer. Published are, for 2017: 16 do not know the plan, 49 more not the funds, four of ten have
# more FTE, one of ten more housing, seven of ten have mapped, 4 (2016) and 11 (2017) percent buy commercial places,
# cooperation and responsibility are good for most. The rest is chosen. "" is a question that was passed over.
RESPONDENTS = {2016: 402, 2017: 411}
NEVER_ANSWERED = {2016: ("1622",), 2017: ()}
KNOW_NOT_PLAN, KNOW_NOT_FUNDS = 16, 49
MORE_FTE = {"1": 166, "2": 214, "8": 31}
MORE_HOUSING = {"1": 42, "2": 345, "8": 24}
MAPPED = {"1": 231, "2": 58, "3": 122}
COOPERATION = {
    2016: {"1": 6, "2": 34, "3": 92, "4": 214, "5": 41, "8": 9, "": 6},
    2017: {"1": 5, "2": 31, "3": 94, "4": 222, "5": 46, "8": 8, "": 5},
}
RESPONSIBILITY = {
    2016: {"1": 8, "2": 42, "3": 95, "4": 203, "5": 35, "8": 11, "": 8},
    2017: {"1": 7, "2": 40, "3": 97, "4": 211, "5": 39, "8": 10, "": 7},
}
BUYERS = {"sp8": {2016: 84, 2017: 99}, "sp9": {2016: 16, 2017: 45}}  # of places: non-profit, commercial
PLACES = {"sp8": {2016: 1.4, 2017: 1.5}, "sp9": {2016: 0.8, 2017: 1.4}}  # bought by a middle-sized municipality


def compute_answers(
    rng: np.random.Generator, inhabitants: Mapping[int, pd.Series], growth: pd.Series
) -> dict[int, pd.DataFrame]:
    """Answers by municipality, one text column per question, for 2016 and 2017.

    `inhabitants` by year and municipality code; `growth` of FTE by municipality code (1.05 is five percent up).
    """
    codes = inhabitants[2016].index
    contentment = pd.Series(rng.normal(size=len(codes)), index=codes)  # lasts from year to year
    answers: dict[int, pd.DataFrame] = {}
    for year, everyone in inhabitants.items():
        earlier = answers.get(year - 1, pd.DataFrame(columns=list(BUYERS)))
        size = everyone.drop(index=_draw_silent(rng, year, everyone, earlier.index))
        frame = pd.DataFrame(index=size.index)
        if year == 2017:
            frame = frame.assign(**_draw_plan(rng, size, growth))
        lasting = contentment.reindex(size.index, fill_value=0.0)
        frame["sp6"] = _draw_grades(rng, lasting, COOPERATION[year])
        frame["sp7"] = _draw_grades(rng, lasting, RESPONSIBILITY[year])
        for question in BUYERS:
            frame = frame.assign(**_draw_purchase(rng, question, year, size, earlier[question]))
        answers[year] = frame
    return answers


def _choose(rng: np.random.Generator, weights: pd.Series, number: int) -> pd.Index:
    """`number` codes, without replacement, the likelier the greater their weight."""
    waiting = rng.exponential(size=len(weights)) / weights.to_numpy()
    return weights.index[np.argsort(waiting, kind="stable")[:number]]


def _give_out(rng: np.random.Generator, weights: pd.Series, counts: Mapping[str, int]) -> pd.Series:
    """Each answer to as many as `counts` says, in its order: those with great weights mostly get the first answers."""
    answers = pd.Series("", index=weights.index)
    for answer, number in counts.items():
        chosen = _choose(rng, weights, number)
        answers[chosen] = answer
        weights = weights.drop(chosen)
    return answers


def _draw_silent(rng: np.random.Generator, year: int, size: pd.Series, answered_before: pd.Index) -> list[str]:
    """Those who do not answer: the smaller ones, and often the same."""
    known = list(NEVER_ANSWERED[year])
    weights = (size**-0.5).drop(known)
    if len(answered_before):
        weights = weights.where(weights.index.isin(answered_before), weights * 6)
    return known + list(_choose(rng, weights, len(size) - RESPONDENTS[year] - len(known)))


def _draw_plan(rng: np.random.Generator, size: pd.Series, growth: pd.Series) -> dict[str, pd.Series]:
    """What the municipality knows of the plan, what came of it, and whether it has mapped the need (sp1 to sp5)."""
    unaware = _choose(rng, size**-1.0, KNOW_NOT_PLAN)
    unaware_of_funds = _choose(rng, (size**-0.4).drop(unaware), KNOW_NOT_FUNDS)
    knows_plan = pd.Series("1", index=size.index)
    knows_plan[unaware] = "2"
    knows_funds = pd.Series("1", index=size.index)
    knows_funds[unaware], knows_funds[unaware_of_funds] = "9", "2"
    # Those who do not know the plan cannot say that it gave them anything: they get the last answers.
    aware = np.where(knows_plan == "1", 1.0, 1e-9)
    grown = np.exp(4 * (growth.reindex(size.index).fillna(1.0).clip(0.8, 1.3) - 1))
    return {
        "sp1": knows_plan,
        "sp2": knows_funds,
        "sp3": _give_out(rng, size**0.2 * grown * aware, MORE_FTE),
        "sp4": _give_out(rng, size**0.3 * aware, MORE_HOUSING),
        "sp5": _give_out(rng, size**0.35, MAPPED),
    }


def _draw_grades(rng: np.random.Generator, lasting: pd.Series, counts: Mapping[str, int]) -> pd.Series:
    """Grades 1 to 5 by contentment; "8" (does not know) and "" by chance."""
    answers = _give_out(rng, pd.Series(1.0, index=lasting.index), {"8": counts["8"]})
    asked = answers.index[answers == ""]
    grading = asked[np.sort(rng.permutation(len(asked))[counts[""] :])]
    contentment = 0.8 * lasting[grading] + 0.6 * rng.normal(size=len(grading))
    grades = np.repeat(list("12345"), [counts[grade] for grade in "12345"])
    answers[contentment.sort_values(kind="stable").index] = grades
    return answers


def _draw_purchase(
    rng: np.random.Generator, question: str, year: int, size: pd.Series, earlier: pd.Series
) -> dict[str, pd.Series]:
    """Who buys, and how many places the year through: the larger ones, mostly those who did the year before."""
    bought_before = earlier.reindex(size.index) == "1"
    buyers = _choose(rng, size**0.4 * np.where(bought_before, 12, 1), BUYERS[question][year])
    buys = pd.Series("2", index=size.index)
    buys[buyers] = "1"
    mean = PLACES[question][year] * (size[buyers] / 10_000) ** 0.3
    number = np.maximum(np.round(2 * mean.to_numpy() * rng.gamma(2.5, 1 / 2.5, len(buyers))) / 2, 0.5)
    places = pd.Series("", index=size.index)
    places[buyers] = np.array([f"{value:g}" for value in number])
    return {question: buys, f"{question}_plasser": places}

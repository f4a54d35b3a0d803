"""The model behind the invented answers of users: municipalities and persons differ, and the weighted shares are exact.

Who gives which answer is drawn: by the municipality, where users are a little more or less content each year, by the
person's contentment, and by chance. Then answers are given out from the most content on, until each has the weight that
is wanted. So the weighted shares are the wanted ones, whatever is drawn.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from statusrapport.exampledata.user_survey_form import DONT_KNOW, NO_ANSWER, NOT_RELEVANT, QUESTIONS, Question, Shares

PLACE = 0.08  # standard deviation between municipalities, of one within them
LASTS = 0.8  # what of it is the same from year to year
OMITS = (0.006, 0.02)  # the parts of those asked who pass a question over, from least to most


def compute_user_answers(rng: np.random.Generator, users: pd.DataFrame) -> pd.DataFrame:
    """The codes of all questions for each row of `users`, which has `year`, `place` and `weight`."""
    contentment = pd.Series(rng.normal(size=len(users)), users.index)
    columns: dict[str, pd.Series] = {}
    for question in QUESTIONS:
        score = _score(rng, users, contentment, question)
        concerns = _draw_concerned(rng, users, columns, question)
        omits = rng.random(len(users)) < rng.uniform(*OMITS)
        codes = pd.Series(NOT_RELEVANT, users.index).mask(concerns, NO_ANSWER)
        for year, group in users[concerns & ~omits].groupby("year"):
            codes[group.index] = _give_out(rng, group["weight"], score[group.index], question.shares[int(str(year))])
        columns[question.column] = codes
    return pd.DataFrame(columns)


def _score(rng: np.random.Generator, users: pd.DataFrame, contentment: pd.Series, question: Question) -> pd.Series:
    """How near each is to the first answer: by municipality and year, by contentment, and by chance."""
    places = sorted(users["place"].unique())
    lasting = dict(zip(places, rng.normal(size=len(places)), strict=True))
    by_place = pd.Series(0.0, users.index)
    for _, group in users.groupby("year"):
        own = dict(zip(places, rng.normal(size=len(places)), strict=True))
        level = {place: LASTS * lasting[place] + (1 - LASTS**2) ** 0.5 * own[place] for place in places}
        by_place[group.index] = group["place"].map(level)
    chance = pd.Series((1 - question.lasting**2) ** 0.5 * rng.normal(size=len(users)), users.index)
    return by_place * PLACE + contentment * question.lasting + chance


def _draw_concerned(
    rng: np.random.Generator, users: pd.DataFrame, columns: dict[str, pd.Series], question: Question
) -> pd.Series:
    """Whom a question concerns."""
    drawn = pd.Series(rng.random(len(users)) < question.concerns, users.index)
    if question.only_of is None:
        return drawn
    column, codes = question.only_of
    return drawn & columns[column].isin(codes)


def _give_out(rng: np.random.Generator, weights: pd.Series, score: pd.Series, shares: Shares) -> pd.Series:
    """The answers: who does not know is drawn, then each answer from the highest score on until its weight is given."""
    unsure = _take(weights, pd.Series(rng.random(len(weights)), weights.index), shares.get(DONT_KNOW, 0.0))
    codes = pd.Series(DONT_KNOW, weights.index)
    rest = weights.index[~unsure]
    graded = {code: share for code, share in shares.items() if code != DONT_KNOW}
    ranked = weights[score[rest].round(9).sort_values(ascending=False, kind="stable").index]
    middles = (ranked.cumsum() - ranked / 2) / ranked.sum()
    ends = np.cumsum(list(graded.values()))[:-1] / sum(graded.values())
    codes[ranked.index] = np.array(list(graded))[np.searchsorted(ends, middles.to_numpy())]
    return codes


def _take(weights: pd.Series, order: pd.Series, share: float) -> pd.Series:
    """The first in an order that together have a share of the weight."""
    ranked = weights[order.round(9).sort_values(kind="stable").index]
    taken = (ranked.cumsum() - ranked / 2) <= share * ranked.sum()
    return taken[weights.index]

"""The model behind the invented answers of 2013: exact quotas in each size class, given out evenly over the counties.

Quotas are for the first respondent of each municipality, and second ones agree or change places with each other. So
the estimate that weights each size class to its number of municipalities is the wanted share, whatever is drawn.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from statusrapport.exampledata.survey_form import (
    NO_ANSWER,
    NOT_RELEVANT,
    QUESTIONS,
    TICK,
    Question,
    Shares,
)
from statusrapport.exampledata.survey_sample import COMPLETE, PARTIAL, PLANS
from statusrapport.exampledata.survey_texts import OPEN_ANSWERS

BLOCK = 6  # neighbours in the order of counties among whom answers are given out by contentment
AGREEMENT = 0.65  # how often a second respondent gives the answer of the first
OPENLY = {1: 27, 2: 24, 3: 17, 4: 11, 5: 15, 6: 6}  # answers in one's own words, by category
OMITS = (0.008, 0.025)  # the parts of those asked who pass a question over, from least to most
AMOUNT_COLUMN, NONE, SATISFACTION_COLUMN = "q10", 5, "q12"
Integers = NDArray[np.int64]


def compute_survey_answers(rng: np.random.Generator, sample: pd.DataFrame, municipalities: pd.Series) -> pd.DataFrame:
    """The codes of all questions for each row of `sample`; not a number where nothing was recorded.

    `municipalities`: their number by size class.
    """
    own = sample[sample["disposition"].isin([COMPLETE, PARTIAL])]
    contentment = {code: rng.normal() for code in sorted(own["code"].unique())}
    answering = own.loc[own["place"] == 1, "size"].value_counts()
    own = own.assign(
        lasting=0.8 * own["code"].map(contentment) + 0.6 * rng.normal(size=len(own)),
        weight=own["size"].map(municipalities / answering),
        asked=_draw_length(rng, own),
    )
    columns: dict[str, pd.Series] = {}
    for number, question in enumerate(QUESTIONS):
        for column, shares in zip(question.columns, question.shares, strict=True):
            if column == question.columns[0] or question.labels is not TICK:  # boxes are passed over together
                omits = rng.random(len(own)) < rng.uniform(*OMITS)
            is_asked = own["asked"] > number
            codes = _give_out(rng, own[is_asked & ~omits], shares, question)
            columns[column] = codes.reindex(own.index[is_asked], fill_value=NO_ANSWER).reindex(own.index)
    frame = pd.DataFrame(columns)
    _match_not_relevant(frame, own)
    return frame.reindex(sample.index)


def draw_open_answers(rng: np.random.Generator, sample: pd.DataFrame) -> pd.DataFrame:
    """Text and category of those who completed the form and wrote something, by row of `sample`."""
    complete = sample.index[sample["disposition"] == COMPLETE]
    texts, categories = [], []
    for category, (beginnings, ends) in OPEN_ANSWERS.items():
        told = [f"{beginning} {end}" for beginning in beginnings for end in ends]
        texts += [told[place] for place in rng.permutation(len(told))[: OPENLY[category]]]
        categories += [category] * OPENLY[category]
    rows = complete[rng.permutation(len(complete))[: len(texts)]]
    return pd.DataFrame({"text": texts, "category": categories}, index=rows)


def _draw_length(rng: np.random.Generator, own: pd.DataFrame) -> Integers:
    """How many questions each was asked: those who answered in part stopped somewhere in the second half."""
    stops = rng.integers(len(QUESTIONS) // 2, len(QUESTIONS), size=len(own))
    return np.where(own["disposition"] == PARTIAL, stops, len(QUESTIONS))


def _give_out(rng: np.random.Generator, own: pd.DataFrame, shares: Shares, question: Question) -> pd.Series:
    """The codes of one column for those who answer it."""
    first, second = own[own["place"] == 1], own[own["place"] == 2]
    wanted = shares_by_class(shares, question.tilt, first.groupby("size")["weight"].sum())
    codes = pd.Series(np.nan, index=own.index)
    owed = np.zeros(len(shares))  # what rounding has left to the classes that follow, in municipalities
    for size, row in wanted.iterrows():
        group = first[first["size"] == size]
        group = group.iloc[np.lexsort((rng.random(len(group)), group["county"].to_numpy()))]
        weight = group["weight"].iloc[0]
        exact = np.maximum(row.to_numpy() * len(group) + owed / weight, 0)
        counts = quota(exact, len(group))
        owed = (exact - counts) * weight
        contentment = group["lasting"].to_numpy() if question.lasting else rng.random(len(group))
        codes[group.index] = _sort_blocks(_deal(rng, counts, wanted.columns.to_numpy()), contentment)
    _let_second_answer(rng, codes, first, second)
    return codes.fillna(float(NO_ANSWER))


def _let_second_answer(rng: np.random.Generator, codes: pd.Series, first: pd.DataFrame, second: pd.DataFrame) -> None:
    """Second respondents agree with the first of their municipality, or say what one of another of its class says."""
    by_code = codes[first.index].set_axis(first["code"])
    codes[second.index] = second["code"].map(by_code)
    known = second[second["code"].isin(by_code.index)]
    differing = known[rng.random(len(known)) >= AGREEMENT]
    for _, group in differing.groupby("size"):
        codes[group.index] = np.roll(codes[group.index].to_numpy(), 1)


def shares_by_class(shares: Shares, tilt: float, parts: pd.Series) -> pd.DataFrame:
    """The shares in each size class, tilted, that are the wanted ones over all classes, which have the sizes `parts`.

    By iterative proportional fitting: rows are the `parts` of the classes, columns the wanted shares.
    """
    parts = parts.reindex(list(PLANS)) / parts.sum()
    wanted = np.fromiter(shares.values(), dtype=float)
    sizes, ranks = np.linspace(-0.5, 0.5, len(PLANS)), np.linspace(0.5, -0.5, len(shares))
    table = np.exp(tilt * np.outer(sizes, ranks)) * wanted
    for _ in range(50):
        table *= (parts.to_numpy() / table.sum(axis=1))[:, None]
        table *= wanted / table.sum(axis=0)
    return pd.DataFrame(table / table.sum(axis=1, keepdims=True), index=parts.index, columns=list(shares))


def quota(exact: NDArray[np.float64], number: int) -> Integers:
    """Whole numbers that add up to `number`, as near the exact ones as can be: the largest remainders go up."""
    exact = np.round(exact * number / exact.sum(), 9)  # the last bit differs between processors
    counts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: number - counts.sum()]] += 1
    return counts


def _deal(rng: np.random.Generator, counts: Integers, codes: Integers) -> Integers:
    """Each code as often as its count says, spread evenly."""
    places = [(np.arange(count) + rng.random()) / count for count in counts if count]
    dealt = np.repeat(codes, counts)
    return np.asarray(dealt[np.argsort(np.concatenate([*places, []]), kind="stable")])


def _sort_blocks(deck: Integers, contentment: NDArray[np.float64]) -> Integers:
    """Within each block of neighbours the first answers go to the most content; who does not know, does not know."""
    given = deck.copy()
    for start in range(0, len(deck), BLOCK):
        block = np.arange(start, min(start + BLOCK, len(deck)))
        graded = block[deck[block] < NOT_RELEVANT]
        given[graded[np.argsort(-contentment[graded], kind="stable")]] = np.sort(deck[graded])
    return given


def _match_not_relevant(frame: pd.DataFrame, own: pd.DataFrame) -> None:
    """Let those who do not work with a partner be those whose satisfaction is not relevant: answers change places."""
    amounts = next(each for each in QUESTIONS if each.column == AMOUNT_COLUMN).columns
    satisfactions = next(each for each in QUESTIONS if each.column == SATISFACTION_COLUMN).columns
    for amount, satisfaction in zip(amounts, satisfactions, strict=True):
        answers = frame[satisfaction]
        for _, group in own.groupby(["size", "place"]):
            works = frame.loc[group.index, amount] != NONE
            given = answers[group.index]
            grades = given.index[~works & (given < NOT_RELEVANT)]
            others = given.index[works & (given == NOT_RELEVANT)]
            for one, other in zip(grades, others, strict=False):
                answers[one], answers[other] = answers[other], answers[one]
        frame[satisfaction] = answers

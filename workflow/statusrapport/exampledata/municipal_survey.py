"""The model behind the invented survey of municipalities: who answers in each wave, and what they say.

Every size class has a quota for each answer, so that the estimate that weights the classes is the wanted share. Within
a class answers go by what lasts in a municipality from wave to wave, and by chance.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from statusrapport.exampledata.calibration import Floats
from statusrapport.exampledata.municipal_form import (
    COMPLETE,
    DONT_KNOW,
    NO_CONTACT,
    PARTIAL,
    PARTIALS,
    QUESTIONS,
    REFUSAL,
    RESPONDENTS,
    WAVES,
    MunicipalQuestion,
)
from statusrapport.exampledata.survey_answers import quota, shares_by_class
from statusrapport.regions.mapping import parts
from statusrapport.regions.register import Register

ANSWERING = {"under_5000": 0.71, "5000_19999": 0.82, "20000_49999": 0.91, "50000_plus": 0.97}  # before scaling
LASTING = 1.6  # how much more what lasts counts than chance
DIGITS = 9  # of a score: the last bit differs between processors
OMITS = (0.004, 0.02)  # the parts of those asked who pass a question over, from least to most
LAST_ASKED = 5  # questions that those who answered in part have seen


def compute_municipal_answers(
    rng: np.random.Generator, inhabitants: Mapping[int, pd.Series], register: Register
) -> dict[int, pd.DataFrame]:
    """For each wave the disposition and the codes of the questions by municipality code; not a number where none.

    `inhabitants` by year and municipality code.
    """
    first = inhabitants[WAVES[0]].index
    columns = ["answers", *(question.column for question in QUESTIONS)]
    lasting = pd.DataFrame(rng.normal(size=(len(first), len(columns))), index=first, columns=columns)
    contentment = rng.normal(size=len(first))  # those who are content are so with most things
    lasting.iloc[:, 1:] = 0.7 * lasting.iloc[:, 1:] + 0.7 * contentment[:, None]
    waves = {}
    for wave in WAVES:
        size = inhabitants[wave]
        classes = size.map(lambda number: register.size_class(int(number)))
        own = _carry(rng, lasting, inhabitants[WAVES[0]], register, wave)
        waves[wave] = _draw_wave(rng, wave, classes, own)
    return waves


def _carry(
    rng: np.random.Generator, lasting: pd.DataFrame, size: pd.Series, register: Register, wave: int
) -> pd.DataFrame:
    """What lasts, by municipality of a wave: of a merged one that of the largest of those it was made of."""
    rows = {}
    for code in register.municipalities(wave):
        origins = parts(register, code, WAVES[0], wave)
        drawn = rng.normal(size=lasting.shape[1])
        largest = max(origins, key=lambda origin: float(size[origin]), default="")
        rows[code] = lasting.loc[largest].to_numpy() if largest else drawn
    return pd.DataFrame.from_dict(rows, orient="index", columns=lasting.columns)


def _draw_wave(rng: np.random.Generator, wave: int, classes: pd.Series, lasting: pd.DataFrame) -> pd.DataFrame:
    answering = _choose_respondents(rng, classes, lasting["answers"], RESPONDENTS[wave])
    disposition = pd.Series(np.where(rng.random(len(classes)) < 0.25, REFUSAL, NO_CONTACT), index=classes.index)
    disposition[answering] = COMPLETE
    partial = answering[np.sort(rng.permutation(len(answering))[:PARTIALS])]
    disposition[partial] = PARTIAL
    frame = pd.DataFrame({"disposition": disposition})
    for number, question in enumerate(QUESTIONS):
        if wave not in question.percents:
            continue
        omits = rng.random(len(answering)) < rng.uniform(*OMITS)
        has_stopped = answering.isin(partial) if number >= LAST_ASKED else np.zeros(len(answering), dtype=bool)
        saying = answering[~omits & ~has_stopped]
        codes = _give_out(rng, question, wave, classes, saying, lasting[question.column])
        frame[question.column] = codes.reindex(classes.index)
    return frame


def _choose_respondents(rng: np.random.Generator, classes: pd.Series, lasting: pd.Series, number: int) -> pd.Index:
    """Who answers: from each size class its part, mostly the same from wave to wave."""
    sizes = classes.value_counts().reindex(list(ANSWERING))
    counts = np.minimum(quota(sizes.to_numpy(dtype=np.float64) * list(ANSWERING.values()), number), sizes.to_numpy())
    score = (LASTING * lasting + rng.normal(size=len(classes))).round(DIGITS)
    chosen: list[str] = []
    for size, count in zip(ANSWERING, counts, strict=True):
        chosen += list(score[classes == size].sort_values(ascending=False, kind="stable").index[:count])
    return pd.Index(sorted(chosen))


def _give_out(
    rng: np.random.Generator,
    question: MunicipalQuestion,
    wave: int,
    classes: pd.Series,
    saying: pd.Index,
    lasting: pd.Series,
) -> pd.Series:
    """The codes of those who answer a question."""
    wanted = shares_by_class(question.shares(wave), question.tilt, classes.value_counts())
    score = (LASTING * lasting[saying] + rng.normal(size=len(saying))).round(DIGITS)
    codes = pd.Series(np.nan, index=saying)
    owed: Floats = np.zeros(wanted.shape[1])  # what rounding has left to the classes that follow, in municipalities
    for size, row in wanted.iterrows():
        own = score[classes[saying] == size]
        weight = float((classes == size).sum() / len(own))
        exact = np.maximum(row.to_numpy(dtype=np.float64) * len(own) + owed / weight, 0)
        counts = quota(exact, len(own))
        owed = np.asarray((exact - counts) * weight, dtype=np.float64)
        unsure = pd.Index(own.index[np.sort(rng.permutation(len(own))[: counts[-1]])])
        codes[unsure] = DONT_KNOW
        graded = own.drop(unsure).sort_values(ascending=False, kind="stable").index
        codes[graded] = np.repeat(wanted.columns.to_numpy()[:-1], counts[:-1])
    return codes

"""How much less a share is worth than one of a simple random sample of as many."""

from collections.abc import Iterator

import pandas as pd

from statusrapport.indicators.answers import Answers, Observed
from statusrapport.statistics import SurveyDesign, SurveyError

NEEDS_DENOMINATOR = True


def observe(answers: Answers) -> Iterator[Observed]:
    """value = variance of the estimated share / variance in a simple random sample of the same size (Kish 1965).

    Below 1 where strata and the finite population save more than clusters and weights cost. No value where a share is
    all or nothing.
    """
    for question in answers.questions:
        asked = answers.ask(question)
        numbers: dict[str, float] = {"n": int(asked.base.sum())}
        try:
            sample = answers.draw(asked.answered)
            (numerator,), domain = sample.means([asked.numerator], asked.base)
            estimate = sample.design.proportion(numerator, domain)
            numbers = {"n": estimate.n} | ({} if estimate.deff is None else {"value": estimate.deff})
        except SurveyError:
            pass  # not how sure the share is can be told, nor then what it is worth
        yield Observed(question.by, asked.base, numbers)


def example(rows: pd.DataFrame) -> float:
    """The design effect of the share in a worked example, whose rows have `numerator`, `weight` and `stratum`."""
    design = SurveyDesign(rows, weights="weight", strata="stratum")
    return float(design.proportion(rows["numerator"]).deff or 0.0)

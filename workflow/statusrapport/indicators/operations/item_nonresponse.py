"""How many of those who have answered passed over a question."""

from collections.abc import Iterator

import pandas as pd

from statusrapport.indicators.answers import Answers, Observed

ITEM = "item"  # the breakdown that names the question


def observe(answers: Answers) -> Iterator[Observed]:
    """value = respondents without an answer / respondents, unweighted, by `item`: each question that was asked."""
    for item in answers.items:
        missing, count = int(answers.rows[item.column].isna().sum()), len(answers.rows)
        numbers = {"value": missing / count, "numerator": missing, "denominator": count, "n": count}
        yield Observed({ITEM: item.name}, answers.everybody, numbers)


def example(rows: pd.DataFrame) -> float:
    """The part of the rows of a worked example that has no answer: `answered` is 0 there."""
    return float((rows["answered"] == 0).mean())

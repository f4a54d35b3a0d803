"""What pandera finds, as rules' codes and the places of cells."""

from __future__ import annotations

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.pandas import DataFrameSchema

Failure = tuple[str, str, int]  # code of the rule, column, index of the row


def failures(schema: DataFrameSchema, frame: pd.DataFrame) -> list[Failure]:
    """All that breaks a schema whose checks have a rule's code as `error`, in the order of columns and checks."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        return list(zip(cases["check"], cases["column"], cases["index"], strict=True))
    return []

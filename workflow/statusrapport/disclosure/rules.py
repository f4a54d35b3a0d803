"""The declared rules of suppression: config/disclosure.toml."""

from __future__ import annotations

from typing import Literal

import pandas as pd
from pydantic import Field

from statusrapport.declarations import Declaration
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import NUMBERS
from statusrapport.sources.declaration import Source


class PrimaryRule(Declaration):
    """Withholds every observation whose `column` is from `from` up to, not including, `below`.

    It applies to indicators of these units of analysis and of this kind of source, where it names any.
    """

    id: str
    reason_nb: str
    unit_of_analysis: tuple[str, ...] = ()
    source_kind: Literal["table", "microdata", ""] = ""
    column: Literal["numerator", "denominator", "n"]
    from_: float = Field(default=0, alias="from")
    below: float

    def applies_to(self, indicator: Indicator, sources: dict[str, Source]) -> bool:
        """Whether the rule concerns this indicator."""
        is_unit = not self.unit_of_analysis or indicator.unit_of_analysis in self.unit_of_analysis
        is_kind = not self.source_kind or sources[indicator.numerator.source].kind == self.source_kind
        return is_unit and is_kind

    def is_broken_by(self, observations: pd.DataFrame) -> pd.Series[bool]:
        """Which observations may not be published."""
        number = observations[self.column]
        return number.ge(self.from_) & number.lt(self.below)


class DisclosureRules(Declaration):
    """All rules of suppression."""

    primary: tuple[PrimaryRule, ...]


def suppress(observations: pd.DataFrame, is_withheld: pd.Series[bool]) -> pd.DataFrame:
    """The observations with every number of the withheld ones null: a value hidden in one column is in none.

    Nor is it in the lineage: the rows behind a count tell the count.
    """
    result = observations.copy()
    result.loc[is_withheld, list(NUMBERS)] = float("nan")
    result.loc[is_withheld, ["confidentiality", "lineage"]] = ("suppressed", "")
    return result

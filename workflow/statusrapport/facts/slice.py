"""A report's slice: every observation that it may cite, and the texts that go with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from statusrapport.claims.citations import Citation
from statusrapport.facts.earlier import EarlierReport
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import STATUS_MARKS, SUPPRESSED_MARK, format_breakdown
from statusrapport.language.vocabulary import Vocabulary
from statusrapport.sources.declaration import SeriesBreak

METADATA_KEY = b"statusrapport"


@dataclass(frozen=True)
class Observation:
    """One published value, or the mark of why there is none."""

    indicator: str
    region_type: str
    region_code: str
    period: str
    breakdown: str
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int | None
    se: float | None
    lower: float | None
    upper: float | None
    status: str
    confidentiality: str
    series_break: bool  # it cannot be compared with the period before
    synthetic: bool
    lineage: str

    @property
    def mark(self) -> str:
        """What stands in place of the number: `:` suppressed, `..` missing, `.` not applicable; empty for a number."""
        if self.confidentiality == "suppressed":
            return SUPPRESSED_MARK
        return STATUS_MARKS.get(self.status, "") if self.value is None else ""


@dataclass(frozen=True)
class SourceText:
    """What a report says of a source."""

    id: str
    title_nb: str
    short_nb: str
    owner_nb: str
    description_nb: str
    licence: str
    attribution_nb: str
    synthetic: bool
    known_missing: tuple[dict[str, str], ...]
    series_breaks: tuple[dict[str, Any], ...] = ()
    questionnaires: tuple[dict[str, Any], ...] = ()  # of surveys, by version; see sources.questionnaire


class Slice:
    """The slice of one report, read from `results/editions/<edition>/<region>.parquet`."""

    def __init__(self, frame: pd.DataFrame, metadata: Mapping[str, Any]) -> None:
        self.frame = frame
        self.indicators = {id_: Indicator.model_validate(content) for id_, content in metadata["indicators"].items()}
        self.sources = {id_: SourceText(**content) for id_, content in metadata["sources"].items()}
        self.labels: dict[str, dict[str, str]] = metadata["labels"]  # dimension -> value -> text, in order
        self.regions: dict[str, str] = metadata["regions"]  # code -> name
        self.structure: int = metadata["structure"]
        self.vocabulary = Vocabulary.model_validate(metadata["vocabulary"])
        self.citations = {id_: Citation.model_validate(content) for id_, content in metadata["citations"].items()}
        earlier = metadata.get("published")  # of editions that name the report before them
        self.earlier = EarlierReport.model_validate(earlier) if earlier else None

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, str, str], Observation]:
        names = list(Observation.__dataclass_fields__)
        # A residual may have the code of a region. Counts are read as decimals, for the sake of those that are null.
        regions = self.frame.loc[self.frame["region_type"] != "residual", names].astype({"n": "Int64"})
        rows = regions.astype(object).where(regions.notna(), None)
        observations = (Observation(*row) for row in rows.itertuples(index=False, name=None))
        return {(item.indicator, item.region_code, item.period, item.breakdown): item for item in observations}

    def find(self, indicator: str, region: str, period: str, by: Mapping[str, str]) -> Observation | None:
        """One observation by its key, or None where the slice has none."""
        return self._by_key.get((indicator, region, period, format_breakdown(by)))

    @cached_property
    def _broken(self) -> dict[str, list[str]]:
        """The periods with a series break, in order, of each indicator that has any."""
        broken = self.frame.loc[self.frame["series_break"].eq(True), ["indicator", "period"]].drop_duplicates()
        return {str(id_): sorted(rows["period"]) for id_, rows in broken.groupby("indicator")}

    def breaks_between(self, indicator: str, start: str, end: str) -> list[str]:
        """The periods after `start`, up to `end`, from which an indicator cannot be compared with what was before."""
        return [period for period in self._broken.get(indicator, ()) if start < period <= end]

    def reasons_for_break(self, indicator: str, period: str) -> list[str]:
        """What the declarations of its sources say of an indicator's series break in a period."""
        declared = self.indicators[indicator]
        operands = [each for each in (declared.numerator, declared.denominator) if each]
        reasons = []
        for operand in operands:
            breaks = [SeriesBreak.model_validate(each) for each in self.sources[operand.source].series_breaks]
            own = [each for each in breaks if each.is_of(indicator, (operand.column, *operand.filter))]
            # it is marked in the first period that there is from the declared one on
            latest = max((each.period for each in own if each.period <= period), default="")
            reasons += [each.reason_nb for each in own if each.period == latest]
        return list(dict.fromkeys(reasons))

    def unit_values(self, indicator: str, period: str, by: Mapping[str, str]) -> list[float]:
        """The published values of all municipalities, in ascending order: for charts of how they spread."""
        return sorted(self.unit_rows(indicator, period, by)["value"])

    def unit_rows(self, indicator: str, period: str, by: Mapping[str, str]) -> pd.DataFrame:
        """The observations of all municipalities that have a published value, by region code."""
        frame = self.frame
        chosen = frame[
            (frame["indicator"] == indicator)
            & (frame["region_type"] == "municipality")
            & (frame["period"] == period)
            & (frame["breakdown"] == format_breakdown(by))
        ]
        return chosen.set_index("region_code").dropna(subset=["value"])

    def county_values(self, indicator: str, period: str) -> list[float]:
        """The published values of all counties, in ascending order."""
        found = (self.find(indicator, code, period, {}) for code in self.counties())
        return sorted(one.value for one in found if one is not None and one.value is not None)

    def periods(self, indicator: str) -> list[str]:
        """The years of which the slice has a value of an indicator, in order."""
        own = self.frame[(self.frame["indicator"] == indicator) & self.frame["value"].notna()]
        return sorted(set(own["period"]))

    def counties(self) -> list[str]:
        """The county codes that the slice has observations of, in order."""
        return sorted(set(self.frame.loc[self.frame["region_type"] == "county", "region_code"]))

    @property
    def synthetic(self) -> bool:
        """Whether any number in it is invented."""
        return bool(self.frame["synthetic"].any())

    def label(self, dimension: str, value: str) -> str:
        """The text of a value of a dimension."""
        return self.labels[dimension][value]


def read_slice(path: Path) -> Slice:
    """Read a slice written by the rule select_observations."""
    table = pq.read_table(path)
    return Slice(table.to_pandas(), json.loads(table.schema.metadata[METADATA_KEY]))

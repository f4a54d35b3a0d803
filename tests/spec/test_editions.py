"""Every edition that the project builds: its report passes its checks, and no longer does where the data say otherwise.

A new edition is under test by itself.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from edition_example import Editions, Spoil
from statusrapport.errors import ReportRejected
from statusrapport.facts.book import Fact
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.project import Project

NATIONAL = [id_ for id_, one in Project(Path(__file__).parents[2]).editions.items() if one.regions == "country"]
LIMITS = ["lower", "upper"]


@pytest.mark.parametrize("edition", NATIONAL)
def test_the_report_passes_its_checks(editions: Editions, edition: str):
    checks = json.loads((editions.publish(edition) / "checks.json").read_text(encoding="utf-8"))
    assert [check["check"] for check in checks if not check["passed"]] == []
    assert sum(check.get("counts", {}).get("unknown", 0) for check in checks) == 0


# --- Planted falsehoods: the observation behind a claim is changed, and the build must stop at that claim -------------


def _row(frame: pd.DataFrame, fact: Fact, period: str | None = None) -> pd.Series:
    """Where the observation of a fact stands."""
    return (
        (frame["indicator"] == fact.indicator)
        & (frame["region_type"] != "residual")
        & (frame["region_code"] == fact.region_code)
        & (frame["period"] == (period or fact.period))
        & (frame["breakdown"] == fact.breakdown)
    )


def _set(value: float) -> dict[str, float]:
    """A value that is as good as sure."""
    return {"value": value, "lower": value - 1e-4, "upper": value + 1e-4}


def _move_share(fact: Fact) -> Spoil:
    """Far from what the words say: half of the whole away."""

    def spoil(frame: pd.DataFrame) -> pd.DataFrame:
        row = _row(frame, fact)
        known = frame.loc[row, LIMITS].notna().all(axis=None)
        moved = _set((float(frame.loc[row, "value"].iloc[0]) + 0.45) % 1)
        for name in ("value", *LIMITS) if known else ("value",):
            frame.loc[row, name] = moved[name]
        return frame

    return spoil


def _move_into_the_middle(fact: Fact) -> Spoil:
    """Neither the first nor the last any more."""

    def spoil(frame: pd.DataFrame) -> pd.DataFrame:
        row = _row(frame, fact)
        if len(fact.region_code) == 2:
            same = frame["region_type"] == "county"
        else:
            names = parse_breakdown(fact.breakdown).keys()
            alike = {text for text in frame["breakdown"].unique() if parse_breakdown(text).keys() == names}
            same = frame["breakdown"].isin(alike) & (frame["region_code"] == fact.region_code)
        others = same & (frame["indicator"] == fact.indicator) & (frame["period"] == fact.period) & ~row
        frame.loc[row, "value"] = frame.loc[others, "value"].median()
        return frame

    return spoil


def _turn(fact: Fact) -> Spoil:
    """What went up goes down: the two years change places, and of a survey the change its sign."""

    def spoil(frame: pd.DataFrame) -> pd.DataFrame:
        start, end = fact.period.split("/")
        first, second = _row(frame, fact, start), _row(frame, fact, end)
        values = [frame.loc[row, "value"].iloc[0] for row in (first, second)]
        frame.loc[first, "value"], frame.loc[second, "value"] = values[1], values[0]
        return frame

    return spoil


def _move_number(fact: Fact) -> Spoil:
    def spoil(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[_row(frame, fact, fact.period.split("/")[-1]), "value"] *= 1.25
        return frame

    return spoil


PLANTED = {
    "fraction": _move_share,
    "quantifier": _move_share,
    "superlative": _move_into_the_middle,
    "order": _move_into_the_middle,
    "direction": _turn,
    "approximate": _move_number,
}


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("edition", NATIONAL)
def test_a_claim_that_the_data_stop_supporting_stops_the_build(editions: Editions, edition: str, kind: str):
    claims = [fact for fact in editions.document(edition).book.facts if fact.kind == kind and fact.place == "prose"]
    if not claims:
        return  # this report makes no such claim
    with pytest.raises(ReportRejected) as rejection:
        editions.spoiled(edition, PLANTED[kind](claims[0]))
    message = str(rejection.value)
    assert claims[0].indicator in message
    assert "sections/" in message
    assert "does not hold of" in message or "is not the" in message

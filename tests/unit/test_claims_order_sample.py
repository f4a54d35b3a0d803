"""An order among estimates is claimed only where chance does not stand against it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from slice_example import METADATA, example_slice, observation
from statusrapport.claims.errors import ClaimError
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice

SAMPLED = {"estimator": "survey", "design": {"weights": "weight"}}
SHARES = {"nav": 0.70, "gp": 0.66, "police": 0.50}
DIFFERENCES = {("nav", "gp"): (1.0, 7.0), ("nav", "police"): (12.0, 28.0), ("gp", "police"): (9.0, 23.0)}


def claims(differences: dict[tuple[str, str], tuple[float, float]] | None, half: float = 0.05) -> ClaimFunctions:
    """The claim functions over the shares of three partners; with paired differences, or without any declared."""
    rows = [
        observation("buyers", 2017, value, f"partner={name}", lower=value - half, upper=value + half, n=200)
        for name, value in SHARES.items()
    ]
    rows += [
        observation("buyers", 2017, value, region=code, lower=value - half, upper=value + half, n=20)
        for code, value in (("01", 0.2), ("02", 0.6), ("11", 0.4))
    ]
    pairs = differences or {}
    pairs = pairs | {(than, name): (-upper, -lower) for (name, than), (lower, upper) in pairs.items()}
    rows += [
        observation("pairs", 2017, (lower + upper) / 2, f"partner={name};than={than}", lower=lower, upper=upper, n=200)
        for (name, than), (lower, upper) in pairs.items()
    ]
    share = METADATA["indicators"]["buyers"]
    points: dict[str, Any] = {
        "operation": "paired_difference",
        "unit": "percentage points",
        "scale": 100,
        "decimals": 1,
    }
    indicators = {
        "buyers": share | SAMPLED | {"operation": "proportion", "differences": "pairs" if differences else ""},
        "pairs": share | SAMPLED | points | {"id": "pairs"},
    }
    labels = {"partner": {"nav": "NAV", "gp": "Fastlege", "police": "Politi"}}
    regions = {"0": "Hele landet", "01": "Østfold", "02": "Akershus", "11": "Rogaland"}
    metadata = METADATA | {"indicators": indicators, "labels": labels, "regions": regions}
    slice_ = Slice(example_slice(rows).frame, metadata)
    return ClaimFunctions(Calculator(slice_, "0"), Printer(FactBook(section="s")), slice_.vocabulary, {})


def text(markup: object) -> str:
    return re.sub(r"<[^>]+>", "", str(markup))


def test_the_first_of_a_battery_is_sure_where_every_paired_difference_is():
    assert text(claims(DIFFERENCES).superlative("buyers", 2017, "partner", "nav", "størst")) == "størst"


def test_the_first_is_refused_where_a_paired_difference_may_be_none():
    with pytest.raises(ClaimError, match=r"difference between NAV and Fastlege is not sure: its interval is -1 to 9"):
        claims(DIFFERENCES | {("nav", "gp"): (-1.0, 9.0)}).superlative("buyers", 2017, "partner", "nav", "størst")


def test_the_last_is_judged_by_the_same_differences():
    assert text(claims(DIFFERENCES).superlative("buyers", 2017, "partner", "police", "lavest")) == "lavest"


def test_without_paired_differences_intervals_must_have_nothing_in_common():
    with pytest.raises(ClaimError, match="is not sure"):
        claims(None).superlative("buyers", 2017, "partner", "nav", "størst")
    assert text(claims(None, half=0.01).superlative("buyers", 2017, "partner", "nav", "størst")) == "størst"


def test_an_order_is_sure_between_its_groups_and_not_within():
    unsure = claims(DIFFERENCES | {("nav", "gp"): (-1.0, 9.0)})
    assert (
        text(unsure.order("buyers", 2017, "partner", [["nav", "gp"], ["police"]])) == "NAV og fastlege, fulgt av politi"
    )
    with pytest.raises(ClaimError, match="difference between NAV and Fastlege is not sure"):
        unsure.order("buyers", 2017, "partner", [["nav"], ["gp"], ["police"]])


def test_a_rank_of_a_county_is_refused_where_another_may_have_it():
    assert text(claims(None).rank("buyers", 2017, "11")) == "nummer\u00a02"
    with pytest.raises(ClaimError, match="difference between Rogaland and Østfold is not sure"):
        claims(None, half=0.11).rank("buyers", 2017, "11")


def test_a_difference_is_called_sure_where_its_interval_excludes_zero():
    made = claims(DIFFERENCES)
    assert text(made.contrast("buyers", 2017, "partner", "police", "nav")) == "sikker"
    assert text(made.contrast("buyers", 2017, "partner", ["nav", "gp"], "police", "sikre")) == "sikre"


def test_a_difference_is_not_sure_where_intervals_have_values_in_common():
    made = claims(None)
    assert text(made.contrast("buyers", 2017, "partner", "nav", "gp")) == "ikke sikker"
    with pytest.raises(ClaimError, match="the difference between NAV and Fastlege is not sure"):
        made.contrast("buyers", 2017, "partner", "nav", ["gp", "police"], "sikker")


def test_a_sure_difference_is_not_called_unsure():
    with pytest.raises(ClaimError, match="the difference between NAV and Politi is sure"):
        claims(DIFFERENCES).contrast("buyers", 2017, "partner", "nav", "police", "ikke sikker")


def test_no_order_is_claimed_where_a_value_is_withheld():
    made = claims(None)
    hidden = observation("buyers", 2017, None, region="03", confidentiality="suppressed")
    frame = made._calculator.slice.frame
    made._calculator.slice.frame = pd.concat([frame, example_slice([hidden]).frame], ignore_index=True)
    with pytest.raises(FactError, match="withheld for 03 in 2017, so that no order is known"):
        made.superlative("buyers", 2017, "county", "02", "høyest")

"""A small slice, as a report of the whole country would have it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import SCHEMA
from statusrapport.language import read_vocabulary

ZERO = {"se": None, "lower": None, "upper": None, "numerator": None, "denominator": None, "n": None, "value": None}

FTE = {
    "id": "fte",
    "title_nb": "Årsverk",
    "definition_nb": "Årsverk som kommunene har rapportert.",
    "source": "is248",
    "operation": "sum",
    "numerator": {"source": "is248", "column": "fte"},
    "breakdowns": ["age"],
    "unit": "fte",
    "unit_of_analysis": "municipality",
    "additive": True,
    "comparable_between_units": False,
    "smallest_change": {"value": 2, "unit": "percent"},
    "decimals": 0,
    "example": {"rows": [{"fte": 2}], "expected": 2},
}
SHARE = FTE | {
    "id": "buyers",
    "title_nb": "Kommuner som kjøper",
    "operation": "share",
    "denominator": {"source": "is248"},
    "unit": "fraction",
    "smallest_change": {"value": 3, "unit": "percentage_points"},
}
SOURCE = {
    "id": "is248",
    "title_nb": "Rapportering av årsverk",
    "short_nb": "IS-24/8",
    "owner_nb": "Helsedirektoratet",
    "description_nb": "Årlig rapportering.",
    "licence": "CC0-1.0",
    "attribution_nb": "",
    "synthetic": True,
    "known_missing": [],
}
ROOT = Path(__file__).parents[1]
CITATION = {"id": "frame", "value": 2400, "unit_nb": "millioner kroner", "title_nb": "Ramme", "document_nb": "Planen"}
METADATA = {
    "structure": 2017,
    "vocabulary": read_vocabulary(ROOT / "config" / "vocabulary.toml").model_dump(mode="json"),
    "citations": {"frame": CITATION},
    "indicators": {"fte": FTE, "buyers": SHARE},
    "sources": {"is248": SOURCE},
    "labels": {"age": {"adult": "Voksne", "child": "Barn og unge"}},
    "regions": {"0": "Hele landet", "0301": "Oslo", "11": "Rogaland"},
}


def observation(
    indicator: str, period: int, value: float | None, by: str = "", region: str = "0", **other: object
) -> dict:
    """One row of the observation table; what is not given is as in a full count."""
    row = {
        "indicator": indicator,
        "structure": 2017,
        "region_type": {1: "country", 2: "county", 4: "municipality"}[len(region)],
        "region_code": region,
        "period": str(period),
        "breakdown": by,
        **ZERO,
        "value": value,
        "unit_of_analysis": "municipality",
        "status": "observed" if value is not None else "missing",
        "confidentiality": "free",
        "series_break": False,
        "synthetic": True,
        "lineage": f"is248/{period}/{period}.csv#5-430",
    }
    return row | other


ROWS = [
    observation("fte", 2016, 13936.0, n=427),
    observation("fte", 2017, 14633.0, n=426),
    observation("fte", 2017, 11534.0, "age=adult", n=426),
    observation("fte", 2017, 3099.0, "age=child", n=426),
    observation("fte", 2016, None, "age=adult"),
    observation("fte", 2017, None, region="0301", confidentiality="suppressed"),
    observation("buyers", 2016, 16 / 402, numerator=16.0, denominator=402.0, n=402),
    observation("buyers", 2017, 45 / 411, numerator=45.0, denominator=411.0, n=411),
    observation("buyers", 2017, 1.0, region="0301", numerator=1.0, denominator=1.0, n=1),
]


def example_slice(rows: list[dict] = ROWS) -> Slice:
    """The slice of these rows."""
    return Slice(pd.DataFrame(rows, columns=SCHEMA.names), METADATA)

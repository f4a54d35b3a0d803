"""The observation table, after SDMX: one row per indicator, structure, region, period and breakdown."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

KEY = ("indicator", "structure", "region_type", "region_code", "period", "breakdown")

SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("structure", pa.int32()),  # year of the municipal structure
        ("region_type", pa.string()),  # country, county, municipality, kostra_group, residual
        ("region_code", pa.string()),
        ("period", pa.string()),
        ("breakdown", pa.string()),  # "age=adult;service=housing", sorted by name; "" for totals
        ("value", pa.float64()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("n", pa.int64()),  # those who reported what the value is made of: municipalities or respondents
        ("se", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("unit_of_analysis", pa.string()),
        ("status", pa.string()),  # observed, estimated, carried_forward, missing, not_applicable
        ("confidentiality", pa.string()),  # free, suppressed
        ("series_break", pa.bool_()),
        ("synthetic", pa.bool_()),  # whether any row behind it is invented
        ("lineage", pa.string()),  # source/version/file#rows, rows as ranges; several joined by "; "
    ]
)

NUMBERS = ("value", "numerator", "denominator", "n", "se", "lower", "upper")  # null, all of them, when suppressed
THAN = "than"  # in the breakdown of a difference between items, the dimension that names the one that is subtracted
SINCE = "since"  # in the breakdown of a change between waves, the dimension that names the earlier one
PANEL = "panel"  # the dimension that names the two waves that only those count who answered in both
STATUS_MARKS = {"missing": "..", "not_applicable": "."}
SUPPRESSED_MARK = ":"
BREAK_MARK = "|"  # of official statistics, for a break in a series between the columns of a table


def format_breakdown(by: Mapping[str, str]) -> str:
    """The text of a breakdown: names sorted, `name=value` joined by semicolons. No breakdown is the empty text."""
    return ";".join(f"{name}={by[name]}" for name in sorted(by))


def parse_breakdown(text: str) -> dict[str, str]:
    """The dimensions and values of a breakdown's text."""
    return dict(part.split("=", 1) for part in text.split(";")) if text else {}


def to_table(frame: pd.DataFrame, metadata: Mapping[str, str] | None = None) -> pa.Table:
    """The observations in the order of their key, typed by SCHEMA; `metadata` goes into the file's schema."""
    ordered = frame.sort_values(list(KEY), kind="stable").reset_index(drop=True)
    schema = SCHEMA.with_metadata(dict(metadata)) if metadata else SCHEMA
    return pa.Table.from_pandas(ordered[SCHEMA.names], schema=schema, preserve_index=False).replace_schema_metadata(
        schema.metadata
    )

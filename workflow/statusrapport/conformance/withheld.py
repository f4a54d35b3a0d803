"""Values that are withheld: nothing of them may stand in a file that is attached, by whatever name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from statusrapport.conformance.finding import found
from statusrapport.errors import Finding

KEY = ("indicator", "region_code", "period", "breakdown")  # of an observation
GIVEN = ("value", "n", "se", "lower", "upper", "inputs")  # what tells something of it
REMEDY = "Build the report from what is released, which has none of it"


def check_withheld(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """What attached files, by name, give away of observations that one of them calls suppressed."""
    records: list[tuple[str, dict[str, Any]]] = []
    for name, content in files.items():
        try:
            records += [(name, record) for record in parse_records(name, content)]
        except ValueError:
            yield found("attachment", 0, name, "an attachment cannot be read", "Attach UTF-8 that is valid CSV or JSON")
    withheld = {_key(record) for _, record in records if record.get("status") == "suppressed"}
    for name, record in records:
        given = [field for field in GIVEN if record.get(field) not in (None, "", [])]
        if given and _key(record) in withheld:
            where = f"{name} {record.get('id', ' '.join(_key(record)))}"
            yield found("withheld", 0, where, f"a withheld value has {', '.join(given)}", REMEDY)


def parse_records(name: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of a CSV file or the facts of facts.json; other files have no observations. Raises ValueError."""
    if name.endswith(".csv"):
        try:
            return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))
        except csv.Error as error:
            raise ValueError(str(error)) from error
    if name.endswith(".json"):
        parsed = json.loads(content)
        return [record for record in parsed if isinstance(record, dict)] if isinstance(parsed, list) else []
    return []


def _key(record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(record.get(part) or "") for part in KEY)

"""What a check of a finished report found: what stops it, what is worth knowing, and how much was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statusrapport.errors import Finding


@dataclass(frozen=True)
class Outcome:
    """`findings` stop the report, `notes` do not; `counts` say how much was checked, by kind."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    counts: Mapping[str, int]

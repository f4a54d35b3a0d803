"""What a validator says of a PDF: the standards asked for, the rules broken, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Standard(NamedTuple):
    """A standard by the name that people know, with veraPDF's names for it: of the flavour, and of its profile."""

    name: str
    flavour: str
    profile: str


STANDARDS = (Standard("PDF/UA-1", "ua1", "PDFUA-1"), Standard("PDF/A-3a", "3a", "PDFA-3A"))


@dataclass(frozen=True)
class FailedRule:
    """A rule of a standard that a PDF breaks `count` times; `context` is where it does first, in veraPDF's words."""

    clause: str
    test: int
    description: str
    count: int
    context: str


@dataclass(frozen=True)
class Verdict:
    """What a validator found of one standard in `checks` checks. `problem` tells why it found nothing, if so."""

    standard: str
    checks: int = 0
    failed: tuple[FailedRule, ...] = ()
    problem: str = ""

    @property
    def is_compliant(self) -> bool:
        """Whether every rule was checked and holds."""
        return self.checks > 0 and not self.failed and not self.problem

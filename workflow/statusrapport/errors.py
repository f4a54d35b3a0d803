"""What can go wrong, and how it is told: one line per finding, an exit code per kind of failure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong in data, a declaration, a text or a PDF.

    `row` is the row of the file as a person counts it (the first line is 1), or 0 where no row applies;
    `rule` says what is wrong in words, `remedy` what to do about it. `code` names the rule for programs.
    """

    file: str
    row: int
    region: str
    column: str
    value: str
    rule: str
    remedy: str
    code: str

    def __str__(self) -> str:
        where = [self.file]
        where += [f"row {self.row}"] if self.row else []
        where += [f"region {self.region}"] if self.region else []
        where += [f"column {self.column}"] if self.column else []
        where += [f"value {self.value!r}"] if self.value else []
        return f"{', '.join(where)}: {self.rule}. {self.remedy}."


class StatusrapportError(Exception):
    """An error that a user can understand and mend. Printed without a traceback; the exit code tells its kind."""

    exit_code = 70

    def __init__(self, message: str, *, file: Path | str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.remedy = message, str(file), remedy

    def __str__(self) -> str:
        place = f"{self.file}: " if self.file else ""
        remedy = f" {self.remedy}." if self.remedy else ""
        return f"{place}{self.message.rstrip('.')}.{remedy}"


class FindingsError(StatusrapportError):
    """Data, declarations, text or a PDF break a rule. Carries every finding, not only the first."""

    exit_code = 10

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__(f"{len(self.findings)} finding(s)")

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


class DeclarationError(StatusrapportError):
    """A file of config/ or templates/ is not what the program can read."""

    exit_code = 10


class ReportRejected(StatusrapportError):  # noqa: N818  named for what happens
    """A report that may not be published: its text, its numbers or its PDF failed a check."""

    exit_code = 11


class PrerequisiteMissing(StatusrapportError):  # noqa: N818  named for what happens
    """Something that must be on the machine is not there."""

    exit_code = 12


class UsageError(StatusrapportError):
    """The command was called with words that it does not know."""

    exit_code = 64

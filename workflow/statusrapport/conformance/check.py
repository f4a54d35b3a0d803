"""All that is checked of PDFs: veraPDF's verdicts, and the checks of this package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from statusrapport.conformance.checks import find_check, list_checks
from statusrapport.conformance.finding import found
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.conformance.validator import judge
from statusrapport.conformance.verdict import Verdict
from statusrapport.errors import UsageError
from statusrapport.files import find_shown
from statusrapport.outcome import Outcome

UNREADABLE = "readable"  # in place of a check's name
NOT_AS_WRITTEN = (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError, pikepdf.PdfError)


@dataclass(frozen=True)
class PdfCheck:
    """What was found of one PDF: its pages, the verdicts by standard, and what each check says, by its name.

    The `file` of a finding is the page, empty where it is of the whole PDF.
    """

    path: Path
    pages: int
    verdicts: tuple[Verdict, ...]
    outcomes: dict[str, Outcome]

    @property
    def failed_checks(self) -> list[str]:
        """The names of the checks that found something."""
        return [name for name, outcome in self.outcomes.items() if outcome.findings]

    @property
    def is_passed(self) -> bool:
        """Whether the PDF conforms to every standard and passes every check."""
        return all(verdict.is_compliant for verdict in self.verdicts) and not self.failed_checks


def find_pdfs(paths: Sequence[Path]) -> list[Path]:
    """The PDFs named and those in the folders named, each once, hidden folders and files left out.

    Raises UsageError where a path does not exist or where there is no PDF.
    """
    pdfs: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise UsageError("there is no such file or folder", file=path, remedy="Name a PDF or a folder of PDFs")
        below = find_shown(path, "*.pdf") if path.is_dir() else [path]
        pdfs |= {pdf.resolve(): pdf for pdf in below if pdf.is_file() and pdf.resolve() not in pdfs}
    if not pdfs:
        named = ", ".join(str(path) for path in paths)
        raise UsageError("there is no PDF", file=named, remedy="Build the reports first, or name another folder")
    return list(pdfs.values())


def check_pdfs(paths: Sequence[Path]) -> list[PdfCheck]:
    """Check PDFs, in the order given. Raises PrerequisiteMissing where there is no validator."""
    verdicts = judge(paths)
    return [_check_pdf(path, verdicts[path]) for path in paths]


def _check_pdf(path: Path, verdicts: tuple[Verdict, ...]) -> PdfCheck:
    try:
        with pikepdf.open(path) as pdf:
            document = TaggedPdf(pdf, path)
            outcomes = {name: _run(name, document) for name in list_checks()}
            return PdfCheck(path, len(pdf.pages), verdicts, outcomes)
    except pikepdf.PasswordError:
        return _unreadable(path, verdicts, "the PDF is encrypted", "Give out PDFs that open without a password")
    except NOT_AS_WRITTEN as error:
        said = " ".join(str(error).replace(f"{path}: ", "").split())
        return _unreadable(path, verdicts, f"the PDF cannot be read: {said}", "Build it anew")


def _unreadable(path: Path, verdicts: tuple[Verdict, ...], rule: str, remedy: str) -> PdfCheck:
    return PdfCheck(path, 0, verdicts, {UNREADABLE: Outcome((found("unreadable", 0, "", rule, remedy),), (), {})})


def _run(name: str, document: TaggedPdf) -> Outcome:
    """What a check finds. A PDF of others may be built so that a check cannot follow it, which is a finding too."""
    try:
        return find_check(name)(document)
    except NOT_AS_WRITTEN as error:
        said = " ".join(f"{type(error).__name__} {error}".split())
        rule = f"the PDF is not built as the check of {name} expects ({said})"
        return Outcome((found("unreadable", 0, "", rule, "Build it with this project"),), (), {})

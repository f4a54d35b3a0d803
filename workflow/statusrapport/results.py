"""Where a run puts what others look for. All paths are relative to the project's folder."""

from __future__ import annotations

from pathlib import Path

LOGS = Path("results/logs")
REPORT, FACTSHEET = "report", "factsheet"  # the stems of an edition's PDFs; not every kind has a fact sheet
REPORT_FILES = ("report.pdf", "report.html", "facts.json", "checks.json", "manifest.json")


def is_factsheet(pdf: Path) -> bool:
    """Whether a PDF is a fact sheet, by its name: `factsheet.pdf`, or `status-2020-factsheet.pdf` in a release."""
    return pdf.stem.endswith(FACTSHEET)


def report_folder(edition: str, region: str) -> Path:
    """The folder of a published report: REPORT_FILES, charts/ and tables/, and of some kinds a fact sheet."""
    return Path("results/reports", edition, region)


def current_marker(edition: str, region: str) -> Path:
    """The empty file that stands as long as a report's last rendering succeeded.

    A report that fails leaves the last good one in its place, and Snakemake then takes it for up to date; this file,
    which Snakemake deletes when the job fails, is what makes the next run try again.
    """
    return Path("results/.current", edition, region)

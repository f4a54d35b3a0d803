"""`statusrapport build`: the reports that are asked for, with nothing rendered again that would come out the same."""

from __future__ import annotations

import json
import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from statusrapport.cli.check import check_declarations, find_missing_files
from statusrapport.cli.progress import Display, Progress, in_words
from statusrapport.cli.runner import Runner, exclusive_log, free_lock
from statusrapport.errors import FindingsError, PrerequisiteMissing, StatusrapportError, UsageError
from statusrapport.jobs import Failure, read_failures, remove_failures
from statusrapport.project import COUNTRY, Edition, Project, find_project
from statusrapport.provenance.libraries import library_versions
from statusrapport.provenance.run import write_run
from statusrapport.provenance.sums import write_sums
from statusrapport.regions.register import read_register
from statusrapport.render.slices import edition_regions
from statusrapport.results import (
    FACTSHEET,
    LOGS,
    REPORT,
    REPORT_FILES,
    current_marker,
    is_factsheet,
    report_folder,
)

BUILD_LOG = LOGS / "build.log"
MOST_NAMED = 12  # so many reports or failures are named, the others counted
CAUSE = re.compile(r"^\w*(Exception|Error)\b", re.MULTILINE)  # where Snakemake begins to say why it could not run
SEVERITY = (70, 12, 10, 11)  # of several failures the first of these gives the exit code


@dataclass(frozen=True)
class Report:
    """A report to build. Its paths are relative to the project's folder."""

    edition: str
    region: str

    @property
    def folder(self) -> Path:
        """Where it is published."""
        return report_folder(self.edition, self.region)

    @property
    def targets(self) -> list[str]:
        """What Snakemake is asked for."""
        return [str(current_marker(self.edition, self.region)), *(str(self.folder / name) for name in REPORT_FILES)]


def run(options: Namespace) -> int:
    """Build, and say what was made, or why not."""
    project = find_project()
    require_ready(project)
    return build_and_tell(project, choose_reports(project, options.editions, options.regions), options.cores)


def require_ready(project: Project) -> None:
    """Raises PrerequisiteMissing without the libraries that set text, FindingsError where data or declarations fail."""
    if missing := [name for name, version in library_versions().items() if not version]:
        raise PrerequisiteMissing(f"system libraries are missing: {', '.join(missing)}", remedy="Run `make setup`")
    if findings := [*check_declarations(project), *find_missing_files(project)]:
        raise FindingsError(findings)


def build_and_tell(project: Project, reports: Sequence[Report], cores: str) -> int:
    """Build, write what tells of the build, and print what was made, or why not. Returns the exit code."""
    before, started = _times(project, reports), datetime.now(UTC)
    try:
        jobs, failures = build(project, reports, cores)
    except KeyboardInterrupt:
        write_edition_sums(project, reports)
        print(f"What is finished is kept; the same command goes on from there. Log: {BUILD_LOG}", file=sys.stderr)
        raise
    if jobs:
        write_edition_sums(project, reports)
        write_run(project.root, started)
    built = [report for report, time in _times(project, reports).items() if time and time != before[report]]
    if built or failures:
        print(describe_reports(project, built, "built"))
    else:
        print("" if jobs else "Nothing to do: ", describe_reports(project, reports, "up to date"), sep="")
    print(describe_failures(failures), end="", file=sys.stderr)
    return next((code for code in SEVERITY if code in {failure.exit_code for failure in failures}), 0)


def choose_reports(project: Project, editions: Sequence[str], regions: Sequence[str]) -> list[Report]:
    """The reports that are meant: of `editions` all, of those that are not named the default ones; then `regions`.

    Raises UsageError for an edition that is not declared, and for a region that none of them has a report for.
    """
    chosen = [project.edition(id_) for id_ in dict.fromkeys(editions)] or list(project.editions.values())
    reports = [Report(edition.id, code) for edition in chosen for code in edition_regions(project, edition)]
    if regions:
        known = {report.region for report in reports}
        if unknown := [code for code in regions if code not in known]:
            raise _unknown_region(project, unknown[0], chosen)
        return [report for report in reports if report.region in regions]
    if editions:
        return reports
    default = {edition.id: edition.default_regions for edition in chosen if edition.default_regions != "all"}
    return [report for report in reports if report.region in default.get(report.edition, [report.region])]


def _unknown_region(project: Project, code: str, editions: Sequence[Edition]) -> UsageError:
    names = ", ".join(edition.id for edition in editions)
    if all(edition.regions == "country" for edition in editions):
        return UsageError(f"{names} has no report for region {code!r}", remedy=f"The whole country is region {COUNTRY}")
    structure = next(edition.structure for edition in editions if edition.regions != "country")
    rule, remedy = read_register(project.regions).explain_invalid(code, structure)
    return UsageError(f"{names} has no report for region {code!r}: {rule}", remedy=remedy)


def build(project: Project, reports: Sequence[Report], cores: str) -> tuple[int, list[Failure]]:
    """Run Snakemake twice, first for the slices, then for the reports whose slice changed.

    Snakemake plans from the files it finds at the start: in one run it would render every report again when anything
    before it was made anew, though it came out the same. Returns how many jobs were done, and what failed.
    """
    editions = dict.fromkeys(report.edition for report in reports)
    slices = [f"results/editions/{edition}/inputs.json" for edition in editions]
    with exclusive_log(project.root / BUILD_LOG) as log:
        free_lock(project.root)
        remove_failures(project.root / LOGS)
        runner, jobs = Runner(project.root, log, cores, Display(sys.stderr)), 0
        for targets in (["data", *slices], [target for report in reports for target in report.targets]):
            code, progress = runner.run(targets)
            jobs += progress.done
            if code != 0:
                return jobs, explain_failures(project, progress)
    return jobs, []


def write_edition_sums(project: Project, reports: Sequence[Report]) -> None:
    """Write the SHA256SUMS of each edition of `reports` that has something published, whoever built it."""
    for folder in sorted({(project.root / report.folder).parent for report in reports}):
        if folder.is_dir():
            write_sums(folder)


def explain_failures(project: Project, progress: Progress) -> list[Failure]:
    """Why a run failed: what its jobs said, which of them said nothing, or else what Snakemake said last."""
    told = read_failures(project.root / LOGS)
    silent = sorted(set(progress.failed) - {failure.job for failure in told})
    message = "ended without saying why; it may have run out of memory"
    failures = told + [Failure(job, StatusrapportError.exit_code, message, str(BUILD_LOG)) for job in silent]
    if failures:
        return failures
    text = (project.root / BUILD_LOG).read_text(encoding="utf-8").strip()
    last_words = text[max((match.start() for match in CAUSE.finditer(text)), default=0) :]
    return [Failure("snakemake", StatusrapportError.exit_code, last_words, str(BUILD_LOG))]


def _times(project: Project, reports: Sequence[Report]) -> dict[Report, int]:
    """When each report was last rendered, in nanoseconds; 0 where the last attempt failed or there was none."""
    markers = {report: project.root / current_marker(report.edition, report.region) for report in reports}
    return {report: marker.stat().st_mtime_ns if marker.exists() else 0 for report, marker in markers.items()}


def describe_reports(project: Project, reports: Sequence[Report], state: str) -> str:
    """How many reports are `state`, and where they are as seen from the working directory."""
    if not reports:
        return f"No report was {state}."
    folders = [project.root / report.folder for report in reports[:MOST_NAMED]]
    paths = [f"{os.path.relpath(pdf)}{_counted(pdf)}" for folder in folders for pdf in _pdfs(folder)]
    more = [f"and {len(reports) - MOST_NAMED} more"] if len(reports) > MOST_NAMED else []
    return "\n  ".join([f"{len(reports)} report{'s' if len(reports) > 1 else ''} {state}:", *paths, *more])


def _pdfs(folder: Path) -> list[Path]:
    """The PDFs of a report: itself, and its fact sheet where it has one."""
    return [folder / f"{REPORT}.pdf", *folder.glob(f"{FACTSHEET}.pdf")]


def _counted(pdf: Path) -> str:
    """How many numbers were read back from a PDF, by the checks.json of its report; nothing where it cannot be told."""
    name = f"{FACTSHEET}_readback" if is_factsheet(pdf) else "readback"
    try:
        checks = json.loads((pdf.parent / "checks.json").read_text(encoding="utf-8"))
        counts = next(check["counts"] for check in checks if check["check"] == name)
        return (
            f"  ({counts['numbers']} numbers read back, {counts['facts']} of them facts, {counts['unknown']} unknown)"
        )
    except (OSError, ValueError, LookupError, StopIteration):
        return ""


def describe_failures(failures: Sequence[Failure]) -> str:
    """What failed, why, and where to read on; nothing when nothing did."""
    if not failures:
        return ""
    told = [f"\n{in_words(failure.job)} failed:\n{failure.message}\nLog: {failure.log}" for failure in failures]
    more = [f"\nand {len(told) - MOST_NAMED} more, see {LOGS}/"] if len(told) > MOST_NAMED else []
    return "\n".join([*told[:MOST_NAMED], *more, f"\nSnakemake's own output: {BUILD_LOG}\n"])

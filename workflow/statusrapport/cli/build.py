"""`statusrapport build`: the reports that are asked for, with nothing rendered again that would come out the same."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from statusrapport.cli.check import check_declarations, find_missing_files
from statusrapport.cli.progress import Display, Progress, in_words
from statusrapport.cli.runner import Runner, exclusive_log, free_lock
from statusrapport.errors import FindingsError, StatusrapportError, UsageError
from statusrapport.jobs import Failure, read_failures, remove_failures
from statusrapport.project import COUNTRY, Edition, Project, find_project
from statusrapport.regions.register import read_register
from statusrapport.render.slices import edition_regions
from statusrapport.results import LOGS, REPORT_FILES, current_marker, report_folder

BUILD_LOG = LOGS / "build.log"
MOST_NAMED = 12  # so many reports or failures are named, the others counted
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
    if findings := [*check_declarations(project), *find_missing_files(project)]:
        raise FindingsError(findings)
    reports = choose_reports(project, options.editions, options.regions)
    before = _times(project, reports)
    try:
        failures = build(project, reports, options.cores)
    except KeyboardInterrupt:
        print(f"What is finished is kept; the same command goes on from there. Log: {BUILD_LOG}", file=sys.stderr)
        raise
    built = [report for report, time in _times(project, reports).items() if time and time != before[report]]
    print(describe_reports(project, reports if not failures and not built else built, is_new=bool(built)))
    print(describe_failures(failures), end="", file=sys.stderr)
    return next((code for code in SEVERITY if code in {failure.exit_code for failure in failures}), 0)


def choose_reports(project: Project, editions: Sequence[str], regions: Sequence[str]) -> list[Report]:
    """The reports that are meant: of `editions` all, of those that are not named the default ones; then `regions`.

    Raises UsageError for an edition that is not declared, and for a region that none of them has a report for.
    """
    chosen = [project.edition(id_) for id_ in dict.fromkeys(editions)] or list(project.editions.values())
    known = {edition: edition_regions(project, edition) for edition in chosen}
    for code in regions:
        if not any(code in codes for codes in known.values()):
            raise _unknown_region(project, code, chosen)
    wanted = dict.fromkeys(regions)
    reports = []
    for edition, codes in known.items():
        default = codes if editions or edition.default_regions == "all" else edition.default_regions
        reports += [Report(edition.id, code) for code in (codes if wanted else default) if not wanted or code in wanted]
    return reports


def _unknown_region(project: Project, code: str, editions: Sequence[Edition]) -> UsageError:
    names = ", ".join(edition.id for edition in editions)
    if all(edition.regions == "country" for edition in editions):
        return UsageError(f"{names} has no report for region {code!r}", remedy=f"The whole country is region {COUNTRY}")
    structure = next(edition.structure for edition in editions if edition.regions != "country")
    rule, remedy = read_register(project.regions).explain_invalid(code, structure)
    return UsageError(f"{names} has no report for region {code!r}: {rule}", remedy=remedy)


def build(project: Project, reports: Sequence[Report], cores: str) -> list[Failure]:
    """Run Snakemake twice, first for the slices, then for the reports whose slice changed; return what failed.

    Snakemake plans from the files it finds at the start: in one run it would render every report again when anything
    before it was made anew, though it came out the same.
    """
    slices = [
        f"results/editions/{edition}/inputs.json" for edition in dict.fromkeys(report.edition for report in reports)
    ]
    with exclusive_log(project.root / BUILD_LOG) as log:
        free_lock(project.root)
        remove_failures(project.root / LOGS)
        runner = Runner(project.root, log, cores, Display(sys.stderr))
        for targets in (["data", *slices], [target for report in reports for target in report.targets]):
            code, progress = runner.run(targets)
            if code != 0:
                return explain_failures(project, progress)
    return []


def explain_failures(project: Project, progress: Progress) -> list[Failure]:
    """Why a run failed: what its jobs said, which of them said nothing, or else what Snakemake said last."""
    told = read_failures(project.root / LOGS)
    silent = sorted(set(progress.failed) - {failure.job for failure in told})
    message = "ended without saying why; it may have run out of memory"
    failures = told + [Failure(job, StatusrapportError.exit_code, message, str(BUILD_LOG)) for job in silent]
    if failures:
        return failures
    lines = (project.root / BUILD_LOG).read_text(encoding="utf-8").splitlines()
    last_words = "\n".join([line for line in lines if line.strip()][-MOST_NAMED:])
    return [Failure("snakemake", StatusrapportError.exit_code, last_words, str(BUILD_LOG))]


def _times(project: Project, reports: Sequence[Report]) -> dict[Report, int]:
    """When each report was last rendered, in nanoseconds; 0 where the last attempt failed or there was none."""
    markers = {report: project.root / current_marker(report.edition, report.region) for report in reports}
    return {report: marker.stat().st_mtime_ns if marker.exists() else 0 for report, marker in markers.items()}


def describe_reports(project: Project, reports: Sequence[Report], *, is_new: bool) -> str:
    """Which reports were built, or need not be, and where they are."""
    number = f"{len(reports)} report{'s' if len(reports) != 1 else ''}"
    heading = f"{number} built:" if is_new or not reports else f"Nothing to do, {number} up to date:"
    paths = [os.path.relpath(project.root / report.folder / "report.pdf") for report in reports[:MOST_NAMED]]
    more = [f"and {len(reports) - MOST_NAMED} more"] if len(reports) > MOST_NAMED else []
    return "\n  ".join([heading if reports else "No report was built.", *paths, *more])


def describe_failures(failures: Sequence[Failure]) -> str:
    """What failed, why, and where to read on; nothing when nothing did."""
    if not failures:
        return ""
    told = [f"\n{in_words(failure.job)} failed:\n{failure.message}\nLog: {failure.log}" for failure in failures]
    more = [f"\nand {len(told) - MOST_NAMED} more, see {LOGS}/"] if len(told) > MOST_NAMED else []
    return "\n".join([*told[:MOST_NAMED], *more, f"\nSnakemake's own output: {BUILD_LOG}\n"])

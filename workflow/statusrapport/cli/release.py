"""`statusrapport release`: the default reports of every edition, checked, and put together for others."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from statusrapport import __version__
from statusrapport.cli.build import build_and_tell, choose_reports, require_ready
from statusrapport.conformance.check import check_pdfs
from statusrapport.conformance.render import render_text
from statusrapport.errors import FindingsError, UsageError
from statusrapport.project import find_project
from statusrapport.release.citation import read_citation
from statusrapport.release.contents import read_report
from statusrapport.release.write import write_release


def run(options: Namespace) -> int:
    """Build, check the PDFs, and write results/release/VERSION/. Where anything fails there is no release."""
    project = find_project()
    if options.version != __version__:
        raise UsageError(
            f"the version to release is {options.version!r}, that of the package {__version__!r}",
            remedy="Write the version as 0.1.0, the same in pyproject.toml, statusrapport/__init__.py and CITATION.cff",
        )
    citation = read_citation(project.root, options.version)
    require_ready(project)
    chosen = choose_reports(project, [], [])
    if code := build_and_tell(project, chosen, options.cores):
        return code
    reports = [read_report(project, report.edition, report.region) for report in chosen]
    checks = check_pdfs([report.folder / pdf.file for report in reports for pdf in report.pdfs])
    print(render_text(checks))
    if not all(check.is_passed for check in checks):
        print("There is no release, as PDFs failed the checks.", file=sys.stderr)
        return FindingsError.exit_code
    folder = write_release(project, options.version, citation, reports)
    print(f"Release {options.version} with {len(checks)} PDF(s): {os.path.relpath(folder)}")
    return 0

"""`statusrapport list`: the editions, how many reports each has, and when they were last built."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from statusrapport.project import Edition, Project, find_project
from statusrapport.render.slices import edition_regions
from statusrapport.results import FACTSHEET, REPORT, current_marker, report_folder


def run(options: Namespace) -> int:
    """Print one line per edition."""
    project = find_project()
    rows = [describe(project, edition) for edition in project.editions.values()]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)] if rows else []
    for name, reports, state in rows:
        print(f"{name:{widths[0]}}  {reports:>{widths[1]}}  {state}")
    return 0


def describe(project: Project, edition: Edition) -> tuple[str, str, str]:
    """An edition in words: its name, how many reports it has, and how many of them stand, since when."""
    regions = edition_regions(project, edition)
    pdfs = {region: project.root / report_folder(edition.id, region) / f"{REPORT}.pdf" for region in regions}
    published = [region for region, pdf in pdfs.items() if pdf.exists()]
    markers = [project.root / current_marker(edition.id, region) for region in published]
    times = [datetime.fromtimestamp(marker.stat().st_mtime) for marker in markers if marker.exists()]
    state = f"{len(published)} built" if published else "not built"
    sheets = [region for region in published if pdfs[region].with_name(f"{FACTSHEET}.pdf").exists()]
    state += f", {len(sheets)} with a fact sheet" if sheets else ""
    state += f", last {max(times):%Y-%m-%d %H:%M}" if times else ""
    state += f"; of {failed} the last attempt failed" if (failed := len(published) - len(times)) else ""
    return edition.id, f"{len(regions)} report{'s' if len(regions) > 1 else ''}", state

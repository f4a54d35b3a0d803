"""`statusrapport trace`: where a number or a sentence of a report's PDF comes from."""

from __future__ import annotations

from argparse import Namespace

from statusrapport.errors import UsageError
from statusrapport.files import render_json
from statusrapport.trace.describe import describe_match, render_text
from statusrapport.trace.origin import read_origin
from statusrapport.trace.query import find_matches
from statusrapport.trace.report import read_published_report


def run(options: Namespace) -> int:
    """Print every fact that is meant: as lines, or as a JSON list with one object for each."""
    if not options.query.strip():
        raise UsageError("nothing is asked for", remedy="Give a number, words of a sentence, or the id of a fact")
    report = read_published_report(options.pdf)
    matches = find_matches(options.query, report)
    origin = read_origin(report.path, report.manifest, options.results)
    descriptions = [describe_match(match, report.manifest, origin) for match in matches]
    if options.json:
        print(render_json(descriptions), end="")
    else:
        print(render_text(options.query, descriptions, origin.notes))
    return 0

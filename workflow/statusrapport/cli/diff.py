"""`statusrapport diff`: what changed between two builds or editions of reports, and why."""

from __future__ import annotations

from argparse import Namespace

from statusrapport.compare.describe import compare_reports
from statusrapport.compare.render import render_comparison
from statusrapport.compare.reports import find_pairs
from statusrapport.files import render_json


def run(options: Namespace) -> int:
    """Print what differs between each two reports that correspond: as text, or as one JSON object."""
    pairs = find_pairs(options.old, options.new)
    comparisons = (compare_reports(old, new) for old, new in pairs.both)
    if options.json:
        content = {
            "reports": [comparison.to_json() for comparison in comparisons],
            "came": pairs.came,
            "went": pairs.went,
        }
        print(render_json(content), end="")
        return 0
    same = 0
    for comparison in comparisons:
        if comparison.is_same and len(pairs.both) > 1:
            same += 1
        else:
            print(render_comparison(comparison))
    if same:
        print(f"No difference in numbers, claims and tables: {same} of {len(pairs.both)} reports.")
    for how, names in (("only in the new", pairs.came), ("only in the old", pairs.went)):
        if names:
            print(f"Reports {how}: {', '.join(names)}")
    return 0

"""`statusrapport check-pdf`: PDFs against PDF/UA-1, PDF/A-3a and what no validator sees."""

from __future__ import annotations

from argparse import Namespace

from statusrapport.conformance.check import check_pdfs, find_pdfs
from statusrapport.conformance.render import describe_check, render_text
from statusrapport.errors import FindingsError
from statusrapport.files import render_json


def run(options: Namespace) -> int:
    """Print what was found: as a table and lines, or as a JSON list with one object for each PDF."""
    checks = check_pdfs(find_pdfs(options.paths))
    if options.json:
        print(render_json([describe_check(check) for check in checks]), end="")
    else:
        print(render_text(checks))
    return 0 if all(check.is_passed for check in checks) else FindingsError.exit_code

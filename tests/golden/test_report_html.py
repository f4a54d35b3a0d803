"""The HTML of a small report. To accept a change: pytest tests/golden --update-golden, then read the diff."""

import re
from pathlib import Path

from report_example import make_project
from statusrapport.render.report import render_report

EXPECTED = Path(__file__).with_name("report.html")


def test_the_html_is_as_expected(tmp_path, request):
    folder = tmp_path / "results" / "reports" / "prove-2017" / "0"
    render_report(make_project(tmp_path), folder)
    html = (folder / "report.html").read_text(encoding="utf-8")
    html = re.sub(r"\b[0-9a-f]{16}\b", "<digest>", html)  # of the templates: they change with every edit
    if request.config.getoption("--update-golden", default=False):
        EXPECTED.write_text(html, encoding="utf-8")
    assert html == EXPECTED.read_text(encoding="utf-8")

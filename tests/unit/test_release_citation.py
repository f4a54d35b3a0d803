"""CITATION.cff: the project's, and that of a release."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from release_example import make_report

from statusrapport import __version__
from statusrapport.errors import DeclarationError
from statusrapport.project import Project
from statusrapport.release.citation import compute_citation, read_citation, render_citation

DECLARED: dict[str, Any] = {
    "cff-version": "1.2.0",
    "message": "Cite it.",
    "title": "Statusrapport",
    "authors": [{"name": "The developers"}],
    "version": "0.1.0",
    "date-released": "2018-01-15",
}


def test_the_project_names_one_version(project: Project) -> None:
    package = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package["version"] == __version__
    assert read_citation(project.root, __version__)["version"] == __version__


def test_a_citation_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text("version: 0.1.0\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"is that of version 0.1.0, not of 0.2.0. Set version and date"):
        read_citation(tmp_path, "0.2.0")


def test_a_release_without_a_citation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"CITATION.cff: is missing"):
        read_citation(tmp_path, "0.1.0")


def test_each_pdf_can_be_cited_under_its_name(tmp_path: Path) -> None:
    citation = compute_citation(DECLARED, [make_report()])
    assert [(work["title"], work["filename"]) for work in citation["references"]] == [
        ("Årsverk 2017", "arsverk-2017.pdf"),
        ("Faktaark", "arsverk-2017-factsheet.pdf"),
    ]
    assert citation["references"][0]["date-published"] == "2017-12-01"


def test_a_release_is_not_older_than_its_reports() -> None:
    report = make_report()
    assert compute_citation(DECLARED, [report])["date-released"] == "2018-01-15"
    assert compute_citation({**DECLARED, "date-released": "2017-01-15"}, [report])["date-released"] == "2017-12-01"


def test_the_file_is_valid_and_says_what_was_computed(tmp_path: Path) -> None:
    citation = compute_citation(DECLARED, [make_report()])
    path = tmp_path / "CITATION.cff"
    path.write_text(render_citation(citation), encoding="utf-8")
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == citation
    assert validate(path) == 0


def test_an_invalid_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(render_citation({**DECLARED, "date-released": "15 January"}), encoding="utf-8")
    assert validate(path) != 0


def validate(path: Path) -> int:
    tool = Path(sys.executable).with_name("check-jsonschema")
    command = [tool, "--builtin-schema", "vendor.citation-file-format", path]
    return subprocess.run(command, capture_output=True, check=False).returncode

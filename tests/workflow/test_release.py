"""A release from end to end, on a project of one page: what it holds, and when there is none."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_project import COMMAND, ROOT, TinyProject

RELEASE = "results/release/0.1.0"
COVER_ALT = "Pynt: en strek for hver kommune, ordnet etter antall innbyggere."
SUMMARY = "templates/people/sections/summary.html.j2"


FACTSHEET = """\
{% extends "base/factsheet.html.j2" %}
{% block lead %}Det bodde {{ num("inhabitants", year) }} mennesker her.{% endblock %}
"""


def make_project(folder: Path) -> TinyProject:
    """The tiny project with what a release asks for besides: how it is cited, and a cover that is described."""
    folder.mkdir()
    shutil.copy(ROOT / "CITATION.cff", folder)
    project = TinyProject(folder)
    for name in ("templates/people/report.toml", "templates/towns/report.toml"):
        project.write(name, project.read(name).replace('alt_nb = "Pynt"', f'alt_nb = "{COVER_ALT}"'))
    project.write("templates/people/factsheet.html.j2", FACTSHEET)
    return project


def release(project: TinyProject) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "release", "0.1.0"]
    return subprocess.run(command, capture_output=True, text=True, check=False, **project.place)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A project of which a release was made."""
    project = make_project(tmp_path_factory.mktemp("release") / "one")
    end = release(project)
    assert end.returncode == 0, end.stdout + end.stderr
    return project


@pytest.fixture
def project(released: TinyProject) -> Iterator[TinyProject]:
    """The same, with every edit taken back afterwards."""
    yield released
    released.take_back()


def test_a_release_holds_the_default_reports_and_what_they_are_made_of(released: TinyProject) -> None:
    folder = released.root / RELEASE
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    reports = ("people-2017/0", "towns-2016/0301")
    assert names == {
        "index.html",
        "CITATION.cff",
        "SHA256SUMS",
        "people-2017.pdf",
        "people-2017-factsheet.pdf",
        "towns-2016-0301-oslo.pdf",
        *(f"{report}/{name}" for report in reports for name in ("manifest.json", "facts.json")),
        "people-2017/inputs.json",
        "towns-2016/inputs.json",
    }


@pytest.mark.parametrize("folder", [RELEASE, "results/reports/people-2017", "results/reports/towns-2016"])
def test_its_files_and_those_of_each_edition_are_verified_with_sha256sum(released: TinyProject, folder: str) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    end = subprocess.run(command, cwd=released.root / folder, capture_output=True, text=True, check=False)
    assert (end.returncode, end.stdout) == (0, "")


@pytest.mark.slow
def test_a_release_made_elsewhere_has_the_same_bytes(released: TinyProject, tmp_path: Path) -> None:
    other = make_project(tmp_path / "another folder")
    assert release(other).returncode == 0
    assert other.read(f"{RELEASE}/SHA256SUMS") == released.read(f"{RELEASE}/SHA256SUMS")


def test_a_report_that_fails_leaves_the_last_release_as_it_was(project: TinyProject) -> None:
    before = project.read(f"{RELEASE}/SHA256SUMS")
    project.append("templates/towns/report.css", "p { color: black }\n")
    project.append(SUMMARY, '{{ num("nothing", year) }}\n')
    end = release(project)
    assert end.returncode == 11
    assert "there is no indicator 'nothing' in this report" in end.stderr
    assert project.read(f"{RELEASE}/SHA256SUMS") == before
    assert [path.name for path in (project.root / RELEASE).parent.iterdir()] == ["0.1.0"]

"""`statusrapport release`: when there is none, and what is said then."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from release_example import make_report

from statusrapport.cli import release
from statusrapport.cli.main import main
from statusrapport.conformance.check import PdfCheck
from statusrapport.conformance.finding import found
from statusrapport.conformance.verdict import STANDARDS, Verdict
from statusrapport.outcome import Outcome
from statusrapport.project import Project

CONFORMS = tuple(Verdict(standard.name, checks=1) for standard in STANDARDS)
PASSED = Outcome((), (), {})
FAILED = Outcome((found("figures", 4, "", "a figure has no alternative text", "Give it one"),), (), {})


@pytest.fixture
def written(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions that are released, in the project as working directory. Nothing is built or written."""
    versions: list[str] = []

    def write(project: Project, version: str, *rest: object) -> Path:
        versions.append(version)
        return project.results / "release" / version

    monkeypatch.chdir(project.root)
    monkeypatch.setattr(release, "require_ready", lambda project: None)
    monkeypatch.setattr(release, "build_and_tell", lambda project, reports, cores: 0)
    monkeypatch.setattr(release, "read_report", lambda project, edition, region: make_report())
    monkeypatch.setattr(release, "check_pdfs", finding(PASSED))
    monkeypatch.setattr(release, "write_release", write)
    return versions


def finding(outcome: Outcome) -> Callable[[Sequence[Path]], list[PdfCheck]]:
    """A check of PDFs that finds this of each, which conforms to the standards."""
    return lambda paths: [PdfCheck(path, 27, CONFORMS, {"figures": outcome}) for path in paths]


def test_a_release_is_written_when_every_pdf_passes(
    written: list[str], project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "0.1.0"]) == 0
    assert written == ["0.1.0"]
    count = 2 * len(project.editions)  # each has one report here, with its fact sheet
    assert f"Release 0.1.0 with {count} PDF(s): results/release/0.1.0" in capsys.readouterr().out


def test_a_pdf_that_fails_its_checks_is_not_released(
    written: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release, "check_pdfs", finding(FAILED))
    assert main(["release", "0.1.0"]) == 10
    assert written == []
    assert "page 4: a figure has no alternative text. Give it one." in capsys.readouterr().out


def test_a_build_that_fails_gives_its_exit_code(written: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "build_and_tell", lambda project, reports, cores: 11)
    assert main(["release", "0.1.0"]) == 11
    assert written == []


def test_a_version_that_is_not_the_packages_is_refused(written: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", "v0.1.0"]) == 64
    assert written == []
    assert "the version to release is 'v0.1.0', that of the package '0.1.0'" in capsys.readouterr().err

"""The workflow in action, on a project of one page: what runs again after what, and what a failure leaves behind."""

import signal
import subprocess
import time
from collections.abc import Iterator

import psutil
import pytest
from tiny_project import TinyProject

REPORTS = ("people-2017/0", "towns-2016/0301")
SUMMARY = "templates/people/sections/summary.html.j2"
RAW = "data/raw/population/2026-01/07459.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A project whose reports have been built."""
    project = TinyProject(tmp_path_factory.mktemp("tiny"))
    end = project.build()
    assert end.returncode == 0, end.stdout + end.stderr
    return project


@pytest.fixture
def project(built: TinyProject) -> Iterator[TinyProject]:
    """The same, with every edit taken back afterwards."""
    yield built
    built.take_back()


def pdfs(project: TinyProject) -> dict[str, tuple[bytes, int]]:
    """The bytes of each report and when they were written."""
    paths = {report: project.root / f"results/reports/{report}/report.pdf" for report in REPORTS}
    return {report: (path.read_bytes(), path.stat().st_ino) for report, path in paths.items()}


def test_a_build_gives_every_report(built: TinyProject) -> None:
    for report in REPORTS:
        folder = built.root / "results/reports" / report
        names = {path.name for path in folder.iterdir()}
        assert names >= {"report.pdf", "report.html", "facts.json", "checks.json", "manifest.json"}


def test_a_second_run_does_nothing(project: TinyProject) -> None:
    before = pdfs(project)
    end = project.build()
    assert (end.returncode, end.stdout.splitlines()[0]) == (0, "Nothing to do: 2 reports up to date:")
    assert project.planned() == set()
    assert pdfs(project) == before


def test_an_edit_of_a_template_rebuilds_only_what_uses_it(project: TinyProject) -> None:
    project.append(SUMMARY, "<p>Mer.</p>\n")
    assert project.planned() == {"render_report people-2017 0"}
    project.append("templates/base/print.css", "p { color: black }\n")
    assert project.planned() == {"render_report people-2017 0", "render_report towns-2016 0301"}


def test_an_edit_of_an_imported_module_rebuilds_what_depends_on_it(project: TinyProject) -> None:
    project.append("workflow/statusrapport/pdf/fonts.py", "\nEDITED = True\n")
    assert project.planned() == {"render_report people-2017 0", "render_report towns-2016 0301"}
    project.append("workflow/statusrapport/disclosure/rules.py", "\nEDITED = True\n")
    assert {job.split()[0] for job in project.planned()} == {
        "release_observations",
        "select_observations_people_2017",
        "select_observations_towns_2016",
        "render_report",
    }


def test_an_edit_of_a_comment_rebuilds_nothing(project: TinyProject) -> None:
    for name in ("errors.py", "indicators/operations/sum.py", "render/report.py"):
        project.append(f"workflow/statusrapport/{name}", "# a comment\n")
    project.append("workflow/scripts/render_report.py", "# a comment\n")
    project.append("workflow/rules/reports.smk", "# a comment\n")
    assert project.planned() == set()


def test_another_edition_leaves_the_reports_of_the_others_alone(project: TinyProject) -> None:
    entry = "  people-2016: {kind: people, year: 2016, structure: 2016, date: 2016-12-01}\n"
    project.append("config/config.yaml", entry)
    assert project.planned() == {"select_observations_people_2016", "render_report people-2016 0"}


def test_a_report_that_fails_leaves_the_last_good_one_and_is_tried_again(project: TinyProject) -> None:
    before = pdfs(project)
    project.append(SUMMARY, '{{ num("nothing", year) }}\n')
    project.append("templates/towns/report.css", "p { color: black }\n")
    for _ in range(2):  # Snakemake alone would take the old report for the new one in the second run
        end = project.build()
        assert end.returncode == 11
        assert f"{SUMMARY}:2: there is no indicator 'nothing' in this report" in end.stderr
        assert "results/logs/render_report/people-2017/0.log" in end.stderr
        assert pdfs(project)[REPORTS[0]][0] == before[REPORTS[0]][0]
    assert pdfs(project)[REPORTS[1]][0] != before[REPORTS[1]][0], "the other report is built all the same"
    project.take_back()
    assert project.build().returncode == 0
    assert {report: pdf for report, (pdf, _) in pdfs(project).items()} == {
        name: pdf for name, (pdf, _) in before.items()
    }


def test_raw_data_that_fail_stop_every_run_and_cost_no_report(project: TinyProject) -> None:
    before = pdfs(project)
    project.append(RAW, " ")
    for _ in range(2):  # Snakemake alone would find the reports up to date in the second run
        end = project.build()
        assert end.returncode == 10
        assert f"{RAW}, value" in end.stderr
        assert "statusrapport accept population" in end.stderr
    project.take_back()
    end = project.build()
    assert end.stdout.startswith("2 reports up to date:"), "the same data give the same slices: nothing is rendered"
    assert pdfs(project) == before


def test_a_region_code_is_text_on_its_whole_way(project: TinyProject) -> None:
    assert project.build("towns-2016", "--region", "0301").stdout.startswith("Nothing to do: 1 report up to date:")
    end = project.build("towns-2016", "--region", "301")
    assert end.returncode == 64
    assert "Write 0301, as text" in end.stderr


def start_rendering(project: TinyProject) -> subprocess.Popen[str]:
    """A build in its own session, at the moment when the first report is being rendered."""
    run = project.start()
    log = project.root / "results/logs/build.log"
    while "rule render_report:" not in (log.read_text(encoding="utf-8") if log.exists() else ""):
        assert run.poll() is None, "it ended before it rendered"
        time.sleep(0.05)
    return run


@pytest.mark.slow
def test_an_interrupted_build_ends_in_order_and_goes_on(project: TinyProject) -> None:
    old = pdfs(project)[REPORTS[0]][0]
    project.append(SUMMARY, "<p>Mer.</p>\n")
    (project.root / "results/logs/build.log").unlink()
    run = start_rendering(project)
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate()
    assert run.returncode == 130
    assert "the same command goes on" in told
    assert not (project.root / ".snakemake/locks").exists()
    standing = pdfs(project)[REPORTS[0]][0]
    assert project.build().returncode == 0
    assert standing in (old, pdfs(project)[REPORTS[0]][0]), "a whole report stands, the old one or the new one"


@pytest.mark.slow
def test_after_a_killed_build_the_next_one_unlocks_the_folder(project: TinyProject) -> None:
    project.append(SUMMARY, "<p>Enda mer.</p>\n")
    (project.root / "results/logs/build.log").unlink()
    run = start_rendering(project)
    for child in psutil.Process(run.pid).children(recursive=True):
        child.kill()
    run.kill()
    run.communicate()
    assert (project.root / ".snakemake/locks").exists()
    assert project.build().returncode == 0

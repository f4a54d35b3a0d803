"""Which reports a build is asked for, and how its end is told."""

from pathlib import Path

import pytest

from statusrapport.cli.build import Report, choose_reports, describe_failures, describe_reports, explain_failures
from statusrapport.cli.progress import Progress
from statusrapport.errors import UsageError
from statusrapport.jobs import Failure
from statusrapport.project import Project

ROOT = Path(__file__).parents[2]
CONFIG = """\
editions:
  status-2016: {kind: status, year: 2016, structure: 2016, date: 2016-12-01}
  kommune-2016:
    kind: kommune
    year: 2016
    structure: 2016
    date: 2016-12-01
    regions: municipalities
    default_regions: [0301, "1103"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/regions").symlink_to(ROOT / "data/regions")
    (tmp_path / "results/logs").mkdir(parents=True)
    return Project(tmp_path)


def test_without_words_the_default_reports_of_all_editions_are_meant(project: Project) -> None:
    assert choose_reports(project, [], []) == [
        Report("status-2016", "0"),
        Report("kommune-2016", "0301"),
        Report("kommune-2016", "1103"),
    ]


def test_an_edition_that_is_named_is_meant_whole(project: Project) -> None:
    assert len(choose_reports(project, ["kommune-2016"], [])) == 428


def test_regions_choose_among_the_reports(project: Project) -> None:
    assert choose_reports(project, ["kommune-2016"], ["1103", "0219"]) == [
        Report("kommune-2016", "0219"),
        Report("kommune-2016", "1103"),
    ]
    assert choose_reports(project, [], ["0", "1103"]) == [Report("status-2016", "0"), Report("kommune-2016", "1103")]


def test_a_code_that_lost_its_zero_is_explained(project: Project) -> None:
    with pytest.raises(UsageError, match="has lost its leading zero"):
        choose_reports(project, ["kommune-2016"], ["301"])


def test_a_country_edition_has_no_report_of_a_municipality(project: Project) -> None:
    with pytest.raises(UsageError, match="The whole country is region 0"):
        choose_reports(project, ["status-2016"], ["1103"])


def test_an_edition_that_is_not_declared_is_refused_with_those_that_are(project: Project) -> None:
    with pytest.raises(UsageError, match="Choose one of: kommune-2016, status-2016"):
        choose_reports(project, ["status-2017"], [])


def test_reports_are_named_with_their_place(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root / "config")
    text = describe_reports(project, [Report("kommune-2016", "0301")], "built")
    assert text == "1 report built:\n  ../results/reports/kommune-2016/0301/report.pdf"


def test_of_many_reports_some_are_named(project: Project) -> None:
    text = describe_reports(project, choose_reports(project, ["kommune-2016"], []), "built")
    assert text.startswith("428 reports built:\n")
    assert text.endswith("\n  and 416 more")


def test_a_failure_is_told_with_its_cause_and_its_log() -> None:
    text = describe_failures([Failure("render_report status-2016 0", 11, "the text is wrong", "results/logs/0.log")])
    assert "render report status-2016 0 failed:\nthe text is wrong\nLog: results/logs/0.log\n" in text


def test_a_job_that_ended_without_a_word_is_a_failure(project: Project) -> None:
    progress = Progress(failed=["render_report kommune-2016 0301"])
    (failure,) = explain_failures(project, progress)
    assert (failure.job, failure.exit_code) == ("render_report kommune-2016 0301", 70)
    assert "out of memory" in failure.message


def test_where_no_job_failed_snakemakes_own_reason_is_told(project: Project) -> None:
    log = "Building DAG of jobs...\nMissingInputException in rule a, line 3:\nMissing input files:\n    b.csv\n"
    (project.root / "results/logs/build.log").write_text(log, encoding="utf-8")
    (failure,) = explain_failures(project, Progress())
    assert failure.message == "MissingInputException in rule a, line 3:\nMissing input files:\n    b.csv"

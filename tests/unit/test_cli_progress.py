"""How Snakemake's output becomes progress, and progress becomes words."""

import io

import pytest

from statusrapport.cli.progress import Display, Progress, in_words, time_in_words

PLAN = """\
Job stats:
job                        count
-----------------------  -------
data                           1
render_report                  3
select_observations_a          1
total                          5

"""
JOB = """\
[Sat Nov 21 23:47:43 2026]
localrule render_report:
    input: results/.code/render_report.kommune.sha256
    log: results/logs/render_report/kommune-2016/0301.log
    jobid: 9
    reason: Missing output files
    wildcards: edition=kommune-2016, region=0301
    resources: tmpdir=/tmp

"""
END = "Finished jobid: 9 (Rule: render_report)\n8 of 11 steps (73%) done\n"
FAILURE = """\
Error in rule render_report:
    message: None
    jobid: 9
    input: results/.code/render_report.kommune.sha256
"""


def read(*texts: str) -> Progress:
    progress = Progress()
    for line in "".join(texts).splitlines():
        progress.read(line)
    return progress


def test_jobs_that_only_gather_are_not_counted() -> None:
    assert read(PLAN).total == 4


def test_a_job_is_called_by_its_rule_and_what_it_makes() -> None:
    assert read(PLAN, JOB).running == {9: "render_report kommune-2016 0301"}


def test_a_job_that_is_done_is_counted_and_runs_no_more() -> None:
    progress = read(PLAN, JOB, END)
    assert (progress.done, progress.running, progress.latest) == (1, {}, "render_report kommune-2016 0301")


def test_a_target_that_is_done_is_not_counted() -> None:
    assert read(PLAN, "Finished jobid: 0 (Rule: data)\n").done == 0


def test_a_job_that_failed_is_named() -> None:
    progress = read(PLAN, JOB, FAILURE)
    assert progress.failed == ["render_report kommune-2016 0301"]
    assert progress.running == {}


def test_the_time_left_follows_from_the_jobs_that_are_done() -> None:
    assert Progress(total=4, done=1).seconds_left(10) == 30


@pytest.mark.parametrize("progress", [Progress(total=4, done=0), Progress(total=4, done=4)])
def test_no_time_is_given_before_the_first_job_or_after_the_last(progress: Progress) -> None:
    assert progress.seconds_left(10) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.2, "about 1 s left"),
        (59, "about 59 s left"),
        (90, "about 2 min left"),
        (5400, "about 1.5 h left"),
    ],
)
def test_durations_are_as_exact_as_they_can_be_known(seconds: float | None, words: str) -> None:
    assert time_in_words(seconds) == words


def test_a_job_in_words() -> None:
    assert in_words("render_report kommune-2016 0301") == "render report kommune-2016 0301"


def test_where_there_is_no_terminal_each_finished_job_has_a_line() -> None:
    stream = io.StringIO()
    display = Display(stream)
    display.show_planning()
    display.show(read(PLAN, JOB), 5)
    display.show(read(PLAN, JOB, END), 10)
    assert stream.getvalue() == "1/4  render report kommune-2016 0301  about 30 s left\n"


def test_on_a_terminal_one_line_is_redrawn_and_fits() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    display = Display(stream)
    display.show_planning()
    display.show(read(PLAN, JOB), 5)
    display.clear()
    assert stream.getvalue() == "planning ...\r\x1b[K0/4  render report kommune-2016 0301\r\x1b[K"

"""What Snakemake's own output tells of a run: how many jobs are done, which run, which failed, how long it may take."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from typing import TextIO

TARGETS = ("all", "data")  # rules that only gather what others make
STATS = re.compile(r"^(\w+) +(\d+)$")
RULE = re.compile(r"^(?:local)?rule (\w+):$")
JOB_ID = re.compile(r"^    jobid: (\d+)$")
WILDCARDS = re.compile(r"^    wildcards: (.+)$")
FINISHED = re.compile(r"^Finished jobid: (\d+) \(Rule: (\w+)\)$")
FAILED = re.compile(r"^Error in rule (\w+):$")


@dataclass
class Progress:
    """How far a run has come. A job is called by its rule and what it makes: "render_report kommune-2016 1103"."""

    total: int = 0
    done: int = 0
    latest: str = ""  # the job that finished last
    running: dict[int, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    _rule: str = ""
    _job: int = -1
    _fails: bool = False

    def read(self, line: str) -> bool:
        """Take in a line of Snakemake's output. Returns whether a job began or ended."""
        if match := STATS.match(line):
            rule, count = match.groups()
            self.total += int(count) if rule not in (*TARGETS, "total") else 0
        elif match := RULE.match(line) or FAILED.match(line):
            self._rule, self._fails = match[1], line.startswith("Error")
        elif match := JOB_ID.match(line):
            return self._name_job(int(match[1]))
        elif match := WILDCARDS.match(line):
            self.running[self._job] = " ".join([self._rule, *re.findall(r"=([^,]+)", match[1])])
            return True
        elif match := FINISHED.match(line):
            self.latest = self.running.pop(int(match[1]), match[2])
            self.done += match[2] not in TARGETS
            return match[2] not in TARGETS
        return False

    def _name_job(self, job: int) -> bool:
        self._job = job
        if self._fails:
            self.failed.append(self.running.pop(job, self._rule))
        elif self._rule not in TARGETS:
            self.running[job] = self._rule
        return self._rule not in TARGETS

    def seconds_left(self, elapsed: float) -> float | None:
        """How many seconds the rest may take if it goes on as before; None where nobody knows, or nothing is left."""
        return elapsed / self.done * (self.total - self.done) if 0 < self.done < self.total else None


def in_words(job: str) -> str:
    """A job's name as a person would say it."""
    rule, *rest = job.split(" ")
    return " ".join([rule.replace("_", " "), *rest])


def time_in_words(seconds: float | None) -> str:
    """A duration to come, as exact as it can be known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(round(seconds), 1)} s left"
    if seconds < 3600:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3600:.1f} h left"


class Display:
    """Shows progress on a stream: one line, redrawn, on a terminal; elsewhere a line for each job that is done."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.is_terminal, self._shown = stream, stream.isatty(), 0

    def show(self, progress: Progress, elapsed: float) -> None:
        """Show how far the run has come."""
        count = f"{progress.done}/{progress.total}"
        left = time_in_words(progress.seconds_left(elapsed))
        if self.is_terminal:
            running = list(progress.running.values())
            more = f" and {len(running) - 1} more" if len(running) > 1 else ""
            words = [count, in_words(running[0]) + more if running else "", left]
            self.clear()
            self.stream.write("  ".join(filter(None, words))[: shutil.get_terminal_size().columns - 1])
        elif progress.done > self._shown:
            self.stream.write("  ".join(filter(None, [count, in_words(progress.latest), left])) + "\n")
        self._shown = progress.done
        self.stream.flush()

    def show_planning(self) -> None:
        """Show on a terminal that a run has begun and nothing can be told of it yet."""
        if self.is_terminal:
            self.stream.write("planning ...")
            self.stream.flush()

    def clear(self) -> None:
        """Remove what is shown on a terminal, so that other text can follow."""
        if self.is_terminal:
            self.stream.write("\r\x1b[K")

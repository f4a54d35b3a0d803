"""Runs Snakemake as a child: its output goes to a log and to a display, its lock and its end are looked after."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from statusrapport.cli.progress import Display, Progress
from statusrapport.errors import PrerequisiteMissing

SNAKEMAKE = (sys.executable, "-P", "-m", "snakemake")  # -P: no module is looked for in the project's folder
TIMES_ASKED, SECONDS_TO_END = 10, 2  # a run is asked so often to end, with so much time each, before it is killed


class Runner:
    """Runs of Snakemake in a project's folder, one after the other, with one log."""

    def __init__(self, root: Path, log: TextIO, cores: str, display: Display) -> None:
        self.root, self.log, self.cores, self.display = root, log, cores, display

    def run(self, targets: Sequence[str]) -> tuple[int, Progress]:
        """Build `targets`. Returns Snakemake's exit code and what it told. On an interrupt the run is ended first."""
        command = [*SNAKEMAKE, "--cores", self.cores, "--nocolor", "--", *targets]
        progress, begin = Progress(), time.monotonic()
        child = subprocess.Popen(
            command,
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches this process alone, which then ends the child and all its jobs
        )
        assert child.stdout is not None
        self.display.show_planning()
        try:
            for line in child.stdout:
                self.log.write(line)
                if progress.read(line.rstrip("\n")):
                    self.display.show(progress, time.monotonic() - begin)
            return child.wait(), progress
        finally:
            self.display.clear()
            self.log.write(_end(child))


def _end(child: subprocess.Popen[str]) -> str:
    """End a run with all its jobs: Snakemake then puts back what they had begun to replace, and unlocks.

    It is asked several times, as a job that begins at this moment would not hear it the first time. Returns what the
    run still had to say; nothing, when it has ended already.
    """
    for end in (*[signal.SIGTERM] * TIMES_ASKED, signal.SIGKILL):
        if child.poll() is None:
            os.killpg(child.pid, end)
            with suppress(subprocess.TimeoutExpired):
                return child.communicate(timeout=SECONDS_TO_END)[0]
    return ""


@contextmanager
def exclusive_log(path: Path) -> Iterator[TextIO]:
    """The log of a run, emptied; one run has it at a time. Raises PrerequisiteMissing while another has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", buffering=1) as log:  # line by line, to be watched
        try:
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy("another build is at work in this folder") from None
        log.truncate(0)
        yield log


def free_lock(root: Path) -> None:
    """Remove the lock that a killed run of Snakemake left. Raises PrerequisiteMissing if that run is not dead."""
    if not any((root / ".snakemake" / "locks").glob("*")):
        return
    if alive := _find_runs(root):
        raise _busy(f"Snakemake is at work in this folder, process {', '.join(map(str, alive))}")
    subprocess.run([*SNAKEMAKE, "--unlock"], cwd=root, check=True, capture_output=True)


def _busy(message: str) -> PrerequisiteMissing:
    return PrerequisiteMissing(message, remedy="Wait until it has ended, or end it")


def _find_runs(root: Path) -> list[int]:
    """The processes of Snakemake, and of its jobs, that work in `root`."""
    import psutil  # type: ignore[import-untyped]  # needed only here, and slow

    processes = [process.info for process in psutil.process_iter(["pid", "cwd", "cmdline"])]
    here = [process for process in processes if process["cwd"] == str(root)]
    return [process["pid"] for process in here if any(_is_snakemake(word) for word in process["cmdline"] or ())]


def _is_snakemake(word: str) -> bool:
    return Path(word).name == "snakemake" or ".snakemake/scripts/" in word

"""What the script jobs of Snakemake share: a failure is told in words, to the user and to the command."""

from __future__ import annotations

import json
import logging
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from statusrapport.errors import StatusrapportError

NOTE_SUFFIX = ".failure.json"
INTERRUPTED = 130  # 128 + SIGINT, as a shell has it


@dataclass(frozen=True)
class Failure:
    """Why a job failed: the rule and what it was to make, the exit code of its kind of error, and the words."""

    job: str
    exit_code: int
    message: str
    log: str


@contextmanager
def job(snakemake: Any) -> Iterator[None]:
    """The body of a script: ends the process with an exit code and a message where it would show a traceback.

    `snakemake` is the object that Snakemake gives to scripts. Warnings go to the rule's log; a failure goes there, to
    stderr, and to a note beside the log that the command reads. The traceback of a defect stands in the log alone.
    Imports belong into the block as well: a library that cannot be loaded is a failure like others.
    """
    log = Path(snakemake.log[0])
    note = log.with_suffix(NOTE_SUFFIX)
    note.unlink(missing_ok=True)
    logging.basicConfig(filename=log, format="%(levelname)s %(name)s: %(message)s", force=True)
    logging.captureWarnings(capture=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is as Ctrl-C: nothing half-made stays
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        failure = _describe(error, " ".join([snakemake.rule, *snakemake.wildcards]), log)
        with log.open("a", encoding="utf-8") as stream:
            if not isinstance(error, StatusrapportError):
                traceback.print_exc(file=stream)
            print(failure.message, file=stream)
        note.write_text(json.dumps(asdict(failure), ensure_ascii=False, indent=1), encoding="utf-8")
        print(failure.message, file=sys.stderr)
        sys.exit(failure.exit_code)


def _describe(error: Exception, name: str, log: Path) -> Failure:
    if isinstance(error, StatusrapportError):
        message = str(error).replace(f"{Path.cwd()}/", "")  # paths as the user knows them
        return Failure(name, error.exit_code, message, log.as_posix())
    message = f"Internal error, {type(error).__name__}: {error}. The traceback is in the log"
    return Failure(name, StatusrapportError.exit_code, message, log.as_posix())


def read_failures(logs: Path) -> list[Failure]:
    """The notes that failed jobs left below `logs`, sorted by job."""
    notes = (json.loads(path.read_text(encoding="utf-8")) for path in logs.rglob(f"*{NOTE_SUFFIX}"))
    return sorted((Failure(**note) for note in notes), key=lambda failure: failure.job)


def remove_failures(logs: Path) -> None:
    """Remove the notes of earlier runs."""
    for path in logs.rglob(f"*{NOTE_SUFFIX}"):
        path.unlink()

"""run.json: with what code, on what machine and when the last build was made. No report depends on it."""

from __future__ import annotations

import getpass
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from statusrapport import __version__
from statusrapport.files import file_sha256, write_json
from statusrapport.provenance.libraries import library_versions


def write_run(root: Path, started: datetime) -> None:
    """Write results/run.json: release, commit, digests of the code by rule, versions, machine, user and times."""
    digests = sorted((root / "results" / ".code").glob("*.sha256"))
    content = {
        "release": __version__,
        "commit": _commit(root),
        "code": {path.stem: file_sha256(path) for path in digests},
        "python": platform.python_version(),
        **library_versions(),
        "system": platform.platform(),
        "host": platform.node(),
        "user": _user(),
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_json(root / "results" / "run.json", content)


def _commit(root: Path) -> str:
    """The commit of the checkout, with `-dirty` where files of it are changed; empty where there is no git."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _user() -> str:
    """Who ran it; empty where the system has no name for the user, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

"""run.json: with what code, on what machine and when the last build was made. No report depends on it."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from statusrapport import __version__
from statusrapport.files import file_sha256, write_json
from statusrapport.provenance.code import pango_version


def write_run(root: Path, started: datetime) -> None:
    """Write results/run.json: release, commit, digests of the code by rule, versions, host and times."""
    digests = sorted((root / "results" / ".code").glob("*.sha256"))
    content = {
        "release": __version__,
        "commit": _commit(root),
        "code": {path.stem: file_sha256(path) for path in digests},
        "python": platform.python_version(),
        "pango": pango_version(),
        "host": platform.node(),
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

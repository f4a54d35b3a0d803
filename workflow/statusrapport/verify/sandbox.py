"""A scratch copy of a project to build in: what is read is linked, the declarations are copied, the results are new."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit

from statusrapport.files import write_text
from statusrapport.project import Project
from statusrapport.verify.inputs import AlteredFile

COPIED, LEFT_OUT = "config", "results"


@contextmanager
def scratch_project(project: Project, altered: Sequence[AlteredFile]) -> Iterator[Project]:
    """A project like `project` with results of its own, gone when the block ends.

    Its declarations take `altered` files as they are now: an ordinary build refuses them, and here their effect is to
    be seen. Nothing of `project` is written to.
    """
    root = Path(tempfile.mkdtemp(prefix="statusrapport-verify-")).resolve()
    try:
        for item in sorted(project.root.iterdir()):
            if item.name not in (COPIED, LEFT_OUT) and not item.name.startswith("."):
                (root / item.name).symlink_to(item.resolve())
        shutil.copytree(project.config, root / COPIED)
        scratch = Project(root)
        for id_, path in scratch.declared("sources").items():
            _adapt(path, project, [file for file in altered if file.raw.source.id == id_])
        yield scratch
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _adapt(path: Path, project: Project, altered: Sequence[AlteredFile]) -> None:
    """Let a copied declaration find its files from another folder, and take them as they are."""
    text = path.read_text(encoding="utf-8")
    declaration: Any = tomlkit.parse(text)
    folder = Path(declaration.get("data_dir", ""))
    if ".." in folder.parts:
        declaration["data_dir"] = str((project.root / folder).resolve())
    actual = {file.raw.file.version: file.actual for file in altered}
    for entry in declaration["files"]:
        entry["sha256"] = actual.get(entry["version"], entry["sha256"])
    if (adapted := tomlkit.dumps(declaration)) != text:
        write_text(path, adapted)

"""`statusrapport accept`: takes in a new raw file of a source."""

from __future__ import annotations

from argparse import Namespace

from statusrapport.project import find_project
from statusrapport.sources.accept import accept_source_file
from statusrapport.sources.declaration import read_source
from statusrapport.sources.inspection import label_path


def run(options: Namespace) -> int:
    """Check the file, copy it, declare it, and say where it is now."""
    project = find_project()
    entry = accept_source_file(project, options.source, options.file, options.version, options.synthetic)
    declaration = project.declared("sources")[options.source]
    place = read_source(declaration).path(entry, project.root)
    print(f"Accepted as {label_path(place, project.root)}, sha256 {entry.sha256}.")
    print(f"Declared in {label_path(declaration, project.root)}{', as invented' if entry.synthetic else ''}.")
    return 0

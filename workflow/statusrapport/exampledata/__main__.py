"""Make the example data anew: `python -m statusrapport.exampledata`, or `make example-data`.

The population file is real. It is restated from the folder named by STATUSRAPPORT_REFERENCE, and left as it is without.
"""

from __future__ import annotations

import os
from pathlib import Path

from statusrapport.exampledata.files import render_synthetic_files, write_raw_file
from statusrapport.exampledata.population import render_population
from statusrapport.project import Project, find_project
from statusrapport.regions.register import read_register


def main(project: Project) -> None:
    """Write every raw file of the example into data/raw/ and its sha256 into the source's declaration."""
    register = read_register(project.regions)
    if reference := os.environ.get("STATUSRAPPORT_REFERENCE"):
        write_raw_file(project, "population", "2026-01", render_population(Path(reference), register))
    for (source, version), content in render_synthetic_files(project, register).items():
        write_raw_file(project, source, version, content)


if __name__ == "__main__":
    main(find_project())

"""A project small enough to be built in a test: one source, one indicator, two report kinds of one page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any

from statusrapport.cli.progress import Progress

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("statusrapport"))
NO_CACHES = shutil.ignore_patterns("__pycache__")

CONFIG = """\
editions:
  people-2017:
    kind: people
    year: 2017
    structure: 2017
    date: 2017-12-01
  towns-2016:
    kind: towns
    year: 2016
    structure: 2016
    date: 2016-12-01
    regions: municipalities
    default_regions: [0301]
"""
INDICATOR = """\
id = "inhabitants"
title_nb = "Innbyggere"
definition_nb = "Registrerte innbyggere 1. januar."
source = "population"
operation = "sum"
numerator = { source = "population", column = "total" }
unit = "person"
unit_of_analysis = "person"
additive = true
comparable_between_units = true
smallest_change = { value = 1, unit = "percent" }
decimals = 0
example = { rows = [{ region_code = "1103", total = 2 }, { region_code = "0301", total = 3 }], expected = 5 }
"""
KIND = """\
title_nb = "Innbyggere"
subtitle_nb = "En side"
series_nb = "Prøve"
description_nb = "En prøve."
publisher = "Ingen"
authors = ["Ingen"]
commissioner_nb = "Ingen"
licence = "CC0-1.0"
number_nb = "1"
indicators = ["inhabitants"]
sections = ["summary"]
appendix = ["facts"]
cover = { indicator = "inhabitants", alt_nb = "Pynt", legend_nb = "Pynt" }
"""
SUMMARY = """\
<p>Det bodde {{ num("inhabitants", year) }} mennesker her.</p>
"""


class TinyProject:
    """The project in `root`, run with its own copy of the package so that a test may edit every part of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._originals: dict[str, str] = {}
        for name in ("Snakefile", "uv.lock"):
            shutil.copy(ROOT / name, root)
        for name in ("workflow", "profiles", "data/regions", "data/raw/population", "templates/base"):
            shutil.copytree(ROOT / name, root / name, ignore=NO_CACHES)
        self.write("config/config.yaml", CONFIG)
        self.write("config/indicators/inhabitants.toml", INDICATOR)
        for path in (ROOT / "config/sources/population.toml", *(ROOT / "config").glob("*.toml")):
            self.write(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for kind in ("people", "towns"):
            self.write(f"templates/{kind}/report.toml", KIND)
            self.write(f"templates/{kind}/sections/summary.html.j2", SUMMARY)
            for name in ("report.html.j2", "report.css", "sections/facts.html.j2"):  # the frame of a real report
                shutil.copy(ROOT / "templates/arsverk" / name, root / f"templates/{kind}" / name)

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        """Add to the end of a file; see `take_back`."""
        self._originals.setdefault(name, self.read(name))
        self.write(name, self.read(name) + text)

    def take_back(self) -> None:
        """Undo what was appended."""
        for name, text in self._originals.items():
            self.write(name, text)
        self._originals.clear()

    def build(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`statusrapport build` with these words, its output as text."""
        return subprocess.run([COMMAND, "build", *words], capture_output=True, text=True, check=False, **self.place)

    def start(self) -> subprocess.Popen[str]:
        """Begin such a build, and do not wait for it."""
        return subprocess.Popen([COMMAND, "build"], stdout=PIPE, stderr=PIPE, text=True, **self.place)

    def planned(self) -> set[str]:
        """The jobs that Snakemake would run for the default reports."""
        command = [sys.executable, "-m", "snakemake", "--dry-run"]
        run = subprocess.run(command, capture_output=True, text=True, check=True, **self.place)
        progress = Progress()
        for line in (run.stdout + run.stderr).splitlines():
            progress.read(line)
        return set(progress.running.values())

    @property
    def place(self) -> dict[str, Any]:
        """Where and with which package its processes run."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {"cwd": self.root, "env": {**environment, "PYTHONPATH": str(self.root / "workflow")}}

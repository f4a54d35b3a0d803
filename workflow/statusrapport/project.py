"""Where things are: the folders of a project, and the editions that it builds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from statusrapport.declarations import Declaration, parse_declaration, read_yaml
from statusrapport.errors import UsageError

COUNTRY = "0"  # SSB's code of the whole country


class Edition(Declaration):
    """One report kind for one year: which reports it has and on which municipal structure they stand."""

    id: str = Field(pattern=r"^[a-z]+-\d{4}$")
    kind: str
    year: int
    structure: int
    date: date
    version: str = "1.0"
    previous: str = ""  # the report before it in a series, whose figures stand in config/published/<previous>.toml
    regions: Literal["country", "municipalities"] = "country"
    default_regions: tuple[str, ...] | Literal["all"] = "all"


class Configuration(Declaration):
    """config/config.yaml: the editions to build, and nothing else."""

    editions: dict[str, Edition]


@dataclass(frozen=True)
class Project:
    """A checkout: paths of everything that is read or made, relative names as the documentation gives them."""

    root: Path

    @property
    def config(self) -> Path:
        """Declarations: editions, sources, indicators, rules."""
        return self.root / "config"

    @property
    def results(self) -> Path:
        """What runs make."""
        return self.root / "results"

    @property
    def templates(self) -> Path:
        """One folder per report kind, and base/."""
        return self.root / "templates"

    @property
    def regions(self) -> Path:
        """The region register."""
        return self.root / "data" / "regions"

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """The editions of config.yaml by id. Raises DeclarationError where the file is wrong."""
        path = self.config / "config.yaml"
        content = read_yaml(path)
        for id_, entry in (content.get("editions") or {}).items():
            if isinstance(entry, dict):
                entry.setdefault("id", id_)
        return parse_declaration(content, Configuration, path).editions

    @property
    def structures(self) -> dict[int, int]:
        """The municipal structures that editions stand on, each with the last year that any of them may cite."""
        editions = sorted(self.editions.values(), key=lambda edition: (edition.structure, edition.year))
        return {edition.structure: edition.year for edition in editions}

    def edition(self, id_: str) -> Edition:
        """One edition. Raises UsageError naming those that exist."""
        if id_ not in self.editions:
            known = ", ".join(sorted(self.editions))
            raise UsageError(
                f"there is no edition {id_!r}", file="config/config.yaml", remedy=f"Choose one of: {known}"
            )
        return self.editions[id_]

    def declared(self, folder: str) -> dict[str, Path]:
        """The declarations of config/<folder>/ by id: a new file is all that a new source or indicator takes."""
        return {path.stem: path for path in sorted((self.config / folder).glob("*.toml"))}


def find_project(start: Path | None = None) -> Project:
    """The project that holds `start` (default: the working directory). Raises UsageError outside of one."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "Snakefile").is_file() and (folder / "config" / "config.yaml").is_file():
            return Project(folder)
    raise UsageError(f"{here} lies in no project", remedy="Change to the folder that holds the Snakefile")

"""What all tests share: the project, its region register, and its data brought as far as what may be published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from edition_example import Editions
from statusrapport.disclosure.questionnaires import release_questionnaires
from statusrapport.disclosure.release import release_observations
from statusrapport.indicators.compute import write_indicators
from statusrapport.project import Project
from statusrapport.regions.register import Register, read_register
from statusrapport.sources.declaration import read_source
from statusrapport.sources.prepare import prepare_source, write_prepared
from statusrapport.sources.questionnaire import read_questionnaires
from statusrapport.survey.stage import weight_respondents, write_weighted

settings.register_profile("statusrapport", deadline=None)  # time tells of the machine, not of the code
settings.load_profile("statusrapport")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(Path(__file__).parents[1])


@pytest.fixture(scope="session")
def register(project: Project) -> Register:
    return read_register(project.regions)


@pytest.fixture
def project_copy(project: Project, tmp_path: Path) -> Project:
    """A copy of the project's declarations and of its region register, to be changed. It has no raw data."""
    copy = Project(tmp_path / "copy")
    shutil.copytree(project.config, copy.config)
    shutil.copytree(project.regions, copy.regions)
    return copy


@pytest.fixture(scope="session")
def prepared(project: Project, register: Register, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The prepared sources of the project, by id."""
    folder = tmp_path_factory.mktemp("prepared")
    paths = {id_: folder / f"{id_}.parquet" for id_ in project.declared("sources")}
    for id_, path in paths.items():
        source = read_source(project.declared("sources")[id_])
        questionnaires = read_questionnaires(source, project.root)
        write_prepared(prepare_source(source, project.root, register), path, questionnaires)
    return paths


@pytest.fixture(scope="session")
def weighted(
    project: Project, register: Register, prepared: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The respondents of the project's surveys, weighted, by source."""
    folder = tmp_path_factory.mktemp("weighted")
    population = pd.read_parquet(prepared["population"])
    sources = [read_source(path) for path in project.declared("sources").values()]
    paths = {source.id: folder / f"{source.id}.parquet" for source in sources if source.survey}
    for source in sources:
        if source.id in paths:
            frame, report = weight_respondents(source, pd.read_parquet(prepared[source.id]), population, register)
            write_weighted(frame, report, paths[source.id], paths[source.id].with_suffix(".json"))
    return paths


@pytest.fixture(scope="session")
def released_folder(
    project: Project, prepared: dict[str, Path], weighted: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What the project publishes, as in results/released/."""
    folder = tmp_path_factory.mktemp("released")
    indicators = {id_: folder / "indicators" / f"{id_}.parquet" for id_ in project.declared("indicators")}
    write_indicators(project, prepared, weighted, indicators)
    release_observations(project, indicators, folder)
    release_questionnaires(prepared, folder / "questionnaires.json")
    return folder


@pytest.fixture(scope="session")
def released(released_folder: Path) -> pd.DataFrame:
    """The published observations of all indicators of the project."""
    return pd.read_parquet(released_folder / "observations.parquet")


@pytest.fixture(scope="session")
def editions(project: Project, released_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """The project's own editions, to be rendered."""
    return Editions(project, released_folder, tmp_path_factory.mktemp("editions"))

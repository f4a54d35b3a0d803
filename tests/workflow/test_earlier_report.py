"""The figures of an earlier report on their way from config/published/ into a report's slice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tiny_project import TinyProject

from statusrapport.cli.check import check_declarations
from statusrapport.facts.published import Revisions
from statusrapport.facts.quantity import Calculator
from statusrapport.facts.slice import Slice, read_slice
from statusrapport.files import write_json, write_parquet
from statusrapport.indicators.observations import SCHEMA, to_table
from statusrapport.project import Project
from statusrapport.render.slices import write_slices

EARLIER = "config/published/people-2016.toml"
PUBLISHED = """\
title_nb = "Innbyggere 2016"
document_nb = "Prøveinstituttet 2016"
date = 2016-12-01

[[figures]]
indicator = "inhabitants"
period = "2016"
value = "5 213 985"
"""


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project whose edition people-2017 names the report before it. Nothing of it is built."""
    project = TinyProject(tmp_path)
    project.write(EARLIER, PUBLISHED)
    config = project.read("config/config.yaml")
    project.write("config/config.yaml", config.replace("year: 2017", "year: 2017\n    previous: people-2016"))
    return project


def choose(project: TinyProject, edition: str) -> Slice:
    """The slice of an edition, of a release of one observation."""
    released, target = project.root / "released", project.root / "slices"
    values = {"indicator": "inhabitants", "structure": 2017, "region_type": "country", "region_code": "0"}
    row = dict.fromkeys(SCHEMA.names) | values | {"period": "2016", "breakdown": "", "value": 5_213_985.0}
    words = {"unit_of_analysis": "person", "status": "observed", "confidentiality": "free", "lineage": ""}
    row |= words | {"series_break": False, "synthetic": False}
    write_parquet(released / "observations.parquet", to_table(pd.DataFrame([row], columns=SCHEMA.names)))
    released.mkdir(exist_ok=True)
    columns = ["dimension", "value", "position", "text_nb"]
    pd.DataFrame([], columns=columns).to_parquet(released / "texts.parquet")
    write_json(released / "questionnaires.json", {})
    declared = Project(project.root)
    slices = {"0": target / f"{edition}.parquet"}
    write_slices(declared, declared.edition(edition), released, slices, target / "inputs.json")
    return read_slice(slices["0"])


def test_the_slice_carries_the_figures_of_the_report_that_its_edition_names(project: TinyProject) -> None:
    slice_ = choose(project, "people-2017")
    assert slice_.earlier is not None
    assert (slice_.earlier.id, slice_.earlier.figures[0].value) == ("people-2016", 5_213_985)
    assert Revisions(Calculator(slice_, "0")).check().findings == ()


def test_the_slices_of_other_editions_stay_as_they_are(project: TinyProject) -> None:
    assert choose(project, "towns-2016").earlier is None


def test_its_file_is_an_input_of_the_slices_of_that_edition_alone(project: TinyProject) -> None:
    assert check_declarations(Project(project.root)) == []
    assert "select_observations_people_2017" in project.planned()
    (project.root / EARLIER).unlink()
    (finding,) = check_declarations(Project(project.root))
    assert finding.file == "config/config.yaml"
    assert finding.rule == "people-2017: previous people-2016 does not exist"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('"inhabitants"', '"inhabitant"', "indicator inhabitant does not exist"),
        ('"5 213 985"', '"about five million"', "is no number as it is printed"),
    ],
)
def test_a_mistake_in_it_is_found_before_anything_is_built(old: str, new: str, rule: str, project: TinyProject) -> None:
    project.write(EARLIER, PUBLISHED.replace(old, new))
    (finding,) = check_declarations(Project(project.root))
    assert finding.file == EARLIER
    assert rule in finding.rule

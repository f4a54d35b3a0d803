"""Which indicators are wanted in which municipal structures, and what of the sources belongs to an edition's year."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from report_example import KIND
from slice_example import observation
from statusrapport.facts.slice import METADATA_KEY
from statusrapport.files import write_json, write_parquet
from statusrapport.indicators.observations import SCHEMA, to_table
from statusrapport.project import Project
from statusrapport.render.slices import cited_structures, write_slices

EDITIONS = """
editions:
  early-2013: { kind: early, year: 2013, structure: 2013, date: 2013-12-01 }
  late-2017: { kind: late, year: 2017, structure: 2020, date: 2020-12-01 }
  late-2019: { kind: late, year: 2019, structure: 2020, date: 2020-12-01 }
"""


def make_project(root: Path, **kinds: str) -> Project:
    """A project of three indicators, and report kinds that cite some of them, given as TOML."""
    project = Project(root)
    (project.config / "indicators").mkdir(parents=True)
    for id_ in ("fte", "buyers", "unused"):
        (project.config / "indicators" / f"{id_}.toml").write_text("", encoding="utf-8")
    (project.config / "config.yaml").write_text(EDITIONS, encoding="utf-8")
    for name, cited in kinds.items():
        (project.templates / name).mkdir(parents=True)
        text = KIND.replace('indicators = ["fte", "buyers"]', f"indicators = {cited}")
        (project.templates / name / "report.toml").write_text(text, encoding="utf-8")
    return project


def test_an_indicator_is_wanted_where_an_edition_cites_it_until_the_last_of_their_years(tmp_path: Path):
    cited = cited_structures(make_project(tmp_path, early='["fte"]', late='["fte", "buyers"]'))
    assert cited["fte"] == {2013: 2013, 2020: 2019}
    assert cited["buyers"] == {2020: 2019}


def test_one_that_nobody_cites_is_computed_everywhere(tmp_path: Path):
    cited = cited_structures(make_project(tmp_path, early='["fte"]', late='["fte"]'))
    assert cited["unused"] == cited["buyers"] == {2013: 2013, 2020: 2019}


def test_so_are_all_while_a_report_kind_cannot_be_read(tmp_path: Path):
    cited = cited_structures(make_project(tmp_path, late='["fte"]'))
    assert list(cited.values()) == [{2013: 2013, 2020: 2019}] * 3


# --- What belongs to an edition's year --------------------------------------------------------------------------------


def select(project: Project, root: Path, **changes: int) -> tuple[dict[str, Any], list[str]]:
    """What the slice of arsverk-2017, or of such an edition of another year, tells of IS-24/8, and its raw files."""
    edition = project.edition("arsverk-2017").model_copy(update=changes)
    lineage = "is248/2016/IS-24-8_2016.xlsx#6-9; is248/2017/IS-24-8_2017.csv#5-9"
    rows = [observation("fte_total", 2017, 5.0, structure=edition.structure, lineage=lineage)]
    write_parquet(root / "observations.parquet", to_table(pd.DataFrame(rows, columns=SCHEMA.names)))
    texts = pd.DataFrame({"dimension": ["age"], "value": ["adult"], "position": [0], "text_nb": ["Voksne"]})
    texts.to_parquet(root / "texts.parquet")
    write_json(root / "questionnaires.json", {})
    write_slices(project, edition, root, {"0": root / "0.parquet"}, root / "inputs.json")
    files = json.loads((root / "inputs.json").read_text(encoding="utf-8"))["files"]
    metadata = json.loads(pq.read_schema(root / "0.parquet").metadata[METADATA_KEY])
    return metadata["sources"]["is248"], [file["name"] for file in files if file["source"] == "is248"]


def test_an_edition_is_not_told_of_what_came_after_it(project: Project, tmp_path: Path):
    source, files = select(project, tmp_path)
    assert "series_breaks" not in source
    assert {gap["period"] for gap in source["known_missing"]} == {"2016"}
    assert files == ["IS-24-8_2016.xlsx", "IS-24-8_2017.csv"]


def test_a_later_one_knows_where_the_series_breaks(project: Project, tmp_path: Path):
    source, _ = select(project, tmp_path, year=2020, structure=2020)
    assert [each["period"] for each in source["series_breaks"]] == ["2020"]

"""Which indicators are wanted in which municipal structures."""

from pathlib import Path

from report_example import KIND
from statusrapport.project import Project
from statusrapport.render.slices import cited_structures

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

"""What is withheld of one wave does not come back by way of a change or of a panel."""

import json
from pathlib import Path

import pandas as pd
from survey_example import USERS, estimate, survey, users

from statusrapport.disclosure import release
from statusrapport.disclosure.waves import is_of_withheld, is_rest_small
from statusrapport.files import write_parquet
from statusrapport.indicators.observations import to_table
from statusrapport.project import Project

LEVELS = pd.DataFrame(
    [
        ("2017", "", 100, "free"),
        ("2019", "", 90, "free"),
        ("2017", "age=young", None, "suppressed"),
        ("2019", "age=young", 20, "free"),
        ("2017", "panel=2017_2019", 97, "free"),
        ("2019", "panel=2017_2019", 80, "free"),
    ],
    columns=["period", "breakdown", "n", "confidentiality"],
).assign(structure=2020, region_type="country", region_code="0")


def test_a_panel_that_leaves_few_out_tells_of_them():
    assert LEVELS[is_rest_small(LEVELS, 5)]["n"].tolist() == [97]


def test_a_panel_of_all_leaves_nobody_out():
    assert not is_rest_small(LEVELS.assign(n=LEVELS["n"].replace(97, 100)), 5).any()


def test_a_change_from_or_to_what_is_withheld_tells_it():
    place = {"structure": 2020, "region_type": "country", "region_code": "0"}
    texts = ["since=2017", "age=young;since=2017", "age=young;since=2018"]
    changes = pd.DataFrame({"breakdown": texts, "period": "2019"}).assign(**place)
    assert is_of_withheld(changes, LEVELS).tolist() == [False, True, False]
    turned = changes.assign(period="2017", breakdown=["since=2016", "age=young;since=2016", "since=2015"])
    assert is_of_withheld(turned, LEVELS).tolist() == [False, True, False]


def test_the_release_withholds_them_and_says_how_many(project_copy: Project, tmp_path: Path, monkeypatch):
    """In 2017 three young persons have answered, in 2018 thirty; of all in 2018 two are not in the panel."""
    design = {"weights": "weight", "clusters": "cluster"}
    of_users = {"unit_of_analysis": "user", "design": design, "breakdowns": ["outcome"]}
    first = users("2017", {"0101": ["yes"] * 10 + ["no"] * 10, "0301": ["yes", "no"] * 10})
    second = users("2018", {"0101": ["yes"] * 20 + ["no"] * 10, "0301": ["yes", "no"] * 10, "0104": ["yes", "no"]})
    first["outcome"], second["outcome"] = ["answered"] * 3 + ["refused"] * 37, ["answered"] * 32 + ["refused"] * 20
    both = pd.concat([first, second], ignore_index=True)
    declared = {
        "share": survey(id="share", **of_users, changes="share_change"),
        "share_change": survey(
            "change_between_waves", id="share_change", **of_users, scale=100, unit="percentage points"
        ),
    }
    paths = {id_: tmp_path / f"{id_}.parquet" for id_ in declared}
    for id_, indicator in declared.items():
        write_parquet(paths[id_], to_table(estimate(indicator, both, 2018, source=USERS).frame))
    monkeypatch.setattr(release, "read_indicator", lambda path: declared[path.stem])
    monkeypatch.setattr(release, "read_source", lambda path: USERS.model_copy(update={"id": path.stem}))
    for id_ in declared:
        (project_copy.config / f"indicators/{id_}.toml").write_text("", encoding="utf-8")
    (project_copy.config / "sources/survey.toml").write_text("", encoding="utf-8")
    release.release_observations(project_copy, paths, tmp_path / "released")

    released = pd.read_parquet(tmp_path / "released/observations.parquet")
    withheld = released[released["confidentiality"] == "suppressed"]
    assert set(zip(withheld["indicator"], withheld["period"], withheld["breakdown"], strict=True)) == {
        ("share", "2017", "outcome=answered"),
        ("share", "2018", "panel=2017_2018"),
        ("share_change", "2018", "outcome=answered;since=2017"),
        ("share_change", "2018", "panel=2017_2018;since=2017"),
    }
    audit = json.loads((tmp_path / "released/audit.json").read_text(encoding="utf-8"))
    assert audit["share"]["suppressed"]["rest_of_panel"] == 1
    assert audit["share_change"]["suppressed"]["level_of_change"] == 2
    texts = pd.read_parquet(tmp_path / "released/texts.parquet").set_index(["dimension", "value"])["text_nb"]
    assert texts["since", "2017"] == "Siden 2017"
    assert texts["panel", "2017_2018"] == "Med i både 2017 og 2018"

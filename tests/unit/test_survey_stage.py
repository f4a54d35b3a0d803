"""From all who were asked to weights: the frame, the ladder, the report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from indicators_example import REGISTER
from pydantic import ValidationError
from survey_example import SOURCE, USERS, users

from statusrapport.errors import DeclarationError
from statusrapport.sources.declaration import Source
from statusrapport.sources.microdata import Survey
from statusrapport.survey.frame import build_frame
from statusrapport.survey.stage import (
    DESIGN_COLUMNS,
    GIVEN_COLUMNS,
    read_weighted,
    weight_respondents,
    write_weighted,
)
from statusrapport.survey.weights import compute_ladder

CODES = REGISTER.municipalities(2013)
GROUP = ("0706", "0719", "0720")  # of which the population is known together alone
SURVEY = SOURCE.survey
assert SURVEY is not None


def population() -> pd.DataFrame:
    """Every municipality has 3 000 inhabitants, those of Akershus 30 000."""
    alone = {code: 30_000.0 if code.startswith("02") else 3_000.0 for code in CODES if code not in GROUP}
    people = alone | {"+".join(GROUP): 18_000.0}
    return pd.DataFrame({"region_code": list(people), "period": "2013", "measure": "total", "value": people.values()})


def asked(*, ineligible: str = "") -> pd.DataFrame:
    """One is asked in each municipality, and answers in every second; 0101 has two, of whom one answers."""
    rows = [(code, "answered" if place % 2 == 0 else "refused") for place, code in enumerate(CODES)]
    rows += [("0101", "refused")] + ([(ineligible, "ineligible")] if ineligible else [])
    frame = pd.DataFrame(rows, columns=["region_code", "outcome"]).assign(period="2013", team="yes")
    items = {f"content__{item}": [None, *["yes"] * (len(frame) - 1)] for item in ("nav", "gp", "police")}
    return frame.assign(**items, row=range(1, len(frame) + 1), file="survey/v1/a.sav")


def test_the_frame_has_every_municipality_and_says_who_has_answered():
    frame = build_frame(asked(ineligible="0104"), SURVEY, population(), REGISTER, "2013")
    assert len(frame) == 428
    assert frame.loc["0101", ["county", "asked", "answered", "answers"]].to_list() == ["01", 2, 1, 1]
    assert frame.loc["0104", ["asked", "answered", "answers"]].to_list() == [1, 0, 0]
    assert frame["kostra_group"].isna().all()


def test_a_municipality_whose_population_is_known_with_others_has_the_class_of_their_mean():
    frame = build_frame(asked(), SURVEY, population(), REGISTER, "2013")
    assert set(frame.loc[list(GROUP), "size"]) == {1}  # 6 000 each


def test_a_population_that_is_not_known_is_told():
    people = population()
    with pytest.raises(DeclarationError, match="population of 0101 in 2013 is not known"):
        build_frame(asked(), SURVEY, people[people["region_code"] != "0101"], REGISTER, "2013")


@pytest.mark.parametrize("step", ["cells", "raking", "size"])
def test_the_weights_of_every_step_add_up_to_all_municipalities(step: str):
    frame = build_frame(asked(), SURVEY, population(), REGISTER, "2013")
    chosen = compute_ladder(frame, SURVEY)[step]
    assert chosen.weights.sum() == pytest.approx(428)
    assert chosen.weights.notna().equals(frame["answers"].gt(0))
    by_class = chosen.weights.groupby(chosen.strata).sum()
    assert by_class.to_list() == pytest.approx(chosen.strata.value_counts()[by_class.index].to_list())


def test_a_weight_is_the_municipalities_of_a_class_for_each_that_has_answered():
    frame = build_frame(asked(), SURVEY, population(), REGISTER, "2013")
    cells = compute_ladder(frame, SURVEY)["cells"]
    rogaland = frame[frame["county"] == "11"]
    answering = rogaland[rogaland["answers"] > 0].index
    assert set(cells.weights[answering]) == {len(rogaland) / len(answering)}


def test_respondents_keep_their_answers_and_get_the_columns_of_the_design():
    weighted, report = weight_respondents(SOURCE, asked(), population(), REGISTER)
    assert set(DESIGN_COLUMNS) < set(weighted.columns)
    assert set(weighted["outcome"]) == {"answered"}
    assert weighted["weight"].equals(weighted["weight_cells"])
    assert (weighted["cluster"] == weighted["region_code"]).all()
    assert report["2013"]["response"]["all"]["municipalities_answering"] == 214
    assert report["2013"]["response"]["kostra_group"] == "KOSTRA groups are not verified before 2020"
    assert report["2013"]["item_nonresponse"]["content__nav"] == {"missing": 1, "rate": 1 / 214}
    assert report["2013"]["ladder"]["size"]["design_effect"] <= report["2013"]["ladder"]["cells"]["design_effect"]


def test_a_source_without_a_survey_has_nobody_to_weight():
    plain = SOURCE.model_copy(update={"survey": None})
    with pytest.raises(DeclarationError, match="survey declares no survey"):
        weight_respondents(plain, asked(), population(), REGISTER)


# --- Without a disposition, and with weights that are given -----------------------------------------------------------

OPEN = SOURCE.model_copy(update={"survey": Survey(weighting="size", classes=("size",), confidential=False)})


def test_without_a_disposition_every_row_is_an_answer():
    rows = asked()
    weighted, report = weight_respondents(OPEN, rows, population(), REGISTER)
    assert (len(weighted), report["2013"]["disposition"]) == (len(rows), {})
    assert report["2013"]["response"]["all"]["municipalities_answering"] == 428


def test_the_classes_of_all_municipalities_go_with_the_weights(tmp_path: Path):
    weighted, report = weight_respondents(SOURCE, asked(), population(), REGISTER)
    write_weighted(weighted, report, tmp_path / "survey.parquet", tmp_path / "survey.json")
    found = read_weighted(tmp_path / "survey.parquet", SOURCE)
    own = weighted.drop_duplicates("cluster").set_index("cluster")["stratum"]
    assert {code: found.strata["2013"][code] for code in own.index} == own.to_dict()
    assert set(found.strata["2013"]) == set(CODES)
    assert (found.is_confidential, len(found.respondents)) == (True, len(weighted))
    assert not read_weighted(tmp_path / "survey.parquet", OPEN).is_confidential


def test_given_weights_are_taken_as_they_are(tmp_path: Path):
    rows = users("2013", {"0101": ["yes", "no"], "0301": ["yes", "yes", "no"]}, {"0101": 0.5, "0301": 1.5})
    weighted, report = weight_respondents(USERS, rows.drop(columns=["weight", "cluster"]), population(), REGISTER)
    assert set(GIVEN_COLUMNS) < set(weighted.columns)
    assert weighted["weight"].tolist() == [0.5, 0.5, 1.5, 1.5, 1.5]
    assert (weighted["cluster"] == weighted["region_code"]).all()
    assert report["2013"]["response"] == {"municipalities": 2, "persons_answering": 5}
    assert report["2013"]["weights"] == {
        "least": 0.5,
        "largest": 1.5,
        "design_effect": pytest.approx(5 * 7.25 / 5.5**2),
    }
    write_weighted(weighted, report, tmp_path / "survey.parquet", tmp_path / "survey.json")
    assert read_weighted(tmp_path / "survey.parquet", USERS).strata == {}


@pytest.mark.parametrize("weight", [0.0, -1.0, None])
def test_a_given_weight_that_is_none_is_told(weight: float | None):
    rows = users("2013", {"0101": ["yes", "no"]})
    rows["hours"] = [1.0, weight]
    with pytest.raises(DeclarationError, match="1 respondents of 2013 have no weight above zero"):
        weight_respondents(USERS, rows, population(), REGISTER)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"weighting": "cells", "disposition": "outcome"}, "declare both or none"),
        ({"weighting": "given"}, "weights are named where weighting is"),
        ({"weighting": "size", "weights": "hours"}, "weights are named where weighting is"),
        ({"weighting": "given", "weights": "hours", "confidential": False}, "confidential cannot be false"),
    ],
)
def test_a_survey_that_does_not_say_who_and_how_is_refused(declared: dict[str, object], words: str):
    with pytest.raises(ValidationError, match=words):
        Survey.model_validate(declared)


def test_given_weights_are_a_measure_of_the_source():
    content = SOURCE.model_dump() | {"survey": {"weighting": "given", "weights": "days"}}
    with pytest.raises(ValidationError, match="weights 'days' is not a measure"):
        Source.model_validate(content)

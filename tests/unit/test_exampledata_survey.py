"""The invented survey of 2013: the weighted estimates are the seed's figures, and the file is as real ones are."""

from __future__ import annotations

import struct
from datetime import datetime
from itertools import chain, pairwise
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from statusrapport.exampledata.municipalities import read_inhabitants
from statusrapport.exampledata.survey_file import add_sets, fix_date
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import read_source
from statusrapport.sources.prepare import prepare_source

FIGURES = [
    ("share__group", ["over_75"], 0.31, 0.36),
    ("share__coordinator", ["50_75"], 0.31, 0.36),
    ("share__plan", ["50_75", "over_75"], 0.15, 0.20),
    ("problem_definition", ["consequences"], 0.58, 0.66),
    ("finances", ["mostly_sufficient"], 0.19, 0.21),
    ("finances", ["some_degree", "small_degree"], 0.65, 0.68),
    ("need__nav", ["very_great"], 0.69, 0.78),
    ("need__mental_health", ["very_great"], 0.64, 0.73),
    ("need__gp", ["very_great"], 0.60, 0.67),
    ("satisfaction__mental_health", ["very", "fairly"], 0.86, 0.90),
    ("satisfaction__nav", ["very", "fairly"], 0.86, 0.90),
    ("satisfaction__gp", ["very", "fairly"], 0.78, 0.82),
    ("earmark_needed", ["strongly_agree", "agree"], 0.95, 0.99),
]
ORDERS = [
    ("amount", ["very_much", "much"], [("mental_health", "nav", "gp"), ("tsb", "other_specialist"), ("voluntary",)]),
    (
        "unmet",
        ["very_great", "great"],
        [("suitable_housing", "staffed_housing"), ("work", "low_threshold"), ("detox",)],
    ),
]


@pytest.fixture(scope="module")
def asked(project: Project, register: Register) -> pd.DataFrame:
    """All who were asked, with the size class of their municipality."""
    source = read_source(project.declared("sources")["survey_2013"])
    sizes = read_inhabitants(project, register, 2013).map(lambda number: register.size_class(int(number)))
    frame = prepare_source(source, project.root, register)
    return frame.assign(size=frame["region_code"].map(sizes))


@pytest.fixture(scope="module")
def respondents(asked: pd.DataFrame) -> pd.DataFrame:
    """Those who answered, with `weight`: municipalities of the size class to those of them that answered."""
    own = asked[asked["disposition"].isin(["complete", "partial"])]
    number = asked.groupby("size")["region_code"].nunique() / own.groupby("size")["region_code"].nunique()
    return own.assign(weight=own["size"].map(number))


def share_of_municipalities(respondents: pd.DataFrame, column: str, values: list[str]) -> float:
    """The weighted share; that of a municipality with two respondents is the mean of both."""
    own = respondents[respondents[column].notna() & ~respondents[column].isin(["not_relevant"])]
    if column.startswith("satisfaction"):
        own = own[own[column] != "dont_know"]
    units = (
        own.assign(y=own[column].isin(values)).groupby("region_code").agg(y=("y", "mean"), weight=("weight", "first"))
    )
    return float((units["y"] * units["weight"]).sum() / units["weight"].sum())


@pytest.mark.parametrize(("column", "values", "lower", "upper"), FIGURES)
def test_the_weighted_shares_are_those_of_the_seed(
    respondents: pd.DataFrame, column: str, values: list[str], lower: float, upper: float
) -> None:
    assert lower < share_of_municipalities(respondents, column, values) < upper


@pytest.mark.parametrize(("battery", "values", "groups"), ORDERS)
def test_the_order_of_partners_and_of_needs_is_that_of_the_seed(
    respondents: pd.DataFrame, battery: str, values: list[str], groups: list[tuple[str, ...]]
) -> None:
    shares = [
        [share_of_municipalities(respondents, f"{battery}__{item}", values) for item in group] for group in groups
    ]
    for before, after in pairwise(shares):
        assert min(before) > max(after) + 0.12
    assert [share for group in shares for share in group] == sorted(chain.from_iterable(shares), reverse=True)


def test_weights_matter(respondents: pd.DataFrame) -> None:
    unweighted = respondents["finances"].dropna().eq("mostly_sufficient").mean()
    weighted = share_of_municipalities(respondents, "finances", ["mostly_sufficient"])
    assert weighted - unweighted > 0.005


def test_all_municipalities_are_asked_and_small_ones_answer_less(
    asked: pd.DataFrame, respondents: pd.DataFrame, register: Register
) -> None:
    assert set(asked["region_code"]) == set(register.municipalities(2013))
    rates = respondents.groupby("size")["region_code"].nunique() / asked.groupby("size")["region_code"].nunique()
    order = ["under_5000", "5000_19999", "20000_49999", "50000_plus"]
    assert rates[order].is_monotonic_increasing
    assert respondents["region_code"].nunique() / asked["region_code"].nunique() == pytest.approx(0.6, abs=0.01)
    assert respondents["size"].value_counts().min() >= 25
    counties = respondents["region_code"].str[:2].value_counts()
    assert (counties.drop("03").min() >= 5, counties["03"]) == (True, 2)


def test_two_respondents_of_a_municipality_sometimes_disagree(respondents: pd.DataFrame) -> None:
    two = respondents[respondents.duplicated("region_code", keep=False)]
    differ = two.dropna(subset=["finances"]).groupby("region_code")["finances"].nunique() > 1
    assert two["region_code"].nunique() == 40
    assert 0.05 < differ.mean() < 0.5


def test_few_pass_a_question_over(respondents: pd.DataFrame) -> None:
    asked = respondents[[name for name in respondents.columns if "__" in name]]
    assert 0.0 < asked.isna().mean().max() < 0.07


def test_the_header_has_a_fixed_date_and_the_file_its_sets(project: Project) -> None:
    source = read_source(project.declared("sources")["survey_2013"])
    _, said = pyreadstat.read_sav(source.path(source.files[0], project.root), metadataonly=True)
    assert said.creation_time == datetime(2013, 12, 2, 10, 15)
    assert set(said.mr_sets) == {"vente", "under", "etter", "ulemper"}


def test_a_set_is_added_as_an_extension_record(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}), path)
    changed = add_sets(fix_date(path.read_bytes()), ["$boks=D1 1 4 Bøk a b\n"])
    assert len(changed) == path.stat().st_size + struct.calcsize("<4i") + len("$boks=D1 1 4 Bøk a b\n".encode())
    path.write_bytes(changed)
    frame, said = pyreadstat.read_sav(path)
    assert frame.to_numpy().tolist() == [[1, 0], [0, 1]]
    assert (said.mr_sets["boks"]["label"], said.mr_sets["boks"]["variable_list"]) == ("Bøk", ["a", "b"])

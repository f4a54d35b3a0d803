"""The invented user surveys: the weighted shares are the wanted ones, and the files are as real ones are."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pyreadstat
import pytest

from statusrapport.exampledata.user_survey_form import QUESTIONS, YEARS
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import Source, read_source
from statusrapport.sources.prepare import prepare_source

LARGEST_FILE = 600_000  # bytes


@pytest.fixture(scope="module")
def source(project: Project) -> Source:
    return read_source(project.declared("sources")["user_survey"])


@pytest.fixture(scope="module")
def users(source: Source, project: Project, register: Register) -> pd.DataFrame:
    return prepare_source(source, project.root, register)


@pytest.mark.parametrize("year", YEARS)
def test_the_weighted_shares_of_every_answer_are_the_wanted_ones(
    users: pd.DataFrame, source: Source, year: int
) -> None:
    own = users[users["period"] == str(year)]
    by_column = {dimension.column: (name, dimension.codes) for name, dimension in source.dimensions.items()}
    for question in QUESTIONS:
        name, codes = by_column[question.column]
        asked = own[own[name].notna() & (own[name] != "not_relevant")]
        shares = asked.groupby(name)["weight"].sum() / asked["weight"].sum()
        wanted = {codes[str(code)]: share for code, share in question.shares[year].items()}
        assert shares.to_dict() == pytest.approx(wanted, abs=0.003)


def test_six_thousand_answer_each_year_in_mostly_the_same_municipalities(users: pd.DataFrame) -> None:
    counts = users.groupby("period").size()
    assert counts.between(5_800, 6_200).all()
    places = users.groupby("period")["region_code"].nunique()
    assert places.between(60, 90).all()
    first, last = (set(users.loc[users["period"] == year, "region_code"]) for year in ("2018", "2019"))
    assert len(first & last) > 0.8 * min(len(first), len(last))
    assert users.groupby(["period", "region_code"]).size().min() >= 15


def test_codes_are_those_of_the_year(users: pd.DataFrame) -> None:
    """1601 Trondheim was renumbered in 2018, 0709 Larvik merged with Lardal."""
    by_year = users.groupby("period")["region_code"].unique().map(set)
    assert {"1601", "0709"} <= by_year["2017"]
    assert {"5001", "0712"} <= by_year["2018"]


def test_few_pass_a_question_over_and_those_whom_it_does_not_concern_say_so(users: pd.DataFrame) -> None:
    questions = [name for name in users.columns if name.startswith("user_")]
    assert 0 < users[questions].isna().mean().max() < 0.03
    no_stay = users["user_inpatient_followup"] == "not_relevant"
    assert (users.loc[no_stay, "user_coordination"] == "not_relevant").all()
    both = users["user_both_help"].notna() & (users["user_both_help"] != "not_relevant")
    assert (users.loc[both, "user_mental_health"] == "yes").all()


def test_users_of_a_municipality_are_a_little_alike_and_weights_differ(users: pd.DataFrame) -> None:
    assert users["weight"].between(0.3, 3).all()
    assert users.groupby("period")["weight"].mean().tolist() == pytest.approx([1, 1, 1], abs=0.001)


def test_the_files_are_small_and_say_themselves_what_their_codes_mean(source: Source, project: Project) -> None:
    for file in source.files:
        path = source.path(file, project.root)
        _, said = pyreadstat.read_sav(path, metadataonly=True, user_missing=True)
        assert path.stat().st_size < LARGEST_FILE
        assert said.creation_time == datetime.strptime(
            f"{file.received:%Y-%m-%d} {said.creation_time:%H:%M}", "%Y-%m-%d %H:%M"
        )
        assert said.column_names_to_labels["q13"] == "I hvilken grad er voksne pårørende ivaretatt?"
        assert said.missing_ranges["q13"] == [{"lo": code, "hi": code} for code in (97.0, 98.0, 99.0)]

"""The invented grants, services and accounts: totals are met, and the files are as real ones are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from statusrapport.exampledata.grants import (
    DIVISION,
    MUNICIPAL,
    VOLUNTARY,
    apportion,
    compute_grants,
    divide,
    earmarked,
)
from statusrapport.exampledata.municipalities import read_inhabitants
from statusrapport.exampledata.services import BOUGHT, EXPENDITURE, SERVICES, SIZES
from statusrapport.project import COUNTRY, Project
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import read_source
from statusrapport.sources.prepare import prepare_source
from statusrapport.sources.readers import read_raw


@pytest.fixture(scope="module")
def inhabitants(project: Project, register: Register) -> pd.Series:
    return read_inhabitants(project, register, 2013)


@pytest.fixture(scope="module")
def grants(inhabitants: pd.Series, register: Register) -> pd.DataFrame:
    return compute_grants(np.random.default_rng(1), inhabitants, register)


def prepare(project: Project, register: Register, source: str) -> pd.DataFrame:
    return prepare_source(read_source(project.declared("sources")[source]), project.root, register)


def test_whole_numbers_in_proportion_add_up_to_the_total() -> None:
    assert apportion(np.array([1.0, 1.0, 1.0]), 10).tolist() == [4, 3, 3]
    assert apportion(np.array([0.0, 2.0, 6.0]), 4).tolist() == [0, 1, 3]


@pytest.mark.parametrize(("post", "totals"), [("61", MUNICIPAL), ("71", VOLUNTARY)])
def test_grants_meet_the_totals_of_each_purpose_whatever_is_drawn(
    grants: pd.DataFrame, post: str, totals: dict[int, dict[str, int]]
) -> None:
    sums = grants[grants["post"] == post].groupby(["year", "purpose"])["amount"].sum()
    assert sums.to_dict() == {(year, purpose): total for year, by in totals.items() for purpose, total in by.items()}


def test_grants_go_to_municipalities_of_the_year(grants: pd.DataFrame, register: Register) -> None:
    for year, own in grants[grants["post"] == "61"].groupby("year"):
        assert set(own["code"]) <= set(register.municipalities(int(str(year))))
    assert {"1901", "1903"} & set(grants["code"])


def test_organisations_work_in_a_county_or_in_the_country(grants: pd.DataFrame, register: Register) -> None:
    places = set(grants.loc[grants["post"] == "71", "code"])
    assert places == {COUNTRY, *register.counties(2013)}


def test_large_municipalities_nearly_always_have_a_grant(grants: pd.DataFrame, inhabitants: pd.Series) -> None:
    has = set(earmarked(grants, 2012))
    share = {
        large: np.mean([code in has for code in inhabitants.index[inhabitants.gt(20_000) == large]])
        for large in (True, False)
    }
    assert share[True] > 0.85 > 0.7 > share[False] > 0.4


def test_what_was_divided_adds_up_again(inhabitants: pd.Series) -> None:
    everyone = divide(inhabitants)
    for whole, parts in DIVISION.items():
        assert everyone[list(parts)].sum() == pytest.approx(everyone[whole])


def test_accounts_balance_and_meet_their_totals(project: Project, register: Register) -> None:
    accounts = prepare(project, register, "municipal_accounts")
    sums = accounts.groupby(["period", "measure"])["value"].sum()
    for year, total in EXPENDITURE.items():
        assert sums[str(year), "expenditure"] == sums[str(year), "income"] == total
        bought = accounts[(accounts["period"] == str(year)) & (accounts["use"] == "voluntary")]["value"].sum()
        assert bought == pytest.approx(BOUGHT[year]["FRIV"], rel=0.01)
    own = accounts.groupby(["region_code", "period", "measure"])["value"].sum(min_count=1).unstack("measure").dropna()
    assert (own["expenditure"] == own["income"]).all()


def test_earmarked_income_is_the_grant_of_the_register(project: Project, register: Register) -> None:
    accounts, grants = (prepare(project, register, source) for source in ("municipal_accounts", "grants"))
    income = accounts[(accounts["funding"] == "earmarked") & accounts["value"].notna()]
    given = grants[grants["post"] == "municipal"].groupby(["region_code", "period"])["value"].sum()
    for code, period, value in income[["region_code", "period", "value"]].itertuples(index=False):
        assert given[code, period] == value * 1000


def test_services_meet_their_quotas(project: Project, register: Register, inhabitants: pd.Series) -> None:
    services = prepare(project, register, "municipal_services").dropna(subset=["value"])
    sizes = services["region_code"].map(inhabitants).map(lambda number: register.size_class(int(number)))
    shares = services.groupby([services["task"], sizes])["value"].mean()
    for task, code in (("outreach", "OPP"), ("activity", "AKT")):
        for size, share in zip(SIZES, SERVICES[code], strict=True):
            assert shares[task, size] == pytest.approx(share, abs=0.03)


def test_the_files_of_grants_are_as_real_ones_are(project: Project) -> None:
    source = read_source(project.declared("sources")["grants"])
    early, late = (read_raw(source.path(file, project.root), file) for file in source.files)
    assert early["Tildelt beløp (kr)"].str.contains(" ").any(), "numbers as text"
    assert set(early["Formål"]) >= {"MØTE", "MOTE"}
    assert late["Tildelt beløp (1000 kr)"].str.contains("\u00a0").any()
    assert not early["Saksnr"].duplicated().any()

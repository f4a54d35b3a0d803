"""The region register against facts from outside: totals of the country are conserved, and no series jumps at a reform.

Needs the folder of reference facts in the environment variable STATUSRAPPORT_REFERENCE.
"""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from statusrapport.regions.mapping import map_region, not_estimable, region_table
from statusrapport.regions.register import read_register

if not os.environ.get("STATUSRAPPORT_REFERENCE"):
    pytest.skip("STATUSRAPPORT_REFERENCE is not set", allow_module_level=True)

REFERENCE = Path(os.environ["STATUSRAPPORT_REFERENCE"])
YEARS = range(2013, 2027)  # that the reference covers; the register begins earlier
REGISTER = read_register(Path(__file__).parents[2] / "data" / "regions")

BEFORE = {"1723", "1729", "1901", "1915"}  # which ended before the reference begins

# Published by SSB for the country, independently of the sums over municipalities
NATIONAL = {2015: 5165802, 2018: 5295619, 2020: 5367580, 2021: 5391369, 2022: 5425270, 2023: 5488984, 2024: 5550203}


def read_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def population() -> dict[int, dict[str, int]]:
    """Persons on 1 January, by year and code; three municipalities are known only together before 2017."""
    persons = defaultdict(dict)
    for row in read_rows("population.csv"):
        persons[int(row["year"])][row["region_code"]] = int(row["total"])
    for row in read_rows("population_groups.csv"):
        persons[int(row["year"])][row["region_codes"].replace(" ", "+")] = int(row["total"])
    return dict(persons)


def carry(persons: dict[str, int], year: int, structure: int) -> dict[tuple[str, str], int]:
    """The persons of a year in another structure, by kind and code."""
    table = region_table(REGISTER, year, structure)
    carried = defaultdict(int)
    for code, number in persons.items():
        carried[table[code].kind, table[code].target] += number
    return carried


def series(population: dict[int, dict[str, int]], structure: int) -> dict[str, dict[int, int]]:
    """The persons of each municipality of a structure over time, in the years for which they can be given."""
    by_code = defaultdict(dict)
    for year, persons in population.items():
        missing = not_estimable(REGISTER, year, structure)
        for (kind, code), number in carry(persons, year, structure).items():
            if kind == "municipality" and code not in missing:
                by_code[code][year] = number
    return by_code


def test_every_code_of_the_population_is_valid_in_its_year(population):
    assert [(c, y) for y, persons in population.items() for c in persons if not REGISTER.is_valid(c, y)] == []


@pytest.mark.parametrize("year", NATIONAL)
def test_the_municipalities_add_up_to_the_published_population_of_the_country(population, year):
    assert sum(carry(population[year], year, 2024).values()) == NATIONAL[year]


@pytest.mark.parametrize("year", YEARS)
def test_the_population_of_the_country_is_the_same_in_every_structure(population, year):
    total = sum(population[year].values())
    assert {sum(carry(population[year], year, structure).values()) for structure in YEARS} == {total}


@pytest.mark.parametrize("structure", [2013, 2018, 2020, 2024])
def test_no_municipality_jumps_when_codes_change(population, structure):
    """The most are border adjustments: the part of Stokke that went to Tønsberg is 6.3 % of Tønsberg."""
    for persons in series(population, structure).values():
        for reform in {2017, 2018, 2019, 2020, 2024} & persons.keys():
            before = persons.get(reform - 1, 0)
            if before > 5000:
                assert abs(persons[reform] / before - 1) < 0.07


@pytest.mark.parametrize("structure", [2018, 2020, 2024])
def test_no_county_jumps_between_years(population, structure):
    """In municipalities that can be given in every year."""
    by_county = defaultdict(lambda: defaultdict(int))
    for code, persons in series(population, structure).items():
        if len(persons) == len(YEARS):
            for year, number in persons.items():
                by_county[REGISTER.county_of(code, structure)][year] += number
    assert set(by_county) == set(REGISTER.counties(structure))
    for persons in by_county.values():
        assert all(abs(persons[year + 1] / persons[year] - 1) < 0.03 for year in YEARS[:-1])


def test_haram_has_as_many_inhabitants_after_the_merger_as_before(population):
    haram = series(population, 2024)["1580"]
    assert set(haram) == {*range(2013, 2020), 2024, 2025, 2026}
    assert haram[2019] == population[2019]["1534"]
    assert abs(haram[2024] / haram[2019] - 1) < 0.03


def test_the_group_of_vestfold_goes_to_sandefjord_but_for_what_went_to_tønsberg(population):
    sandefjord = series(population, 2017)["0710"]
    assert (sandefjord[2016], sandefjord[2017]) == (63414, 62019)


def test_municipalities_agree_with_the_reference():
    rows = read_rows("municipalities.csv")
    assert {row["region_code"] for row in rows} == set(REGISTER.municipality_names) - BEFORE
    for row in rows:
        begin, end = int(row["valid_from"][:4]), int(row["valid_to"][:4] or YEARS.stop)
        assert [year for year in YEARS if REGISTER.is_valid(row["region_code"], year)] == list(range(begin, end))
        assert REGISTER.name(row["region_code"], end - 1) == row["name"]
        assert REGISTER.county_of(row["region_code"], begin) == row["county_code"]


def test_counties_agree_with_the_reference():
    for row in read_rows("counties.csv"):
        begin, end = int(row["valid_from"][:4]), int(row["valid_to"][:4] or YEARS.stop)
        code = row["county_code"]
        assert [year for year in YEARS if code in REGISTER.counties(year)] == list(range(begin, end))
        assert REGISTER.name(code, begin) == row["name"]


def test_changes_agree_with_the_reference():
    rows = [row for row in read_rows("municipality_changes.csv") if row["kind"] != "renamed"]
    expected = [(row["date"], row["old_code"], row["new_code"], row["kind"]) for row in rows]
    assert [
        (str(c.date), c.old_code, c.new_code, c.kind) for c in REGISTER.changes if c.old_code not in BEFORE
    ] == expected


def test_renamed_municipalities_have_the_new_name_from_the_day_of_the_reference():
    for row in (row for row in read_rows("municipality_changes.csv") if row["kind"] == "renamed"):
        code, year = row["old_code"], int(row["date"][:4])
        assert f"name {REGISTER.name(code, year - 1)} -> {REGISTER.name(code, year)}" in row["note"]


def test_the_areas_of_a_split_agree_with_the_notes_of_the_reference():
    for row in read_rows("municipality_changes.csv"):
        _, is_known, origins = row["note"].partition("the area of ")
        if is_known:
            for code in origins.removesuffix(" before 2020").split():
                assert map_region(REGISTER, code, 2019, 2024).target == row["new_code"]


@pytest.mark.parametrize(("name", "year"), [("kostra_groups_2020.csv", 2020), ("kostra_groups_2024.csv", 2024)])
def test_kostra_groups_agree_with_the_reference(name, year):
    expected = {row["region_code"]: row["kostra_group"] for row in read_rows(name)}
    assert {code: REGISTER.kostra_group(code, year) for code in REGISTER.municipalities(year)} == expected

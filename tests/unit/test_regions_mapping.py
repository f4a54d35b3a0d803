"""Carrying codes to another structure: the cases of the Norwegian reforms, and what holds for every code and year."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusrapport.errors import DeclarationError, UsageError
from statusrapport.regions.mapping import RegionMapping, map_region, not_estimable, parts, region_table
from statusrapport.regions.register import YEARS, read_register

REGISTER = read_register(Path(__file__).parents[2] / "data" / "regions")
VESTFOLD_GROUP = "0706+0719+0720"

years = st.sampled_from(YEARS)
codes_with_year = years.flatmap(lambda year: st.tuples(st.sampled_from(REGISTER.municipalities(year)), st.just(year)))


def place(code: str, year: int, structure: int) -> tuple[str, str]:
    mapping = map_region(REGISTER, code, year, structure)
    return mapping.target, mapping.kind


def test_oslo_stays_oslo():
    assert map_region(REGISTER, "0301", 2013, 2026) == RegionMapping("0301", "municipality", is_unchanged=True)


def test_a_merged_municipality_goes_to_the_one_that_receives_it():
    assert place("0122", 2013, 2020) == ("3014", "municipality")
    assert place("0122", 2013, 2024) == ("3118", "municipality")


def test_a_code_that_absorbs_others_is_not_unchanged():
    assert map_region(REGISTER, "1103", 2019, 2020) == RegionMapping("1103", "municipality", is_unchanged=False)
    assert map_region(REGISTER, "1103", 2016, 2019) == RegionMapping("1103", "municipality", is_unchanged=True)


def test_stavanger_of_2020_is_stavanger_with_finnøy_and_rennesøy():
    assert parts(REGISTER, "1103", 2016, 2020) == ("1103", "1141", "1142")
    assert parts(REGISTER, "1103", 2016, 2016) == ("1103",)


def test_a_merged_municipality_cannot_be_divided_backward():
    assert place("1103", 2020, 2019) == ("1103", "residual")
    assert {"1103", "1141", "1142"} <= not_estimable(REGISTER, 2020, 2019)


def test_a_renumbered_municipality_goes_back():
    assert map_region(REGISTER, "5001", 2018, 2017) == RegionMapping("1601", "municipality", is_unchanged=True)


def test_a_change_of_name_alone_changes_nothing():
    assert map_region(REGISTER, "1940", 2016, 2017) == RegionMapping("1940", "municipality", is_unchanged=True)


def test_haram_of_today_is_haram_before_the_merger():
    assert map_region(REGISTER, "1534", 2013, 2024) == RegionMapping("1580", "municipality", is_unchanged=True)
    assert place("1580", 2024, 2019) == ("1534", "municipality")
    assert parts(REGISTER, "1580", 2019, 2024) == ("1534",)


def test_ålesund_of_today_is_the_other_four_before_the_merger():
    assert parts(REGISTER, "1508", 2019, 2024) == ("1504", "1523", "1529", "1546")
    assert not {"1508", "1580"} & not_estimable(REGISTER, 2019, 2024)


def test_ålesund_of_2020_to_2023_cannot_be_divided():
    assert place("1507", 2021, 2024) == ("1507", "residual")
    assert not_estimable(REGISTER, 2021, 2024) == {"1508", "1580"}


def test_ålesund_and_haram_of_today_are_together_ålesund_of_2020():
    assert parts(REGISTER, "1507", 2024, 2020) == ("1508", "1580")


def test_snillfjord_is_renumbered_in_2018_and_divided_in_2020():
    assert place("1613", 2017, 2018) == ("5012", "municipality")
    assert place("1613", 2017, 2020) == ("1613", "residual")
    assert place("5012", 2019, 2020) == ("5012", "residual")


def test_tysfjord_cannot_be_divided():
    assert place("1850", 2019, 2020) == ("1850", "residual")


@pytest.mark.parametrize("year", range(2013, 2020))
def test_what_receives_a_part_of_snillfjord_or_tysfjord_is_not_estimable(year):
    heim, hitra, orkland, narvik, hamarøy = "5055", "5056", "5059", "1806", "1875"
    assert not_estimable(REGISTER, year, 2020) == {heim, hitra, orkland, narvik, hamarøy}


def test_the_parts_of_what_is_not_estimable_are_those_that_go_there_whole():
    assert parts(REGISTER, "5055", 2019, 2020) == ("1571", "5011")


def test_a_reporting_group_goes_where_all_its_members_go():
    assert place(VESTFOLD_GROUP, 2016, 2017) == ("0710", "municipality")
    assert place(VESTFOLD_GROUP, 2013, 2026) == ("3907", "municipality")
    assert place("0720", 2016, 2017) == ("0710", "municipality")


def test_a_reporting_group_is_a_residual_where_its_members_are_apart():
    assert place(VESTFOLD_GROUP, 2016, 2014) == (VESTFOLD_GROUP, "residual")


def test_a_code_of_another_year_is_refused_with_its_remedy():
    with pytest.raises(UsageError, match="Write 5001 Trondheim"):
        map_region(REGISTER, "1601", 2018, 2020)


def test_a_structure_that_is_not_covered_is_refused():
    with pytest.raises(DeclarationError, match="2031"):
        map_region(REGISTER, "0301", 2017, 2031)


@settings(deadline=None)
@given(codes_with_year)
def test_a_code_is_itself_in_the_structure_of_its_own_year(code_with_year):
    code, year = code_with_year
    assert map_region(REGISTER, code, year, year) == RegionMapping(code, "municipality", is_unchanged=True)


@settings(deadline=None)
@given(years, years)
def test_every_code_has_one_mapping_to_a_valid_target_or_to_itself_as_a_residual(year, structure):
    table = region_table(REGISTER, year, structure)
    assert set(table) == {*REGISTER.municipalities(year), *REGISTER.reporting_groups(year)}
    for code, mapping in table.items():
        is_placed = mapping.kind == "municipality"
        assert mapping.target in REGISTER.municipalities(structure) if is_placed else mapping.target == code


@settings(deadline=None)
@given(codes_with_year, years)
def test_what_is_unchanged_comes_back_as_it_was(code_with_year, structure):
    code, year = code_with_year
    mapping = map_region(REGISTER, code, year, structure)
    if mapping.is_unchanged and mapping.kind == "municipality":
        assert map_region(REGISTER, mapping.target, structure, year).target == code


@settings(deadline=None)
@given(codes_with_year, years, years)
def test_a_detour_that_is_exact_leads_to_the_same_place(code_with_year, stop, structure):
    code, year = code_with_year
    detour = map_region(REGISTER, code, year, stop)
    if detour.kind == "municipality":
        onward = map_region(REGISTER, detour.target, stop, structure)
        if onward.kind == "municipality":
            assert place(code, year, structure) == (onward.target, "municipality")


@settings(deadline=None)
@given(years, years)
def test_parts_are_the_inverse_of_the_mapping(year, structure):
    table = region_table(REGISTER, year, structure)
    for target in REGISTER.municipalities(structure):
        placed = [c for c in REGISTER.municipalities(year) if table[c].target == target]
        expected = [c for c in placed if table[c].kind == "municipality"]
        assert list(parts(REGISTER, target, year, structure)) == expected


@settings(deadline=None)
@given(years, years)
def test_a_target_is_estimable_when_its_parts_are_all_of_it(year, structure):
    missing = not_estimable(REGISTER, year, structure)
    for target in REGISTER.municipalities(structure):
        members = parts(REGISTER, target, year, structure)
        area = frozenset().union(*(REGISTER.area(code, year) for code in members))
        assert (area == REGISTER.area(target, structure)) == (target not in missing)

"""The region register: codes and their validity, names, groups, and what is said of a code that is wrong."""

from pathlib import Path

import pytest

from statusrapport.errors import DeclarationError, UsageError
from statusrapport.regions.register import YEARS, read_register

REGISTER = read_register(Path(__file__).parents[2] / "data" / "regions")
VESTFOLD_GROUP = "0706+0719+0720"


def test_the_number_of_municipalities_is_that_of_each_year():
    counts = {year: len(REGISTER.municipalities(year)) for year in YEARS}
    expected = dict.fromkeys(range(2009, 2012), 430) | {2012: 429} | dict.fromkeys(range(2013, 2017), 428)
    expected |= {2017: 426} | dict.fromkeys((2018, 2019), 422)
    expected |= dict.fromkeys(range(2020, 2024), 356) | dict.fromkeys(range(2024, 2027), 357)
    assert counts == expected


def test_the_number_of_counties_is_that_of_each_year():
    counts = {year: len(REGISTER.counties(year)) for year in YEARS}
    expected = dict.fromkeys(range(2009, 2018), 19) | dict.fromkeys((2018, 2019), 18)
    expected |= dict.fromkeys(range(2020, 2024), 11) | dict.fromkeys(range(2024, 2027), 15)
    assert counts == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_changes_lead_from_the_codes_of_the_first_year_to_those_of_every_year(year):
    valid = {c for c, periods in REGISTER.municipality_names.items() if any(p.holds(year) for p in periods)}
    assert set(REGISTER.municipalities(year)) == valid


@pytest.mark.parametrize("year", YEARS)
def test_the_counties_of_the_municipalities_are_the_counties_valid_that_year(year):
    valid = {code for code, periods in REGISTER.county_names.items() if any(period.holds(year) for period in periods)}
    assert set(REGISTER.counties(year)) == valid


def test_everything_changes_on_a_1_january():
    histories = (REGISTER.municipality_names, REGISTER.county_names, REGISTER.group_periods, REGISTER.kostra_groups)
    periods = [period for history in histories for periods in history.values() for period in periods]
    dates = {period.valid_from for period in periods} | {change.date for change in REGISTER.changes}
    assert {(day.month, day.day) for day in dates} == {(1, 1)}


@pytest.mark.parametrize("year", [2008, 2027])
def test_a_year_that_is_not_covered_is_refused(year):
    with pytest.raises(DeclarationError, match="from 2009 to 2026"):
        REGISTER.municipalities(year)
    assert not REGISTER.is_valid("0301", year)


def test_a_code_is_valid_in_its_years_only():
    assert [year for year in YEARS if REGISTER.is_valid("5012", year)] == [2018, 2019]
    assert all(REGISTER.is_valid("0301", year) for year in YEARS)


def test_a_reporting_group_is_valid_while_its_members_are():
    assert [year for year in YEARS if REGISTER.is_valid(VESTFOLD_GROUP, year)] == [2012, 2013, 2014, 2015, 2016]
    assert REGISTER.county_of(VESTFOLD_GROUP, 2016) == "07"
    assert not REGISTER.is_valid("0706+0719", 2016)


@pytest.mark.parametrize("code", ["0", "07", "EKG01", "301", "", "9999"])
def test_only_municipalities_and_reporting_groups_are_valid_in_data(code):
    assert not REGISTER.is_valid(code, 2016)


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("0", 2017, "Hele landet"),
        ("14", 2017, "Sogn og Fjordane"),
        ("50", 2020, "Trøndelag - Trööndelage"),
        ("1940", 2017, "Gáivuotna - Kåfjord - Kaivuono"),
        ("EKG01", 2020, "KOSTRA-gruppe 1"),
        ("EKG13", 2024, "KOSTRA-gruppe 13"),
        (VESTFOLD_GROUP, 2016, "Sandefjord, Andebu og Stokke"),
    ],
)
def test_every_kind_of_region_has_a_name(code, year, name):
    assert REGISTER.name(code, year) == name


def test_a_name_is_the_one_of_its_year():
    assert [REGISTER.name("5001", year) for year in (2018, 2022, 2023)] == [
        "Trondheim",
        "Trondheim",
        "Trondheim - Tråante",
    ]
    assert REGISTER.name("0301", 2025) == "Oslo"


def test_a_residual_keeps_its_name_in_a_structure_that_does_not_have_its_code():
    assert REGISTER.name("5012", 2020) == "Snillfjord"
    assert REGISTER.name("5055", 2019) == "Heim"


def test_the_name_of_an_unknown_code_is_an_error():
    with pytest.raises(UsageError, match="'301'"):
        REGISTER.name("301", 2017)


def test_names_are_unique_each_year_because_those_that_are_not_carry_their_county():
    for year in YEARS:
        names = [REGISTER.name(code, year) for code in REGISTER.municipalities(year)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("name", "codes"), [("Våler", {"0137", "0426"}), ("Herøy", {"1515", "1818"})])
def test_two_municipalities_may_have_one_name_without_being_one(name, codes):
    bare = {code: REGISTER.name(code, 2016).split(" (")[0] for code in REGISTER.municipalities(2016)}
    assert {code for code, other in bare.items() if other == name} == codes


def test_the_county_of_a_municipality_follows_the_reform():
    assert REGISTER.county_of("1567", 2018) == "15"
    assert REGISTER.county_of("5061", 2019) == "50"
    with pytest.raises(UsageError, match="5061"):
        REGISTER.county_of("1567", 2019)


def test_every_municipality_has_a_kostra_group_from_2020():
    for year in range(2020, 2027):
        assert {len(REGISTER.kostra_group(code, year)) for code in REGISTER.municipalities(year)} == {len("EKG01")}


def test_kostra_groups_keep_their_members_through_the_renumbering_of_2024():
    assert REGISTER.kostra_group("5401", 2023) == REGISTER.kostra_group("5501", 2024)
    assert [sum(REGISTER.kostra_group(c, y) == "EKG01" for c in REGISTER.municipalities(y)) for y in (2020, 2024)] == [
        39,
        40,
    ]


@pytest.mark.parametrize(("code", "year"), [("0301", 2019), ("5401", 2024), ("5501", 2023)])
def test_there_is_no_kostra_group_before_2020_or_for_a_code_of_another_structure(code, year):
    assert REGISTER.kostra_group(code, year) is None


def test_size_classes_have_no_gaps_and_labels_that_do_not_break_inside_a_number():
    below, *above = REGISTER.size_classes
    assert (below.lower, above[-1].upper) == (0, None)
    for size in above:
        assert size.lower == below.upper + 1
        below = size
    assert REGISTER.size_classes[1].label_nb == "5\u00a0000–19\u00a0999 innbyggere"


@pytest.mark.parametrize(
    ("population", "code"),
    [(0, "under_5000"), (4999, "under_5000"), (5000, "5000_19999"), (49999, "20000_49999"), (700000, "50000_plus")],
)
def test_a_municipality_is_in_the_size_class_that_holds_its_population(population, code):
    assert REGISTER.size_class(population) == code


@pytest.mark.parametrize(
    ("code", "year", "rule", "remedy"),
    [
        ("301", 2017, "the code of Oslo has lost its leading zero", "Write 0301, as text"),
        ("706+719+720", 2016, "has lost its leading zero", f"Write {VESTFOLD_GROUP}, as text"),
        ("701", 2022, "(0701), and 0701 Horten was renumbered on 2020-01-01", "Write 3801 Horten"),
        ("1601", 2018, "1601 Trondheim was renumbered on 2018-01-01", "Write 5001 Trondheim, its code in 2018"),
        ("1613", 2019, "1613 Snillfjord was renumbered on 2018-01-01", "Write 5012 Snillfjord, its code in 2019"),
        ("1141", 2020, "1141 Finnøy was merged on 2020-01-01", "one row for 1103 Stavanger, of which it is a part"),
        ("1850", 2021, "was divided on 2020-01-01", "(1806 Narvik, 1875 Hábmer - Hamarøy)"),
        (VESTFOLD_GROUP, 2017, "Andebu og Stokke was merged on 2017-01-01", "Write 0710 Sandefjord, its code in 2017"),
        ("5001", 2017, "5001 Trondheim is not a code before 2018-01-01", "Write 1601 Trondheim, its code in 2017"),
        ("1577", 2019, "1577 Volda is not a code before 2020-01-01", "(1444 Hornindal, 1519 Volda)"),
        ("07", 2017, "of the country or a county", "one row for each municipality"),
        ("1104", 2017, "no municipality has had this code since 2009", "1102 Sandnes, 1103 Stavanger"),
        ("Oslo", 2017, "no municipality has had this code since 2009", "Correct the code"),
        ("0301", 2031, "the year 2031 lies outside", "from 2009 to 2026"),
    ],
)
def test_a_code_that_is_not_valid_is_explained(code, year, rule, remedy):
    explained = REGISTER.explain_invalid(code, year)
    assert rule in explained[0]
    assert remedy in explained[1]


def test_every_code_of_the_register_can_be_explained_in_every_year_that_does_not_have_it():
    for code in (*REGISTER.municipality_names, *REGISTER.group_periods):
        for year in YEARS:
            if not REGISTER.is_valid(code, year):
                rule, remedy = REGISTER.explain_invalid(code, year)
                assert code in rule
                assert "or correct the year" in remedy


def test_the_two_mergers_before_2013_are_known():
    assert REGISTER.area("1756", 2012) == REGISTER.area("1723", 2009) | REGISTER.area("1729", 2009)
    assert REGISTER.area("1903", 2013) == REGISTER.area("1901", 2012) | REGISTER.area("1915", 2012)

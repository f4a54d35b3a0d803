"""What municipalities are made of, in a country of four: 0001, 0002, 0003 and 0004."""

from datetime import date

from statusrapport.regions.areas import Area, Change, Structure, compute_structures

MERGED = (Change(date(2014, 1, 1), "0001", "0009", "merged"), Change(date(2014, 1, 1), "0002", "0009", "merged"))


def structures_after(*changes: Change) -> dict[int, Structure]:
    return compute_structures(["0001", "0002", "0003", "0004"], changes, range(2013, 2017))


def test_without_changes_every_year_is_like_the_first():
    structures = structures_after()
    assert structures[2016].areas == structures[2013].areas == {c: Area({c}) for c in ("0001", "0002", "0003", "0004")}


def test_a_merged_unit_has_the_areas_of_its_parts():
    areas = structures_after(*MERGED)[2014].areas
    assert areas["0009"] == {"0001", "0002"}
    assert "0001" not in areas


def test_a_code_that_absorbs_another_goes_on():
    areas = structures_after(Change(date(2015, 1, 1), "0001", "0003", "merged"))[2015].areas
    assert areas == {"0002": {"0002"}, "0003": {"0001", "0003"}, "0004": {"0004"}}


def test_a_change_holds_from_the_first_1_january_that_is_not_before_it():
    structures = structures_after(Change(date(2014, 7, 1), "0001", "0009", "renumbered"))
    assert [("0001" in structures[year].areas) for year in (2013, 2014, 2015, 2016)] == [True, True, False, False]


def test_two_codes_may_be_exchanged():
    structures = structures_after(
        Change(date(2014, 1, 1), "0001", "0002", "renumbered"), Change(date(2014, 1, 1), "0002", "0001", "renumbered")
    )
    assert structures[2015].areas["0001"] == {"0002"}
    assert structures[2015].areas["0002"] == {"0001"}


def test_a_split_divides_the_unit_before_it_too():
    structures = structures_after(
        Change(date(2015, 1, 1), "0001", "0002", "split"), Change(date(2015, 1, 1), "0001", "0008", "split")
    )
    assert structures[2013].areas["0001"] == {"0001/0002", "0001/0008"}
    assert structures[2015].areas["0002"] == {"0002", "0001/0002"}
    assert structures[2015].holders(structures[2013].areas["0001"]) == ("0002", "0008")


def test_a_unit_that_is_split_twice_is_divided_into_the_last_parts():
    structures = structures_after(
        Change(date(2014, 1, 1), "0001", "0007", "split"),
        Change(date(2014, 1, 1), "0001", "0008", "split"),
        Change(date(2015, 1, 1), "0008", "0005", "split"),
        Change(date(2015, 1, 1), "0008", "0006", "split"),
    )
    assert structures[2016].holders(structures[2013].areas["0001"]) == ("0005", "0006", "0007")
    assert structures[2016].holders(structures[2014].areas["0008"]) == ("0005", "0006")


def test_a_split_that_undoes_a_merger_gives_the_old_units_back():
    structures = structures_after(
        *MERGED,
        Change(date(2016, 1, 1), "0009", "0005", "split", area_from=("0001",)),
        Change(date(2016, 1, 1), "0009", "0006", "split", area_from=("0002",)),
    )
    assert structures[2016].areas["0005"] == structures[2013].areas["0001"]
    assert structures[2016].holders(structures[2015].areas["0009"]) == ("0005", "0006")

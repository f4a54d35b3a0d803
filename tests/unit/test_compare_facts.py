"""Which fact of one build corresponds to which of another, and what changed of it."""

from compare_example import fact, report

from statusrapport.compare.facts import FactChange, compare_facts, find_revisions


def told(changes: list[FactChange]) -> list[tuple[str, str | None, str | None]]:
    return [
        (change.state, change.old and change.old["shown"], change.new and change.new["shown"]) for change in changes
    ]


def test_the_same_facts_are_no_change():
    assert compare_facts(report(fact("14 633"), fact("16")), report(fact("14 633"), fact("16"))) == []


def test_a_number_that_changed_says_in_what():
    (change,) = compare_facts(report(fact("14 633")), report(fact("14 635")))
    assert (change.state, change.differs) == ("changed", ("shown", "value"))


def test_a_change_that_is_not_printed_is_found():
    (change,) = compare_facts(report(fact("27,8", value="27.81")), report(fact("27,8", value="27.84")))
    assert change.differs == ("value",)


def test_rows_that_moved_in_a_raw_file_change_no_number():
    moved = fact("14 633", inputs=[{"source": "is248", "version": "2017", "file": "a.csv", "rows": "3-10"}])
    assert compare_facts(report(fact("14 633")), report(moved)) == []


def test_a_new_sentence_moves_ids_and_changes_no_other_fact():
    old = report(fact("14 633"), fact("16", indicator="unaware"))
    new = report(fact("40", indicator="more"), fact("14 633"), fact("16", indicator="unaware"))
    assert old.facts[0]["id"] != new.facts[1]["id"]
    assert told(compare_facts(old, new)) == [("came", None, "40")]


def test_a_sentence_that_went_stands_where_it_was_read():
    old = report(fact("1", indicator="a"), fact("2", indicator="b"), fact("3", indicator="c"))
    new = report(fact("1,5", indicator="a"), fact("3,5", indicator="c"))
    assert told(compare_facts(old, new)) == [("changed", "1", "1,5"), ("went", "2", None), ("changed", "3", "3,5")]


def test_of_a_number_said_twice_the_neighbours_tell_which_went():
    end, total = fact("16", indicator="unaware"), fact("14 633 årsverk")
    old = report(fact("14 633"), end, total)
    new = report(end, total)
    assert told(compare_facts(old, new)) == [("went", "14 633", None)]


def test_a_number_that_moved_to_another_section_is_no_change():
    old = report(fact("14 633"), fact("16", indicator="unaware"))
    new = report(fact("16", indicator="unaware"), fact("14 633", section="plan"))
    assert compare_facts(old, new) == []


def test_a_number_that_became_words_changed():
    words = fact("nesten 700", kind="approximate", value="697")
    assert told(compare_facts(report(fact("697")), report(words))) == [("changed", "697", "nesten 700")]


def test_a_number_that_is_withheld_changed():
    withheld = fact(":", value=None, status="suppressed", n=None, inputs=[])
    (change,) = compare_facts(report(fact("4")), report(withheld))
    assert change.differs == ("shown", "value", "status", "n")


def test_the_next_edition_is_compared_year_by_year_on():
    old = report(fact("14 000", period="2016"), fact("13 900", period="2015"), edition="prove-2016")
    new = report(fact("14 633"), fact("14 000", period="2016"))
    changes = compare_facts(old, new)
    assert told(changes) == [("changed", "14 000", "14 633"), ("changed", "13 900", "14 000")]
    assert all(change.is_moved for change in changes)


def test_data_revised_since_the_last_edition_are_a_thing_of_their_own():
    old = report(fact("14 000", period="2016"), fact("13 900", period="2015"), edition="prove-2016")
    new = report(fact("14 633"), fact("14 010", period="2016"), fact("14 010", period="2016"))
    (revision,) = find_revisions(old, new)
    assert told([revision]) == [("changed", "14 000", "14 010")]
    assert not revision.is_moved


def test_a_series_that_goes_on_is_compared_for_the_same_years():
    years = [
        fact(str(value), period=str(year), place="table", exhibit="tab-a") for year, value in enumerate(range(3), 2015)
    ]
    old, new = report(*years[:2], edition="prove-2016"), report(*years)
    assert told(compare_facts(old, new)) == [("came", None, "2")]


def test_a_change_since_a_year_that_stays_moves_its_end():
    old = report(fact("5 %", kind="cagr", period="2013/2016"), edition="prove-2016")
    new = report(fact("6 %", kind="cagr", period="2013/2017"))
    assert told(compare_facts(old, new)) == [("changed", "5 %", "6 %")]


def test_the_reports_own_region_may_have_another_code():
    old = report(fact("5", region_code="1201"), fact("9"), region="1201")
    new = report(fact("5", region_code="4601"), fact("9"), region="4601")
    assert compare_facts(old, new) == []


def test_builds_of_one_edition_have_no_revisions_apart():
    assert find_revisions(report(fact("1")), report(fact("2"))) == []

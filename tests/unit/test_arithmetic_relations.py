from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from slice_example import FTE, METADATA, SHARE, observation
from statusrapport.arithmetic import check_arithmetic
from statusrapport.facts.book import Fact
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import SCHEMA

SERVICE = SHARE | {
    "id": "by_age",
    "numerator": {"source": "is248", "column": "fte"},
    "parts": ["age"],
    "breakdowns": [],
}
RATE = FTE | {
    "id": "rate",
    "operation": "ratio",
    "denominator": {"source": "is248", "column": "fte", "filter": {"age": "adult"}},
    "additive": False,
}
CELLS = [
    observation("fte", 2017, 14633.0),
    observation("fte", 2017, 11534.0, "age=adult"),
    observation("fte", 2017, 3099.0, "age=child"),
    observation("by_age", 2017, 0.788, "age=adult"),
    observation("by_age", 2017, 0.212, "age=child"),
    observation("fte", 2017, 40.0, region="11"),
    observation("fte", 2017, 60.0, region="12"),
]
SLICE = Slice(
    pd.DataFrame(CELLS, columns=SCHEMA.names),
    METADATA | {"indicators": {"fte": FTE, "by_age": SERVICE, "rate": RATE}},
)


def fact(id_: str, value: float, shown: str, by: str = "", period: str = "2017", **other: object) -> Fact:
    fields = {
        "id": id_,
        "kind": "value",
        "indicator": "fte",
        "region_code": "0",
        "period": period,
        "breakdown": by,
        "value": str(value),
        "shown": shown,
        "unit": "fte",
        "status": "observed",
        "n": 426,
        "lower": None,
        "upper": None,
        "formula": "sum",
        "inputs": (),
        "section": "fte",
        "place": "prose",
        "exhibit": "",
        "synthetic": True,
    }
    return Fact(**(fields | other))


def check(*facts: Fact, region: str = "0") -> tuple[list[str], list[str], dict[str, int]]:
    outcome = check_arithmetic(facts, SLICE, region)
    counts = {kind: count for kind, count in outcome.counts.items() if count}
    return [item.code for item in outcome.findings], [item.code for item in outcome.notes], counts


TOTAL = fact("a-1", 14633, "14 633")
ADULT = fact("a-2", 11534, "11 534", "age=adult")
CHILD = fact("a-3", 3099, "3 099", "age=child")


def test_parts_that_add_to_their_total():
    findings, notes, counts = check(TOTAL, ADULT, CHILD)
    assert (findings, notes) == ([], [])
    assert counts == {"totals": 1, "roundings": 3}


def test_parts_that_do_not():
    wrong = fact("a-3", 3098, "3 098", "age=child")
    outcome = check_arithmetic([TOTAL, ADULT, wrong], SLICE, "0")
    (finding,) = outcome.findings
    assert finding.rule == "the parts by age add to 14632, the total is 14633"
    assert finding.value == "a-1: 14 633; a-2: 11 534; a-3: 3 098"


def test_a_part_that_is_not_printed_leaves_nothing_to_check():
    assert check(TOTAL, ADULT)[2] == {"roundings": 2}


def test_parts_that_add_to_their_total_but_not_as_printed():
    facts = (fact("a-1", 10, "10"), fact("a-2", 4.5, "5", "age=adult"), fact("a-3", 5.5, "6", "age=child"))
    assert check(*facts)[:2] == ([], ["rounding-total"])


def test_the_counties_add_to_the_country():
    counties = [fact(f"a-{code}", value, str(value), region_code=code) for code, value in (("11", 40), ("12", 60))]
    assert check(fact("a-1", 100, "100"), *counties)[0] == []
    assert check(fact("a-1", 101, "101"), *counties)[0] == ["arithmetic-total"]


def share(id_: str, value: float, shown: str, by: str, **other: object) -> Fact:
    return fact(id_, value, shown, by, kind="share", indicator="by_age", **other)


@pytest.mark.parametrize(
    ("adult", "child", "findings", "notes"),
    [
        ((78.8, "79"), (21.2, "21"), [], []),
        ((78.5, "79"), (21.5, "22"), [], ["rounding-whole"]),
        ((78.8, "79"), (20.2, "20"), ["arithmetic-whole"], ["rounding-whole"]),
    ],
)
def test_the_parts_of_a_whole(adult, child, findings, notes):
    facts = share("a-1", *adult, "age=adult"), share("a-2", *child, "age=child")
    assert check(*facts)[:2] == (findings, notes)


def test_rounded_shares_that_a_reader_does_not_see_together_are_not_noted():
    facts = share("a-1", 78.5, "79", "age=adult"), share("b-1", 21.5, "22", "age=child", section="other")
    assert check(*facts)[:2] == ([], [])


def change(kind: str, value: float, shown: str) -> Fact:
    return fact("a-9", value, shown, period="2016/2017", kind=kind, formula="")


@pytest.mark.parametrize(
    ("kind", "value", "shown", "findings"),
    [
        ("difference", 697, "697", []),
        ("difference", 698, "698", ["arithmetic-change"]),
        ("percent_change", 5.00143513203, "5,0 prosent", []),
        ("percent_change", 5.1, "5,1 prosent", ["arithmetic-change"]),
        ("cagr", 5.00143513203, "5,0 prosent", []),
    ],
)
def test_a_change_is_the_later_value_less_the_earlier(kind, value, shown, findings):
    earlier = fact("a-0", 13936, "13 936", period="2016")
    assert check(earlier, TOTAL, change(kind, value, shown))[0] == findings


def test_a_change_that_the_printed_values_do_not_give_is_noted():
    earlier, later = fact("a-0", 4380.6, "4 381", period="2016"), fact("a-1", 4637.4, "4 637")
    outcome = check_arithmetic([earlier, later, change("difference", 256.8, "257")], SLICE, "0")
    assert outcome.findings == ()
    assert [note.rule for note in outcome.notes] == ["the printed 4 637 and 4 381 give 256"]


def test_a_formula_gives_its_value():
    assert check(fact("a-1", 27.8283, "27,8", formula="14633 / 5258317 × 10000"))[0] == ["arithmetic-formula"]
    assert check(fact("a-1", 27.8282956315, "27,8", formula="14633 / 5258317 × 10000"))[0] == []


def test_a_numerator_is_the_one_that_is_printed_elsewhere():
    rate = fact("a-5", 1.26868389110, "1,3", indicator="rate", formula="14633 / 11534")
    findings, _, counts = check(TOTAL, ADULT, rate)
    assert (findings, counts["numerators and denominators"]) == ([], 2)
    other = fact("a-2", 11535, "11 535", "age=adult")
    assert check(TOTAL, other, rate)[0] == ["arithmetic-rate"]


def test_a_rate_of_fewer_units_may_have_another_numerator():
    rate = fact("a-5", 1.26868389110, "1,3", indicator="rate", formula="14633 / 11534", n=400)
    assert check(fact("a-1", 14700, "14 700"), rate)[0] == []


def test_a_comparator_that_contains_the_region_has_to_say_so():
    own, country = fact("a-1", 40, "40", region_code="1103", n=1), fact("a-2", 14633, "14 633")
    findings, notes, _ = check(own, country, region="1103")
    assert (findings, notes) == ([], ["comparator-contains"])
    assert check(own, country)[1] == []


def test_a_comparator_of_fewer_units_than_the_region_does_not_contain_it():
    own, country = fact("a-1", 40, "40", region_code="1103", n=9), fact("a-2", 41, "41", n=8)
    assert check(own, country, region="1103")[0] == ["arithmetic-comparator"]


def test_one_quantity_has_one_value():
    assert check(TOTAL, fact("a-9", 14633, "14 633,0"))[0] == []
    assert check(TOTAL, fact("a-9", 14632, "14 632"))[0] == ["arithmetic-repeat"]


@pytest.mark.parametrize(("value", "shown"), [(27.85, "27,8"), (-4.26, "4,3"), (14633, "14 632")])
def test_a_printed_number_is_its_value_rounded(value, shown):
    assert check(fact("a-1", value, shown))[0] == ["arithmetic-rounding"]


def test_words_and_marks_are_no_numbers():
    assert check(fact("a-1", 40.4, "fire av ti", kind="fraction"), replace(TOTAL, value=None, shown=":"))[2] == {}

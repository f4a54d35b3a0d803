"""What is printed of an estimate from a sample beside its value."""

from __future__ import annotations

import re

import pytest

from slice_example import METADATA, example_slice, observation
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice

SAMPLED = {
    "operation": "proportion",
    "estimator": "survey",
    "design": {"weights": "weight", "strata": "stratum", "clusters": "cluster"},
}


def functions(**numbers: float) -> tuple[FactFunctions, FactBook]:
    """The fact functions over one estimated share, of 250 of 400 municipalities."""
    found = {"se": 0.0234, "lower": 0.286, "upper": 0.377, "n": 250, "numerator": 132.0, "denominator": 400.0} | numbers
    rows = [observation("buyers", 2017, 0.33, **found), observation("fte", 2017, 14633.0, n=426)]
    indicators = METADATA["indicators"] | {"buyers": METADATA["indicators"]["buyers"] | SAMPLED}
    slice_ = Slice(example_slice(rows).frame, METADATA | {"indicators": indicators})
    book = FactBook(section="s")
    return FactFunctions(Calculator(slice_, "0"), Printer(book)), book


def text(markup: object) -> str:
    return re.sub(r"<[^>]+>", "", str(markup)).replace("\u00a0", " ")


def test_limits_are_in_the_unit_that_is_printed():
    own, book = functions()
    assert text(own.share("buyers", 2017)) == "33 prosent"
    assert (book.facts[0].lower, book.facts[0].upper, book.facts[0].n) == (28.6, 37.7, 250)


def test_an_interval():
    own, book = functions()
    assert text(own.interval("buyers", 2017)) == "29–38 prosent"
    assert text(own.interval("buyers", 2017, decimals=1, short=True)) == "28,6–37,7 %"
    assert (book.facts[0].kind, book.facts[0].value, book.facts[0].shown) == ("interval", "33", "29–38\u00a0prosent")


def test_an_interval_that_goes_below_zero_has_a_word_between_its_limits():
    own, _ = functions(lower=-0.02)
    assert text(own.interval("buyers", 2017)) == "−2 til 38 prosent"


def test_an_estimate_with_its_interval():
    own, _ = functions()
    assert text(own.estimate("buyers", 2017)) == "33 prosent (95 prosent konfidensintervall 29 til 38)"


def test_a_full_count_has_no_interval():
    own, _ = functions()
    with pytest.raises(FactError, match="fte for region 0, 2017 has no interval"):
        own.interval("fte", 2017)


def test_the_number_of_answers():
    own, book = functions()
    assert text(own.count_n("buyers", 2017)) == "250"
    assert (book.facts[0].kind, book.facts[0].unit, book.facts[0].lower) == ("n", "municipality", None)


def test_how_wrong_a_share_is_where_those_who_did_not_answer_differ():
    own, book = functions()
    assert text(own.nonresponse_shift("buyers", 2017, 10)) == "3,8 prosentpoeng"  # 10 × 150/400
    assert book.facts[0].formula == "10 × 0.375"


def test_how_much_they_must_differ_to_overturn_a_claim():
    own, _ = functions()
    assert text(own.nonresponse_needed("buyers", 2017, 50)) == "45,3 prosentpoeng"  # 17 / 0.375
    assert text(own.nonresponse_needed("buyers", 2017, 25)) == "21,3 prosentpoeng"
    with pytest.raises(FactError, match="buyers cannot be 75 percent, whatever those who did not answer"):
        own.nonresponse_needed("buyers", 2017, 75)


def test_what_a_share_is_whatever_they_would_have_said():
    own, _ = functions()
    assert text(own.nonresponse_limits("buyers", 2017)) == "21–58 prosent"  # 33 × 0.625, and 37.5 more


def test_silence_is_not_judged_in_a_full_count():
    own, _ = functions()
    with pytest.raises(FactError, match="fte for region 0, 2017 is no estimated share"):
        own.nonresponse_shift("fte", 2017, 10)


def test_an_assumption_is_a_fact_of_its_own():
    own, book = functions()
    assert text(own.assumed(10)) == "10 prosentpoeng"
    assert (book.facts[0].kind, book.facts[0].value) == ("assumption", "10")

import re

import pytest

from slice_example import METADATA, example_slice, observation
from statusrapport.claims.errors import ClaimError
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import Printer
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice

NBSP = "\u00a0"


def functions(*rows, own="0", **changes):
    """The claim functions over a slice of these rows; `changes` replaces fields of the indicator `buyers`."""
    slice_ = example_slice(list(rows))
    indicators = METADATA["indicators"] | {"buyers": METADATA["indicators"]["buyers"] | changes}
    slice_ = Slice(slice_.frame, METADATA | {"indicators": indicators})
    book = FactBook(section="s")
    return ClaimFunctions(Calculator(slice_, own), Printer(book), slice_.vocabulary, slice_.citations), book


def share(value, lower=None, upper=None, **other):
    return observation("buyers", 2017, value, lower=lower, upper=upper, n=300, **other)


def text(markup):
    return re.sub(r"<[^>]+>", "", str(markup))


def test_a_verbal_fraction_that_holds_is_printed_and_written_down():
    claims, book = functions(share(0.404))
    assert text(claims.claim("buyers", 2017, "fire av ti")) == "fire av ti"
    fact = book.facts[0]
    assert (fact.kind, fact.shown, fact.value) == ("fraction", "fire av ti", "40.4")


def test_a_verbal_fraction_that_does_not_hold_names_what_the_data_allow():
    claims, book = functions(share(0.46))
    with pytest.raises(ClaimError) as failure:
        claims.claim("buyers", 2017, "fire av ti")
    assert "buyers, region 0, 2017 = 46\u00a0prosent" in failure.value.message
    assert "46 % lies outside 37,5 to 42,5 %" in failure.value.message
    assert "nær halvparten" in failure.value.remedy
    assert book.facts == []


def test_auto_chooses_a_phrase_that_holds():
    claims, _ = functions(share(0.404))
    assert text(claims.claim("buyers", 2017)) == "fire av ti"


def test_a_majority_needs_an_interval_above_one_half():
    sampled = {"estimator": "survey", "design": {"weights": "w"}}
    claims, _ = functions(share(0.56, 0.48, 0.64), **sampled)
    with pytest.raises(ClaimError, match="does not lie above 50 %"):
        claims.claim("buyers", 2017, "et flertall")


def test_a_fraction_is_refused_where_the_interval_is_wide():
    claims, _ = functions(share(0.40, 0.28, 0.52), estimator="survey", design={"weights": "w"})
    with pytest.raises(ClaimError, match="wider than 10 points") as failure:
        claims.claim("buyers", 2017, "fire av ti")
    assert "konfidensintervall 28 til 52" in failure.value.remedy


def test_nearly_700_holds_for_697():
    claims, book = functions(observation("fte", 2016, 13936.0), observation("fte", 2017, 14633.0))
    assert text(claims.approx_change("fte", 2016, 2017, "nesten 700")) == "nesten 700"
    assert (book.facts[0].kind, book.facts[0].value) == ("approximate", "697")


def test_nearly_700_does_not_hold_for_660():
    claims, _ = functions(observation("fte", 2016, 13936.0), observation("fte", 2017, 14596.0))
    with pytest.raises(ClaimError, match="660 lies outside"):
        claims.approx_change("fte", 2016, 2017, "nesten 700")


def test_a_direction_needs_the_smallest_change_of_interest():
    claims, _ = functions(observation("fte", 2016, 1000.0), observation("fte", 2017, 1010.0))
    with pytest.raises(ClaimError, match="'økte' means increase, but the change is stable"):
        claims.direction("fte", 2016, 2017, "økte")


def test_a_direction_that_turned_is_refused():
    claims, _ = functions(observation("fte", 2016, 1000.0), observation("fte", 2017, 900.0))
    with pytest.raises(ClaimError, match="the change is decrease") as failure:
        claims.direction("fte", 2016, 2017, "økte")
    assert failure.value.remedy == "The data allow: gått ned"


def test_a_clear_rise_is_several_smallest_changes():
    claims, book = functions(observation("fte", 2016, 1000.0), observation("fte", 2017, 1050.0))
    assert text(claims.direction("fte", 2016, 2017, "økte klart")) == "økte klart"
    assert book.facts[0].kind == "direction"


def test_persons_in_one_municipality_vary_by_chance():
    rows = [
        observation("fte", 2016, 30.0, region="1103", unit_of_analysis="person"),
        observation("fte", 2017, 27.0, region="1103", unit_of_analysis="person"),
    ]
    slice_ = example_slice(rows)
    fte = METADATA["indicators"]["fte"] | {"unit_of_analysis": "person"}
    slice_ = Slice(slice_.frame, METADATA | {"indicators": {"fte": fte}})
    claims = ClaimFunctions(Calculator(slice_, "1103"), Printer(FactBook("s")), slice_.vocabulary, {})
    assert text(claims.direction("fte", 2016, 2017)) == "ingen sikker endring"


def test_stable_over_three_years_needs_every_pair():
    rows = [observation("fte", year, value) for year, value in ((2015, 1000.0), (2016, 1015.0), (2017, 1030.0))]
    claims, _ = functions(*rows)
    assert text(claims.stable("fte", [2015, 2016])) == "stabil"
    with pytest.raises(ClaimError, match="2015/2017"):
        claims.stable("fte", [2015, 2016, 2017])


AGES = (share(0.6, by="age=adult"), share(0.4, by="age=child"))


def test_a_superlative_holds_for_the_first():
    claims, book = functions(*AGES)
    assert text(claims.superlative("buyers", 2017, "age", "adult", "størst")) == "størst"
    assert text(claims.superlative("buyers", 2017, "age", "adult", "Størst")) == "Størst"
    assert book.facts[0].breakdown == "age=adult"


def test_a_superlative_that_is_overtaken_is_refused():
    claims, _ = functions(*AGES)
    with pytest.raises(ClaimError, match=f"Voksne has 60{NBSP}prosent"):
        claims.superlative("buyers", 2017, "age", "child", "størst")


def test_clearly_most_needs_a_margin():
    claims, _ = functions(share(0.52, by="age=adult"), share(0.50, by="age=child"))
    with pytest.raises(ClaimError, match="nearer than the smallest change") as failure:
        claims.superlative("buyers", 2017, "age", "adult", "klart mest")
    assert failure.value.remedy == "The data allow: mest"


def test_an_equal_value_has_no_first():
    claims, _ = functions(share(0.501, by="age=adult"), share(0.499, by="age=child"))
    with pytest.raises(ClaimError):
        claims.superlative("buyers", 2017, "age", "adult", "størst")


def test_the_order_of_a_list_is_checked_and_printed():
    claims, _ = functions(*AGES)
    assert text(claims.order("buyers", 2017, "age", [["adult"], ["child"]])) == "voksne, fulgt av barn og unge"
    with pytest.raises(ClaimError, match="adult \\(60\\) is above child \\(40\\)"):
        claims.order("buyers", 2017, "age", [["child"], ["adult"]])


def test_levels_of_single_municipalities_are_not_ranked():
    rows = [share(0.6, by="age=adult", region="1103"), share(0.4, by="age=child", region="1103")]
    claims, _ = functions(*rows, own="1103")
    with pytest.raises(FactError, match="may not be compared between single municipalities"):
        claims.superlative("buyers", 2017, "age", "adult", "størst")


def test_a_county_has_a_rank_among_counties():
    claims, _ = functions(share(0.6, region="11"), share(0.4, region="12"), comparable_between_units=True)
    assert text(claims.rank("buyers", 2017, "12")) == f"nummer{NBSP}2"


def test_a_share_of_municipalities_over_a_share():
    rows = [share(0.5), *(share(value, region=f"110{place}") for place, value in enumerate((0.8, 0.2, 0.3)))]
    claims, book = functions(*rows)
    assert text(claims.share_over("buyers", 2017, 75, "en av tre")) == "en av tre"
    assert book.facts[0].formula == "1 / 3 × 100"


def test_at_most_is_for_maxima():
    claims, _ = functions(share(0.5))
    with pytest.raises(FactError, match="is no maximum"):
        claims.at_most("buyers", 2017)


def test_the_length_of_a_list_is_counted():
    claims, book = functions(share(0.5))
    assert text(claims.listing("to", ["utredning", "behandling"])) == "to"
    assert book.facts[0].kind == "enumeration"
    with pytest.raises(ClaimError) as failure:
        claims.listing("tre", ["utredning", "behandling"])
    assert failure.value.remedy == "The data allow: to"


def test_a_quoted_figure_comes_with_its_document():
    claims, book = functions(share(0.5))
    assert text(claims.cite("frame")) == f"2{NBSP}400{NBSP}millioner kroner"
    assert (book.facts[0].kind, book.facts[0].formula) == ("citation", "Planen")
    with pytest.raises(FactError, match="no citation 'frames'"):
        claims.cite("frames")


def test_nothing_is_claimed_of_what_is_suppressed():
    claims, _ = functions(observation("buyers", 2017, None, confidentiality="suppressed"))
    with pytest.raises(FactError, match=re.escape("has no value (:)")):
        claims.claim("buyers", 2017, "fire av ti")

"""Totals equal their parts, and parts of one whole make up a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from statusrapport.arithmetic.printed import is_close
from statusrapport.arithmetic.relations import Key, Number, Numbers, Relations
from statusrapport.facts.numbers import exact_text
from statusrapport.facts.slice import Slice
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.project import COUNTRY

ADDED = ("level", "difference")  # what a total and its parts have alike


def check_totals(numbers: Numbers, slice_: Slice, relations: Relations) -> None:
    """The total of an additive indicator is the sum of its parts: by one dimension of a breakdown, and by county."""
    additive = {id_ for id_, indicator in slice_.indicators.items() if indicator.additive}
    counties = slice_.counties()
    for key, total in numbers:
        if key.kind in ADDED and key.indicator in additive:
            for name, parts in _divisions(key, numbers, slice_, counties):
                _check_total(total, name, parts, relations)


def _divisions(key: Key, numbers: Numbers, slice_: Slice, counties: list[str]) -> Iterator[tuple[str, list[Number]]]:
    """The complete sets of parts of a quantity that are printed somewhere in the report."""
    for dimension in numbers.dimensions.get(key, {}):
        wanted = [key.at(**{dimension: value}) for value in _values(key, dimension, slice_)]
        yield f"by {dimension}", _all(wanted, numbers)
    if key.region == COUNTRY:
        yield "by county", _all([key._replace(region=county) for county in counties], numbers)


def _values(key: Key, dimension: str, slice_: Slice) -> list[str]:
    """The values of a dimension that the slice has this quantity of: services for children are none of adults'."""
    by = parse_breakdown(key.breakdown)
    period = key.period.rsplit("/", 1)[-1]
    found = {
        value: slice_.find(key.indicator, key.region, period, {**by, dimension: value})
        for value in slice_.labels.get(dimension, {})
    }
    return [value for value, item in found.items() if item and item.status != "not_applicable"]


def _all(wanted: list[Key], numbers: Numbers) -> list[Number]:
    """The numbers of all keys, or none where one of them is not printed."""
    found = [number for key in wanted if (number := numbers.get(key))]
    return found if len(found) == len(wanted) else []


def _check_total(total: Number, name: str, parts: list[Number], relations: Relations) -> None:
    if len(parts) < 2:
        return
    relations.counts["totals"] += 1
    facts = [total.fact, *(part.fact for part in parts)]
    exact = sum(part.value for part in parts)
    if not is_close(total.value, exact, *(part.value for part in parts)):
        rule = f"the parts {name} add to {exact_text(exact)}, the total is {exact_text(total.value)}"
        relations.fail("arithmetic-total", facts, rule, "Correct the indicator, or do not print them as parts of it")
        return
    places = {(fact.section, fact.exhibit) for fact in facts}
    printed = sum((part.printed.value for part in parts), Decimal(0))
    if len(places) == 1 and printed != total.printed.value:
        rule = f"as printed the parts {name} add to {_norwegian(printed)}, the total is {total.fact.shown}"
        relations.note("rounding-total", facts, rule, "Say beside them that rounded parts need not add to the total")


def check_wholes(numbers: Numbers, slice_: Slice, relations: Relations) -> None:
    """The shares of all parts of a whole add to a hundred per cent."""
    wholes = {}
    for key, number in numbers:
        indicator = slice_.indicators.get(key.indicator)
        if indicator and number.fact.kind == "share" and set(indicator.parts) & set(parse_breakdown(key.breakdown)):
            wholes[key.without(*indicator.parts)] = indicator.parts
    for whole, dimensions in wholes.items():
        for dimension in dimensions:
            wanted = [whole.at(**{dimension: value}) for value in _values(whole, dimension, slice_)]
            if parts := _all(wanted, numbers):
                relations.counts["shares of a whole"] += 1
                _check_whole(parts, relations)
                _note_rounding(wanted, numbers, relations)


def _check_whole(parts: list[Number], relations: Relations) -> None:
    exact = sum(part.value for part in parts)
    if not is_close(exact, 100.0):
        rule = f"the parts of one whole add to {exact_text(exact)} per cent"
        remedy = "Correct the indicator's numerator, denominator or parts"
        relations.fail("arithmetic-whole", [part.fact for part in parts], rule, remedy)


def _note_rounding(wanted: list[Key], numbers: Numbers, relations: Relations) -> None:
    """Note each place where a reader sees all parts and they do not add to 100 as printed."""
    seen: set[frozenset[str]] = set()
    for first in numbers.by_key[wanted[0]]:
        place = (first.fact.section, first.fact.exhibit, first.fact.place)
        together = [
            number
            for key in wanted
            for number in numbers.by_key[key]
            if (number.fact.section, number.fact.exhibit, number.fact.place) == place
        ]
        total = sum((number.printed.value for number in together), Decimal(0))
        facts = frozenset(number.fact.id for number in together)
        if len(together) == len(wanted) and total != 100 and facts not in seen:
            seen.add(facts)
            rule = f"as printed the parts of one whole add to {_norwegian(total)}, and exactly to 100"
            remedy = "Say beside them that rounded shares need not add to 100"
            relations.note("rounding-whole", [number.fact for number in together], rule, remedy)


def _norwegian(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")

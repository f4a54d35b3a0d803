"""The same quantity printed twice is the same, every printed number is its value rounded, and comparators are whole."""

from __future__ import annotations

from decimal import Decimal

from statusrapport.arithmetic.printed import is_close
from statusrapport.arithmetic.relations import Numbers, Relations
from statusrapport.facts.numbers import exact_text, round_half_up
from statusrapport.project import COUNTRY


def check_roundings(numbers: Numbers, relations: Relations) -> None:
    """What is printed is the value, rounded to the decimals that are printed."""
    for repeated in numbers.by_key.values():
        for number in repeated:
            relations.counts["roundings"] += 1
            rounded = round_half_up(number.value, number.printed.decimals)
            if rounded != number.printed.value:
                rule = f"{exact_text(number.value)} rounds to {str(rounded).replace('.', ',')}"
                relations.fail("arithmetic-rounding", [number.fact], rule, "Print the number by a fact function")


def check_repeats(numbers: Numbers, relations: Relations) -> None:
    """A quantity that is printed more than once has one value, and one text for each number of decimals."""
    for repeated in numbers.by_key.values():
        first, *others = repeated
        texts: dict[int, Decimal] = {first.printed.decimals: first.printed.value}
        for other in others:
            relations.counts["repetitions"] += 1
            if not is_close(other.value, first.value):
                rule = f"one quantity has two values, {exact_text(first.value)} and {exact_text(other.value)}"
                remedy = "Give facts of different quantities different coordinates, or correct one of them"
                relations.fail("arithmetic-repeat", [first.fact, other.fact], rule, remedy)
            elif texts.setdefault(other.printed.decimals, other.printed.value) != other.printed.value:
                rule = "one quantity is printed in two ways with the same decimals"
                relations.fail("arithmetic-text", [first.fact, other.fact], rule, "Print it by a fact function")


def check_containment(numbers: Numbers, own: str, relations: Relations) -> None:
    """A comparator that contains the report's region is not less than it, and has to be said to contain it."""
    containers = {COUNTRY, own[:2]} - {own} if own != COUNTRY else set()
    noted = set()
    for key, number in numbers:
        if key.region not in containers or not (part := numbers.get(key._replace(region=own))):
            continue
        relations.counts["comparators that contain the region"] += 1
        facts = [part.fact, number.fact]
        if (part.fact.n or 0) > (number.fact.n or 0):
            rule = f"region {own} rests on {part.fact.n} units, {key.region}, which contains it, on {number.fact.n}"
            relations.fail("arithmetic-comparator", facts, rule, "Correct the comparator or the indicator")
        elif key.region not in noted:
            noted.add(key.region)
            rule = f"the comparator {key.region} contains the report's own region {own}"
            relations.note("comparator-contains", facts, rule, "Say so where they are compared")

"""The arithmetic of a report: every relation that its facts stand in, found from the facts, none listed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from statusrapport.arithmetic.changes import check_changes
from statusrapport.arithmetic.ratios import check_ratios
from statusrapport.arithmetic.relations import Numbers, Relations
from statusrapport.arithmetic.repeats import check_containment, check_repeats, check_roundings
from statusrapport.arithmetic.sums import check_totals, check_wholes
from statusrapport.facts.book import Fact
from statusrapport.facts.slice import Slice
from statusrapport.outcome import Outcome

KINDS = (
    "totals",
    "shares of a whole",
    "changes",
    "formulas",
    "numerators and denominators",
    "comparators that contain the region",
    "roundings",
    "repetitions",
)


def check_arithmetic(facts: Sequence[Fact], slice_: Slice, region: str) -> Outcome:
    """Check the facts of the report of `region` against each other.

    Findings are relations that do not hold. Notes are those that hold exactly but not between the numbers as printed,
    so that a reader has to be told of rounding, and comparators that contain the region. Counts say how many relations
    of each kind were found among the facts and checked.
    """
    numbers, relations = Numbers(facts), Relations()
    check_totals(numbers, slice_, relations)
    check_wholes(numbers, slice_, relations)
    check_changes(numbers, relations)
    check_ratios(numbers, slice_, relations)
    check_containment(numbers, region, relations)
    check_roundings(numbers, relations)
    check_repeats(numbers, relations)
    return relations.outcome(dict.fromkeys(KINDS, 0))

"""The functions that print numbers, as all templates of a report have them."""

from __future__ import annotations

from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.published import PublishedFunctions
from statusrapport.facts.quantity import Calculator


def number_functions(calculator: Calculator, printer: Printer) -> dict[str, object]:
    """Fact functions, claim functions and those of the earlier report, by the names that templates use."""
    slice_ = calculator.slice
    claims = ClaimFunctions(calculator, printer, slice_.vocabulary, slice_.citations)
    published = PublishedFunctions(calculator, printer)
    return {**FactFunctions(calculator, printer).context(), **claims.context(), **published.context()}

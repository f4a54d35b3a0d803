"""The fact functions of the templates: each prints one number of the slice and writes it into the book of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypedDict, Unpack

from markupsafe import Markup, escape

from statusrapport.facts.book import Fact, FactBook, Place
from statusrapport.facts.numbers import NO_BREAK_SPACE, format_number
from statusrapport.facts.quantity import OWN, Calculator, ChangeKind, FactError, Quantity, check_is_sure
from statusrapport.facts.sample import count_of, interval_of, limits_of, needed_of, nonresponse_of, shift_of

NAMES = (
    "num",
    "share",
    "difference",
    "percent_change",
    "percentage_points",
    "cagr",
    "change_interval",
    "change_estimate",
    "interval",
    "estimate",
    "count_n",
    "nonresponse_shift",
    "nonresponse_needed",
    "nonresponse_limits",
    "assumed",
)


class Where(TypedDict, total=False):
    """What every fact function takes by name: `region` (default: the report's own), `by` (a value for each dimension

    of a breakdown), `decimals` (default: the indicator's), and `short` (`%` in place of `prosent`).
    """

    region: str
    by: Mapping[str, str]
    decimals: int | None
    short: bool


class Printer:
    """Prints what it writes into the book of facts: in prose a link to the list of facts, elsewhere bare text."""

    def __init__(self, book: FactBook, *, place: Place = "prose") -> None:
        self._book, self._place = book, place

    def print_fact(self, quantity: Quantity, shown: str) -> Markup:
        """A number of the slice, or words for it, as `shown`."""
        return self._link(self._book.record(quantity, shown, self._place), shown)

    def print_words(self, kind: str, shown: str, value: float, *, formula: str, indicator: str = "") -> Markup:
        """Words that no indicator stands behind: a figure quoted from a document, the length of a list."""
        return self._link(self._book.record_words(kind, shown, value, formula, indicator, self._place), shown)

    def _link(self, fact: Fact, shown: str) -> Markup:
        if self._place != "prose":
            return escape(shown)
        return Markup('<a class="fact" id="use-{0}" href="#fact-{0}">{1}</a>').format(fact.id, shown)


class FactFunctions:
    """What a template may call to print a number.

    Raises FactError where there is no number to print: a sentence cannot cite what is missing.
    """

    def __init__(self, calculator: Calculator, printer: Printer) -> None:
        self._calculator, self._printer = calculator, printer

    def num(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """A value: `13 936`."""
        return self._value(indicator, period, where, is_fraction=False)

    def share(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """A fraction as percent: `40 prosent`."""
        return self._value(indicator, period, where, is_fraction=True)

    def difference(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """Later less earlier, in the indicator's unit: `471`."""
        return self._change("difference", indicator, start, end, where)

    def percent_change(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """Change in percent of the earlier value: `4,3 prosent`."""
        return self._change("percent_change", indicator, start, end, where)

    def percentage_points(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """Difference of two shares: `7 prosentpoeng`."""
        return self._change("percentage_points", indicator, start, end, where)

    def cagr(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """Compound annual growth rate: `5,6 prosent`, to be followed by `per år`."""
        return self._change("cagr", indicator, start, end, where)

    def change_interval(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """The 95 percent interval of a change between two waves of a survey: `2–6 prosentpoeng`."""
        quantity = interval_of(self._known_change(indicator, start, end, where))
        return self._printer.print_fact(quantity, quantity.shown_interval(unit="word"))

    def change_estimate(self, indicator: str, start: int, end: int, **where: Unpack[Where]) -> Markup:
        """A change between two waves with its interval: `4 prosentpoeng (95 prosent konfidensintervall 2 til 6)`."""
        return self._print_estimate(interval_of(self._known_change(indicator, start, end, where)))

    def interval(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """The 95 percent interval of an estimate: `31–36 prosent`."""
        quantity = interval_of(self._known(indicator, period, where))
        unit: Literal["word", "sign"] = "sign" if where.get("short", False) else "word"
        return self._printer.print_fact(quantity, quantity.shown_interval(unit=unit))

    def estimate(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """An estimate with its interval: `33 prosent (95 prosent konfidensintervall 31 til 36)`."""
        return self._print_estimate(interval_of(self._known(indicator, period, where)))

    def count_n(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """The number of municipalities or respondents that a value rests on: `256`."""
        return self._print(count_of(self._known(indicator, period, where)), short=False)

    def nonresponse_shift(self, indicator: str, period: int, points: float, **where: Unpack[Where]) -> Markup:
        """How wrong a share is where those who did not answer differ by `points`: `4,0 prosentpoeng`."""
        quantity, missing = self._nonresponse(indicator, period, where)
        return self._print(shift_of(quantity, missing, points), short=False)

    def nonresponse_needed(self, indicator: str, period: int, threshold: float, **where: Unpack[Where]) -> Markup:
        """By how much those who did not answer must differ for a share to reach a threshold: `42,5 prosentpoeng`."""
        quantity, missing = self._nonresponse(indicator, period, where)
        return self._print(needed_of(quantity, missing, threshold), short=False)

    def nonresponse_limits(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """What a share is where none, and where all, of those who did not answer belong to it: `19–59 prosent`."""
        quantity = limits_of(*self._nonresponse(indicator, period, where))
        return self._printer.print_fact(quantity, quantity.shown_interval(unit="word"))

    def assumed(self, value: float, unit: str = "prosentpoeng", decimals: int = 0) -> Markup:
        """A number that is assumed for the sake of argument: `10 prosentpoeng`."""
        shown = f"{format_number(value, decimals)}{NO_BREAK_SPACE}{unit}"
        return self._printer.print_words("assumption", shown, value, formula="forutsatt")

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use."""
        return {name: getattr(self, name) for name in NAMES}

    def _print_estimate(self, quantity: Quantity) -> Markup:
        lower, upper = (replace(quantity, value=limit).shown() for limit in (quantity.lower, quantity.upper))
        template = self._calculator.slice.vocabulary.interval_nb.replace("{value} prosent", "{value}")
        shown = template.format(value=quantity.shown(unit="word"), lower=lower, upper=upper)
        return self._printer.print_fact(replace(quantity, kind="estimate"), shown)

    def _known_change(self, indicator: str, start: int, end: int, where: Where) -> Quantity:
        region, by, decimals = where.get("region", OWN), where.get("by", {}), where.get("decimals")
        kind = self._calculator.change_kind(indicator)
        quantity = self._calculator.change(kind, indicator, start, end, region, by, decimals)
        check_is_sure(quantity)
        if quantity.value is None:
            raise _no_value(quantity)
        return quantity

    def _known(self, indicator: str, period: int, where: Where) -> Quantity:
        region, by, decimals = where.get("region", OWN), where.get("by", {}), where.get("decimals")
        quantity = self._calculator.value(indicator, period, region, by, decimals)
        if quantity.value is None:
            raise _no_value(quantity)
        return quantity

    def _nonresponse(self, indicator: str, period: int, where: Where) -> tuple[Quantity, float]:
        quantity = self._known(indicator, period, where)
        found = self._calculator.observation(indicator, period, where.get("region", OWN), where.get("by", {}))
        return quantity, nonresponse_of(quantity, found)

    def _value(self, indicator: str, period: int, where: Where, *, is_fraction: bool) -> Markup:
        region, by, decimals = where.get("region", OWN), where.get("by", {}), where.get("decimals")
        quantity = self._calculator.value(indicator, period, region, by, decimals)
        if quantity.indicator.is_fraction != is_fraction:
            remedy = "Use share" if quantity.indicator.is_fraction else "Use num"
            raise FactError(f"the unit of {indicator} is {quantity.indicator.unit}", remedy=remedy)
        return self._print(quantity, short=where.get("short", False))

    def _change(self, kind: ChangeKind, indicator: str, start: int, end: int, where: Where) -> Markup:
        region, by, decimals = where.get("region", OWN), where.get("by", {}), where.get("decimals")
        quantity = self._calculator.change(kind, indicator, start, end, region, by, decimals)
        check_is_sure(quantity)
        return self._print(quantity, short=where.get("short", False))

    def _print(self, quantity: Quantity, *, short: bool) -> Markup:
        if quantity.value is None:
            raise _no_value(quantity)
        return self._printer.print_fact(quantity, quantity.shown(unit="sign" if short else "word"))


def _no_value(quantity: Quantity) -> FactError:
    what = f"{quantity.indicator.id} for region {quantity.region_code}, {quantity.period}"
    remedy = "Leave the sentence out, or say that it is missing"
    return FactError(f"{what} has no value ({quantity.mark})", remedy=remedy)

"""The fact functions of the templates: each prints one number of the slice and writes it into the book of facts."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from statusrapport.facts.book import FactBook
from statusrapport.facts.quantity import OWN, Calculator, FactError, Quantity

NOTHING: Mapping[str, str] = {}


class FactFunctions:
    """What a template may call: `num`, `share`, `difference`, `percent_change`, `percentage_points`, `cagr`.

    All take `(indicator, period, *, region="own", by={}, decimals=None)`, those over time `(indicator, start, end, …)`.
    In prose they return a link to the list of facts; with `plain` (alternative texts) the bare text.
    Raises FactError where there is no number to print: a sentence cannot cite what is missing.
    """

    def __init__(self, calculator: Calculator, book: FactBook, *, plain: bool = False) -> None:
        self.calculator, self.book, self.plain = calculator, book, plain

    def num(
        self,
        indicator: str,
        period: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """A value: `13 936`."""
        quantity = self.calculator.value(indicator, period, region, by, decimals)
        if quantity.indicator.is_fraction:
            raise FactError(f"{indicator} is a fraction", remedy="Use share")
        return self._print(quantity)

    def share(
        self,
        indicator: str,
        period: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """A fraction as percent: `40 prosent`."""
        quantity = self.calculator.value(indicator, period, region, by, decimals)
        if not quantity.indicator.is_fraction:
            raise FactError(f"{indicator} is no fraction", remedy="Use num")
        return self._print(quantity)

    def difference(
        self,
        indicator: str,
        start: int,
        end: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """Later less earlier, in the indicator's unit: `471`."""
        return self._print(self.calculator.change("difference", indicator, start, end, region, by, decimals))

    def percent_change(
        self,
        indicator: str,
        start: int,
        end: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """Change in percent of the earlier value: `4,3 prosent`."""
        return self._print(self.calculator.change("percent_change", indicator, start, end, region, by, decimals))

    def percentage_points(
        self,
        indicator: str,
        start: int,
        end: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """Difference of two shares: `7 prosentpoeng`."""
        return self._print(self.calculator.change("percentage_points", indicator, start, end, region, by, decimals))

    def cagr(
        self,
        indicator: str,
        start: int,
        end: int,
        *,
        region: str = OWN,
        by: Mapping[str, str] = NOTHING,
        decimals: int | None = None,
    ) -> Markup:
        """Compound annual growth: `5,6 prosent`, to be followed by `per år`."""
        return self._print(self.calculator.change("cagr", indicator, start, end, region, by, decimals))

    def _print(self, quantity: Quantity) -> Markup:
        if quantity.value is None:
            what = f"{quantity.indicator.id} for region {quantity.region_code}, {quantity.period}"
            raise FactError(
                f"{what} has no value ({quantity.mark})", remedy="Leave the sentence out, or say that it is missing"
            )
        shown = quantity.shown(suffix=True)
        fact = self.book.record(quantity, shown, "alt" if self.plain else "prose")
        if self.plain:
            return escape(shown)
        return Markup('<a class="fact" id="use-{0}" href="#fact-{0}">{1}</a>').format(fact.id, shown)

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use."""
        names = ("num", "share", "difference", "percent_change", "percentage_points", "cagr")
        return {name: getattr(self, name) for name in names}

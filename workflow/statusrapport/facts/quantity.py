"""Quantities: what a fact function computes from the observations of a slice, before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from statusrapport.errors import StatusrapportError
from statusrapport.facts.numbers import NO_BREAK_SPACE, exact_text, format_number
from statusrapport.facts.panel import panel_observations
from statusrapport.facts.slice import Observation, Slice
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.lineage import join_lineage, subtract_lineage
from statusrapport.indicators.observations import SINCE, SUPPRESSED_MARK, parse_breakdown
from statusrapport.project import COUNTRY as COUNTRY_CODE

ChangeKind = Literal["difference", "percent_change", "percentage_points", "cagr"]
OWN, COUNTRY, PANEL, OSLO = "own", "country", "panel", "0301"
SIGNS = {"prosent": "%"}
SUFFIXES = {"percentage points": "prosentpoeng"}  # of units that no noun can stand for
SAME = 1e-9  # of a hundred: observations have twelve digits
SUBTRACTABLE = ("sum", "share", "ratio")  # operations whose value follows from numerator and denominator


class FactError(StatusrapportError):
    """A fact that the slice cannot give: it is unknown, has no value, or the indicator's rules forbid it."""

    exit_code = 11


class SeriesBreakError(FactError):
    """A change between figures that cannot be compared, where nothing could say so."""


class MissingObservationError(FactError):
    """The slice has no observation of that kind at all, not even a mark."""


@dataclass(frozen=True)
class Quantity:
    """A number ready to be printed and written down, or the mark of why there is none.

    `value`, its standard error and the limits of its 95 percent interval are in the unit that is printed (percent, not
    fractions); a full count has no error. `period` is a year or `earlier/later`.
    """

    kind: str
    indicator: Indicator
    region_code: str
    period: str
    breakdown: str
    value: float | None
    mark: str
    decimals: int
    unit: str
    suffix_nb: str  # the word that follows the number in prose
    status: str
    n: int | None
    se: float | None
    lower: float | None
    upper: float | None
    formula: str
    lineage: str
    synthetic: bool
    series_break: bool = False  # a value that cannot be compared with the period before; a change over a series break

    def shown(self, *, plus: bool = False, unit: Literal["", "word", "sign"] = "") -> str:
        """The quantity as printed, bare or with its `word` (prosent) or `sign` (%) after a no-break space."""
        if self.value is None:
            return self.mark
        number = format_number(self.value, self.decimals, sign=plus)
        suffix = {"": "", "word": self.suffix_nb, "sign": SIGNS.get(self.suffix_nb, self.suffix_nb)}[unit]
        return f"{number}{NO_BREAK_SPACE}{suffix}" if suffix else number

    def shown_interval(self, *, unit: Literal["", "word", "sign"] = "") -> str:
        """The limits as printed, `31–36`; with `til` between them where one is negative. The mark without a value."""
        if self.lower is None or self.upper is None:
            return self.mark
        lower, upper = (replace(self, value=limit) for limit in (self.lower, self.upper))
        between = " til " if self.lower < 0 else "–"
        return f"{lower.shown()}{between}{upper.shown(unit=unit)}"


@dataclass(frozen=True)
class Calculator:
    """Computes quantities for the report of one region.

    `region` in its methods is a code, or `own`, `country` or `country_excluding_oslo`, for changes also `panel`.
    `by` names one value for each dimension of a breakdown. Raises FactError where the slice has no such observation.
    """

    slice: Slice
    own: str

    def observation(self, indicator: str, period: int | str, region: str, by: Mapping[str, str]) -> Observation:
        """The observation that a fact stands on."""
        if region == "country_excluding_oslo":
            whole = self.observation(indicator, period, COUNTRY, by)
            return self._without(whole, self.observation(indicator, period, OSLO, by))
        if indicator not in self.slice.indicators:
            raise FactError(
                f"there is no indicator {indicator!r} in this report",
                remedy="Correct the name, or add it to indicators in report.toml",
            )
        code = {OWN: self.own, COUNTRY: COUNTRY_CODE}.get(region, region)
        found = self.slice.find(indicator, code, str(period), by)
        if found is None:
            what = f"{indicator} for region {code}, {period}, by {dict(by)}"
            raise MissingObservationError(
                f"there is no observation of {what}", remedy="Correct the call, or declare the breakdown"
            )
        return found

    def _without(self, whole: Observation, part: Observation) -> Observation:
        """The whole less one of its parts: numerators and denominators subtracted, the value computed anew."""
        indicator = self.slice.indicators[whole.indicator]
        if indicator.operation not in SUBTRACTABLE:
            raise FactError(f"{indicator.id} has no value without a part: its operation is {indicator.operation}")
        whole = replace(whole, region_code=f"{whole.region_code}-{part.region_code}")
        if whole.value is None or part.value is None:
            return replace(whole, value=None, status="missing")
        numerator = (whole.numerator or 0.0) - (part.numerator or 0.0)
        denominator = None if whole.denominator is None else whole.denominator - (part.denominator or 0.0)
        value = numerator * indicator.scale / (1.0 if denominator is None else denominator)
        n = None if whole.n is None else whole.n - (part.n or 0)
        lineage = subtract_lineage(whole.lineage, part.lineage)
        return replace(whole, value=value, numerator=numerator, denominator=denominator, n=n, lineage=lineage)

    def value(
        self, indicator: str, period: int | str, region: str, by: Mapping[str, str], decimals: int | None
    ) -> Quantity:
        """A published value; a fraction as percent."""
        found = self.observation(indicator, period, region, by)
        declared = self.slice.indicators[indicator]
        value = found.value * 100 if declared.is_fraction and found.value is not None else found.value
        formula = _formula(declared, found)
        unit, suffix = (
            ("percent", "prosent") if declared.is_fraction else (declared.unit, SUFFIXES.get(declared.unit, ""))
        )
        kind = "share" if declared.is_fraction else "value"
        return self._quantity(kind, found, None, value, unit, suffix, formula, decimals)

    def pair(
        self, indicator: str, start: int | str, end: int | str, region: str, by: Mapping[str, str]
    ) -> tuple[Observation, Observation]:
        """The two observations that a change stands on; `panel` are the municipalities that reported both years."""
        if region == PANEL and indicator in self.slice.indicators and self.slice.indicators[indicator].changes:
            region, by = COUNTRY, {**by, PANEL: f"{start}_{end}"}  # those who answered in both waves
        whole = COUNTRY if region == PANEL else region
        earlier, later = self.observation(indicator, start, whole, by), self.observation(indicator, end, whole, by)
        if region != PANEL:
            return earlier, later
        if self.slice.indicators[indicator].operation != "sum" or self.own != COUNTRY_CODE:
            raise FactError(f"there is no panel of {indicator} in this report: it is for sums of the whole country")
        first, second = panel_observations(self.slice, earlier, later, by)
        code = f"{first.region_code}-{PANEL}"
        return replace(first, region_code=code), replace(second, region_code=code)

    def change_kind(self, indicator: str) -> ChangeKind:
        """The kind of change in an indicator's own unit: percentage points of a fraction, else a difference."""
        declared = self.slice.indicators.get(indicator)
        return "percentage_points" if declared and declared.is_fraction else "difference"

    def change(
        self,
        kind: ChangeKind,
        indicator: str,
        start: int | str,
        end: int | str,
        region: str,
        by: Mapping[str, str],
        decimals: int | None,
        *,
        is_marked: bool = False,
    ) -> Quantity:
        """A change over time: `difference`, `percent_change`, `percentage_points` or `cagr`.

        That of an estimate has the interval that the indicator of its changes gives. Without one it has none, and who
        prints it has to refuse it: see check_is_sure.
        Raises SeriesBreakError for a change over a series break, unless it is to be printed where it `is_marked`.
        """
        earlier, later = self.pair(indicator, start, end, region, by)
        declared = self.slice.indicators[indicator]
        if declared.is_fraction != (kind == "percentage_points"):
            fitting = "percentage_points" if declared.is_fraction else "difference, percent_change or cagr"
            raise FactError(f"{kind} does not fit {indicator}, whose unit is {declared.unit}", remedy=f"Use {fitting}")
        if not is_marked:
            self._forbid_breaks(indicator, str(start), str(end))
        compute, unit, suffix, formula = _CHANGES[kind]
        years = int(end) - int(start)
        value = None
        if earlier.value is not None and later.value is not None:
            value = compute(earlier.value, later.value, years)
        unit = declared.unit if kind == "difference" else unit
        text = formula.format(earlier=_exact(earlier), later=_exact(later), years=years)
        quantity = self._quantity(kind, later, earlier, value, unit, suffix, text, decimals)
        has_changes = bool(declared.changes) and kind in ("percentage_points", "difference")
        return _with_error(quantity, self._change_of_estimates(earlier, later)) if has_changes else quantity

    def _change_of_estimates(self, earlier: Observation, later: Observation) -> Observation:
        """What the indicator of its changes says of the difference of two estimates: in printed units, with its error.

        Raises FactError where the slice does not have it.
        """
        indicator = self.slice.indicators[later.indicator]
        what = f"{indicator.id} for region {later.region_code}, {earlier.period} to {later.period}"
        if indicator.changes not in self.slice.indicators:
            remedy = f"Add {indicator.changes} to indicators in report.toml"
            raise FactError(f"the change of {what} has no interval in this report", remedy=remedy)
        by = {**parse_breakdown(later.breakdown), SINCE: earlier.period}
        found = self.slice.find(indicator.changes, later.region_code, later.period, by)
        if found is None:
            remedy = "Name the earlier of two waves first, and a breakdown that both have"
            raise FactError(f"{indicator.changes} has no change of {what}", remedy=remedy)
        return found

    def _forbid_breaks(self, indicator: str, start: str, end: str) -> None:
        for period in self.slice.breaks_between(indicator, start, end):
            reasons = " ".join(self.slice.reasons_for_break(indicator, period))
            raise SeriesBreakError(
                f"the series of {indicator} is broken in {period}: {reasons}",
                remedy="Print the values and no change, or the change in a table or figure, where the break is marked",
            )

    def _quantity(
        self,
        kind: str,
        later: Observation,
        earlier: Observation | None,
        value: float | None,
        unit: str,
        suffix: str,
        formula: str,
        decimals: int | None,
    ) -> Quantity:
        declared = self.slice.indicators[later.indicator]
        both = [later] if earlier is None else [earlier, later]
        mark = next((item.mark for item in both if item.mark), "")
        lineage = later.lineage if earlier is None else join_lineage(earlier.lineage, later.lineage)
        is_withheld = mark == SUPPRESSED_MARK  # and so is what its years were made of, though one of them be free
        factor = 100.0 if declared.is_fraction else 1.0
        default = 1 if kind in ("percent_change", "cagr") else declared.decimals
        return Quantity(
            kind=kind,
            indicator=declared,
            region_code=later.region_code,
            period=later.period if earlier is None else f"{earlier.period}/{later.period}",
            breakdown=later.breakdown,
            value=value,
            mark=mark,
            decimals=default if decimals is None else decimals,
            unit=unit,
            suffix_nb=suffix,
            status=later.status,
            n=None if is_withheld else later.n,
            se=_scaled(later.se, factor) if earlier is None else None,
            lower=_scaled(later.lower, factor) if earlier is None else None,
            upper=_scaled(later.upper, factor) if earlier is None else None,
            formula=formula,
            lineage="" if is_withheld else lineage,
            synthetic=any(item.synthetic for item in both),
            series_break=bool(
                later.series_break
                if earlier is None
                else self.slice.breaks_between(later.indicator, earlier.period, later.period)
            ),
        )


def check_is_sure(quantity: Quantity) -> None:
    """Raises FactError for a change of estimates of which nothing tells how sure it is."""
    if quantity.indicator.estimator == "full_count" or quantity.value is None or quantity.lower is not None:
        return
    what = f"the {quantity.kind.replace('_', ' ')} of {quantity.indicator.id}, {quantity.period.replace('/', ' to ')},"
    remedy = "Name the indicator of its changes between waves, as `changes`"
    if quantity.indicator.changes:
        remedy = "Print the difference of the estimates, which has one"
    raise FactError(f"{what} has no interval: it is one of estimates", remedy=remedy)


def _with_error(quantity: Quantity, change: Observation) -> Quantity:
    """A difference of estimates with its error, or with the mark of why it has none.

    Raises FactError where the change that was estimated is another than the difference of the levels.
    """
    if quantity.value is None or change.value is None:
        mark = quantity.mark or change.mark
        lineage = "" if mark == SUPPRESSED_MARK else quantity.lineage
        return replace(quantity, value=None, mark=mark, n=change.n, lineage=lineage)
    if abs(change.value - quantity.value) > SAME * max(100.0, abs(quantity.value)):
        message = (
            f"{change.indicator} is {change.value:.12g}, and {quantity.indicator.id} differs by {quantity.value:.12g}"
        )
        raise FactError(message, remedy="Declare both indicators alike, and compute them anew")
    # The same value without its last digits, which are binary noise.
    return replace(quantity, value=change.value, n=change.n, se=change.se, lower=change.lower, upper=change.upper)


def _scaled(number: float | None, factor: float) -> float | None:
    """In the unit that is printed, without the last digits, which are binary noise."""
    return None if number is None else float(exact_text(number * factor))


def _difference(earlier: float, later: float, years: int) -> float:
    return later - earlier


def _percent_change(earlier: float, later: float, years: int) -> float | None:
    return (later - earlier) / earlier * 100 if earlier else None


def _percentage_points(earlier: float, later: float, years: int) -> float:
    return (later - earlier) * 100


def _cagr(earlier: float, later: float, years: int) -> float | None:
    """Compound annual growth rate: the geometric mean of yearly growth, in percent."""
    return ((later / earlier) ** (1 / years) - 1) * 100 if earlier > 0 and years > 0 else None


_CHANGES = {
    "difference": (_difference, "", "", "{later} − {earlier}"),
    "percent_change": (_percent_change, "percent", "prosent", "({later} − {earlier}) / {earlier} × 100"),
    "percentage_points": (_percentage_points, "percentage points", "prosentpoeng", "({later} − {earlier}) × 100"),
    "cagr": (_cagr, "percent per year", "prosent", "(({later} / {earlier})^(1/{years}) − 1) × 100"),
}


def _exact(observation: Observation) -> str:
    return observation.mark or exact_text(observation.value or 0.0)


def _formula(indicator: Indicator, found: Observation) -> str:
    """How a value comes about, in the numbers that were used."""
    if found.numerator is None or found.denominator is None:
        return indicator.operation
    quotient = f"{exact_text(found.numerator)} / {exact_text(found.denominator)}"
    scale = indicator.scale * (100 if indicator.is_fraction else 1)
    return quotient if scale == 1 else f"{quotient} × {exact_text(scale)}"

"""Figures as an earlier report published them, held against the data as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypedDict, Unpack

from babel.dates import format_date
from markupsafe import Markup

from statusrapport.errors import Finding
from statusrapport.facts.earlier import EarlierFigure, EarlierReport
from statusrapport.facts.functions import Printer
from statusrapport.facts.numbers import NO_BREAK_SPACE, exact_text, round_half_up
from statusrapport.facts.quantity import OWN, SUFFIXES, Calculator, FactError, Quantity
from statusrapport.indicators.observations import parse_breakdown
from statusrapport.outcome import Outcome

NAMES = ("published", "revision")
LOCALE = "nb_NO"
UNCHANGED_NB, REVISED_NB = "Uendret", "Revidert"
Key = tuple[str, str, str, str]  # indicator, region, period, breakdown


class Where(TypedDict, total=False):
    """What both functions take by name: `region`, `by`, and `short` (`%` in place of `prosent`)."""

    region: str
    by: Mapping[str, str]
    short: bool


@dataclass(frozen=True)
class Revision:
    """A figure as published, the same as the data have it now, and the difference; all to the decimals published.

    `now` and `change` have a mark in place of a value where there no longer is one.
    """

    figure: EarlierFigure
    published: Quantity
    now: Quantity
    change: Quantity

    @property
    def is_revised(self) -> bool:
        """Whether the data no longer give what was published."""
        return self.change.value != 0

    @property
    def reason(self) -> str:
        """Why it was revised, and when; that it is unchanged where it is."""
        day = f" {REVISED_NB} {format_day(self.figure.revised)}." if self.figure.revised else ""
        return f"{self.figure.reason_nb}{day}" if self.is_revised else UNCHANGED_NB


class Revisions:
    """The figures of the earlier report of the series, for the report of one region."""

    def __init__(self, calculator: Calculator) -> None:
        self._calculator = calculator
        self.earlier: EarlierReport | None = calculator.slice.earlier

    def every(self) -> list[Revision]:
        """All figures that are of what this report is about, in the order in which they are declared."""
        figures = self.earlier.figures if self.earlier else ()
        return [self._compute(figure) for figure in figures if self._concerns(figure)]

    def find(self, indicator: str, period: int, region: str, by: Mapping[str, str]) -> Revision:
        """One figure. Raises FactError where the earlier report has none, and where there is no earlier report."""
        if self.earlier is None:
            remedy = "Name it as `previous` of the edition in config/config.yaml"
            raise FactError("the edition names no earlier report", remedy=remedy)
        wanted = _key(self._calculator.value(indicator, period, region, by, None))
        found = [item for item in self.every() if _key(item.now) == wanted]
        if not found:
            what = f"{indicator} for region {wanted[1]}, {period}, by {dict(by)}"
            raise FactError(f"{self.earlier.file} has no figure of {what}", remedy="Declare it there under [[figures]]")
        return found[0]

    def check(self) -> Outcome:
        """Every figure that the data no longer bear out and no reason is given for, and every reason that is stale."""
        figures = self.earlier.figures if self.earlier else ()
        findings = [finding for figure in figures for finding in self._check_figure(figure)]
        if findings:
            return Outcome(tuple(findings), (), {"figures": len(figures)})
        revised = sum(item.is_revised for item in self.every())
        return Outcome((), (), {"figures": len(self.every()), "revised": revised})

    def _concerns(self, figure: EarlierFigure) -> bool:
        """Whether the report has anything of the figure's region: another municipality's figure is none of it."""
        slice_ = self._calculator.slice
        is_other = figure.region in slice_.regions and figure.region not in set(slice_.frame["region_code"])
        return not is_other

    def _check_figure(self, figure: EarlierFigure) -> Iterator[Finding]:
        if not self._concerns(figure):
            return
        try:
            revision = self._compute(figure)
        except FactError as error:
            yield self._finding(figure, "", error.message, error.remedy or "Correct the figure", "published-unknown")
            return
        shown, now = (quantity.shown(unit="word") for quantity in (revision.published, revision.now))
        if revision.is_revised and not figure.reason_nb:
            rule = f"was published as {shown}, and the data now give {now}"
            remedy = "Say why under reason_nb if it was revised, else correct the figure or the data"
            yield self._finding(figure, shown, rule, remedy, "published-differs")
        elif figure.reason_nb and not revision.is_revised:
            rule = f"has a reason for a revision, but the data give {now}, as published"
            yield self._finding(figure, shown, rule, "Take reason_nb and revised out", "published-stale")

    def _finding(self, figure: EarlierFigure, value: str, rule: str, remedy: str, code: str) -> Finding:
        assert self.earlier is not None
        plain = value.replace(NO_BREAK_SPACE, " ")
        return Finding(self.earlier.file, 0, "", figure.place, plain, rule, remedy, code)

    def _compute(self, figure: EarlierFigure) -> Revision:
        assert self.earlier is not None
        now = self._calculator.value(figure.indicator, figure.period, figure.region, figure.by, figure.decimals)
        published = _as_published(now, figure, self.earlier)
        return Revision(figure, published, now, _difference(now, published))


class PublishedFunctions:
    """What a template may call of the earlier report. Raises FactError where there is no number to print."""

    def __init__(self, calculator: Calculator, printer: Printer) -> None:
        self._revisions, self._printer, self._slice = Revisions(calculator), printer, calculator.slice

    def published(self, indicator: str, period: int, **where: Unpack[Where]) -> Markup:
        """A value as the earlier report published it: `16 399`, `13 prosent`."""
        return self._print(self._find(indicator, period, where).published, where)

    def revision(self, indicator: str, period: int, *, sign: bool = False, **where: Unpack[Where]) -> Markup:
        """The value now less the one published, in the indicator's unit: `−12`, `1 prosentpoeng`."""
        change = self._find(indicator, period, where).change
        if change.value is None:
            what = f"{indicator} for region {change.region_code}, {period}"
            remedy = "Leave the sentence out, or say that it is missing"
            raise FactError(f"{what} no longer has a value ({change.mark})", remedy=remedy)
        return self._print(change, where, plus=sign)

    def revisions(self) -> list[RevisionRow]:
        """The figures of the earlier report, each as a row of texts and numbers."""
        return [RevisionRow(item, self) for item in self._revisions.every()]

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use, and the earlier report, None where there is none."""
        earlier = self._revisions.earlier
        words = earlier and {
            "title": earlier.title_nb,
            "document": earlier.document_nb,
            "date_text": format_day(earlier.date),
        }
        return {name: getattr(self, name) for name in (*NAMES, "revisions")} | {"earlier": words}

    def _find(self, indicator: str, period: int, where: Where) -> Revision:
        return self._revisions.find(indicator, period, where.get("region", OWN), where.get("by", {}))

    def _print(self, quantity: Quantity, where: Where, *, plus: bool = False) -> Markup:
        unit: Literal["word", "sign"] = "sign" if where.get("short", False) else "word"
        return self._printer.print_fact(quantity, quantity.shown(plus=plus, unit=unit))

    def print_bare(self, quantity: Quantity, *, plus: bool = False) -> Markup:
        """A number without its unit, or its mark."""
        return self._printer.print_fact(quantity, quantity.shown(plus=plus))

    def describe(self, quantity: Quantity) -> str:
        """What a figure is of: the indicator's title and the labels of its breakdown."""
        return describe_quantity(quantity, self._slice.labels)


@dataclass(frozen=True)
class RevisionRow:
    """A figure of the earlier report for a template. Its numbers are printed, and written down, where they are used."""

    item: Revision
    functions: PublishedFunctions

    @property
    def title(self) -> str:
        """The indicator's title, and its breakdown in words."""
        return self.functions.describe(self.item.now)

    @property
    def period(self) -> str:
        """The year that it is of."""
        return self.item.figure.period

    @property
    def is_revised(self) -> bool:
        """Whether the data now give another value."""
        return self.item.is_revised

    @property
    def reason(self) -> str:
        """Why it was revised."""
        return self.item.reason

    @property
    def published(self) -> Markup:
        """The value as published."""
        return self.functions.print_bare(self.item.published)

    @property
    def now(self) -> Markup:
        """The value as the data have it."""
        return self.functions.print_bare(self.item.now)

    @property
    def change(self) -> Markup:
        """The difference, with its sign."""
        return self.functions.print_bare(self.item.change, plus=True)


def describe_quantity(quantity: Quantity, labels: Mapping[str, Mapping[str, str]]) -> str:
    """The title of a quantity's indicator and the labels of its breakdown: `Årsverk, voksne`."""
    words = [labels[name][value] for name, value in parse_breakdown(quantity.breakdown).items()]
    return ", ".join([quantity.indicator.title_nb, *(text[0].lower() + text[1:] for text in words)])


def format_day(day: date) -> str:
    """A date in words: `1. desember 2019`."""
    return format_date(day, "long", locale=LOCALE)


def _key(quantity: Quantity) -> Key:
    return quantity.indicator.id, quantity.region_code, quantity.period, quantity.breakdown


def _as_published(now: Quantity, figure: EarlierFigure, earlier: EarlierReport) -> Quantity:
    """The quantity that the data have now, as the earlier report gave it: no data of ours stand behind that."""
    return replace(
        now,
        kind="published",
        value=figure.value,
        mark="",
        status="observed",
        n=None,
        se=None,
        lower=None,
        upper=None,
        formula=earlier.document_nb,
        lineage="",
        synthetic=earlier.synthetic,
    )


def _difference(now: Quantity, published: Quantity) -> Quantity:
    """Now less published, both as printed, so that a reader who subtracts finds the same."""
    is_fraction = now.indicator.is_fraction
    unit = "percentage points" if is_fraction else now.unit
    value, formula = None, ""
    if now.value is not None and published.value is not None:
        later, earlier = (round_half_up(each, now.decimals) for each in (now.value, published.value))
        value = float(later - earlier)
        formula = f"{exact_text(float(later))} − {exact_text(float(earlier))}"
    return replace(
        now,
        kind="revision",
        value=value,
        unit=unit,
        suffix_nb=SUFFIXES.get(unit, ""),
        n=None,
        se=None,
        lower=None,
        upper=None,
        formula=formula,
        synthetic=now.synthetic or published.synthetic,
    )

"""The claim functions of the templates: each checks words against the data, prints them and writes down the claim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from markupsafe import Markup

from statusrapport.claims.checks import CHANGE_KINDS, change_of, estimate_of, require_value
from statusrapport.claims.citations import Citation
from statusrapport.claims.errors import ClaimError, describe
from statusrapport.claims.order import (
    forbid_ranking,
    gap_of,
    published,
    quantities_of,
    reasons_against_contrast,
    reasons_against_first,
    reasons_against_order,
    reasons_against_rank,
)
from statusrapport.facts.functions import Printer
from statusrapport.facts.numbers import NO_BREAK_SPACE, format_number
from statusrapport.facts.quantity import OWN, Calculator, FactError, Quantity, check_is_sure
from statusrapport.language import (
    Change,
    Vocabulary,
    check_approximate,
    check_direction,
    check_phrase,
    choose_approximate,
    choose_direction,
    choose_phrases,
)
from statusrapport.language.wording import join_words, lower_first

NUMBER = re.compile(r"^(?P<word>.*?)\s*(?P<number>\d[\d\s\u00a0\u202f]*(?:,\d+)?)$")
NAMES = (
    "claim",
    "approx",
    "approx_change",
    "direction",
    "stable",
    "superlative",
    "order",
    "contrast",
    "rank",
    "share_over",
    "at_most",
    "listing",
    "cite",
)


class Place(TypedDict, total=False):
    """What claims take by name: `region` (default: the report's own) and `by` (a value for each dimension)."""

    region: str
    by: Mapping[str, str]


class ClaimFunctions:
    """What a template may claim. Words that the data do not support raise ClaimError, with the words that they do.

    `auto` in place of the words chooses them.
    """

    def __init__(
        self, calculator: Calculator, printer: Printer, vocabulary: Vocabulary, citations: Mapping[str, Citation]
    ) -> None:
        self._calculator, self._printer = calculator, printer
        self._vocabulary, self._citations = vocabulary, citations

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use."""
        return {name: getattr(self, name) for name in NAMES}

    def claim(self, indicator: str, period: int, phrase: str = "auto", **place: Unpack[Place]) -> Markup:
        """A verbal fraction or a quantifier: `fire av ti`, `et klart flertall`."""
        quantity = self._value(indicator, period, place)
        if not quantity.indicator.is_fraction:
            raise FactError(f"the unit of {indicator} is {quantity.indicator.unit}", remedy="Use approx")
        estimate = estimate_of(quantity)
        allowed = choose_phrases(self._vocabulary, estimate)
        words = allowed[0] if phrase == "auto" else phrase
        if reasons := check_phrase(self._vocabulary, words, estimate):
            raise ClaimError(words, describe(quantity), reasons, allowed[:4])
        known = self._vocabulary.find_phrase(words)
        return self._print(replace(quantity, kind=known.kind if known else "share"), words)

    def approx(self, indicator: str, period: int, words: str = "auto", **place: Unpack[Place]) -> Markup:
        """A round number for a value: `nesten 14 700`."""
        return self._approximate(self._value(indicator, period, place), words)

    def approx_change(
        self, indicator: str, start: int, end: int, words: str = "auto", **place: Unpack[Place]
    ) -> Markup:
        """A round number for the size of a change: `nesten 700`."""
        region, by = place.get("region", OWN), place.get("by", {})
        change = self._calculator.change("difference", indicator, start, end, region, by, None)
        check_is_sure(change)
        return self._approximate(replace(change, value=abs(require_value(change))), words)

    def direction(self, indicator: str, start: int, end: int, words: str = "auto", **place: Unpack[Place]) -> Markup:
        """The direction of a change: `økte`, `gikk klart ned`, `stabil`, `ingen sikker endring`."""
        quantity, change = self._change(indicator, start, end, place)
        chosen = choose_direction(self._vocabulary, change)
        words = chosen if words == "auto" else words
        if reasons := check_direction(self._vocabulary, words, change):
            raise ClaimError(words, describe(quantity), reasons, [chosen])
        return self._print(replace(quantity, kind="direction"), words)

    def stable(self, indicator: str, periods: Sequence[int], words: str = "stabil", **place: Unpack[Place]) -> Markup:
        """`stabil` over several years: every pair of them must be."""
        pairs = [(start, end) for at, start in enumerate(periods) for end in periods[at + 1 :]]
        for start, end in pairs:
            quantity, change = self._change(indicator, start, end, place)
            if reasons := check_direction(self._vocabulary, words, change):
                raise ClaimError(words, describe(quantity), reasons, [choose_direction(self._vocabulary, change)])
        quantity, _ = self._change(indicator, periods[0], periods[-1], place)
        return self._print(replace(quantity, kind="direction"), words)

    def superlative(
        self, indicator: str, period: int, dimension: str, value: str, words: str, **place: Unpack[Place]
    ) -> Markup:
        """The first of an order: `størst`, `klart mest`, `lavest`."""
        quantities = quantities_of(
            self._calculator, indicator, period, dimension, place.get("region", OWN), place.get("by", {})
        )
        if value not in quantities:
            raise FactError(f"{indicator} has no value for {dimension}={value} in {period}")
        *before, word = lower_first(words).split()
        known = self._vocabulary.superlatives
        if word not in (*known.highest, *known.lowest) or not set(before) <= {*known.margin, "den", "det", "de"}:
            raise FactError(
                f"{words!r} is no superlative of the vocabulary", remedy="Use one of config/vocabulary.toml"
            )
        forbid_ranking(quantities[value])
        labels = self._calculator.slice.regions if dimension == "county" else self._calculator.slice.labels[dimension]
        clearly = bool(set(before) & set(known.margin))
        gap = gap_of(self._calculator, quantities, dimension, place.get("region", OWN), place.get("by", {}))
        lowest = word in known.lowest and word not in known.highest
        if reasons := reasons_against_first(quantities, value, labels, gap, lowest=lowest, clearly=clearly):
            allowed = [words.removeprefix(before[0]).strip()] if clearly and "nearer" in reasons[0] else []
            raise ClaimError(words, describe(quantities[value]), reasons, allowed)
        return self._print(replace(quantities[value], kind="superlative"), words)

    def order(
        self, indicator: str, period: int, dimension: str, groups: Sequence[Sequence[str]], **place: Unpack[Place]
    ) -> Markup:
        """The first of an order as a list, from the highest down: `NAV og fastlege, fulgt av TSB`."""
        quantities = quantities_of(
            self._calculator, indicator, period, dimension, place.get("region", OWN), place.get("by", {})
        )
        labels = {name: self._calculator.slice.label(dimension, name) for name in quantities}
        gap = gap_of(self._calculator, quantities, dimension, place.get("region", OWN), place.get("by", {}))
        if reasons := reasons_against_order(quantities, groups, labels, gap):
            best = sorted(quantities, key=lambda name: -published(quantities[name]))
            allowed = [", ".join(best[: sum(len(group) for group in groups)])]
            raise ClaimError(str([list(group) for group in groups]), f"{indicator}, {period}", reasons, allowed)
        words = [join_words([lower_first(labels[name]) for name in group]) for group in groups]
        text = f", {self._vocabulary.superlatives.next[0]} ".join(words)
        return self._print(replace(quantities[groups[0][0]], kind="order"), text)

    def contrast(
        self,
        indicator: str,
        period: int,
        dimension: str,
        one: str | Sequence[str],
        other: str | Sequence[str],
        words: str = "auto",
        **place: Unpack[Place],
    ) -> Markup:
        """Whether a difference between two estimates, or between each of some and each of others, is `sikker`."""
        region, by = place.get("region", OWN), place.get("by", {})
        quantities = quantities_of(self._calculator, indicator, period, dimension, region, by)
        first, second = ([names] if isinstance(names, str) else list(names) for names in (one, other))
        if unknown := [name for name in (*first, *second) if name not in quantities]:
            raise FactError(f"{indicator} has no value for {dimension}={', '.join(unknown)} in {period}")
        if quantities[first[0]].indicator.estimator == "full_count":
            raise FactError(f"{indicator} is a full count, whose differences are no chance", remedy="Leave it out")
        gap, known = gap_of(self._calculator, quantities, dimension, region, by), self._vocabulary.contrasts
        pairs = [(name, than) for name in first for than in second]
        labels = self._calculator.slice.labels.get(dimension, {})
        if words == "auto":
            words = known.unsure[0] if reasons_against_contrast(gap, pairs, labels, sure=True) else known.sure[0]
        if words not in (*known.sure, *known.unsure):
            raise FactError(f"{words!r} is no contrast of the vocabulary", remedy="Use one of config/vocabulary.toml")
        if reasons := reasons_against_contrast(gap, pairs, labels, sure=words in known.sure):
            raise ClaimError(words, describe(quantities[first[0]]), reasons, [])
        return self._print(replace(quantities[first[0]], kind="contrast"), words)

    def rank(self, indicator: str, period: int, region: str = OWN, by: Mapping[str, str] | None = None) -> Markup:
        """The rank of a county among the counties, the highest first: `nummer 3`."""
        quantities = quantities_of(self._calculator, indicator, period, "county", region, by or {})
        code = self._calculator.own if region == OWN else region
        forbid_ranking(self._value(indicator, period, {"region": code, "by": by or {}}))
        if code not in quantities:
            raise FactError(f"{code} is no county with a value of {indicator} in {period}")
        gap = gap_of(self._calculator, quantities, "county", region, by or {})
        labels = self._calculator.slice.regions
        if reasons := reasons_against_rank(quantities, code, labels, gap):
            raise ClaimError("nummer", describe(quantities[code]), reasons, [])
        place = 1 + sum(published(other) > published(quantities[code]) for other in quantities.values())
        ranked = replace(quantities[code], kind="rank", value=float(place), decimals=0, unit="rank", suffix_nb="")
        return self._print(ranked, f"nummer{NO_BREAK_SPACE}{place}")

    def share_over(self, indicator: str, period: int, threshold: float, phrase: str = "auto") -> Markup:
        """How many of the municipalities lie over a threshold, in percent for shares: `en av tre`."""
        values = self._calculator.slice.unit_values(indicator, str(period), {})
        whole = self._value(indicator, period, {})
        if not values:
            raise FactError(f"{indicator} has no published values of municipalities in {period}")
        limit = threshold / 100 if whole.indicator.is_fraction else threshold
        over = sum(value > limit for value in values)
        share = replace(
            whole,
            kind="share_over",
            value=100 * over / len(values),
            decimals=0,
            unit="percent",
            suffix_nb="prosent",
            n=len(values),
            formula=f"{over} / {len(values)} × 100",
        )
        estimate = estimate_of(share)
        allowed = choose_phrases(self._vocabulary, estimate)
        words = allowed[0] if phrase == "auto" else phrase
        if reasons := check_phrase(self._vocabulary, words, estimate):
            raise ClaimError(words, describe(share), reasons, allowed[:4])
        return self._print(share, words)

    def at_most(self, indicator: str, period: int, words: str = "opptil", **place: Unpack[Place]) -> Markup:
        """The largest value: `opptil 233`. The indicator must be a maximum."""
        quantity = self._value(indicator, period, place)
        if quantity.indicator.operation != "maximum":
            raise FactError(f"{indicator} is no maximum, but a {quantity.indicator.operation}")
        require_value(quantity)
        return self._print(replace(quantity, kind="maximum"), f"{words}{NO_BREAK_SPACE}{quantity.shown()}")

    def listing(self, word: str, items: Sequence[str]) -> Markup:
        """The length of an enumeration as a word, and its items: `listing("fire", […])` gives `fire`."""
        count = self._vocabulary.number_words.get(word)
        if count != len(items):
            words = [name for name, number in self._vocabulary.number_words.items() if number == len(items)]
            raise ClaimError(word, f"a list of {len(items)}", [f"{word!r} is {count}"], words[:1])
        return self._printer.print_words("enumeration", word, float(len(items)), formula=", ".join(items))

    def cite(self, id_: str) -> Markup:
        """A figure quoted from a document of config/citations.toml."""
        if id_ not in self._citations:
            raise FactError(f"there is no citation {id_!r}", remedy="Declare it in config/citations.toml")
        citation = self._citations[id_]
        shown = format_number(citation.value, citation.decimals)
        text = f"{shown}{NO_BREAK_SPACE}{citation.unit_nb}" if citation.unit_nb else shown
        return self._printer.print_words("citation", text, citation.value, formula=citation.document_nb, indicator=id_)

    def _value(self, indicator: str, period: int, place: Place) -> Quantity:
        return self._calculator.value(indicator, period, place.get("region", OWN), place.get("by", {}), None)

    def _change(self, indicator: str, start: int, end: int, place: Place) -> tuple[Quantity, Change]:
        region, by = place.get("region", OWN), place.get("by", {})
        earlier, _ = self._calculator.pair(indicator, start, end, region, by)
        kind = CHANGE_KINDS[self._calculator.slice.indicators[indicator].smallest_change.unit]
        quantity = self._calculator.change(kind, indicator, start, end, region, by, None)
        return quantity, change_of(quantity, earlier.value or 0.0)

    def _approximate(self, quantity: Quantity, words: str) -> Markup:
        value = require_value(quantity)
        if words == "auto":
            words = next(iter(choose_approximate(self._vocabulary, value)), quantity.shown())
        match = NUMBER.match(words)
        if match is None:
            raise FactError(f"{words!r} ends in no number", remedy="Write it as in nesten 700")
        stated = float(re.sub(r"\s", "", match["number"]).replace(",", "."))
        if reasons := check_approximate(self._vocabulary, match["word"], value, stated):
            raise ClaimError(words, describe(quantity), reasons, choose_approximate(self._vocabulary, value)[:3])
        return self._print(replace(quantity, kind="approximate"), words)

    def _print(self, quantity: Quantity, words: str) -> Markup:
        return self._printer.print_fact(quantity, words)

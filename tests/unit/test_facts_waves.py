"""What a report says of the change between two waves of a survey: numbers with their interval, and words."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from slice_example import METADATA, example_slice, observation
from statusrapport.arithmetic import check_arithmetic
from statusrapport.claims.errors import ClaimError
from statusrapport.claims.functions import ClaimFunctions
from statusrapport.facts.book import FactBook
from statusrapport.facts.functions import FactFunctions, Printer
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.facts.slice import Slice
from statusrapport.render.exhibits import render_csv
from statusrapport.render.grid import compute_grid
from statusrapport.render.kind import Table

SAMPLED = {"operation": "proportion", "estimator": "survey", "design": {"weights": "weight", "clusters": "cluster"}}
LEVELS = {2017: 0.54, 2018: 0.57, 2019: 0.60}
CHANGES = {(2017, 2018): (3.0, 1.0, 5.0), (2017, 2019): (6.0, 3.5, 8.5), (2018, 2019): (3.0, -0.5, 6.5)}
POINTS = {"operation": "change_between_waves", "unit": "percentage points", "scale": 100, "decimals": 1}


class Report:
    """The functions of a template over three waves; `changed` replaces changes, None takes one away."""

    def __init__(
        self,
        *,
        levels: dict[int, float] = LEVELS,
        changed: dict[tuple[int, int], tuple[float | None, ...]] | None = None,
        names: str = "share_change",
        cited: bool = True,
        rows: tuple[dict[str, Any], ...] = (),
    ) -> None:
        found = [self._level(year, value) for year, value in levels.items()]
        found += [self._change(*pair, *numbers) for pair, numbers in {**CHANGES, **(changed or {})}.items()]
        share = METADATA["indicators"]["buyers"] | SAMPLED
        declared = {"share": share | {"id": "share", "changes": names}}
        if cited:
            declared["share_change"] = share | POINTS | {"id": "share_change"}
        metadata = METADATA | {"indicators": METADATA["indicators"] | declared}
        self.slice = Slice(example_slice([*found, *rows]).frame, metadata)
        self.calculator, self.book = Calculator(self.slice, "0"), FactBook(section="s")
        printer = Printer(self.book)
        self.facts = FactFunctions(self.calculator, printer)
        self.claims = ClaimFunctions(self.calculator, printer, self.slice.vocabulary, {})

    @staticmethod
    def _level(year: int, value: float, by: str = "", **other: Any) -> dict[str, Any]:
        return observation("share", year, value, by, lower=value - 0.02, upper=value + 0.02, n=6000, **other)

    @staticmethod
    def _change(
        start: int, end: int, value: float | None, lower: float | None = None, upper: float | None = None
    ) -> dict[str, Any]:
        return observation("share_change", end, value, f"since={start}", se=1.0, lower=lower, upper=upper, n=5900)


def text(markup: object) -> str:
    return re.sub(r"<[^>]+>", "", str(markup)).replace("\u00a0", " ")


def test_a_change_of_estimates_is_printed_and_has_its_interval_in_the_list_of_facts():
    report = Report()
    assert text(report.facts.percentage_points("share", 2017, 2019)) == "6 prosentpoeng"
    (fact,) = report.book.facts
    assert (fact.kind, fact.period, fact.value) == ("percentage_points", "2017/2019", "6")
    assert (fact.lower, fact.upper, fact.n) == (3.5, 8.5, 5900)
    assert {item.version for item in fact.inputs} == {"2017", "2019"}


def test_the_interval_of_a_change():
    report = Report()
    assert text(report.facts.change_interval("share", 2017, 2019)) == "4–9 prosentpoeng"
    assert text(report.facts.change_interval("share", 2018, 2019, decimals=1)) == "−0,5 til 6,5 prosentpoeng"
    assert report.book.facts[0].kind == "interval"


def test_a_change_with_its_interval():
    report = Report()
    shown = text(report.facts.change_estimate("share", 2017, 2019))
    assert shown == "6 prosentpoeng (95 prosent konfidensintervall 4 til 9)"


def test_the_interval_of_a_full_count_is_none():
    rows = (observation("fte", 2016, 10.0), observation("fte", 2017, 12.0))
    with pytest.raises(FactError, match="has no interval"):
        Report(rows=rows).facts.change_interval("fte", 2016, 2017)


def test_directions_ask_the_interval_of_the_change():
    report = Report()
    assert text(report.claims.direction("share", 2017, 2019, "økte")) == "økte"
    assert report.book.facts[0].lower == 3.5
    assert text(report.claims.direction("share", 2018, 2019)) == "ingen sikker endring"
    with pytest.raises(ClaimError, match=re.escape("'økte' means increase, but the change is uncertain: 3 (95")):
        report.claims.direction("share", 2018, 2019, "økte")


def test_clearly_needs_twice_the_smallest_change_and_an_interval_that_clears_it():
    assert text(Report().claims.direction("share", 2017, 2019, "økte klart")) == "økte klart"
    with pytest.raises(ClaimError, match="an interval that clears 3"):
        Report(changed={(2017, 2019): (6.0, 2.5, 9.5)}).claims.direction("share", 2017, 2019, "økte klart")


STABLE = {2017: 0.13, 2018: 0.128, 2019: 0.131}


def test_stable_needs_equivalence_of_every_pair():
    changes = {(2017, 2018): (-0.2, -1.7, 1.3), (2017, 2019): (0.1, -1.4, 1.6), (2018, 2019): (0.3, -1.3, 1.9)}
    assert text(Report(levels=STABLE, changed=changes).claims.stable("share", [2017, 2018, 2019])) == "stabil"
    wide = changes | {(2018, 2019): (0.3, -3.0, 3.6)}
    with pytest.raises(ClaimError, match="2018/2019"):
        Report(levels=STABLE, changed=wide).claims.stable("share", [2017, 2018, 2019])


def test_without_changes_nothing_is_said_of_a_change_and_the_remedy_is_named():
    report = Report(names="")
    for call in (
        lambda: report.facts.percentage_points("share", 2017, 2019),
        lambda: report.claims.direction("share", 2017, 2019),
        lambda: report.claims.stable("share", [2017, 2018]),
    ):
        with pytest.raises(
            FactError,
            match=r"the percentage points of share, 2017 to 201[89], has no interval: it is one of estimates",
        ) as error:
            call()
        assert error.value.remedy == "Name the indicator of its changes between waves, as `changes`"


def test_changes_that_the_report_does_not_cite_are_named():
    with pytest.raises(FactError) as error:
        Report(cited=False).facts.percentage_points("share", 2017, 2019)
    assert error.value.remedy == "Add share_change to indicators in report.toml"


def test_a_pair_of_waves_the_wrong_way_round_has_no_change():
    with pytest.raises(FactError, match="share_change has no change of share for region 0, 2019 to 2017") as error:
        Report().facts.percentage_points("share", 2019, 2017)
    assert error.value.remedy.startswith("Name the earlier of two waves first")


def test_a_change_that_is_not_the_difference_of_the_levels_is_refused():
    with pytest.raises(FactError, match=re.escape("share_change is 6.1, and share differs by 6")):
        Report(changed={(2017, 2019): (6.1, 3.5, 8.5)}).facts.percentage_points("share", 2017, 2019)


def test_where_it_cannot_be_told_how_sure_a_change_is_there_is_none():
    report = Report(changed={(2017, 2019): (None, None, None)})
    with pytest.raises(FactError, match=re.escape("has no value (..)")):
        report.facts.percentage_points("share", 2017, 2019)


def test_percent_and_growth_of_estimates_have_no_interval():
    mean = METADATA["indicators"]["fte"] | SAMPLED | {"id": "hours", "operation": "mean", "unit": "hours"}
    slice_ = Slice(
        example_slice([observation("hours", 2017, 10.0), observation("hours", 2019, 12.0)]).frame,
        METADATA | {"indicators": {"hours": mean}},
    )
    functions = FactFunctions(Calculator(slice_, "0"), Printer(FactBook("s")))
    with pytest.raises(FactError, match="the percent change of hours, 2017 to 2019, has no interval"):
        functions.percent_change("hours", 2017, 2019)


PANEL = (
    observation("share", 2017, 0.53, "panel=2017_2019", n=5500),
    observation("share", 2019, 0.60, "panel=2017_2019", n=5400),
    observation("share_change", 2019, 7.0, "panel=2017_2019;since=2017", lower=4.0, upper=10.0, n=5400),
)


def test_the_panel_is_another_region_of_a_change():
    report = Report(rows=PANEL)
    assert text(report.facts.percentage_points("share", 2017, 2019, region="panel")) == "7 prosentpoeng"
    assert text(report.facts.share("share", 2017, by={"panel": "2017_2019"})) == "53 prosent"
    assert text(report.claims.direction("share", 2017, 2019, "økte", region="panel")) == "økte"
    assert [fact.breakdown for fact in report.book.facts] == ["panel=2017_2019"] * 3


def test_levels_and_changes_agree_in_the_arithmetic_of_the_report():
    report = Report(rows=PANEL)
    for year in (2017, 2019):
        report.facts.share("share", year)
        report.facts.share("share", year, by={"panel": "2017_2019"})
    report.facts.percentage_points("share", 2017, 2019)
    report.facts.percentage_points("share", 2017, 2019, region="panel")
    outcome = check_arithmetic(report.book.facts, report.slice, "0")
    assert (outcome.findings, outcome.counts["changes"]) == ((), 2)


def test_a_table_has_columns_of_changes_and_their_intervals():
    words = {"id": "t", "section": "s", "title_nb": "T", "subtitle_nb": "S", "row_header_nb": "R"}
    columns = [
        {"label_nb": "Endring", "function": "percentage_points", "sign": True},
        {"label_nb": "Intervall", "function": "change_interval"},
    ]
    cells = {"indicator": "share", "start": "2017", "end": "{year}"}
    table = Table.model_validate(words | {"cells": cells, "rows": [{"label_nb": "Fornøyd"}], "columns": columns})
    grid = compute_grid(table, Report().calculator, {"year": "2019", "previous": "2018"})
    assert [cell.shown for cell in grid.cells[0]] == ["+6", "4–9"]
    lines = list(csv.DictReader(io.StringIO(render_csv(grid))))
    assert [(line["value"], line["se"], line["lower"], line["upper"]) for line in lines] == [
        ("6", "1", "3.5", "8.5")
    ] * 2

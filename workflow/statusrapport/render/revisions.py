"""The table of an earlier report's figures: as they were published, what the data give now, and why they differ."""

from __future__ import annotations

from dataclasses import replace

from statusrapport.facts.published import Revision, Revisions, describe_quantity
from statusrapport.facts.quantity import Calculator, FactError
from statusrapport.indicators.declaration import Indicator
from statusrapport.language.normalise import fold
from statusrapport.project import COUNTRY
from statusrapport.render.grid import Cell, Grid, Line
from statusrapport.render.kind import Coordinates, RevisionTable

COLUMNS_NB = ("Slik det ble publisert", "Nå", "Endring", "Hvorfor")


def compute_revisions(exhibit: RevisionTable, calculator: Calculator) -> Grid:
    """The figures that concern this report, a row for each in the order in which they are declared.

    Raises FactError where the edition names no earlier report, and where there is no row.
    """
    revisions = Revisions(calculator)
    if revisions.earlier is None:
        remedy = "Name it as `previous` of the edition in config/config.yaml"
        raise FactError(f"{exhibit.id}: the edition names no earlier report", remedy=remedy)
    chosen = [item for item in revisions.every() if item.is_revised or not exhibit.only_revised]
    if not chosen:
        what = "has been revised" if exhibit.only_revised else "concerns this report"
        raise FactError(f"{exhibit.id}: no figure of {revisions.earlier.file} {what}", remedy="Leave the table out")
    rows = tuple(_line(item, calculator) for item in chosen)
    columns = tuple(Line(label, label, "", False, Coordinates(), {}) for label in COLUMNS_NB)
    return Grid(rows, columns, tuple(map(_cells, chosen)))


def _line(item: Revision, calculator: Calculator) -> Line:
    slice_ = calculator.slice
    title, code = describe_quantity(item.now, slice_.labels), item.now.region_code
    if code not in (COUNTRY, calculator.own):
        title = f"{title}, {slice_.regions.get(code, code)}"
    label = f"{title}, {item.figure.period}"
    names = {"title": title, "period": item.figure.period, "unit": unit_beside(title, item.now.indicator)}
    return Line(label, label, "", False, Coordinates(), names)


def unit_beside(label: str, indicator: Indicator) -> str:
    """The unit of an indicator's values, to be set below its label; empty where the label says it."""
    unit = "prosent" if indicator.is_fraction else indicator.unit_nb
    return "" if fold(unit) in fold(label) else unit


def _cells(item: Revision) -> tuple[Cell, ...]:
    """The cells of a row; the reason is words, and has no value."""
    reason = replace(
        item.change, kind="reason", value=None, mark="", unit="", formula=item.published.formula, lineage=""
    )
    return (
        Cell(item.published, item.published.shown()),
        Cell(item.now, item.now.shown()),
        Cell(item.change, item.change.shown(plus=True)),
        Cell(reason, item.reason),
    )

"""From the answers to a survey to observations: estimates with their errors, of the country and of counties.

Never of a municipality: one has one or two answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.answers import Answers, Asked, Observed, Sample
from statusrapport.indicators.cells import Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.lineage import format_lineage
from statusrapport.indicators.observations import NUMBERS, SCHEMA, format_breakdown
from statusrapport.indicators.operations import find_operation
from statusrapport.indicators.questions import find_parts
from statusrapport.sources.declaration import Source
from statusrapport.statistics import EmptyDomainError, Estimate, SurveyDesign, SurveyError
from statusrapport.statistics.columns import BoolArray, FloatArray

DIGITS = 12  # that are kept of an estimate: the rest is rounding
SCALED = ("value", "se", "lower", "upper")


@dataclass(frozen=True)
class Cell:
    """An observation to be: an area, or None for the country, a breakdown, the rows behind it, and its numbers.

    `was_asked` tells what is missing from what there cannot be.
    """

    area: int | None
    by: Mapping[str, str]
    rows: BoolArray
    numbers: Mapping[str, float]
    was_asked: bool = True


def compute_estimates(indicator: Indicator, source: Source, placements: Sequence[Placement]) -> pd.DataFrame:
    """The observations of an indicator whose estimator is `survey`, with the columns of observations.SCHEMA.

    `placements` are those of the municipal structures; an estimate of the same respondents is made once.
    Where nothing can be said of a region or a breakdown, or not how sure it is, the value is missing; `n` is given all
    the same where anyone has answered. What nobody was asked in a year is not applicable.
    """
    parts, known = [pd.DataFrame(columns=SCHEMA.names)], _Known({}, {})
    for placement in placements:
        respondents = placement.respondents(source.id)
        broken = placement.broken_periods(indicator, respondents["period"])
        for period, rows in respondents.groupby("period", sort=True):
            answers = Answers(indicator, source, rows.reset_index(drop=True))
            if cells := list(_compute_cells(answers, str(period), placement, known)):
                table = _tabulate(cells, answers, str(period), placement)
                parts.append(table.assign(series_break=period in broken))
    return pd.concat(parts[1:] or parts, ignore_index=True).reindex(columns=SCHEMA.names)


class _Known(NamedTuple):
    """What is computed already: what operations say of a period, and the parts of a question among some respondents."""

    observed: dict[str, list[Observed]]
    parts: dict[tuple[str, str, bytes], list[dict[str, float]]]


def _compute_cells(answers: Answers, period: str, placement: Placement, known: _Known) -> Iterator[Cell]:
    operation = find_operation(answers.indicator.operation)
    if not hasattr(operation, "observe"):
        yield from _estimate(answers, operation, placement, known)
        return
    if period not in known.observed:
        known.observed[period] = list(operation.observe(answers))
    yield from (Cell(None, each.by, each.rows, each.numbers) for each in known.observed[period])


def _estimate(answers: Answers, operation: ModuleType, placement: Placement, known: _Known) -> Iterator[Cell]:
    """The cells of every question, in each of its parts, regions and breakdowns."""
    domains = list(_find_domains(answers, placement))
    parts = find_parts(answers.indicator, answers.source)
    period, nobody = str(answers.rows["period"].iloc[0]), ~answers.everybody
    for question in answers.questions:
        asked = answers.ask(question)
        if getattr(operation, "IS_OF_NUMERATOR", False):
            asked = asked._replace(base=asked.base & answers.chosen(question))
        numerators = [asked.numerator * _gives(answers, asked, part) for part in parts]
        try:
            sample = answers.draw(asked.answered)
        except SurveyError:
            sample = None
        for area, by, inside in domains:
            members = asked.base & inside
            key = (period, format_breakdown(question.by), members.tobytes())
            if key not in known.parts:
                known.parts[key] = _estimate_parts(operation, sample, asked, numerators, members)
            for part, each in zip(parts, known.parts[key], strict=True):
                yield Cell(area, {**by, **question.by, **part}, members, each)
    for question, (area, by, _), part in product(answers.unasked, domains, parts):
        yield Cell(area, {**by, **question.by, **part}, nobody, {}, was_asked=False)


def _find_domains(answers: Answers, placement: Placement) -> Iterator[tuple[int | None, Mapping[str, str], BoolArray]]:
    """The country, the country by every subset of the breakdowns, and every county: area, breakdown, rows.

    How answers are distributed is told of the country alone: a county has too few for each of them.
    """
    rows, names = answers.rows, answers.indicator.breakdowns
    yield None, {}, answers.everybody
    for count in range(1, len(names) + 1):
        for chosen in combinations(names, count):
            for values, inside in rows.groupby(list(chosen)):
                yield None, dict(zip(chosen, map(str, values), strict=True)), rows.index.isin(inside.index)
    if answers.indicator.parts:
        return
    areas = placement.territory.areas
    period = str(rows["period"].iloc[0])
    counties = areas[(areas["region_type"] == "county") & (areas["period"] == period)]
    own = placement.territory.area_of["county"].loc[rows["place"]].to_numpy()
    for area in counties.index:
        yield int(area), {}, own == area


def _gives(answers: Answers, asked: Asked, part: Mapping[str, str]) -> BoolArray:
    """Who gives the answers of a part."""
    gives = answers.everybody
    for name, value in part.items():
        gives &= answers.rows[asked.columns[name]].eq(value).to_numpy()
    return gives


def _estimate_parts(
    operation: ModuleType, sample: Sample | None, asked: Asked, numerators: list[FloatArray], members: BoolArray
) -> list[dict[str, float]]:
    """The numbers of each part in a domain; only n, or nothing, where there is no estimate."""
    if sample is None:
        return [{"n": int(members.sum())} if members.any() else {} for _ in numerators]
    (denominator, *above), domain = sample.means([asked.denominator, *numerators], members)
    found: list[dict[str, float]] = []
    for numerator in above:
        try:
            estimate = operation.estimate(sample.design, numerator, denominator, domain)
        except EmptyDomainError:
            found.append({})
        except SurveyError:
            found.append({"n": int(domain.sum())})
        else:
            found.append(_numbers(estimate, sample, numerator, denominator))
    return found


def _numbers(estimate: Estimate, sample: Sample, numerator: FloatArray, denominator: FloatArray) -> dict[str, float]:
    """The columns of an observation; numerator and denominator are weighted."""
    weights = sample.design.weights * estimate.members
    return {
        "value": estimate.value,
        "numerator": float((weights * numerator).sum()),
        "denominator": float((weights * denominator).sum()),
        "n": estimate.n,
        "se": estimate.se,
        "lower": estimate.lower,
        "upper": estimate.upper,
    }


def _tabulate(cells: list[Cell], answers: Answers, period: str, placement: Placement) -> pd.DataFrame:
    indicator, territory = answers.indicator, placement.territory
    areas = territory.areas
    country = areas.index[(areas["region_type"] == "country") & (areas["period"] == period)][0]
    table = areas.loc[[country if cell.area is None else cell.area for cell in cells]].reset_index(drop=True)
    numbers = pd.DataFrame([cell.numbers for cell in cells]).reindex(columns=NUMBERS).astype("float64")
    numbers[list(SCALED)] *= indicator.scale
    numbers = numbers.map(lambda number: float(f"{number:.{DIGITS}g}"))
    is_withheld = table["is_withheld"].to_numpy()
    numbers.loc[is_withheld, list(NUMBERS)] = np.nan
    lineage = pd.Series(_lineage(cells, answers, placement)).mask(is_withheld, "")
    unknown = np.where([cell.was_asked for cell in cells], "missing", "not_applicable")
    return table.join(numbers).assign(
        indicator=indicator.id,
        structure=territory.structure,
        breakdown=[format_breakdown(cell.by) for cell in cells],
        unit_of_analysis=indicator.unit_of_analysis,
        status=np.where(numbers["value"].notna(), "observed", unknown),
        confidentiality="free",
        synthetic=bool(answers.rows["synthetic"].any()),
        lineage=lineage,
    )


def _lineage(cells: list[Cell], answers: Answers, placement: Placement) -> list[str]:
    """The lineage of each cell; that of cells with the same rows is told once."""
    different = {id(cell.rows): cell.rows for cell in cells}
    places = {key: place for place, key in enumerate(different)}
    pairs = [np.nonzero(rows)[0] for rows in different.values()]
    groups = np.repeat(np.arange(len(pairs)), [len(each) for each in pairs])
    numbers = answers.rows["number"].to_numpy()[np.concatenate(pairs)]
    texts = format_lineage(groups, numbers, placement.rows, len(pairs))
    return [texts[places[id(cell.rows)]] for cell in cells]


def compute_survey_example(indicator: Indicator) -> float:
    """The value of the worked example of a survey's indicator, whose rows are units, before rounding.

    A row has a `numerator`, a `denominator` where the indicator has one, and, where they matter, the columns of its
    design. Raises DeclarationError where the example cannot be estimated.
    """
    operation, rows = find_operation(indicator.operation), pd.DataFrame(list(indicator.example.rows))
    design = indicator.design.model_dump() if indicator.design else {}
    columns = {role: column for role, column in design.items() if column in rows}
    try:
        if hasattr(operation, "example"):
            return float(operation.example(rows)) * indicator.scale
        numbers = [rows[role] if role in rows else pd.Series(1.0, rows.index) for role in ("numerator", "denominator")]
        inside = numbers[1] > 0
        estimate: Estimate = operation.estimate(SurveyDesign(rows, **columns), *numbers, inside)
    except (KeyError, SurveyError) as error:
        raise DeclarationError(f"the worked example has no estimate: {error}", remedy="Correct its rows") from error
    return estimate.value * indicator.scale

"""From the answers to a survey to observations: estimates with their errors, of the country and of counties.

Never of a municipality: one has one or two answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from types import ModuleType
from typing import NamedTuple

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.indicators.answers import Answers, Observed
from statusrapport.indicators.cells import Placement
from statusrapport.indicators.changes import compute_changes, pair_waves, panel_levels, read_waves
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import SCHEMA, format_breakdown
from statusrapport.indicators.operations import find_operation
from statusrapport.indicators.questions import find_parts
from statusrapport.indicators.survey_cells import (
    Cell,
    divide_question,
    draw_sample,
    estimate_parts,
    find_domains,
    tabulate,
)
from statusrapport.sources.declaration import Source
from statusrapport.statistics import Estimate, SurveyDesign, SurveyError


def compute_estimates(indicator: Indicator, source: Source, placements: Sequence[Placement]) -> pd.DataFrame:
    """The observations of an indicator whose estimator is `survey`, with the columns of observations.SCHEMA.

    `placements` are those of the municipal structures; an estimate of the same respondents is made once.
    Where nothing can be said of a region or a breakdown, or not how sure it is, the value is missing; `n` is given all
    the same where anyone has answered. What nobody was asked in a year is not applicable. An indicator that names its
    changes has levels of every panel as well.
    """
    operation = find_operation(indicator.operation)
    if hasattr(operation, "compare"):
        return compute_changes(indicator, source, placements)
    parts, known = [pd.DataFrame(columns=SCHEMA.names)], _Known({}, {})
    for placement in placements:
        waves = read_waves(indicator, source, placement)
        broken = placement.broken_periods(indicator, [answers.period for answers in waves])
        panels: list[tuple[str, Cell]] = []
        if indicator.changes:
            panels = [each for pair in pair_waves(waves, placement) for each in panel_levels(pair, operation)]
        for answers in waves:
            cells = list(_compute_cells(answers, operation, placement, known))
            cells += [cell for period, cell in panels if period == answers.period]
            if cells:
                table = tabulate(cells, indicator, answers.rows, answers.period, placement)
                parts.append(table.assign(series_break=answers.period in broken))
    return pd.concat(parts[1:] or parts, ignore_index=True).reindex(columns=SCHEMA.names)


class _Known(NamedTuple):
    """What is computed already: what operations say of a period, and the parts of a question among some respondents."""

    observed: dict[str, list[Observed]]
    parts: dict[tuple[str, str, bytes], list[dict[str, float]]]


def _compute_cells(answers: Answers, operation: ModuleType, placement: Placement, known: _Known) -> Iterator[Cell]:
    if not hasattr(operation, "observe"):
        yield from _estimate(answers, operation, placement, known)
        return
    if answers.period not in known.observed:
        known.observed[answers.period] = list(operation.observe(answers))
    for each in known.observed[answers.period]:
        yield Cell(None, each.by, answers.trace(each.rows), each.numbers)


def _estimate(answers: Answers, operation: ModuleType, placement: Placement, known: _Known) -> Iterator[Cell]:
    """The cells of every question, in each of its parts, regions and breakdowns."""
    domains = list(find_domains(answers, placement))
    parts = find_parts(answers.indicator, answers.source)
    for question in answers.questions:
        divided = divide_question(answers, answers.ask(question), operation)
        sample = draw_sample(answers, divided.asked.answered)
        for area, by, inside in domains:
            members = divided.base & inside
            key = (answers.period, format_breakdown(question.by), members.tobytes())
            if key not in known.parts:
                known.parts[key] = estimate_parts(operation, sample, divided, members)
            for part, each in zip(parts, known.parts[key], strict=True):
                yield Cell(area, {**by, **question.by, **part}, answers.trace(members), each)
    for question, (area, by, _), part in product(answers.unasked, domains, parts):
        yield Cell(area, {**by, **question.by, **part}, ~answers.everybody, {}, was_asked=False)


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

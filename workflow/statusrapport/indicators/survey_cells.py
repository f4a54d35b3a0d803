"""The cells of a survey's estimates: the regions and breakdowns that there are, and numbers as observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pandas as pd

from statusrapport.indicators.answers import Answers, Asked, Sample
from statusrapport.indicators.cells import Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.lineage import Integers, format_lineage
from statusrapport.indicators.observations import NUMBERS, format_breakdown
from statusrapport.indicators.questions import find_parts
from statusrapport.statistics import EmptyDomainError, Estimate, SurveyError
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


def find_domains(answers: Answers, placement: Placement) -> Iterator[tuple[int | None, Mapping[str, str], BoolArray]]:
    """The country, the country by every subset of the breakdowns, and every county: area, breakdown, rows.

    How answers are distributed is told of the country alone: a county has too few for each of them. So is what persons
    in some municipalities say: those of a county are few, and where they are one they would speak for it.
    """
    rows, names = answers.rows, answers.indicator.breakdowns
    yield None, {}, answers.everybody
    for count in range(1, len(names) + 1):
        for chosen in combinations(names, count):
            for values, inside in rows.groupby(list(chosen)):
                yield None, dict(zip(chosen, map(str, values), strict=True)), rows.index.isin(inside.index)
    survey = answers.source.survey
    if answers.indicator.parts or (survey and not survey.is_of_municipalities):
        return
    areas = placement.territory.areas
    period = str(rows["period"].iloc[0])
    counties = areas[(areas["region_type"] == "county") & (areas["period"] == period)]
    own = placement.territory.area_of["county"].loc[rows["place"]].to_numpy()
    for area in counties.index:
        yield int(area), {}, own == area


class Divided(NamedTuple):
    """A question with its parts: who counts, and the numerator of each part."""

    asked: Asked
    base: BoolArray
    numerators: list[FloatArray]


def divide_question(answers: Answers, asked: Asked, operation: ModuleType) -> Divided:
    """A question as an operation that estimates levels wants it."""
    base = asked.base
    if getattr(operation, "IS_OF_NUMERATOR", False):
        base = base & answers.chosen(asked)
    parts = find_parts(answers.indicator, answers.source)
    return Divided(asked, base, [asked.numerator * _gives(answers, asked, part) for part in parts])


def _gives(answers: Answers, asked: Asked, part: Mapping[str, str]) -> BoolArray:
    """Who gives the answers of a part."""
    gives = answers.everybody
    for name, value in part.items():
        gives &= answers.rows[asked.columns[name]].eq(value).to_numpy()
    return gives


def draw_sample(answers: Answers, answered: BoolArray) -> Sample | None:
    """The sample of those who have answered; None where no design can be made of them."""
    try:
        return answers.draw(answered)
    except SurveyError:
        return None


def estimate_parts(
    operation: ModuleType, sample: Sample | None, divided: Divided, members: BoolArray
) -> list[dict[str, float]]:
    """The numbers of each part in a domain; only n, or nothing, where there is no estimate."""
    if sample is None:
        return [{"n": int(members.sum())} if members.any() else {} for _ in divided.numerators]
    (denominator, *above), domain = sample.means([divided.asked.denominator, *divided.numerators], members)
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


def tabulate(
    cells: Sequence[Cell], indicator: Indicator, rows: pd.DataFrame, period: str, placement: Placement
) -> pd.DataFrame:
    """The observations of a period. `rows` are the answers that the rows of the cells are of."""
    territory, areas = placement.territory, placement.territory.areas
    country = areas.index[(areas["region_type"] == "country") & (areas["period"] == period)][0]
    table = areas.loc[[country if cell.area is None else cell.area for cell in cells]].reset_index(drop=True)
    numbers = pd.DataFrame([cell.numbers for cell in cells]).reindex(columns=NUMBERS).astype("float64")
    numbers[list(SCALED)] *= indicator.scale
    numbers = numbers.map(lambda number: float(f"{number:.{DIGITS}g}"))
    is_withheld = table["is_withheld"].to_numpy()
    numbers.loc[is_withheld, list(NUMBERS)] = np.nan
    lineage = pd.Series(_lineage(cells, rows["number"].to_numpy(), placement)).mask(is_withheld, "")
    unknown = np.where([cell.was_asked for cell in cells], "missing", "not_applicable")
    return table.join(numbers).assign(
        indicator=indicator.id,
        structure=territory.structure,
        breakdown=[format_breakdown(cell.by) for cell in cells],
        unit_of_analysis=indicator.unit_of_analysis,
        status=np.where(numbers["value"].notna(), "observed", unknown),
        confidentiality="free",
        synthetic=bool(rows["synthetic"].any()),
        lineage=lineage,
    )


def _lineage(cells: Sequence[Cell], numbers: Integers, placement: Placement) -> list[str]:
    """The lineage of each cell; that of cells with the same rows is told once."""
    different = {id(cell.rows): cell.rows for cell in cells}
    places = {key: place for place, key in enumerate(different)}
    pairs = [np.nonzero(rows)[0] for rows in different.values()]
    groups = np.repeat(np.arange(len(pairs)), [len(each) for each in pairs])
    texts = format_lineage(groups, numbers[np.concatenate(pairs)], placement.rows, len(pairs))
    return [texts[places[id(cell.rows)]] for cell in cells]

"""Changes between the waves of a survey as observations, and levels among those who answered in both of two waves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from types import ModuleType

import numpy as np
import pandas as pd

from statusrapport.indicators.answers import Answers
from statusrapport.indicators.cells import Placement
from statusrapport.indicators.declaration import Indicator
from statusrapport.indicators.observations import PANEL, SCHEMA, SINCE, format_breakdown
from statusrapport.indicators.operations import find_operation
from statusrapport.indicators.operations.change_between_waves import level_operation
from statusrapport.indicators.questions import find_parts
from statusrapport.indicators.survey_cells import (
    Cell,
    Divided,
    divide_question,
    draw_sample,
    estimate_parts,
    find_domains,
    tabulate,
)
from statusrapport.indicators.waves import Operands, SamplePair, Waves
from statusrapport.sources.declaration import Source
from statusrapport.statistics import EmptyDomainError, SurveyError
from statusrapport.statistics.columns import BoolArray
from statusrapport.survey.stage import STRATUM

Both = tuple[BoolArray, BoolArray]  # rows of the earlier and of the later wave
Domain = tuple[int | None, Mapping[str, str], Both]  # area, or None for the country, breakdown, rows
Known = dict[tuple[str, str, bytes], list[dict[str, float]]]  # what is computed already, among some respondents


def read_waves(indicator: Indicator, source: Source, placement: Placement) -> list[Answers]:
    """The answers of every year of a survey, in order."""
    rows = placement.respondents(source.id)
    return [Answers(indicator, source, part.reset_index(drop=True)) for _, part in rows.groupby("period", sort=True)]


def pair_waves(waves: Sequence[Answers], placement: Placement) -> Iterator[Waves]:
    """Every pair of an earlier and a later wave, with the classes of the territories that are the same in both."""
    for earlier, later in combinations(waves, 2):
        strata = [placement.strata(each.source.id, each.period) for each in (earlier, later)]
        is_own = later.indicator.design is not None and later.indicator.design.strata == STRATUM
        known = [each for each in strata if each is not None and is_own]
        joined = pd.concat(known, axis=1, keys=["earlier", "later"], join="inner") if len(known) == 2 else None
        yield Waves(earlier, later, joined)


def compute_changes(indicator: Indicator, source: Source, placements: Sequence[Placement]) -> pd.DataFrame:
    """The observations of an indicator of the operation change_between_waves, with the columns of observations.SCHEMA.

    There is one for every pair of waves in each region and breakdown that both have: its period is the later wave,
    `since` the earlier. For the country also among those who answered in both, `panel`. A series break between the two
    is one of the change.
    """
    parts = [pd.DataFrame(columns=SCHEMA.names)]
    known: Known = {}
    for placement in placements:
        answers = read_waves(indicator, source, placement)
        broken = placement.broken_periods(indicator, [each.period for each in answers])
        for waves in pair_waves(answers, placement):
            if cells := list(_compare(waves, placement, known)):
                rows = pd.concat([waves.earlier.rows, waves.later.rows], ignore_index=True)
                table = tabulate(cells, indicator, rows, waves.later.period, placement)
                is_broken = any(waves.earlier.period < period <= waves.later.period for period in broken)
                parts.append(table.assign(series_break=is_broken))
    return pd.concat(parts[1:] or parts, ignore_index=True).reindex(columns=SCHEMA.names)


def _compare(waves: Waves, placement: Placement, known: Known) -> Iterator[Cell]:
    """The cells of every question: of all who answered, then of those in both waves."""
    domains = list(_common_domains(waves, placement))
    country: Domain = (None, {}, (waves.earlier.everybody, waves.later.everybody))
    level = find_operation(level_operation(waves.later.indicator.options))
    for asked in waves.ask():
        questions = (divide_question(waves.earlier, asked[0], level), divide_question(waves.later, asked[1], level))
        everybody = (asked[0].answered, asked[1].answered)
        panel = waves.panel(asked)
        yield from _compare_among(waves, questions, everybody, domains, {}, known)
        if panel[0].any():
            yield from _compare_among(waves, questions, panel, [country], {PANEL: waves.label}, known)


def _compare_among(
    waves: Waves,
    questions: tuple[Divided, Divided],
    answered: Both,
    domains: Sequence[Domain],
    by: Mapping[str, str],
    known: Known,
) -> Iterator[Cell]:
    """The change of a question among some of those who have answered it, in each domain and part."""
    indicator, pair = waves.later.indicator, waves.draw(answered)
    parts, names = find_parts(indicator, waves.later.source), {**questions[1].asked.by, **by}
    for area, own, inside in domains:
        first, second = (each.base & some & here for each, some, here in zip(questions, answered, inside, strict=True))
        key = (waves.label, format_breakdown(names), first.tobytes() + second.tobytes())
        if key not in known:
            known[key] = _estimate_changes(indicator, pair, questions, (first, second))
        rows = np.concatenate([waves.earlier.trace(first), waves.later.trace(second)])
        for part, numbers in zip(parts, known[key], strict=True):
            yield Cell(area, {**own, **names, **part, SINCE: waves.earlier.period}, rows, numbers)


def _estimate_changes(
    indicator: Indicator, pair: SamplePair | None, questions: tuple[Divided, Divided], members: Both
) -> list[dict[str, float]]:
    """The numbers of each part: only n, that of the smaller wave, or nothing, where there is no estimate."""
    if pair is None:
        return [{} for _ in questions[0].numerators]
    (before, domain), (after, other_domain) = (
        sample.means([each.asked.denominator, *each.numerators], inside)
        for sample, each, inside in zip((pair.earlier, pair.later), questions, members, strict=True)
    )
    found: list[dict[str, float]] = []
    for numerator, other_numerator in zip(before[1:], after[1:], strict=True):
        earlier = Operands(numerator, before[0], domain)
        later = Operands(other_numerator, after[0], other_domain)
        try:
            change = find_operation(indicator.operation).compare(pair, earlier, later, indicator.options)
        except EmptyDomainError:
            found.append({})
        except SurveyError:
            found.append({"n": int(min(domain.sum(), other_domain.sum()))})
        else:
            found.append({name: getattr(change, name) for name in ("value", "se", "lower", "upper", "n")})
    return found


def _common_domains(waves: Waves, placement: Placement) -> Iterator[Domain]:
    """The regions and breakdowns that both waves have. A region that is withheld in the earlier has nobody in it."""
    areas = placement.territory.areas
    nowhere = np.zeros(len(waves.earlier.rows), dtype=np.bool_)
    earlier = {}
    for area, by, inside in find_domains(waves.earlier, placement):
        is_withheld = area is not None and bool(areas.at[area, "is_withheld"])
        earlier[_name(area, areas), format_breakdown(by)] = nowhere if is_withheld else inside
    for area, by, inside in find_domains(waves.later, placement):
        before = earlier.get((_name(area, areas), format_breakdown(by)))
        if before is not None:
            yield area, by, (before, inside)


def _name(area: int | None, areas: pd.DataFrame) -> str:
    return "" if area is None else str(areas.at[area, "region_code"])


def panel_levels(waves: Waves, operation: ModuleType) -> Iterator[tuple[str, Cell]]:
    """The levels of a question in both waves among those who answered it in both, for the country: period and cell."""
    for asked in waves.ask():
        panel = waves.panel(asked)
        for answers, own, rows in zip((waves.earlier, waves.later), asked, panel, strict=True):
            if not rows.any():
                continue
            divided, sample = divide_question(answers, own, operation), draw_sample(answers, rows)
            members = divided.base & rows
            found = estimate_parts(operation, sample, divided, members)
            for part, numbers in zip(find_parts(answers.indicator, answers.source), found, strict=True):
                by = {**own.by, **part, PANEL: waves.label}
                yield answers.period, Cell(None, by, answers.trace(members), numbers)

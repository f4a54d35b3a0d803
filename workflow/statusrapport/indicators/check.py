"""Whether an indicator fits its sources: told in words before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from statusrapport.errors import DeclarationError
from statusrapport.indicators.cells import SIZE
from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.operations import UnitRule, accumulates, find_operation, names, unit_rule
from statusrapport.indicators.operations.change_between_waves import level_operation
from statusrapport.indicators.questions import batteries_of, labels_of
from statusrapport.sources.declaration import REPORTING, Source
from statusrapport.survey.stage import design_columns

ESTIMATED_UNITS = ("municipality", "respondent", "user")
ALIKE = ("source", "numerator", "denominator", "breakdowns", "parts", "unit_of_analysis", "design")  # level and change


def check_indicator(indicator: Indicator, sources: Mapping[str, Source]) -> None:
    """Raises DeclarationError where an indicator names something that its sources or its operation do not have."""
    _check_names("source", indicator.source, sources)
    for role, operand in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if operand:
            _check_operand(role, operand, _labels(sources[operand.source], indicator), sources[operand.source])
    source = sources[indicator.numerator.source]
    reporting = (REPORTING,) if source.carried_forward else ()
    _check_names("breakdown", indicator.breakdowns, [*source.dimensions, SIZE, *reporting])
    _check_names("part", indicator.parts, _labels(source, indicator))
    _check_levels(indicator, sources)
    _check_reporting(indicator)
    _check_operation(indicator)
    if indicator.estimator == "survey":
        _check_survey(indicator, source)


def _labels(source: Source, indicator: Indicator) -> Mapping[str, Mapping[str, str]]:
    """What an operand may filter by, with its values: by batteries where an estimate is made of each item."""
    labels = labels_of(source)
    full_count = {name: each for name, each in labels.items() if name not in source.batteries}
    return labels if indicator.estimator == "survey" else full_count


def _check_operand(role: str, operand: Operand, labels: Mapping[str, Mapping[str, str]], source: Source) -> None:
    measures = [measure.name for measure in source.measures]
    if operand.column or source.kind == "table":
        _check_names(f"{role}: column", [operand.column], measures)
    _check_names(f"{role}: filter by", operand.filter, labels)
    for name, wanted in operand.filter.items():
        _check_names(f"{role}: filter {name} =", wanted, labels[name])


def _check_levels(indicator: Indicator, sources: Mapping[str, Source]) -> None:
    levels = {sources[id_].level for id_ in indicator.source}
    if len(levels) > 1:
        message = f"{' and '.join(indicator.source)} are of municipalities and of the country as a whole"
        raise DeclarationError(message, remedy="Put together only sources of the same level")
    if accumulates(indicator.operation) and levels != {"country"}:
        message = f"{indicator.operation} is for sources of the whole country"
        raise DeclarationError(message, remedy='Declare level = "country" where it is one; municipalities change')


def _check_reporting(indicator: Indicator) -> None:
    """A part of what was carried forward is none of those who reported: it would be all of those who did not."""
    whole = indicator.denominator
    is_part = whole is not None and REPORTING in indicator.numerator.filter and REPORTING not in whole.filter
    if is_part and unit_rule(indicator.operation) is not UnitRule.LISTED:
        raise DeclarationError(
            f"the numerator alone is filtered by {REPORTING}", remedy=f'Write parts = ["{REPORTING}"] instead'
        )


def _check_operation(indicator: Indicator) -> None:
    operation = find_operation(indicator.operation)
    functions = ("compute",) if indicator.estimator == "full_count" else ("estimate", "observe", "compare")
    if not any(hasattr(operation, name) for name in functions):
        fitting = [name for name in names() if any(hasattr(find_operation(name), each) for each in functions)]
        raise DeclarationError(
            f"{indicator.operation} is no operation of the estimator {indicator.estimator!r}",
            remedy=f"Choose one of: {', '.join(fitting)}",
        )
    if getattr(operation, "NEEDS_DENOMINATOR", False) and indicator.denominator is None:
        raise DeclarationError(f"{indicator.operation} needs a denominator", remedy="Declare one")
    if hasattr(operation, "check_options"):
        operation.check_options(indicator.options)
    elif indicator.options:
        raise DeclarationError(f"{indicator.operation} takes no options", remedy="Remove options")


def _check_survey(indicator: Indicator, source: Source) -> None:
    if source.kind != "microdata" or len(indicator.source) > 1:
        raise DeclarationError(
            "a survey estimate is of one source of microdata", remedy='Write estimator = "full_count"'
        )
    design = indicator.design
    assert design is not None
    columns = ["region_code", *source.dimensions, *(measure.name for measure in source.measures)]
    columns += design_columns(source.survey) if source.survey else ()
    for role, column in design.model_dump(exclude_defaults=True).items():
        _check_names(f"design: {role} =", [column], columns)
    if design.population_sizes and not design.strata:
        raise DeclarationError("population sizes are those of strata", remedy="Name the strata of the design as well")
    if indicator.unit_of_analysis not in ESTIMATED_UNITS:
        raise DeclarationError(
            f"the unit of analysis of a survey estimate is {indicator.unit_of_analysis!r}",
            remedy=f"Choose one of: {', '.join(ESTIMATED_UNITS)}",
        )
    if indicator.unit_of_analysis == "municipality" and not design.clusters:
        raise DeclarationError(
            "the municipality of a respondent is not known", remedy="Name it as clusters of the design"
        )
    batteries = batteries_of(indicator, source)
    if len({battery.dimension for battery in batteries.values()}) > 1:
        raise DeclarationError(f"{', '.join(batteries)} have no items in common", remedy="Name one battery")
    if getattr(find_operation(indicator.operation), "NEEDS_BATTERY", False) and not batteries:
        raise DeclarationError(f"{indicator.operation} compares the items of a battery", remedy="Filter by one")
    is_weighted = source.survey is not None and source.survey.is_of_municipalities
    if getattr(find_operation(indicator.operation), "NEEDS_LADDER", False) and not is_weighted:
        raise DeclarationError(f"{source.id} is not weighted to the municipalities", remedy="Take the indicator out")


def check_changes(indicator: Indicator, indicators: Mapping[str, Indicator]) -> None:
    """Raises DeclarationError where `changes` names an indicator that is not of the changes of this one's levels."""
    if not indicator.changes:
        return
    if indicator.estimator != "survey":
        raise DeclarationError("the change of a full count has no error", remedy="Take `changes` out")
    if indicator.changes not in indicators:
        remedy = f"Declare it in config/indicators/{indicator.changes}.toml, or correct `changes`"
        raise DeclarationError(f"there is no indicator {indicator.changes!r}", remedy=remedy)
    change = indicators[indicator.changes]
    what = f"{change.id} is named as the changes of {indicator.id}, and"
    if change.operation != "change_between_waves" or level_operation(change.options) != indicator.operation:
        remedy = f'Declare it with operation = "change_between_waves" and options = {{ of = "{indicator.operation}" }}'
        raise DeclarationError(f"{what} is no change of a {indicator.operation}", remedy=remedy)
    if unlike := [name for name in ALIKE if getattr(indicator, name) != getattr(change, name)]:
        raise DeclarationError(f"{what} differs in {', '.join(unlike)}", remedy="Declare both alike")
    scale = indicator.scale * (100 if indicator.is_fraction else 1)
    unit = "percentage points" if indicator.is_fraction else indicator.unit
    if (change.scale, change.unit) != (scale, unit):
        remedy = f'Write scale = {scale:g} and unit = "{unit}" in it'
        raise DeclarationError(f"{what} is in another unit than reports print the change in", remedy=remedy)
    if indicator.smallest_change.unit == "percent":
        remedy = 'Give it in "percentage_points" or "units"'
        raise DeclarationError("the smallest change is in percent, and no interval is", remedy=remedy)


def _check_names(what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise DeclarationError(f"{what} {unknown[0]!r} does not exist", remedy=f"Choose one of: {', '.join(known)}")

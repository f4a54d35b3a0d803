"""Whether an indicator fits its sources: told in words before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from statusrapport.errors import DeclarationError
from statusrapport.indicators.cells import SIZE
from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.operations import find_operation
from statusrapport.sources.declaration import Source


def check_indicator(indicator: Indicator, sources: Mapping[str, Source]) -> None:
    """Raises DeclarationError where an indicator names something that its sources or its operation do not have."""
    _check_names("source", indicator.source, sources)
    for role, operand in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if operand:
            _check_operand(role, operand, sources[operand.source])
    dimensions = sources[indicator.numerator.source].dimensions
    _check_names("breakdown", indicator.breakdowns, [*dimensions, SIZE])
    _check_names("part", indicator.parts, dimensions)
    _check_operation(indicator)


def _check_operand(role: str, operand: Operand, source: Source) -> None:
    measures = [measure.name for measure in source.measures]
    if operand.column or source.kind == "table":
        _check_names(f"{role}: column", [operand.column], measures)
    _check_names(f"{role}: filter by", operand.filter, source.dimensions)
    for name, wanted in operand.filter.items():
        _check_names(f"{role}: filter {name} =", wanted, source.dimensions[name].labels_nb)


def _check_operation(indicator: Indicator) -> None:
    operation = find_operation(indicator.operation)
    if indicator.estimator == "survey":
        raise DeclarationError("survey estimates are not computed yet", remedy='Write estimator = "full_count"')
    if getattr(operation, "NEEDS_DENOMINATOR", False) and indicator.denominator is None:
        raise DeclarationError(f"{indicator.operation} needs a denominator", remedy="Declare one")
    if hasattr(operation, "check_options"):
        operation.check_options(indicator.options)
    elif indicator.options:
        raise DeclarationError(f"{indicator.operation} takes no options", remedy="Remove options")


def _check_names(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    if unknown := [name for name in names if name not in known]:
        raise DeclarationError(f"{what} {unknown[0]!r} does not exist", remedy=f"Choose one of: {', '.join(known)}")

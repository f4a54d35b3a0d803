"""The relations that figures declare: checks, equal values, words such as "just below value", intervals, lengths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusrapport.check_text.expressions import evaluate_check
from statusrapport.check_text.figures import Figure, Figures
from statusrapport.check_text.quantities import Quantity, list_quantities
from statusrapport.check_text.verdicts import BELOW, worded_limits
from statusrapport.language import Mention, Vocabulary

MAXIMA = ("opptil", "inntil", "maksimalt", "høyst")


@dataclass(frozen=True)
class Relation:
    """A relation of a figure, as an expression or in words. `holds` is None for words that no rule here reads."""

    figure: str
    expression: str
    holds: bool | None


def check_relations(
    figure: Figure, figures: Figures, bound: Mapping[Mention, Quantity], vocabulary: Vocabulary
) -> Iterator[Relation]:
    """The relations of a figure, as far as it declares any."""
    if figure.check:
        yield Relation(figure.id, figure.check, evaluate_check(figure.check))
    if figure.same_as:
        values = [
            [quantity.value for quantity in list_quantities([one])] for one in (figure, figures.find(figure.same_as))
        ]
        yield Relation(figure.id, f"the same value as {figure.same_as}", values[0] == values[1])
    if figure.items and isinstance(figure.value, float):
        yield Relation(figure.id, f"{figure.value:g} is the number of its items", figure.value == len(figure.items))
    stating = [mention for mention, quantity in bound.items() if quantity.figure.id == figure.id]
    if figure.relation:
        yield _read_relation(figure, stating, vocabulary)
    yield from _check_intervals(figure, stating, vocabulary)


def _read_relation(figure: Figure, stating: list[Mention], vocabulary: Vocabulary) -> Relation:
    """A relation in words, where the words of the text before the number tell whether it holds."""
    for mention in stating:
        limits = worded_limits(mention, vocabulary)
        if figure.relation == BELOW and limits and mention.value is not None:
            expression = f"{mention.text!r} is {limits[0]:g} to {limits[1]:g}, {BELOW}"
            return Relation(figure.id, expression, limits[0] < mention.value >= limits[1])
        if figure.relation == "maximum":
            return Relation(figure.id, f"{mention.text!r} is a maximum", mention.modifier in MAXIMA)
    return Relation(figure.id, figure.relation, None)


def _check_intervals(figure: Figure, stating: list[Mention], vocabulary: Vocabulary) -> Iterator[Relation]:
    """Whether the interval that a figure reads into words meets that of the vocabulary, which governs."""
    if figure.interval is None:
        return
    for mention in stating:
        limits = worded_limits(mention, vocabulary)
        if limits:
            scale = list_quantities([figure])[0].unit.scale
            lower, upper = (round(end * scale, 6) for end in figure.interval)
            expression = f"{mention.text!r} is {limits[0]:g} to {limits[1]:g}, read as {lower:g} to {upper:g}"
            yield Relation(figure.id, expression, limits[0] <= upper and lower <= limits[1])

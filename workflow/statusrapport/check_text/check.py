"""Checking a text against declared figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statusrapport.check_text.binding import Binder
from statusrapport.check_text.companions import Companions
from statusrapport.check_text.dating import date_mention
from statusrapport.check_text.figures import Contradiction, Figures
from statusrapport.check_text.quantities import Quantity, list_quantities
from statusrapport.check_text.relations import Relation, check_relations
from statusrapport.check_text.text import Text
from statusrapport.check_text.verdicts import Verdict, format_value, judge_binding
from statusrapport.language import Mention, Vocabulary

NUMBER_KINDS = (
    "number",
    "percent",
    "percentage_points",
    "money",
    "count_word",
    "fraction",
    "ordinal",
    "reference",
    "date",
)
MILLION = 1e6


@dataclass(frozen=True)
class TextCheck:
    """What is found in a text: a verdict on each mention, relations, and declared contradictions that it shows.

    `unstated` are figures that its document should state and that no mention is bound to.
    """

    text: Text
    is_document: bool
    verdicts: tuple[Verdict, ...]
    relations: tuple[Relation, ...]
    contradictions: tuple[Contradiction, ...]
    unstated: tuple[str, ...]

    @property
    def is_contradicted(self) -> bool:
        """Whether anything in the text, or among the figures that it states, is contradicted."""
        holds = all(relation.holds is not False for relation in self.relations)
        return not holds or any(verdict.status == "contradicted" for verdict in self.verdicts)

    def with_status(self, status: str) -> list[Verdict]:
        """The verdicts of one status, in the order of the text."""
        return [verdict for verdict in self.verdicts if verdict.status == status]


def check_text(text: Text, figures: Figures, vocabulary: Vocabulary) -> TextCheck:
    """Bind the mentions of a text to figures and judge them.

    A text named as a document of the figures file is checked against that document's figures, any other against all.
    """
    document = figures.documents.get(text.name)
    scope = [figure for figure in figures.figure if document is None or figure.document == text.name]
    quantities = list_quantities(scope)
    bindings = Binder(text, quantities, document is not None, vocabulary).bind()
    rivals = list_quantities(figures.figure)
    verdicts = {mention: judge_binding(binding, text, rivals, vocabulary) for mention, binding in bindings.items()}
    bound = {mention: binding.quantity for mention, binding in bindings.items() if binding.quantity}
    companions = Companions(text, scope, bound, document)
    for mention in text.mentions:
        if mention not in bindings:
            verdicts[mention] = companions.judge(mention, vocabulary)
    missing = [q for q in quantities if q.figure.basis == "stated" and q not in bound.values()] if document else []
    verdicts |= {verdict.mention: verdict for verdict in _other_values(text, missing, verdicts)}
    told = {verdict.name for verdict in verdicts.values()}
    related = scope if document else [figure for figure in scope if figure.id in _ids(bound)]
    relations = (relation for figure in related for relation in check_relations(figure, figures, bound, vocabulary))
    return TextCheck(
        text=text,
        is_document=document is not None,
        verdicts=tuple(verdicts[mention] for mention in text.mentions),
        relations=tuple(dict.fromkeys(relations)),
        contradictions=_shown_contradictions(figures, verdicts),
        unstated=tuple(quantity.name for quantity in missing if quantity.name not in told),
    )


def _ids(bound: dict[Mention, Quantity]) -> set[str]:
    return {quantity.figure.id for quantity in bound.values()}


def _other_values(text: Text, missing: Sequence[Quantity], verdicts: dict[Mention, Verdict]) -> list[Verdict]:
    """Contradictions of value: a number left over that can only stand for the one figure that is left over too."""
    left = [verdict.mention for verdict in verdicts.values() if verdict.status == "unbound" and not verdict.candidates]
    pairs = [(mention, quantity) for mention in left for quantity in missing if _may_stand_for(mention, quantity, text)]
    found = []
    for mention, quantity in pairs:
        if sum(mention == other or quantity == another for other, another in pairs) == 1:
            reason = f"the text says {mention.text!r}, {quantity.name} is {format_value(quantity)}"
            found.append(Verdict(mention, "contradicted", quantity.figure.id, quantity.part, "value", reason))
    return found


def _may_stand_for(mention: Mention, quantity: Quantity, text: Text) -> bool:
    """Whether a number has the unit of a quantity, or if bare its year or the size of money, and not another year."""
    if mention.kind not in NUMBER_KINDS or mention.upper is not None:
        return False
    unit, years = quantity.unit.agrees_with(mention), date_mention(mention, text).agrees_with(quantity)
    if mention.kind == "count_word" and not quantity.unit.nouns:
        unit = "agrees" if unit == "open" else unit
    is_money = quantity.unit.measure == "NOK" and (mention.value or 0) >= MILLION
    return years != "disagrees" and (unit == "agrees" or (unit == "open" and (is_money or years == "agrees")))


def _shown_contradictions(figures: Figures, verdicts: dict[Mention, Verdict]) -> tuple[Contradiction, ...]:
    """The declared contradictions that a contradicted mention of one of their figures shows."""
    shown = {verdict.figure for verdict in verdicts.values() if verdict.status == "contradicted"}
    return tuple(entry for entry in figures.contradiction if shown & {*entry.figures})

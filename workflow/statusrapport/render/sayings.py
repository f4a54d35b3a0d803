"""The words of a source that a report repeats: labels of answers, and quotations from open answers."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from statusrapport.facts.quantity import FactError
from statusrapport.facts.slice import Slice
from statusrapport.language.wording import lower_first


class SayingFunctions:
    """`label` and `quotations` of the templates. Raises FactError for what the sources do not say."""

    def __init__(self, slice_: Slice) -> None:
        self._slice = slice_

    def label(self, dimension: str, value: str, *, capital: bool = False) -> Markup:
        """An answer as its source words it: `over 75 prosent`, with a `capital` at the beginning of a sentence."""
        if value not in self._slice.labels.get(dimension, {}):
            remedy = "Name a dimension and a value of an indicator of report.toml"
            raise FactError(f"there is no label for {dimension}={value}", remedy=remedy)
        text = self._slice.label(dimension, value)
        shown = text if capital else lower_first(text)
        return Markup('<span data-label="{}={}">{}</span>').format(dimension, value, shown)

    def quotations(self, source: str, category: str) -> list[dict[str, Any]]:
        """What may be quoted from the open answers of a category: `text`, and whether the words are `constructed`."""
        questionnaires = self._slice.sources[source].questionnaires if source in self._slice.sources else ()
        found = [each for form in questionnaires for each in form["quotations"] if each["category"] == category]
        if not found:
            remedy = "Declare [[quotations]] of the category in the source, or leave the call out"
            raise FactError(f"{source} has no quotations of the category {category!r}", remedy=remedy)
        return found

    def context(self) -> dict[str, object]:
        """The functions by the names that templates use."""
        return {"label": self.label, "quotations": self.quotations}

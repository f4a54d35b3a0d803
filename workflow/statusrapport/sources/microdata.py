"""What only sources with a row per respondent declare: batteries of questions, open answers, and who answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from statusrapport.declarations import Declaration

TICKED, NOT_TICKED = "yes", "no"  # the values of a multi-response battery


class Battery(Declaration):
    """Questions that share one scale, a column each. `dimension` is the breakdown that tells the items apart.

    With `multi_response` the items are boxes to tick, and the values are "yes" and "no". The base is then those who
    were asked and did answer, whether they ticked one or none: a box of theirs holds "no", not nothing.
    """

    title_nb: str
    dimension: str
    items: dict[str, str]  # item -> column in the file
    items_nb: dict[str, str]  # item -> text in reports
    codes: dict[str, str]  # code in the file -> value in the prepared table
    labels_nb: dict[str, str]  # value -> text in reports, in the order of the scale
    multi_response: bool = False
    absent_in: tuple[str, ...] = ()  # versions of the source that did not have these columns

    @model_validator(mode="after")
    def _everything_has_a_text(self) -> Battery:
        if missing := sorted(set(self.codes.values()) - set(self.labels_nb)):
            raise ValueError(f"labels_nb lacks {', '.join(missing)}")
        if set(self.items) != set(self.items_nb):
            raise ValueError(f"items and items_nb differ: {', '.join(sorted(set(self.items) ^ set(self.items_nb)))}")
        if self.multi_response and set(self.codes.values()) != {TICKED, NOT_TICKED}:
            raise ValueError(f"a multi-response battery has the values {TICKED!r} and {NOT_TICKED!r}")
        return self


def item_column(battery: str, item: str) -> str:
    """The column of a battery's item in the prepared table."""
    return f"{battery}__{item}"


class OpenAnswers(Declaration):
    """Answers in the respondents' own words, and the dimension that they are coded into.

    The words are checked and never prepared: they may tell who wrote them. What is printed is declared as a quotation.
    """

    column: str
    category: str  # name of a dimension


class Quotation(Declaration):
    """Words of an open answer that a report may print. They must stand in that row, under that category."""

    version: str
    row: int = Field(ge=1)
    open_answers: str
    category: str
    text_nb: str


class Survey(Declaration):
    """Who answered, and what each of them stands for.

    In a survey of all municipalities those who answered are weighted to all of them. In one of persons in some
    municipalities the weights are given with the data: `weighting` is then "given", and `weights` names their column.
    """

    disposition: str = ""  # name of the dimension that tells what became of each who was asked; none: all answered
    respondents: tuple[str, ...] = ()  # its values that count as an answer
    ineligible: tuple[str, ...] = ()  # its values that count neither as an answer nor as none
    weighting: Literal["cells", "raking", "size", "given"]
    classes: tuple[Literal["size", "county"], ...] = ("size", "county")  # cells: crossed; raking: the margins
    minimum: int = Field(default=5, ge=1)  # classes with fewer respondents are collapsed
    weights: str = ""  # the measure that holds given weights
    confidential: bool = True  # who has answered is nobody's business: nothing is published of a single municipality

    @model_validator(mode="after")
    def _says_who_and_how(self) -> Survey:
        if bool(self.disposition) != bool(self.respondents):
            raise ValueError("respondents are values of the disposition: declare both or none")
        if (self.weighting == "given") != bool(self.weights):
            raise ValueError('weights are named where weighting is "given", and only there')
        if self.weighting == "given" and not self.confidential:
            raise ValueError("persons in a municipality do not answer for it: confidential cannot be false")
        return self

    @property
    def is_of_municipalities(self) -> bool:
        """Whether all municipalities were asked, so that those who answered can be weighted to them."""
        return self.weighting != "given"

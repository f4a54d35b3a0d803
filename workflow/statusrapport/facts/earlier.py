"""The earlier report of a series, with the figures that it published: config/published/<name>.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from statusrapport.declarations import Declaration, read_declaration
from statusrapport.indicators.observations import format_breakdown
from statusrapport.language.normalise import fold
from statusrapport.project import COUNTRY

FOLDER = "published"  # of config/
PRINTED = re.compile(r"[+-]?\d+(?: \d{3})*(?:,\d+)?")


class EarlierFigure(Declaration):
    """A figure as it was published: of which observation, and its value in the unit that is printed, as percent.

    A text is the value as it was printed, `5,6`, and says to how many decimals; a number has the `decimals` given, or
    those of its indicator. `reason_nb` says why the data now give another value, `revised` when they came to.
    """

    indicator: str
    period: str
    region: str = COUNTRY
    by: dict[str, str] = {}
    value: float
    decimals: int | None = Field(default=None, ge=0, le=6)
    reason_nb: str = ""
    revised: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_what_was_printed(cls, content: Any) -> Any:
        text = content.get("value") if isinstance(content, Mapping) else None
        if not isinstance(text, str):
            return content
        if "decimals" in content:
            raise ValueError("a value that is given as printed says its decimals itself")
        printed = fold(text)
        if not PRINTED.fullmatch(printed):
            raise ValueError(f"{text!r} is no number as it is printed, as 16 399 or 5,6")
        number = Decimal(printed.replace(" ", "").replace(",", "."))
        return {**content, "value": float(number), "decimals": len(printed.partition(",")[2])}

    @model_validator(mode="after")
    def _a_revision_has_a_reason(self) -> EarlierFigure:
        if self.revised and not self.reason_nb:
            raise ValueError("what was revised needs a reason_nb")
        return self

    @property
    def place(self) -> str:
        """Which observation it is of, as messages name it."""
        parts = (self.indicator, self.period, format_breakdown(self.by), "" if self.region == COUNTRY else self.region)
        return ", ".join(part for part in parts if part)


class EarlierReport(Declaration):
    """The report before this one in a series. `id` is the name of its file; `synthetic`: its figures are invented."""

    id: str = ""
    title_nb: str
    document_nb: str
    date: date
    synthetic: bool = False
    figures: tuple[EarlierFigure, ...]

    @model_validator(mode="after")
    def _each_figure_is_there_once(self) -> EarlierReport:
        places = [figure.place for figure in self.figures]
        if twice := sorted({place for place in places if places.count(place) > 1}):
            raise ValueError(f"several figures are of {'; '.join(twice)}")
        return self

    @property
    def file(self) -> str:
        """Where it is declared."""
        return f"config/{FOLDER}/{self.id}.toml"


def read_earlier(path: Path) -> EarlierReport:
    """Read config/published/<name>.toml. Raises DeclarationError naming every field that is wrong."""
    return read_declaration(path, EarlierReport).model_copy(update={"id": path.stem})

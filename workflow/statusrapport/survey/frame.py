"""The frame of a survey of municipalities: all of them, with their classes, and who has answered."""

from __future__ import annotations

import pandas as pd

from statusrapport.errors import DeclarationError
from statusrapport.regions.register import Register
from statusrapport.sources.microdata import Survey

PERSONS = "total"  # the measure of the source `population` that classes of size are made of
UNIT = ["region_code", "period"]


def choose_respondents(prepared: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    """The rows of those who have answered; all, where no disposition says who has not."""
    return prepared[prepared[survey.disposition].isin(survey.respondents)] if survey.disposition else prepared


def build_frame(
    prepared: pd.DataFrame, survey: Survey, population: pd.DataFrame, register: Register, period: str
) -> pd.DataFrame:
    """The municipalities of a year, by region_code, in order.

    Columns are `county`, `size` (the number of the class, from the smallest), `kostra_group` (null where it is not
    known), `asked` and `answered` (persons, without those who should not have been asked), and `answers`, 1 where
    anyone has answered.
    Raises DeclarationError where the population of a municipality is not known, and where nobody has answered.
    """
    year = int(period)
    codes = list(register.municipalities(year))
    asked = prepared[prepared["period"] == period]
    if survey.disposition:
        asked = asked[~asked[survey.disposition].isin(survey.ineligible)]
    answered = choose_respondents(asked, survey)
    if answered.empty:
        raise DeclarationError(f"nobody has answered in {period}", remedy="Correct respondents of [survey]")
    frame = pd.DataFrame(index=pd.Index(codes, name="region_code"))
    frame["county"] = [register.county_of(code, year) for code in codes]
    frame["size"] = _size_classes(population, register, period, codes)
    frame["kostra_group"] = [register.kostra_group(code, year) for code in codes]
    for name, rows in (("asked", asked), ("answered", answered)):
        frame[name] = rows.groupby("region_code").size().reindex(codes, fill_value=0)
    return frame.assign(answers=frame["answered"].gt(0).astype(int))


def _size_classes(population: pd.DataFrame, register: Register, period: str, codes: list[str]) -> list[int]:
    """The class of size of each municipality. Of those whose population is known together alone, that of their mean."""
    rows = population[(population["measure"] == PERSONS) & (population["period"] == period)]
    totals = {str(code): total for code, total in rows.groupby("region_code")["value"].sum(min_count=1).items()}
    persons = {member: total / (code.count("+") + 1) for code, total in totals.items() for member in code.split("+")}
    if missing := [code for code in codes if pd.isna(persons.get(code))]:
        raise DeclarationError(
            f"the population of {', '.join(missing)} in {period} is not known, and so their class of size",
            remedy="Add it to the source population",
        )
    order = [size.code for size in register.size_classes]
    return [order.index(register.size_class(int(persons[code]))) for code in codes]

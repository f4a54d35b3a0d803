"""The region register: which codes are valid when, what they are called, and what is wrong with one that is not."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from statusrapport.errors import DeclarationError, UsageError
from statusrapport.project import COUNTRY
from statusrapport.regions.areas import Area, Change, Kind, Structure, compute_structures

YEARS = range(2009, 2027)  # the 1 Januaries that data/regions/ covers
COUNTRY_NAME_NB = "Hele landet"
WORD_OF_KIND = {"renumbered": "was renumbered", "merged": "was merged", "split": "was divided"}

Row = TypeVar("Row")


@dataclass(frozen=True)
class Period:
    """A value that holds from a day until another, which is not included: a name, or a KOSTRA group."""

    value: str
    valid_from: date
    valid_to: date  # date.max where it has no end

    def holds(self, year: int) -> bool:
        """Whether it holds on 1 January of `year`."""
        return self.valid_from <= date(year, 1, 1) < self.valid_to


History = Mapping[str, tuple[Period, ...]]  # by code, in the order of time


@dataclass(frozen=True)
class SizeClass:
    """A class of municipalities by population; both limits are inclusive."""

    code: str
    label_nb: str
    lower: int
    upper: int | None


@dataclass(frozen=True)
class Register:
    """The register of data/regions/. Years stand for 1 January; codes are text."""

    municipality_names: History
    county_names: History
    group_periods: History
    kostra_groups: History
    changes: tuple[Change, ...]
    size_classes: tuple[SizeClass, ...]

    @cached_property
    def _structures(self) -> dict[int, Structure]:
        return compute_structures(_valid(self.municipality_names, YEARS.start), self.changes, YEARS)

    def structure(self, year: int) -> Structure:
        """The municipalities and their areas on 1 January. Raises DeclarationError for a year that is not covered."""
        if year not in YEARS:
            raise DeclarationError(
                f"holds no municipal structure of {year}",
                file="data/regions",
                remedy=f"Choose a year from {YEARS[0]} to {YEARS[-1]}",
            )
        return self._structures[year]

    def municipalities(self, year: int) -> tuple[str, ...]:
        """The municipalities' codes on 1 January, sorted. Raises DeclarationError for a year that is not covered."""
        return tuple(sorted(self.structure(year).areas))

    def counties(self, year: int) -> tuple[str, ...]:
        """The counties' codes on 1 January, sorted. Raises DeclarationError for a year that is not covered."""
        return tuple(sorted({code[:2] for code in self.municipalities(year)}))

    def reporting_groups(self, year: int) -> tuple[str, ...]:
        """The codes of municipalities that report together, such as "0706+0719+0720"."""
        return _valid(self.group_periods, year)

    def is_valid(self, code: str, year: int) -> bool:
        """Whether `code` is a municipality or a reporting group on 1 January; False for a year that is not covered."""
        if year not in YEARS:
            return False
        return code in self.structure(year).areas or code in self.reporting_groups(year)

    def area(self, code: str, year: int) -> Area:
        """The area of a municipality or reporting group. Raises UsageError where the code is not valid that year."""
        if not self.is_valid(code, year):
            rule, remedy = self.explain_invalid(code, year)
            raise UsageError(f"region {code!r}: {rule}", remedy=remedy)
        areas = self.structure(year).areas
        return Area().union(*(areas[member] for member in code.split("+")))

    def name(self, code: str, year: int) -> str:
        """What a region is called on 1 January, with all its languages.

        `code`: "0", a county, a municipality, a KOSTRA group, or a reporting group ("A, B og C"). A code that is not in
        use that day, as a residual's may be, keeps the name nearest in time. Raises UsageError for an unknown code.
        """
        if code == COUNTRY:
            return COUNTRY_NAME_NB
        if code.startswith("EKG") and code[3:].isdigit():
            return f"KOSTRA-gruppe {int(code[3:])}"
        periods = self.municipality_names.get(code) or self.county_names.get(code)
        if periods:
            begun = [period for period in periods if period.valid_from <= date(year, 1, 1)]
            return (begun[-1] if begun else periods[0]).value
        if code in self.group_periods:
            *first, last = (self.name(member, year) for member in code.split("+"))
            return f"{', '.join(first)} og {last}"
        raise UsageError(f"there is no region {code!r}", remedy="Write the code as text: 0301, not 301")

    def county_of(self, code: str, year: int) -> str:
        """The county of a municipality or reporting group. Raises UsageError where the code is not valid that year."""
        self.area(code, year)
        return code[:2]  # so for groups too: their members lie in one county

    def kostra_group(self, code: str, structure: int) -> str | None:
        """The KOSTRA group of a municipality; None before 2020, for which no verified grouping is at hand."""
        return next((period.value for period in self.kostra_groups.get(code, ()) if period.holds(structure)), None)

    def size_class(self, population: int) -> str:
        """The code of the size class that a municipality with so many inhabitants belongs to."""
        return next(size.code for size in reversed(self.size_classes) if population >= size.lower)

    def explain_invalid(self, code: str, year: int) -> tuple[str, str]:
        """What is wrong with a code that is not valid on 1 January of `year`, and what to do: a rule and a remedy."""
        if year not in YEARS:
            return (
                f"the year {year} lies outside of the years that the region register covers",
                f"Give figures of a year from {YEARS[0]} to {YEARS[-1]}, or correct the year",
            )
        if code in self.municipality_names or code in self.group_periods:
            return self._explain_time(code, year)
        if code == COUNTRY or code in self.county_names:
            return "the code is of the country or a county, not of a municipality", "Give one row for each municipality"
        padded = "+".join(member.zfill(4) for member in code.split("+"))
        if self.is_valid(padded, year):
            return f"the code of {self.name(padded, year)} has lost its leading zero", f"Write {padded}, as text"
        if padded in self.municipality_names:
            rule, remedy = self._explain_time(padded, year)
            return f"the code has lost its leading zero ({padded}), and {rule}", remedy
        near = [other for other in self.municipalities(year) if other[:3] == code[:3]]
        hint = f"; codes like it are {self._named(near, year)}" if near else ""
        return f"no municipality has had this code since {YEARS[0]}", f"Correct the code{hint}"

    def _explain_time(self, code: str, year: int) -> tuple[str, str]:
        """A known code at the wrong time: since or until when, and which codes hold its area in `year`."""
        periods = self.municipality_names.get(code) or self.group_periods[code]
        begin, end = periods[0].valid_from, periods[-1].valid_to
        structure = self.structure(year)
        if end <= date(year, 1, 1):
            own = self.area(code, end.year - 1)
            members = code.split("+")
            kinds = {change.kind for change in self.changes if change.date == end and change.old_code in members}
            rule = f"{code} {self.name(code, year)} {WORD_OF_KIND[min(kinds)]} on {end}"
        else:
            own = self.area(code, begin.year)
            rule = f"{code} {self.name(code, year)} is not a code before {begin}"
        holders = structure.holders(own)
        named = self._named(holders, year)
        if len(holders) > 1:
            return rule, f"Give a row for each that holds its area in {year} ({named}), or correct the year"
        if structure.areas[holders[0]] == own:
            return rule, f"Write {named}, its code in {year}, or correct the year"
        return rule, f"Give one row for {named}, of which it is a part in {year}, or correct the year"

    def _named(self, codes: Iterable[str], year: int) -> str:
        return ", ".join(f"{code} {self.name(code, year)}" for code in codes)


def read_register(folder: Path) -> Register:
    """Read the region register from the CSV files of `folder`, data/regions/ of a project."""
    return Register(
        municipality_names=_read_history(folder / "municipalities.csv", "name"),
        county_names=_read_history(folder / "counties.csv", "name"),
        group_periods=_read_history(folder / "reporting_groups.csv", "region_code"),
        kostra_groups=_read_history(folder / "kostra_groups.csv", "kostra_group"),
        changes=_read_rows(folder / "changes.csv", _parse_change),
        size_classes=_read_rows(folder / "size_classes.csv", _parse_size_class),
    )


def _read_rows(path: Path, parse: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(parse(row) for row in csv.DictReader(lines))


def _read_history(path: Path, column: str) -> History:
    """The periods of each code, with what `column` says."""
    history = defaultdict(list)
    for code, period in _read_rows(path, lambda row: (row["region_code"], _parse_period(row, column))):
        history[code].append(period)
    return {code: tuple(periods) for code, periods in history.items()}


def _parse_period(row: dict[str, str], column: str) -> Period:
    end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    return Period(row[column], date.fromisoformat(row["valid_from"]), end)


def _parse_change(row: dict[str, str]) -> Change:
    kind = cast("Kind", row["kind"])
    origins = tuple(row["area_from"].split())
    return Change(date.fromisoformat(row["date"]), row["old_code"], row["new_code"], kind, origins)


def _parse_size_class(row: dict[str, str]) -> SizeClass:
    return SizeClass(row["code"], row["label_nb"], int(row["lower"]), int(row["upper"]) if row["upper"] else None)


def _valid(history: History, year: int) -> tuple[str, ...]:
    """The codes that are in use on 1 January."""
    return tuple(code for code, periods in history.items() if any(period.holds(year) for period in periods))

"""The population file: real figures of Statistics Norway, restated in the shape that PxWebApi v2 returns them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from statusrapport.project import COUNTRY
from statusrapport.regions.register import Register

YEARS = range(2013, 2027)  # that the reference has figures of
AGES = {"F00-999": "Alle aldre", "F00-17": "0-17 år", "F18-999": "18 år eller eldre", "F20-66": "20-66 år"}
COLUMNS = {"F00-999": "total", "F00-17": "age_0_17", "F18-999": "age_18_plus", "F20-66": "age_20_66"}
NOTES = [
    "Kilde: Statistisk sentralbyrå (SSB), tabell 07459, lisens CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/deed.no). Tallene er ordnet og summert til aldersgrupper, og hele "
    "landet er summert av kommunene. Filen er satt sammen i den formen PxWebApi v2 gir, og er ikke et uttrekk derfra.",
    "0706 Sandefjord, 0719 Andebu og 0720 Stokke 2013-2016 foreligger bare samlet, i koden 0706+0719+0720.",
    ". = Ikke mulig å oppgi tall. Tall finnes ikke på dette tidspunktet fordi kategorien ikke var i bruk da tallene "
    "ble samlet inn.",
    ".. = Tallgrunnlag mangler. Tall er ikke kommet inn i våre databaser eller er for usikre til å publiseres.",
]

Figures = dict[tuple[str, int], dict[str, int]]  # (region code, year) -> persons by column of the reference


def render_population(reference: Path, register: Register) -> bytes:
    """The figures of the folder `reference` (population.csv, population_groups.csv) as a JSON-stat 2 data set."""
    figures = _read_figures(reference)
    regions = sorted({code for code, _ in figures} | _codes_known_together(figures))  # the country's "0" comes first
    values: list[int | None] = []
    status: dict[str, str] = {}
    for position, (region, age, year) in enumerate(product(regions, AGES, YEARS)):
        figure = figures.get((region, year))
        values.append(figure[COLUMNS[age]] if figure else None)
        if figure is None:
            status[str(position)] = ".." if region != COUNTRY and register.is_valid(region, year) else "."
    dimensions = {
        "Region": _region_dimension(regions, register),
        "Alder": _dimension("alder", AGES, show="value"),
        "ContentsCode": _contents_dimension(),
        "Tid": _dimension("år", {str(year): str(year) for year in YEARS}, show="code"),
    }
    dataset = _heading() | {
        "id": list(dimensions),
        "size": [len(dimension["category"]["index"]) for dimension in dimensions.values()],
        "dimension": dimensions,
        "extension": _table_extension(),
        "value": values,
        "status": status,
    }
    lines = (f"{json.dumps(key)}:{_compact(value)}" for key, value in dataset.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _read_figures(reference: Path) -> Figures:
    """Persons by region and year; codes known only together joined by plus, and the country as the sum of all rows."""
    figures: Figures = {}
    for row in _read_rows(reference / "population.csv", reference / "population_groups.csv"):
        code = (row.get("region_code") or row["region_codes"]).replace(" ", "+")
        figures[code, int(row["year"])] = {column: int(row[column]) for column in COLUMNS.values()}
    for year in YEARS:
        rows = [figure for (_, when), figure in figures.items() if when == year]
        figures[COUNTRY, year] = {column: sum(row[column] for row in rows) for column in COLUMNS.values()}
    return figures


def _read_rows(*paths: Path) -> Iterator[dict[str, str]]:
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _codes_known_together(figures: Figures) -> set[str]:
    return {part for code, _ in figures if "+" in code for part in code.split("+")}


def _heading() -> dict[str, Any]:
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, alder, statistikkvariabel og år",
        "source": "Statistisk sentralbyrå",
        "updated": "2026-02-25T07:00:00Z",
        "note": NOTES,
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    }


def _dimension(label: str, labels: dict[str, str], *, show: str) -> dict[str, Any]:
    index = {code: position for position, code in enumerate(labels)}
    return {
        "label": label,
        "category": {"index": index, "label": labels},
        "extension": {"elimination": False, "show": show},
    }


def _region_dimension(regions: list[str], register: Register) -> dict[str, Any]:
    """Regions labelled as SSB does: a code that is not in use in all years has its years after the name."""
    labels = {COUNTRY: "Hele landet"}
    for region in (code for code in regions if code != COUNTRY):
        years = [year for year in YEARS if register.is_valid(region, year)]
        first = str(years[0]) if years[0] > YEARS[0] else ""
        suffix = f" ({first}-{years[-1]})" if years[-1] < YEARS[-1] else ""
        labels[region] = register.name(region, years[-1]) + suffix
    dimension = _dimension("region", labels, show="value")
    dimension["extension"] = {"elimination": True, "eliminationValueCode": COUNTRY, "show": "value"}
    dimension["link"] = {"describedby": [{"extension": {"Region": "urn:ssb:classification:klass:131"}}]}
    return dimension


def _contents_dimension() -> dict[str, Any]:
    dimension = _dimension("statistikkvariabel", {"Personer1": "Personer"}, show="value")
    dimension["category"]["unit"] = {"Personer1": {"base": "personer", "decimals": 0}}
    dimension["extension"] |= {
        "refperiod": {"Personer1": "01.01."},
        "measuringType": {"Personer1": "Stock"},
        "priceType": {"Personer1": "NotApplicable"},
        "adjustment": {"Personer1": "None"},
    }
    return dimension


def _table_extension() -> dict[str, Any]:
    return {
        "px": {
            "infofile": "None",
            "tableid": "07459",
            "decimals": 0,
            "official-statistics": True,
            "aggregallowed": True,
            "copyright": False,
            "language": "no",
            "contents": "07459: Befolkning,",
            "descriptiondefault": False,
            "heading": ["ContentsCode", "Tid"],
            "stub": ["Region", "Alder"],
            "matrix": "Folkemengde",
            "subject-code": "be",
            "subject-area": "Befolkning",
        },
        "discontinued": None,
        "contact": [{"name": "Statistisk sentralbyrå", "organization": "Statistisk sentralbyrå", "raw": "www.ssb.no"}],
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

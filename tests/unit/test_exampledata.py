"""The example data: made anew to the same bytes, and adding up to the published figures."""

import csv
import hashlib
import json
import os
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from statusrapport.errors import UsageError
from statusrapport.exampledata.calibration import PER_FTE, QUARTER, TENTH, compute_rounded
from statusrapport.exampledata.dirt import write_name
from statusrapport.exampledata.files import render_synthetic_files, write_raw_file
from statusrapport.project import Project
from statusrapport.regions.register import read_register
from statusrapport.sources.declaration import read_source

PROJECT = Project(Path(__file__).resolve().parents[2])
REGISTER = read_register(PROJECT.regions)
FILES = {
    (source.id, file.version): source.path(file, PROJECT.root)
    for source in map(read_source, PROJECT.declared("sources").values())
    for file in source.files
}


def read_declared(source: str) -> dict:
    return tomllib.loads((PROJECT.config / "sources" / f"{source}.toml").read_text(encoding="utf-8"))


def read_rows(source: str, year: str) -> list[list[str]]:
    """All rows of a file as text, corrected as declared; the first row is row 1."""
    path = FILES[source, year]
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Årsverk").to_python(skip_empty_area=False)
        rows = [[f"{cell:g}".replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in sheet]
    else:
        encoding = "cp1252" if source == "is248" else "utf-8"
        rows = list(csv.reader(path.read_text(encoding=encoding).splitlines(), delimiter=";"))
    header = next(row for row in rows if row[:1] and row[0].lower() == "kommunenr")
    for correction in read_declared(source)["corrections"]:
        if correction["version"] == year:
            row, column = rows[correction["row"] - 1], header.index(correction["column"])
            assert row[column] == correction["expected"]
            row[column] = correction["value"]
    return rows


def read_fte(year: str) -> dict[str, dict[str, Decimal]]:
    """FTE by municipality and column, without empty cells."""
    rows = read_rows("is248", year)
    header = next(row for row in rows if row[0] == "Kommunenr")
    return {
        row[0]: {column: parse(cell) for column, cell in zip(header[3:], row[3:], strict=True) if cell}
        for row in rows
        if row[0].isdigit()
    }


def parse(number: str) -> Decimal:
    return Decimal(number.replace("\u00a0", "").replace(" ", "").replace(",", "."))


def read_answers(year: str) -> list[dict[str, str]]:
    header, *rows = [[cell.strip() for cell in row] for row in read_rows("questionnaire", year) if row]
    return [dict(zip(header, row, strict=True)) for row in rows]


def sum_of(fte: dict[str, dict[str, Decimal]], prefix: str) -> Decimal:
    """The country's FTE in the cells whose names begin with `prefix`, the stated sums apart."""
    return sum(
        value
        for row in fte.values()
        for column, value in row.items()
        if column.startswith(prefix) and not column.endswith("_SUM")
    )


def percent(answers: list[dict[str, str]], column: str, *codes: str) -> float:
    return round(100 * sum(answer[column] in codes for answer in answers) / len(answers), 1)


@pytest.fixture(scope="module")
def fte() -> dict[str, dict[str, dict[str, Decimal]]]:
    return {year: read_fte(year) for year in ("2016", "2017")}


# ------------------------------------------------------------------ made anew


def test_the_committed_files_are_what_the_generator_makes():
    made = render_synthetic_files(PROJECT, REGISTER)
    assert [key for key, content in made.items() if content != FILES[key].read_bytes()] == []


@pytest.mark.parametrize(("source", "version"), FILES)
def test_each_file_has_the_declared_sha256(source, version):
    declared = next(file for file in read_declared(source)["files"] if file["version"] == version)
    assert hashlib.sha256(FILES[source, version].read_bytes()).hexdigest() == declared["sha256"]


def test_a_written_file_gets_its_sha256_and_comments_stay(tmp_path):
    shutil.copytree(PROJECT.config / "sources", tmp_path / "config" / "sources")
    write_raw_file(Project(tmp_path), "is248", "2017", b"new")
    assert (tmp_path / "data/raw/is248/2017/IS-24-8_2017.csv").read_bytes() == b"new"
    changed = (tmp_path / "config/sources/is248.toml").read_text(encoding="utf-8").splitlines()
    before = (PROJECT.config / "sources" / "is248.toml").read_text(encoding="utf-8").splitlines()
    differing = [new for new, old in zip(changed, before, strict=True) if new != old]
    assert differing == [f'sha256 = "{hashlib.sha256(b"new").hexdigest()}"']


def test_a_file_of_an_evaluator_is_never_written_over(tmp_path):
    shutil.copytree(PROJECT.config, tmp_path / "config")
    declaration = tmp_path / "config" / "sources" / "is248.toml"
    text = declaration.read_text(encoding="utf-8")
    own = text.replace('name = "IS-24-8_2017.csv"', 'name = "own.csv"\nsynthetic = false')
    declaration.write_text(own, encoding="utf-8")
    with pytest.raises(UsageError, match="which is no example"):
        write_raw_file(Project(tmp_path), "is248", "2017", b"example")
    assert not (tmp_path / "data").exists()


# ------------------------------------------------------------------ IS-24/8


@pytest.mark.parametrize(
    ("year", "total", "adults", "children"), [("2016", 13_936, 11_063, 2_873), ("2017", 14_633, 11_534, 3_099)]
)
def test_the_municipalities_add_up_to_the_published_totals(fte, year, total, adults, children):
    assert (sum_of(fte[year], ""), sum_of(fte[year], "V_"), sum_of(fte[year], "B_")) == (total, adults, children)


def test_adults_by_service_are_the_published_shares_when_rounded(fte):
    services = ("V_BOL", "V_BEH", "V_HJE", "V_ARB")
    shares = [100 * sum_of(fte["2017"], service) / sum_of(fte["2017"], "V_") for service in services]
    assert [round(share) for share in shares] == [40, 25, 21, 14]
    assert sum(shares) == 100


def test_most_adult_fte_have_higher_education(fte):
    by_education = {
        code: sum(
            row.get(f"V_{service}_{code}", 0)
            for row in fte["2017"].values()
            for service in ("BOL", "BEH", "HJE", "ARB")
        )
        for code in ("PL", "HV", "HU", "FV", "FU", "AN")
    }
    adults = sum(by_education.values())
    assert 0.77 < (by_education["PL"] + by_education["HV"] + by_education["HU"]) / adults < 0.82
    assert 0.45 < (by_education["HV"] + by_education["FV"]) / adults < 0.50


@pytest.mark.parametrize(("year", "missing"), [("2016", {"1622"}), ("2017", set())])
def test_every_municipality_of_the_year_but_the_missing_one_has_reported(fte, year, missing):
    assert set(REGISTER.municipalities(int(year))) - set(fte[year]) == missing
    assert set(fte[year]) <= set(REGISTER.municipalities(int(year)))


@pytest.mark.parametrize("year", ["2016", "2017"])
def test_the_cells_of_each_municipality_add_up_to_what_it_states(fte, year):
    for code, row in fte[year].items():
        for prefix in ("V_", "B_"):
            assert abs(sum_of({code: row}, prefix) - row.get(f"{prefix}SUM", 0)) <= Decimal("0.05"), (code, prefix)


def test_no_cell_is_negative_and_some_municipalities_go_down(fte):
    assert min(value for year in fte.values() for row in year.values() for value in row.values()) >= 0
    both = fte["2016"].keys() & fte["2017"].keys()
    down = [code for code in both if sum_of({code: fte["2017"][code]}, "") < sum_of({code: fte["2016"][code]}, "")]
    assert 0.2 < len(down) / len(both) < 0.5


# ------------------------------------------------------------------ the questionnaire


def test_counts_of_2017_are_the_published_ones():
    answers = read_answers("2017")
    assert len(answers) == 411
    assert sum(answer["sp1"] == "2" for answer in answers) == 16
    assert sum(answer["sp1"] == "1" and answer["sp2"] == "2" for answer in answers) == 49
    assert all((answer["sp1"] == "2") == (answer["sp2"] == "9") for answer in answers)


def test_shares_of_2017_are_the_published_ones():
    answers = read_answers("2017")
    assert percent(answers, "sp3", "1") == 40.4
    assert percent(answers, "sp4", "1") == 10.2
    assert percent(answers, "sp5", "1", "2") == 70.3
    assert percent(answers, "sp5", "1") > percent(answers, "sp5", "2")


@pytest.mark.parametrize(
    ("year", "answered", "commercial", "nonprofit"), [("2016", 402, 4.0, 20.9), ("2017", 411, 10.9, 24.1)]
)
def test_purchase_of_places(year, answered, commercial, nonprofit):
    answers = read_answers(year)
    assert (len(answers), percent(answers, "sp9", "1"), percent(answers, "sp8", "1")) == (
        answered,
        commercial,
        nonprofit,
    )
    for question in ("sp8", "sp9"):
        assert all((answer[question] == "1") == bool(answer[f"{question}_plasser"]) for answer in answers)


# ------------------------------------------------------------------ population


def test_the_population_file_is_the_reference():
    folder = os.environ.get("STATUSRAPPORT_REFERENCE")
    if not folder:
        pytest.skip("STATUSRAPPORT_REFERENCE names no folder")
    columns = {"F00-999": "total", "F00-17": "age_0_17", "F18-999": "age_18_plus", "F20-66": "age_20_66"}
    cells = read_population()
    for name, key in (("population.csv", "region_code"), ("population_groups.csv", "region_codes")):
        with (Path(folder) / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for age, column in columns.items():
                    assert cells.pop((row[key].replace(" ", "+"), age, row["year"])) == int(row[column])
    rest = {region for (region, _, _), value in cells.items() if isinstance(value, int)}
    assert rest == {"0"}


def test_the_country_is_the_sum_of_its_municipalities():
    cells = read_population()
    for year in map(str, range(2013, 2027)):
        figures = {region: value for (region, age, time), value in cells.items() if age == "F00-999" and time == year}
        country = figures.pop("0")
        assert sum(value for value in figures.values() if isinstance(value, int)) == country


def test_a_figure_that_is_not_there_says_why():
    cells = read_population()
    assert cells["0706", "F00-999", "2016"] == ".."  # known only together with 0719 and 0720
    assert cells["0706", "F00-999", "2017"] == "."  # no code any more
    assert cells["0706+0719+0720", "F00-999", "2016"] == 63_414


def read_population() -> dict[tuple[str, str, str], int | str]:
    """Persons, or the mark that stands instead, by region, age group and year."""
    data = json.loads(FILES["population", "2026-01"].read_text(encoding="utf-8"))
    regions, ages, _, years = (list(data["dimension"][name]["category"]["index"]) for name in data["id"])
    keys = [(region, age, year) for region in regions for age in ages for year in years]
    marks = {int(position): mark for position, mark in data["status"].items()}
    return {
        key: marks[position] if value is None else value
        for position, (key, value) in enumerate(zip(keys, data["value"], strict=True))
    }


# ------------------------------------------------------------------ how it is made


def test_rounding_meets_the_total_and_keeps_each_step():
    values = np.array([[1.13, 0.0], [2.04, 0.52], [0.97, 3.34]])  # 8.0 together
    rounded = compute_rounded(values, np.array([QUARTER, TENTH, TENTH]), 8 * PER_FTE)
    assert rounded.sum() == 8 * PER_FTE
    assert (rounded[0] % QUARTER == 0).all()
    assert (rounded[1:] % TENTH == 0).all()
    assert rounded[0, 1] == 0


def test_rounding_refuses_a_total_that_is_out_of_reach():
    with pytest.raises(ValueError, match="cannot be reached"):
        compute_rounded(np.array([[1.0], [2.0]]), np.array([TENTH, TENTH]), 9 * PER_FTE)


def test_names_are_written_as_the_file_can_write_them():
    assert write_name("Våler (Østfold)", "0137") == "Våler"
    assert write_name("Gáivuotna - Kåfjord", "1940", encoding="cp1252", joined_by=" ") == "Gáivuotna Kåfjord"
    assert (
        write_name("Porsanger - Porsáŋgu - Porsanki", "2020", encoding="cp1252", joined_by=" ") == "Porsanger Porsanki"
    )

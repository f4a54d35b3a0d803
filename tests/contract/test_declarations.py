"""What holds for every declaration of the project, and for one that is added."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from statusrapport.declarations import parse_declaration, read_declaration
from statusrapport.disclosure.rules import DisclosureRules
from statusrapport.errors import DeclarationError
from statusrapport.files import file_sha256
from statusrapport.indicators.check import check_indicator
from statusrapport.indicators.compute import compute_example, write_indicators
from statusrapport.indicators.declaration import Indicator, read_indicator
from statusrapport.project import Configuration, Project
from statusrapport.render.kind import ReportKind
from statusrapport.sources.declaration import Source, read_source

ROOT = Path(__file__).parents[2]
INDICATORS = sorted((ROOT / "config/indicators").glob("*.toml"))
SOURCES = sorted((ROOT / "config/sources").glob("*.toml"))
KINDS = sorted((ROOT / "templates").glob("*/report.toml"))

EXAMPLE = """
id = "fte_per_10000"
title_nb = "Årsverk per 10 000 innbyggere"
definition_nb = "Årsverk i kommunalt psykisk helse- og rusarbeid delt på innbyggere 1. januar."
source = ["is248", "population"]
operation = "ratio"
numerator = { source = "is248", column = "fte", filter = { age = ["adult", "child"] } }
denominator = { source = "population", column = "total" }
scale = 10000
breakdowns = ["age", "service"]
unit = "fte per 10 000"
unit_of_analysis = "municipality"
estimator = "full_count"
additive = false
comparable_between_units = false
smallest_change = { value = 2, unit = "percent" }
decimals = 1
[example]
rows = [ { region_code = "1103", fte = 120, population = 130000 } ]
expected = 9.2
"""


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return {path.stem: read_source(path) for path in SOURCES}


def published(indicator: Indicator, value: float) -> float:
    """A value rounded as reports print it: fractions in percent."""
    return round(value * 100 if indicator.is_fraction else value, indicator.decimals)


@pytest.mark.parametrize("path", INDICATORS, ids=lambda path: path.stem)
def test_the_worked_example_of_an_indicator_gives_what_it_says(path: Path):
    indicator = read_indicator(path)
    assert published(indicator, compute_example(indicator)) == published(indicator, indicator.example.expected)


@pytest.mark.parametrize("path", INDICATORS, ids=lambda path: path.stem)
def test_all_that_an_indicator_names_is_in_its_sources(path: Path, sources: dict[str, Source]):
    check_indicator(read_indicator(path), sources)


def test_the_declared_form_of_an_indicator_is_that_of_the_design(sources: dict[str, Source]):
    indicator = parse_declaration(tomllib.loads(EXAMPLE), Indicator, Path("fte_per_10000.toml"))
    check_indicator(indicator, sources)
    assert published(indicator, compute_example(indicator)) == indicator.example.expected


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_raw_file_is_the_one_that_was_declared(path: Path):
    source = read_source(path)
    declared = {file.name: file.sha256 for file in source.files}
    assert declared == {file.name: file_sha256(source.path(file, ROOT)) for file in source.files}


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.parent.name)
def test_a_report_cites_indicators_that_exist_and_that_it_has_declared(path: Path):
    declared = read_declaration(path, ReportKind).indicators
    assert set(declared) <= {indicator.stem for indicator in INDICATORS}
    texts = [file.read_text(encoding="utf-8") for file in (path, *path.parent.rglob("*.j2"))]
    calls = re.compile(
        r"\b(?:num|share|difference|percent_change|percentage_points|cagr|claim|interval|estimate|count_n|change_interval"
        r"|change_estimate|contrast|published|revision)\(\s*[\"'](\w+)[\"']"
    )
    cells = re.compile(r'\bindicator = "(\w+)"')
    assert {name for text in texts for pattern in (calls, cells) for name in pattern.findall(text)} <= set(declared)


def test_every_edition_is_of_a_report_kind_that_exists():
    assert {edition.kind for edition in Project(ROOT).editions.values()} <= {path.parent.name for path in KINDS}


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (ROOT / "config/disclosure.toml", DisclosureRules),
        (ROOT / "config/indicators/fte_total.toml", Indicator),
        (ROOT / "config/sources/is248.toml", Source),
    ],
    ids=lambda each: getattr(each, "stem", ""),
)
def test_a_key_that_is_not_known_is_refused(path: Path, model: type, tmp_path: Path):
    copy = tmp_path / path.name
    copy.write_text(f'tittel_nb = "Et ord for mye"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    with pytest.raises(DeclarationError, match=rf"{path.name}: tittel_nb: Extra inputs are not permitted"):
        read_declaration(copy, model)


def test_a_key_that_is_not_known_is_refused_in_config_yaml_too():
    known = {"id": "arsverk-2017", "kind": "arsverk", "year": 2017, "structure": 2017, "date": "2017-12-01"}
    editions = {"editions": {"arsverk-2017": {**known, "kinds": "arsverk"}}}
    with pytest.raises(DeclarationError, match=r"editions\.arsverk-2017\.kinds: Extra inputs are not permitted"):
        parse_declaration(editions, Configuration, Path("config.yaml"))


# --- A new indicator is one file --------------------------------------------------------------------------------------


@pytest.fixture
def explained() -> tuple[str, str]:
    """The name and the text of the indicator that CONTRIBUTING.md adds as an example."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, section = text.partition("## Add an indicator")
    name, declaration = re.findall(r"`config/indicators/(\w+)\.toml`:\n+```toml\n(.*?)```", section, re.DOTALL)[0]
    return name, declaration


def test_an_indicator_is_added_by_one_file(
    explained: tuple[str, str],
    project_copy: Project,
    prepared: dict[str, Path],
    tmp_path: Path,
    sources: dict[str, Source],
):
    name, declaration = explained
    (project_copy.config / f"indicators/{name}.toml").write_text(declaration, encoding="utf-8")
    targets = {id_: tmp_path / f"{id_}.parquet" for id_ in project_copy.declared("indicators") if id_ == name}
    write_indicators(project_copy, prepared, {}, targets)
    indicator, observations = read_indicator(project_copy.declared("indicators")[name]), pd.read_parquet(targets[name])
    assert published(indicator, compute_example(indicator)) == published(indicator, indicator.example.expected)
    assert observations.loc[observations["region_type"] == "country", "value"].notna().all()


def test_a_mistake_in_an_added_indicator_is_told_with_its_file(
    explained: tuple[str, str], project_copy: Project, prepared: dict[str, Path], tmp_path: Path
):
    name, declaration = explained
    text = declaration.replace('column = "fte"', 'column = "arsverk"', 1)
    (project_copy.config / f"indicators/{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as error:
        write_indicators(project_copy, prepared, {}, {name: tmp_path / "out.parquet"})
    assert str(error.value) == (
        f"config/indicators/{name}.toml: numerator: column 'arsverk' does not exist. Choose one of: fte."
    )
    assert not (tmp_path / "out.parquet").exists()


def test_the_same_data_give_the_same_bytes(
    project: Project, prepared: dict[str, Path], weighted: dict[str, Path], tmp_path: Path
):
    names = ("fte_per_10000_quantiles", "mapped_share", "survey_cooperation_satisfied_share")
    runs = [{name: tmp_path / run / f"{name}.parquet" for name in names} for run in ("first", "second")]
    for targets in runs:
        write_indicators(project, prepared, weighted, targets)
    assert [path.read_bytes() for path in runs[0].values()] == [path.read_bytes() for path in runs[1].values()]

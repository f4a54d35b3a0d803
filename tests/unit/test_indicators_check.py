"""An indicator that does not fit its sources is told in words."""

from pathlib import Path
from typing import Any

import pytest
from indicators_example import STAFF, indicator, question

from statusrapport.errors import DeclarationError
from statusrapport.indicators.check import check_indicator
from statusrapport.indicators.compute import compute_example
from statusrapport.indicators.declaration import read_indicator
from statusrapport.sources.declaration import Source

FILE = {"version": "1", "name": "a.csv", "sha256": "0" * 64, "received": "2018-01-01"}
FORMAT = {"kind": "csv", "encoding": "utf-8", "delimiter": ";", "decimal": ","}
TEXTS = dict.fromkeys(("title_nb", "short_nb", "owner_nb", "description_nb", "licence"), "Tekst")


def source(id_: str, kind: str, dimension: str, measure: str, *values: str) -> Source:
    names = {value: value for value in values}
    return Source.model_validate(
        {
            **TEXTS,
            "id": id_,
            "kind": kind,
            "files": [{**FILE, "format": FORMAT}],
            "key": {"region": "r", "period": "p"},
            "dimensions": {dimension: {"title_nb": "Tekst", "column": "c", "codes": names, "labels_nb": names}},
            "measures": [{"name": measure, "title_nb": "Tekst", "columns": measure}],
        }
    )


SOURCES = {
    "staff": source("staff", "table", "service", "fte", "home", "housing"),
    "survey": source("survey", "microdata", "plan", "places", "yes", "no"),
}
SHARE = {"numerator": question("yes"), "denominator": question("yes", "no")}


@pytest.mark.parametrize(
    "declared",
    [
        indicator(breakdowns=["service", "size"]),
        indicator("share", denominator=STAFF, parts=["service"]),
        indicator("share", **SHARE),
        indicator(numerator={"source": "survey", "column": "places"}),
        indicator("coverage", numerator={"source": "survey"}, denominator=STAFF),
    ],
)
def test_an_indicator_that_fits_is_accepted(declared: Any):
    check_indicator(declared, SOURCES)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (
            indicator(numerator={"source": "shop", "column": "fte"}),
            "source 'shop' does not exist. Choose one of: staff, survey.",
        ),
        (
            indicator(numerator={"source": "staff", "column": "ftes"}),
            "numerator: column 'ftes' does not exist. Choose one of: fte.",
        ),
        (
            indicator(numerator={"source": "staff"}),
            "numerator: column '' does not exist. Choose one of: fte.",
        ),
        (
            indicator("ratio", denominator={"source": "survey", "column": "beds"}),
            "denominator: column 'beds' does not exist. Choose one of: places.",
        ),
        (
            indicator(numerator={**STAFF, "filter": {"age": "adult"}}),
            "numerator: filter by 'age' does not exist. Choose one of: service.",
        ),
        (
            indicator(numerator={**STAFF, "filter": {"service": ["home", "hose"]}}),
            "numerator: filter service = 'hose' does not exist. Choose one of: home, housing.",
        ),
        (
            indicator(breakdowns=["education"]),
            "breakdown 'education' does not exist. Choose one of: service, size.",
        ),
        (
            indicator("share", denominator=STAFF, parts=["size"]),
            "part 'size' does not exist. Choose one of: service.",
        ),
        (
            indicator("average"),
            "there is no operation 'average'. "
            "Choose one of: accumulated, change_between_waves, count_units, coverage, covered_share, design_effect, "
            "heard, item_nonresponse, maximum, mean, paired_difference, proportion, quantiles, ratio, share, sum, "
            "total, unit_share, weight_ladder.",
        ),
        (indicator("share"), "share needs a denominator. Declare one."),
        (indicator(options={"weights": 1}), "sum takes no options. Remove options."),
        (
            indicator("quantiles", denominator=STAFF),
            "options of quantiles are {}. Write options = { quantiles = [0.25, 0.5, 0.75] }.",
        ),
        (
            indicator(estimator="survey", design={"weights": "w"}),
            "sum is no operation of the estimator 'survey'. "
            "Choose one of: change_between_waves, design_effect, item_nonresponse, mean, paired_difference, "
            "proportion, ratio, total, weight_ladder.",
        ),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(declared: Any, words: str):
    with pytest.raises(DeclarationError) as error:
        check_indicator(declared, SOURCES)
    assert str(error.value) == words


def test_a_worked_example_gives_operands_by_column_source_or_role():
    rows = [{"region_code": "1103", "fte": 120, "survey": 2}, {"numerator": 40, "denominator": 2}]
    declared = indicator("ratio", denominator={"source": "survey"}, example={"rows": rows, "expected": 40}, scale=2)
    assert compute_example(declared) == 160 / 4 * 2


def test_a_worked_example_that_lacks_an_operand_is_told():
    declared = indicator(example={"rows": [{"region_code": "1103"}], "expected": 1})
    with pytest.raises(DeclarationError, match=r"a row without a numerator\. Give it as numerator or fte or staff\."):
        compute_example(declared)


def test_an_indicator_is_called_like_its_file(tmp_path: Path):
    original = Path(__file__).parents[2] / "config/indicators/fte_total.toml"
    path = tmp_path / "fte_sum.toml"
    path.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"id is 'fte_total'\. Call it 'fte_sum' like the file\."):
        read_indicator(path)

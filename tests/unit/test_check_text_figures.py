"""The figures file: what it may declare, and the checks in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_text_example import figure, figures

from statusrapport.check_text.expressions import evaluate_check
from statusrapport.check_text.figures import read_figures
from statusrapport.errors import DeclarationError


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("round(cagr(100, 121, 2), 1) == 10", True),
        ("round(pct(797, 676)) == -15 and 676 - 797 == -121", True),
        ("share(1, 4) == 25 and min(3, 2) < max(1, 3)", True),
        ("round(2.5) == 3", True),
        ("1 < 3 < 2", False),
        ("40 + 25 + 21 + 14 == 100 and 2 * 3 / 4 > 2", False),
    ],
)
def test_checks_are_arithmetic(text: str, holds: bool) -> None:
    assert evaluate_check(text) is holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("__import__('os') == 1", "not allowed|none of"),
        ("open(1) == 1", "open is none of"),
        ("(1).real == 1", "not allowed"),
        ("2 ** 9 == 512", "not allowed"),
        ("True == 1", "not allowed"),
        ("1 == 1 or 2 == 2", "no comparison"),
        ("1 + 1", "no comparison"),
        ("1 in 1", "not known"),
        ("round(1, 2, 3) == 1", "does not take 3"),
        ("pct(0, 1) == 1", "has no value"),
        ("cagr(-1, 1, 2) == 1", "one sign"),
        ("1 ==", "no expression"),
        ("1" * 501, "longer than"),
    ],
)
def test_anything_else_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        evaluate_check(text)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"value": 1, "colour": "red"}, "colour"),
        ({"value": 1, "values": [1, 2]}, "not both"),
        ({"values": [1, 2], "periods": ["2016"]}, "periods must have one entry for each"),
        ({"value": 1, "interval": [2, 1]}, "low, high"),
        ({"value": 1, "check": "import os"}, "no expression"),
        ({"value": 1, "document": "lost.txt"}, "it: document lost.txt is not declared"),
        ({"value": 1, "same_as": "nothing"}, "it: same_as nothing is not declared"),
    ],
)
def test_a_figure_that_is_wrong(keys: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        figures(figure("it", "count", **keys))


def test_two_figures_of_one_id() -> None:
    with pytest.raises(ValueError, match="several entries have the id it"):
        figures(figure("it", "count", value=1), figure("it", "count", value=2))


def test_a_file_that_is_wrong_is_told_with_its_name_and_field(tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    path.write_text('schema_version = 1\n[documents]\n[[figure]]\nid = "it"\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"figure\.0\.colour") as refused:
        read_figures(path)
    assert refused.value.file == str(path)

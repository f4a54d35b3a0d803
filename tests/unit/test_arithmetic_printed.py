from decimal import Decimal

import pytest

from statusrapport.arithmetic.printed import parse_printed
from statusrapport.arithmetic.ratios import evaluate_formula


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("14\u00a0633", "14633", 0),
        ("−4,3\u00a0prosent", "-4.3", 1),
        ("+5,0", "5.0", 1),
        ("81\u00a0%", "81", 0),
        ("7\u00a0prosentpoeng", "7", 0),
    ],
)
def test_a_printed_number_is_read_back(text, value, decimals):
    printed = parse_printed(text)
    assert (printed.value, printed.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["..", ":", "fire av ti", "nesten 700", "10–20"])
def test_words_marks_and_ranges_are_not_read(text):
    assert parse_printed(text) is None


def test_a_printed_number_lies_within_half_a_step_of_its_value():
    assert parse_printed("4,3").half_step == Decimal("0.05")


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("45 / 411 × 100", 45 / 411 * 100),
        ("14633 − 13936", 697),
        ("(14633 − 13936) / 13936 × 100", 697 / 13936 * 100),
        ("((14633 / 13936)^(1/1) − 1) × 100", 697 / 13936 * 100),
    ],
)
def test_formulas_are_worked_out(formula, value):
    assert evaluate_formula(formula) == pytest.approx(value)


@pytest.mark.parametrize(
    "formula", ["sum", "quantiles", "housing, treatment", "Prop. 15 S (2015–2016) Planen", "1 / 0"]
)
def test_words_are_no_formula(formula):
    assert evaluate_formula(formula) is None

"""A rate times its denominator gives its numerator, and both are what the report prints of them elsewhere."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from statusrapport.arithmetic.printed import is_close
from statusrapport.arithmetic.relations import Key, Number, Numbers, Relations
from statusrapport.facts.numbers import exact_text
from statusrapport.facts.slice import Slice
from statusrapport.indicators.declaration import Indicator, Operand
from statusrapport.indicators.observations import parse_breakdown

QUOTIENTS = ("share", "ratio")  # operations that divide one amount by another
QUOTIENT = re.compile(r"(\d+(?:\.\d+)?) / (\d+(?:\.\d+)?)(?: × (\d+(?:\.\d+)?))?")
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


class Amount(NamedTuple):
    """What is added up in a numerator or denominator: which column, of which rows, where and when."""

    source: str
    column: str
    rows: frozenset[tuple[str, frozenset[str]]]
    region: str
    period: str


def check_ratios(numbers: Numbers, slice_: Slice, relations: Relations) -> None:
    """Formulas give the values that they stand with; their numerators and denominators are those printed elsewhere."""
    printed = dict(_printed_amounts(numbers, slice_))
    for key, number in numbers:
        computed = evaluate_formula(number.fact.formula)
        if computed is not None:
            relations.counts["formulas"] += 1
            _check_formula(number, computed, relations)
        quotient = QUOTIENT.fullmatch(number.fact.formula)
        indicator = slice_.indicators.get(key.indicator)
        if indicator is None or indicator.denominator is None or indicator.operation not in QUOTIENTS:
            continue
        if key.kind == "level" and quotient:
            by = parse_breakdown(key.breakdown)
            whole = {name: value for name, value in by.items() if name not in indicator.parts}
            sides = (("numerator", indicator.numerator, by), ("denominator", indicator.denominator, whole))
            for text, (name, operand, rows) in zip(quotient.groups(), sides, strict=False):
                if amount := printed.get(_amount(operand, rows, key, slice_)):
                    _check_operand(number, name, float(text), amount, relations)


def evaluate_formula(text: str) -> float | None:
    """The value of a formula in numbers, `(14633 − 13936) / 13936 × 100`; None where it is words or not arithmetic."""
    written = text.replace("−", "-").replace("×", "*").replace("^", "**")
    if not re.search(r"\d [-+*/] \d|\d \) |\) [-+*/]|\*\*", written):
        return None
    try:
        return _evaluate(ast.parse(written, mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _evaluate(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            return float(_OPERATORS[type(op)](_evaluate(left), _evaluate(right)))
    raise ValueError("not arithmetic")


def _check_formula(number: Number, computed: float, relations: Relations) -> None:
    operands = [float(text) for text in re.findall(r"\d+(?:\.\d+)?", number.fact.formula)]
    if not is_close(number.value, computed, *(operands if number.fact.kind == "difference" else [100.0])):
        rule = f"the formula {number.fact.formula} gives {exact_text(computed)}, not {exact_text(number.value)}"
        relations.fail("arithmetic-formula", [number.fact], rule, "Correct the value or its formula")


def _check_operand(number: Number, name: str, used: float, printed: Number, relations: Relations) -> None:
    """A rate may leave out units that lack its other operand; it then rests on fewer of them, and says so by `n`."""
    if not is_close(used, printed.value) and number.fact.n != printed.fact.n:
        return
    relations.counts["numerators and denominators"] += 1
    if not is_close(used, printed.value):
        rule = f"its {name} is {exact_text(used)}, but the report prints {exact_text(printed.value)} for it"
        relations.fail("arithmetic-rate", [number.fact, printed.fact], rule, "Correct the operands of the indicator")


def _printed_amounts(numbers: Numbers, slice_: Slice) -> Iterator[tuple[Amount, Number]]:
    """The amounts that are printed themselves, as values of an indicator that is a plain sum."""
    for key, number in numbers:
        indicator: Indicator | None = slice_.indicators.get(key.indicator)
        if key.kind == "level" and indicator and indicator.operation == "sum" and indicator.scale == 1:
            yield _amount(indicator.numerator, parse_breakdown(key.breakdown), key, slice_), number


def _amount(operand: Operand, by: Mapping[str, str], key: Key, slice_: Slice) -> Amount:
    rows = {name: frozenset(values) for name, values in operand.filter.items()}
    for name, value in by.items():
        rows[name] = rows.get(name, frozenset([value])) & {value}
    every = {name: frozenset(labels) for name, labels in slice_.labels.items()}
    limited = frozenset((name, values) for name, values in rows.items() if values != every.get(name))
    return Amount(operand.source, operand.column, limited, key.region, key.period)

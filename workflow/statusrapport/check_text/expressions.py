"""Checks that a figures file declares, such as `round(cagr(13936, 16399, 3), 1) == 5.6`: arithmetic, nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from itertools import pairwise

from statusrapport.facts.numbers import round_half_up

LONGEST = 500  # characters; the parser is recursive
OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def evaluate_check(text: str) -> bool:
    """Whether a check holds. Raises ValueError where it is anything but comparisons of numbers, joined by `and`.

    Numbers may be added, subtracted, multiplied, divided, and given to round(x[, decimals]) with halves away from zero,
    min, max, cagr(first, last, periods), pct(first, last) and share(part, whole), these three in percent.
    """
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    try:
        return _holds(ast.parse(text.strip(), mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"is no expression: {text!r}") from error
    except ArithmeticError as error:
        raise ValueError(f"has no value: {error}") from error


def _holds(node: ast.expr) -> bool:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        parts = [_holds(part) for part in node.values]  # every one, so that each is known to be sound
        return all(parts)
    if isinstance(node, ast.Compare):
        values = [_number(part) for part in (node.left, *node.comparators)]
        parts = [_comparison(op)(*pair) for op, pair in zip(node.ops, pairwise(values), strict=True)]
        return all(parts)
    raise ValueError(f"`{ast.unparse(node)}` is no comparison")


def _comparison(op: ast.cmpop) -> Callable[[float, float], bool]:
    if type(op) not in COMPARISONS:
        raise ValueError("compares in a way that is not known")
    return COMPARISONS[type(op)]


def _number(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]  # a number, as was just seen
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_number(node.left), _number(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _call(node.func.id, [_number(argument) for argument in node.args])
    raise ValueError(f"`{ast.unparse(node)}` is not allowed")


def _call(name: str, arguments: list[float]) -> float:
    if name not in FUNCTIONS:
        raise ValueError(f"{name} is none of {', '.join(sorted(FUNCTIONS))}")
    try:
        return FUNCTIONS[name](*arguments)
    except TypeError as error:
        raise ValueError(f"{name} does not take {len(arguments)} numbers") from error


def _round(value: float, decimals: float = 0) -> float:
    return float(round_half_up(value, int(decimals)))


def _cagr(first: float, last: float, periods: float) -> float:
    if last / first < 0:
        raise ValueError("cagr needs two values of one sign")
    return 100 * (float((last / first) ** (1 / periods)) - 1)


def _pct(first: float, last: float) -> float:
    return 100 * (last / first - 1)


def _share(part: float, whole: float) -> float:
    return 100 * part / whole


FUNCTIONS: dict[str, Callable[..., float]] = {
    "round": _round,
    "min": lambda first, *others: min((first, *others)),
    "max": lambda first, *others: max((first, *others)),
    "cagr": _cagr,
    "pct": _pct,
    "share": _share,
}

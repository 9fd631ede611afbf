"""Equations: worked out from the values of a node's children, so that nothing has to be believed."""

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from model.explain.nodes import Node, Value
from model.findings import STATUSES
from model.inputs.months import Month
from model.stages.parts.caps import expected_under
from model.stages.parts.units import units_of

RELATIVE = 1e-9
ROUNDING = 1e-12  # of the largest part: what is left when parts of that size cancel
DUST = 1e-9  # dollars: what is left of larger sums that cancelled further down


class EquationError(ValueError):
    """An equation that cannot be worked out."""


def _first(values: Sequence[Value]) -> Value:
    """The first that is there."""
    return next((value for value in values if value is not None), None)


def _latest(values: Sequence[Value]) -> Value:
    """The latest month of those that are there."""
    return max((str(value) for value in values if value is not None), default=None)


def _least_secure(values: Sequence[Value]) -> Value:
    """The worst of several statuses."""
    places = [STATUSES.index(str(value)) for value in values if value != "inactive"]
    return STATUSES[max(places)] if places else "inactive"


def _month_after(month: str, months: float) -> str:
    return str(Month.of(month).plus(int(months)))


def _months_between(first: str, last: str) -> float:
    return float(Month.of(last) - Month.of(first))


def _under(mean: float, limit: float, variation: float) -> float:
    """What a limit leaves of units that vary around a mean: E[min(X, limit)] for a gamma variable."""
    return float(expected_under(np.array(mean), np.array(limit), np.array(variation)))


def _mean_units(minutes: float, spread: float, unit_minutes: float, rounding: str, *caps: float) -> float:
    """Units of a session, the mean over its lengths in whole minutes; `caps` are pairs: limit, share given back."""
    lengths = np.array([minutes])
    if spread > 0:
        lengths = np.arange(math.ceil(minutes - spread), math.floor(minutes + spread) + 1, dtype=np.float64)
    units = units_of(lengths, unit_minutes, rounding)
    for limit, given_back in zip(caps[::2], caps[1::2], strict=True):
        units = units - np.maximum(0.0, units - limit) * (1 - given_back)
    return float(units.mean())


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "sum": sum,
    "product": math.prod,
    "floor": math.floor,
    "first": _first,
    "latest": _latest,
    "least_secure": _least_secure,
    "month_after": _month_after,
    "months_between": _months_between,
    "expected_under": _under,
    "mean_units": _mean_units,
}
MEANINGS = {
    "product": "children): all children multiplied; 1 where there are none",
    "first": "children): the first that is a value",
    "latest": "children): the latest month",
    "least_secure": "children): the worst status, in the order earned, contract, grant, fundraising, reserve, gap",
    "month_after": "month, months): so many months later",
    "months_between": "first, last): months from one to the other",
    "expected_under": "mean, limit, variation): what a limit leaves on average of units that vary across clients",
    "mean_units": "minutes, spread, unit, rounding, limit, given back …): mean units of sessions of these lengths",
}
OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def evaluate(equation: str, children: Sequence[Node]) -> Value:
    """Work out an equation with the values of the children; `children` in it stands for all of them.

    Raises:
        EquationError: when it names what is no child, or holds what an equation may not.
    """
    values: dict[str, Any] = {"children": tuple(child.value for child in children)}
    for child in children:
        # two children of one name may be added up, but the name would mean either of them
        values[child.name] = _Ambiguous if child.name in values else child.value
    try:
        result = _value(_read(equation), values)
    except (SyntaxError, TypeError, ZeroDivisionError) as error:
        raise EquationError(f"{equation}: {error}") from None
    return float(result) if isinstance(result, bool | int) else result


@lru_cache(maxsize=4096)
def _read(equation: str) -> ast.expr:
    return ast.parse(equation, mode="eval").body


class _Ambiguous:
    """Stands for a name that several children have."""


def _value(tree: ast.expr, values: Mapping[str, Any]) -> Any:
    if type(tree) not in FORMS:
        raise EquationError(f"an equation may not hold {ast.unparse(tree)}")
    return FORMS[type(tree)](tree, values)


def _constant(tree: ast.Constant, _: Mapping[str, Any]) -> Any:
    if not isinstance(tree.value, int | float | str | None):
        raise EquationError(f"an equation may not hold {ast.unparse(tree)}")
    return tree.value


def _named(tree: ast.Name, values: Mapping[str, Any]) -> Any:
    if tree.id not in values or values[tree.id] is _Ambiguous:
        raise EquationError(f"{tree.id} names {'no child' if tree.id not in values else 'several children'}")
    return values[tree.id]


def _either(tree: ast.IfExp, values: Mapping[str, Any]) -> Any:
    return _value(tree.body if _value(tree.test, values) else tree.orelse, values)


def _negative(tree: ast.UnaryOp, values: Mapping[str, Any]) -> Any:
    if not isinstance(tree.op, ast.USub):
        raise EquationError(f"an equation may not hold {ast.unparse(tree)}")
    return -_value(tree.operand, values)


def _combined(tree: ast.BinOp, values: Mapping[str, Any]) -> Any:
    return _operator(tree.op)(_value(tree.left, values), _value(tree.right, values))


def _operator(op: ast.AST) -> Callable[[Any, Any], Any]:
    if type(op) not in OPERATORS:
        raise EquationError(f"an equation may not hold {type(op).__name__}")
    return OPERATORS[type(op)]


def _joined(tree: ast.BoolOp, values: Mapping[str, Any]) -> bool:
    every = all if isinstance(tree.op, ast.And) else any
    return every(_value(part, values) for part in tree.values)


def _compared(tree: ast.Compare, values: Mapping[str, Any]) -> bool:
    terms = [_value(term, values) for term in (tree.left, *tree.comparators)]
    return all(_operator(op)(a, b) for op, a, b in zip(tree.ops, terms, terms[1:], strict=False))


def _called(tree: ast.Call, values: Mapping[str, Any]) -> Any:
    if not isinstance(tree.func, ast.Name) or tree.func.id not in FUNCTIONS or tree.keywords:
        raise EquationError(f"an equation may not call {ast.unparse(tree.func)}")
    return FUNCTIONS[tree.func.id](*(_value(part, values) for part in tree.args))


FORMS: dict[type, Callable[[Any, Mapping[str, Any]], Any]] = {
    ast.Constant: _constant,
    ast.Name: _named,
    ast.IfExp: _either,
    ast.UnaryOp: _negative,
    ast.BinOp: _combined,
    ast.BoolOp: _joined,
    ast.Compare: _compared,
    ast.Call: _called,
}


def check(node: Node) -> tuple[str, ...]:
    """Work every equation of a tree out again; a sentence for each that does not give the value shown.

    Values agree to 1e-9 of their size. Where parts cancel, so that a small value is the difference of large ones, what
    differs may be 1e-12 of the largest part: the sums of a projection are no more exact than that. A billionth of a
    dollar is nothing.
    """
    faults: list[str] = []
    _check(node, faults, set())
    return tuple(faults)


def _check(node: Node, faults: list[str], seen: set[tuple[int, str, Value]]) -> None:
    key = (id(node.children), node.equation, node.value)
    if key in seen:
        return
    seen.add(key)
    if node.equation:
        try:
            worked_out = evaluate(node.equation, node.children)
        except EquationError as error:
            faults.append(f"{node.quantity}: {error}")
        else:
            if not _agree(node, worked_out):
                faults.append(f"{node.quantity} is {node.value}, but {node.equation} is {worked_out}")
    elif node.children:
        faults.append(f"{node.quantity} has children, but no equation")
    for child in node.children:
        _check(child, faults, seen)


def _agree(node: Node, worked_out: Value) -> bool:
    shown = node.value
    if not isinstance(shown, float | int) or not isinstance(worked_out, float | int):
        return shown == worked_out
    sizes = [abs(child.value) for child in node.children if isinstance(child.value, float | int)]
    nothing = max(ROUNDING * max(sizes, default=0.0), DUST if node.unit == "dollars" else 0.0)
    return math.isclose(shown, worked_out, rel_tol=RELATIVE, abs_tol=nothing)

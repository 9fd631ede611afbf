"""Why a number is 0: the factor further down its tree that makes it so."""

import ast
from collections.abc import Iterator

from model.explain import EquationError, Node, evaluate, rounded

NOTHING = 1e-9
MOST_REASONS = 3
# functions that are 0 as soon as the first of these is
LED_BY_THE_FIRST = ("expected_under", "mean_units")


def why_zero(node: Node) -> str:
    """A sentence that names what makes a number 0; empty where it is not 0 or nothing below it is the reason."""
    if not _is_zero(node):
        return ""
    reasons = [reason for reason in dict.fromkeys(_reasons(node)) if reason is not node]
    said = list(dict.fromkeys(_said(reason) for reason in reasons))
    if not said:
        return f"It is 0 because {node.note}." if node.note else ""
    more = ", among others" if len(said) > MOST_REASONS else ""
    return f"It is 0 because {' and '.join(said[:MOST_REASONS])}{more}."


def _said(node: Node) -> str:
    value = "0" if _is_zero(node) else rounded(node.value, node.unit)
    return f"{node.name} is {value} ({node.label})"


def _is_zero(node: Node) -> bool:
    return isinstance(node.value, int | float) and abs(node.value) < NOTHING


def _reasons(node: Node) -> Iterator[Node]:
    """What makes a node 0, as far down as products lead; itself where they lead nowhere."""
    found = list(_of(ast.parse(node.equation, mode="eval").body, node)) if node.equation else []
    yield from found or [node]


def _of(part: ast.expr, node: Node) -> Iterator[Node]:
    """The nodes that make part of a node's equation 0."""
    if isinstance(part, ast.Name):
        yield from _reasons(_child(part, node))
    elif isinstance(part, ast.BinOp):
        yield from _of_operation(part, node)
    elif isinstance(part, ast.Call):
        yield from _of_call(part, node)
    elif isinstance(part, ast.IfExp):
        yield from _of_choice(part, node)


def _of_operation(part: ast.BinOp, node: Node) -> Iterator[Node]:
    if isinstance(part.op, ast.Mult):
        zero = next((side for side in (part.left, part.right) if _zero_in(side, node)), None)
        yield from _of(zero, node) if zero else ()
    elif isinstance(part.op, ast.Div):
        yield from _of(part.left, node)
    elif isinstance(part.op, ast.Add) and _zero_in(part.left, node) and _zero_in(part.right, node):
        yield from _of(part.left, node)
        yield from _of(part.right, node)
    elif isinstance(part.op, ast.Sub) and isinstance(part.left, ast.Constant) and isinstance(part.right, ast.Name):
        yield _child(part.right, node)


def _of_call(part: ast.Call, node: Node) -> Iterator[Node]:
    called = part.func.id if isinstance(part.func, ast.Name) else ""
    if called in ("sum", "product") and all(isinstance(one, ast.Name) for one in part.args):
        zeros = [child for child in node.children if _is_zero(child)]
        if called == "sum" and len(zeros) < len(node.children):
            return
        for child in zeros if called == "sum" else zeros[:1]:
            yield from _reasons(child)
    elif called == "min" or called in LED_BY_THE_FIRST:
        zero = next((one for one in part.args if _zero_in(one, node)), None)
        yield from _of(zero, node) if zero else ()
    elif called == "max" and all(_zero_in(one, node) for one in part.args):
        for one in part.args:
            yield from _of(one, node)


def _of_choice(part: ast.IfExp, node: Node) -> Iterator[Node]:
    """A choice: the branch taken; where that is a bare 0, what was asked for and is 0."""
    taken = part.orelse if _zero_in(part.test, node) else part.body
    if isinstance(taken, ast.Constant) and isinstance(part.test, ast.Compare) and _zero_in(part.test.left, node):
        yield from _of(part.test.left, node)
    else:
        yield from _of(taken, node)


def _child(part: ast.Name, node: Node) -> Node:
    return next((child for child in node.children if child.name == part.id), node)


def _zero_in(part: ast.expr, node: Node) -> bool:
    try:
        value = evaluate(ast.unparse(part), node.children)
    except EquationError:
        return False
    return isinstance(value, int | float) and abs(value) < NOTHING

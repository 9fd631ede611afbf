"""A tree for people and for programs: rounded text with places and sources, and plain unrounded objects."""

import re
from dataclasses import asdict
from typing import Any

from model.explain.evaluate import MEANINGS
from model.explain.nodes import Basis, Node, Value

MONEY = {"dollars": "", "dollars an hour": " an hour", "dollars a mile": " a mile"}
BARE = ("count", "ratio", "multiplier", "elasticity", "step")


def as_text(node: Node, depth: int | None = None) -> str:
    """A tree as indented lines, with values rounded for people.

    What was opened further up is not opened again.

    Args:
        node: the number to open.
        depth: how many levels below it to print; all where none is given.
    """
    lines: list[str] = []
    _lines(node, 0, depth, lines, set())
    called = {name for line in lines for name in re.findall(r"\b(\w+)\(", line)}
    meant = [f"{name}({MEANINGS[name]}" for name in MEANINGS if name in called]
    return "\n".join([*lines, *(["", "In equations:"] if meant else []), *meant])


def _lines(node: Node, level: int, depth: int | None, lines: list[str], opened: set[int]) -> None:
    indent = "  " * level
    again = bool(node.children) and id(node.children) in opened
    lines.append(f"{indent}{node.name}: {rounded(node.value, node.unit)} - {node.label}{_said(node, again=again)}")
    if not node.children or again or (depth is not None and level >= depth):
        return
    opened.add(id(node.children))
    lines.append(f"{indent}  = {node.equation}{f'   [{node.source}]' if node.source else ''}")
    for child in node.children:
        _lines(child, level + 1, depth, lines, opened)


def _said(node: Node, *, again: bool) -> str:
    """What stands behind a line: place, basis, note, and where to read on."""
    parts = [
        node.place.text if node.place else "",
        _basis(node.basis) if node.basis else "",
        node.note,
        node.see.text if node.see else "",
        "opened above" if again else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"  [{said}]" if said else ""


def _basis(basis: Basis) -> str:
    """Where a number comes from, in one phrase."""
    if basis.label is None:
        return " - ".join(part for part in (basis.text, basis.title, basis.url) if part)
    figures = "" if basis.value is None else f" {basis.value:g}"
    if basis.low is not None and basis.high is not None:
        figures += f" ({basis.low:g} to {basis.high:g})"
    origin = ", ".join(str(part) for part in (basis.title, basis.vintage, basis.confidence, basis.url) if part)
    return f"{basis.text}: {basis.label}{figures}{f' - {origin}' if origin else ''}"


def rounded(value: Value, unit: str) -> str:
    """A value as people read it: dollars to the cent, hours to a tenth, shares as percent."""
    if value is None:
        return "none"
    if isinstance(value, str):
        return value
    if unit in MONEY:
        return f"{'-' if round(value, 2) < 0 else ''}${abs(value):,.2f}{MONEY[unit]}"
    if unit == "share":
        return f"{100 * value:.4g} %"
    if unit == "hours":
        return f"{value:,.1f} hours"
    number = f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.4g}"
    return number if unit in BARE else f"{number} {unit}".rstrip()


def as_dict(node: Node) -> dict[str, Any]:
    """A tree as plain values for JSON, unrounded; what was opened further up is marked and not opened again."""
    return _object(node, set())


def _object(node: Node, opened: set[int]) -> dict[str, Any]:
    again = bool(node.children) and id(node.children) in opened
    opened.add(id(node.children))
    return {
        "quantity": node.quantity,
        "name": node.name,
        "label": node.label,
        "value": node.value,
        "unit": node.unit,
        "equation": node.equation,
        "place": asdict(node.place) if node.place else None,
        "basis": asdict(node.basis) if node.basis else None,
        "source": node.source,
        "note": node.note,
        "see": asdict(node.see) if node.see else None,
        "opened_above": again,
        "children": [] if again else [_object(child, opened) for child in node.children],
    }

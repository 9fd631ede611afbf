"""Renaming: a ladder, service, payer, position or grant gets a new name everywhere the program speaks of it."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from model.forms.rows import spots
from model.forms.shapes import Table, pattern_of
from model.inputs.numbers import Loc

# Where a name of each table is a key of a mapping, and where it is a value. X marks the name.
KEYS: dict[str, tuple[Loc, ...]] = {
    "ladders": (("ladders", "X"),),
    "services": (("services", "X"), ("positions", "*", "mix", "X"), ("payers", "*", "services", "X")),
    "payers": (("payers", "X"),),
    "positions": (("grants", "*", "covers", "X"),),
    "leave": (("leave", "X"),),
    "cost_lines": (("costs", "*", "X"),),
    "objectives": (("objectives", "X"),),
}
VALUES: dict[str, tuple[Loc, ...]] = {
    "ladders": (("positions", "*", "ladder"),),
    "services": (("caps", "*", "services", "*"),),
    "payers": (("caps", "*", "payers", "*"),),
    "positions": (
        ("contracts", "*", "covers", "*"),
        ("requests", "*", "personnel", "*", "position"),
        ("requests", "*", "personnel", "*", "supervised_by"),
        ("requests", "*", "*", "*", "positions", "*"),
        ("requests", "*", "sustaining", "after", "*", "position"),
    ),
    "grants": (("requests", "*", "grant"),),
    "cost_lines": (("costs", "indirect_excludes", "*"), ("requests", "*", "*", "*", "line")),
    # of a request, whose tables have its own tree
    "objectives": (("*", "*", "objectives", "*"), ("contractual", "*", "parts", "*", "objectives", "*")),
}
_STEP = re.compile(r"[^.\[\]]+")


def renamed(tree: Mapping[str, Any], table: Table, row: int, new_name: str) -> dict[str, Any]:
    """The tree in which the item of a row is called otherwise, wherever the program refers to it; a new tree.

    References are keys such as `mix`, `covers` and the services of payers, values such as the ladder of a position and
    the payers of a cap, and the paths of `basis`. Scenarios stand in a file of their own and are not touched.

    Args:
        tree: what a program file holds.
        table: one of `TABLES` whose rows have a name of their own.
        row: number of the row.
        new_name: what it is to be called.
    """
    result: dict[str, Any] = copy.deepcopy(dict(tree))
    spot = spots(result, table)[row]
    old = spot.names[-1] if spot.names else str(spot.item.get(table.identity, ""))
    if not old or old == new_name:
        return result
    for pattern in KEYS.get(table.key, ()):
        _rename_keys(result, pattern, old, new_name)
    for pattern in VALUES.get(table.key, ()):
        _rename_values(result, pattern, old, new_name)
    if isinstance(spot.item, dict) and not table.stars:
        spot.item[table.identity] = new_name
    if isinstance(result.get("basis"), dict):
        result["basis"] = {_path(path, table, old, new_name): text for path, text in result["basis"].items()}
    return result


def _nodes(node: Any, pattern: Loc) -> list[Any]:
    if not pattern:
        return [node]
    if pattern[0] == "*":
        inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return [found for child in inside for found in _nodes(child, pattern[1:])]
    return _nodes(node[pattern[0]], pattern[1:]) if isinstance(node, dict) and pattern[0] in node else []


def _rename_keys(tree: Any, pattern: Loc, old: str, new: str) -> None:
    for node in _nodes(tree, pattern[:-1]):
        if isinstance(node, dict) and old in node:
            items = [(new if key == old else key, value) for key, value in node.items()]
            node.clear()
            node.update(items)


def _rename_values(tree: Any, pattern: Loc, old: str, new: str) -> None:
    for node in _nodes(tree, pattern[:-1]):
        if isinstance(node, list):
            node[:] = [new if value == old else value for value in node]
        elif isinstance(node, dict) and node.get(pattern[-1]) == old:
            node[pattern[-1]] = new


def _path(path: str, table: Table, old: str, new: str) -> str:
    """A path of `basis` with the name changed: as a step, or as the value of a filter such as `positions[id=lead]`."""
    matches = list(_STEP.finditer(str(path)))
    steps = [match[0] for match in matches]
    patterns = list(KEYS.get(table.key, ()))
    if not table.stars:
        patterns.append((*pattern_of(table.root)[:-1], "X"))
    for match, place in reversed(list(zip(matches, range(len(steps)), strict=True))):
        name = match[0].partition("=")[2] if "=" in match[0] else match[0]
        if name == old and any(_fits(steps[: place + 1], pattern) for pattern in patterns):
            path = path[: match.start()] + match[0].removesuffix(old) + new + path[match.end() :]
    return path


def _fits(steps: list[str], pattern: Loc) -> bool:
    return len(steps) == len(pattern) and all(p in ("*", "X", s) for s, p in zip(steps, pattern, strict=True))

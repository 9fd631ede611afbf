"""Two people's changes to one program, laid together where they touch different parts of it."""

from collections.abc import Mapping, Sequence
from typing import Any

Tree = Mapping[str, Any]

# Parts that hold separate things, and how many names deep they are laid together: a request and its field, or a
# name inside that field. What is deeper belongs together, as a paragraph and the facts it was written about.
DEEP = {"basis": 1, "requests": 2}
NAMES = ("id", "position", "title", "name")  # what names a line, the first that it has


class _ConflictError(Exception):
    """Both changed one thing, each otherwise."""


def merged(base: Tree, mine: Tree, theirs: Tree) -> dict[str, Any] | None:
    """Both changes to a program, part by part; None where both changed one part, each otherwise.

    A part is ladders, positions, grants and so on. Funding requests are laid together one by one, each field by field,
    and a field of lines (people, travel, …) line by line.

    Args:
        base: the program from which both began.
        mine: with one change.
        theirs: with the other.
    """
    try:
        return _by_name(base, mine, theirs, DEEP)
    except _ConflictError:
        return None


def _by_name(base: Tree, mine: Tree, theirs: Tree, deep: Mapping[str, int] | int) -> dict[str, Any]:
    """Each name by itself, in the order of theirs; `deep` says how many names deeper each goes."""
    result: dict[str, Any] = {}
    for name in dict.fromkeys([*theirs, *mine]):
        was, one, other = (tree.get(name) for tree in (base, mine, theirs))
        deeper = deep if isinstance(deep, int) else deep.get(name, 0)
        kept = _laid(was, one, other, deeper)
        if name in (mine if kept is one else theirs):
            result[name] = kept
    return result


def _laid(was: Any, one: Any, other: Any, deep: int) -> Any:
    if one == was:
        return other
    if other in (was, one):
        return one
    if deep and isinstance(one, Mapping) and isinstance(other, Mapping) and isinstance(was, Mapping | None):
        return _by_name(was or {}, one, other, deep - 1)
    if not deep:
        raise _ConflictError
    return _by_line(_by_id([] if was is None else was), _by_id(one), _by_id(other), deep)


def _by_id(items: Any) -> dict[str, Tree]:
    """Lines by what names them; a conflict where that does not tell them apart, or where these are no lines."""
    if not isinstance(items, Sequence) or not all(isinstance(item, Mapping) for item in items):
        raise _ConflictError
    named = {next((str(item[key]) for key in NAMES if item.get(key)), ""): item for item in items}
    if len(named) < len(items) or "" in named:
        raise _ConflictError
    return named


def _by_line(base: dict[str, Tree], mine: dict[str, Tree], theirs: dict[str, Tree], deep: int) -> list[Tree]:
    """Each line by itself, in the order of whoever changed which lines there are."""
    order = [*mine, *theirs] if list(theirs) == list(base) else [*theirs, *mine]
    result = []
    for name in dict.fromkeys(order):
        was, one, other = (lines.get(name) for lines in (base, mine, theirs))
        # lines that each added under one name are two lines, not two changes to one
        kept = _laid(was, one, other, deep if was is not None else 0)
        if kept is not None:
            result.append(kept)
    return result

"""Two people's changes to one program, laid together where they touch different parts of it."""

from collections.abc import Mapping
from typing import Any

Tree = Mapping[str, Any]


def merged(base: Tree, mine: Tree, theirs: Tree) -> dict[str, Any] | None:
    """Both changes to a program, part by part (ladders, positions, grants, …); None where both changed one part.

    Args:
        base: the program from which both began.
        mine: with one change.
        theirs: with the other.
    """
    result: dict[str, Any] = {}
    for part in dict.fromkeys([*theirs, *mine]):
        was, one, other = (tree.get(part) for tree in (base, mine, theirs))
        if one not in (was, other) and other != was:
            return None
        kept = other if one == was else one
        if part in (mine if kept is one else theirs):
            result[part] = kept
    return result

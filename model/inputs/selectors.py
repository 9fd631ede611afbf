"""Selectors: how a scenario names places of a program, such as `caps[name=yearly]` or `positions.peer-1.mix.group`.

`grants[*]` names every grant, which programs of a set call by names of their own.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.inputs.numbers import Loc
from model.inputs.schema import kind_at

_TOKEN = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<key>[^=\[\]]+)=(?P<value>[^\[\]]*)\]|\[(?P<every>\*)\]|(?P<dot>\.)")
HOW = "write names parted by dots, such as caps[name=yearly].limit or grants[*].award"


class SelectorError(ValueError):
    """A selector that cannot be read, or that nothing fits."""


NAMED_ELSEWHERE = ("mix", "covers", "credentials")


@dataclass(frozen=True)
class Token:
    """One part of a selector: a name, a key that must have a value, or every entry."""

    name: str | None = None
    key: str = ""
    value: str = ""
    every: bool = False

    def __str__(self) -> str:
        if self.every:
            return "[*]"
        return self.name if self.name is not None else f"[{self.key}={self.value}]"


def tokens(selector: str) -> tuple[Token, ...]:
    """Read a selector.

    Raises:
        SelectorError: when it is not names parted by dots and filters in brackets.
    """
    found, at, after_dot = [], 0, True
    while at < len(selector):
        match = _TOKEN.match(selector, at)
        if match is None or (match["dot"] and after_dot) or (match["name"] and not after_dot):
            raise SelectorError(f"{selector!r} is not a place; {HOW}")
        if match["name"]:
            found.append(Token(name=match["name"].strip()))
        elif match["every"]:
            found.append(Token(every=True))
        elif match["key"]:
            found.append(Token(key=match["key"].strip(), value=match["value"].strip()))
        after_dot = bool(match["dot"])
        at = match.end()
    if after_dot:
        raise SelectorError(f"{selector!r} is not a place; {HOW}")
    return tuple(found)


def fits(tree: Any, selector: str) -> list[Loc]:
    """The places of a tree that a selector names; the last name may be one that a mapping does not hold yet.

    Raises:
        SelectorError: when nothing fits.
    """
    places: list[tuple[Loc, Any]] = [((), tree)]
    read = ""
    for token in tokens(selector):
        read += f"{'.' if read and token.name is not None else ''}{token}"
        found = [step for loc, node in places for step in _step(loc, node, token)]
        if not found:
            known = [name for _, node in places for name in _names(node)]
            raise SelectorError(f"nothing in the program fits {read!r}{nearest(token.name or token.value, known)}")
        places = found
    return [loc for loc, _ in places]


def _may_be_new(loc: Loc) -> bool:
    """Whether a name may stand here that the program does not have yet.

    Fields that the schema knows may; so may names that are checked against positions, services or credentials. A new
    payer or cost line may not: a misspelt one would be a new one.
    """
    kind = kind_at(loc)
    return kind is not None and (kind.shape == "part" or loc[-1] in NAMED_ELSEWHERE)


def _names(node: Any) -> list[str]:
    """Names by which items of a list or entries of a mapping are known."""
    if isinstance(node, dict):
        return [str(name) for name in node]
    items = [item for item in node if isinstance(item, dict)] if isinstance(node, list) else []
    return [str(item[key]) for item in items for key in ("id", "name") if key in item]


def nearest(name: str, known: list[str]) -> str:
    """The nearest name that would fit, in brackets, or nothing."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f" (nearest: {close[0]!r})" if close else ""


def _step(loc: Loc, node: Any, token: Token) -> Iterator[tuple[Loc, Any]]:
    if token.every:
        yield from _entries(loc, node)
    elif isinstance(node, dict) and token.name is not None:
        if token.name in node or _may_be_new(loc):
            yield (*loc, token.name), node.get(token.name, {})
    elif isinstance(node, dict):
        for name, item in node.items():
            if _has(item, token.key, token.value, (*loc, name)):
                yield (*loc, name), item
    elif isinstance(node, list):
        for place, item in enumerate(node):
            wanted = ("id", token.name) if isinstance(item, dict) and "id" in item else ("name", token.name)
            key, value = wanted if token.name is not None else (token.key, token.value)
            if _has(item, key, str(value), (*loc, place)):
                yield (*loc, place), item


def _entries(loc: Loc, node: Any) -> Iterator[tuple[Loc, Any]]:
    """Items of a list, and entries under names of the program's own; a part's fields are no entries."""
    kind = kind_at(loc)
    if isinstance(node, list):
        yield from (((*loc, place), item) for place, item in enumerate(node))
    elif isinstance(node, dict) and kind is not None and kind.shape != "part":
        yield from (((*loc, name), item) for name, item in node.items())


def _has(item: Any, key: str, value: str, loc: Loc) -> bool:
    """Whether an item has a value under a key; what it leaves out has its default."""
    if not isinstance(item, dict):
        return False
    kind = kind_at((*loc, key))
    held = item.get(key, None if kind is None else kind.default)
    return held is not None and _text(held) == value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def value_at(tree: Any, loc: Loc) -> Any:
    """What stands at a place, or None."""
    for key in loc:
        if isinstance(tree, dict):
            tree = tree.get(key)
        elif isinstance(tree, list) and isinstance(key, int) and key < len(tree):
            tree = tree[key]
        else:
            return None
    return tree


def put(tree: Any, loc: Loc, value: Any) -> None:
    """Write a value at a place, making the mappings on the way to it."""
    for key in loc[:-1]:
        if isinstance(tree, dict) and tree.get(key) is None:
            tree[key] = {}
        tree = tree[key]
    tree[loc[-1]] = value

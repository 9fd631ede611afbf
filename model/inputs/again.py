"""Reading a program again after changes: what is as it was is not read a second time."""

from functools import cache
from typing import Any

from model.inputs.fields import Part
from model.inputs.program import Program


def copied(tree: Any) -> Any:
    """A tree whose mappings and lists may be changed; what stands in them never is."""
    if isinstance(tree, dict):
        return {key: copied(value) for key, value in tree.items()}
    return [copied(value) for value in tree] if isinstance(tree, list) else tree


def read_again(tree: dict[str, Any], program: Program, was: dict[str, Any]) -> Program:
    """The program of a tree, with the parts of another program where the tree is as it was.

    Args:
        tree: to read.
        program: read before; what did not change stands in the new one as the very same object.
        was: the tree it was read from.

    Raises:
        ValidationError: when what changed cannot be read; the places told are right, but not all faults need be.
    """
    if was.keys() - tree.keys():
        return Program.model_validate(tree)  # what is left out has its default again
    names = _names()
    changed = [key for key in tree if key not in was or not _same(tree[key], was[key])]
    unread = [key for key in changed if key not in names]
    needed = {key: getattr(program, names[key]) for key in _required() if key not in changed}
    given = {key: _mixed(tree[key], was.get(key), getattr(program, names[key])) for key in changed if key not in unread}
    read = Program.model_validate({**needed, **given, **{key: tree[key] for key in unread}})
    return program.model_copy(update={names[key]: getattr(read, names[key]) for key in given})


@cache
def _names() -> dict[str, str]:
    """The name in code of each field of a program, by its name in files."""
    return {field.alias or name: name for name, field in Program.model_fields.items()}


@cache
def _required() -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in Program.model_fields.items() if field.is_required())


def _mixed(new: Any, old: Any, read: Any) -> Any:
    """What is to be read, with parts in it that were read before."""
    if isinstance(new, list) and isinstance(old, list) and isinstance(read, tuple):
        known = [(was, part) for was, part in zip(old, read, strict=False) if isinstance(part, Part)]
        return [next((part for was, part in known if _same(value, was)), value) for value in new]
    if isinstance(new, dict) and isinstance(old, dict) and isinstance(read, dict):
        return {
            key: read[key] if isinstance(read.get(key), Part) and _same(value, old.get(key)) else value
            for key, value in new.items()
        }
    return new


def _same(one: Any, other: Any) -> bool:
    """Whether two trees hold the same, kinds and order too: `1`, `1.0` and `true` are not read alike."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(a == b and _same(v, w) for (a, v), (b, w) in pairs)
    if isinstance(one, list):
        return len(one) == len(other) and all(_same(v, w) for v, w in zip(one, other, strict=True))
    return isinstance(one, str | int | float) and one == other

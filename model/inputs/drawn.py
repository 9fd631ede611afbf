"""Draws in a program: how many its numbers hold, and the program with only some of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from model.inputs.fields import Part, Steps
from model.inputs.numbers import Dated
from model.inputs.program import Program

Cut = Callable[[slice], Any]


def draws_of(program: Any) -> int:
    """How many draws the numbers of a program, or of a part of one, hold: 1, or the length of arrays in their place."""
    most = 1
    for number in numbers_in(program):
        for entry in number.entries:
            most = max(most, entry.drawn)
    return most


def numbers_in(part: Any) -> Iterator[Dated]:
    """Every number of a program, in any order; every program that is read is walked through, so no step is spared."""
    left = [part]
    while left:
        one = left.pop()
        if isinstance(one, Dated):
            yield one
        elif isinstance(one, Part | dict):
            left.extend(vars(one).values() if isinstance(one, Part) else one.values())
        elif isinstance(one, tuple):
            left.extend(one)
        elif isinstance(one, Steps):
            left.extend(steps for _, steps in one.versions)


def some_draws(program: Program, which: slice) -> Program:
    """The program with only some of its draws."""
    cut = cut_of(program)
    return program if cut is None else cut(which)


def cut_of(part: Any) -> Cut | None:
    """How to make a part with only some draws; None where nothing in it is drawn."""
    for kind, cut in _CUTS.items():
        if isinstance(part, kind):
            return cut(part)
    return None


def _cuts(parts: Iterable[tuple[Any, Any]]) -> dict[Any, Cut]:
    """How to make those of named parts in which something is drawn."""
    return {name: cut for name, part in parts if (cut := cut_of(part)) is not None}


def _number(number: Dated) -> Cut | None:
    if all(entry.drawn == 1 for entry in number.entries):
        return None
    return lambda which: Dated(tuple(entry.some(which) for entry in number.entries))


def _part(part: Part) -> Cut | None:
    cuts = _cuts((name, getattr(part, name)) for name in type(part).model_fields)
    return (lambda which: part.model_copy(update={n: cut(which) for n, cut in cuts.items()})) if cuts else None


def _steps(steps: Steps) -> Cut | None:
    cuts = _cuts((start, version) for start, version in steps.versions)
    if not cuts:
        return None
    return lambda which: Steps(tuple((s, cuts[s](which) if s in cuts else version) for s, version in steps.versions))


def _items(items: tuple[Any, ...]) -> Cut | None:
    cuts = _cuts(enumerate(items))
    return (lambda which: tuple(cuts[n](which) if n in cuts else i for n, i in enumerate(items))) if cuts else None


def _entries(group: dict[str, Any]) -> Cut | None:
    cuts = _cuts(group.items())
    return (lambda which: group | {key: cut(which) for key, cut in cuts.items()}) if cuts else None


_CUTS: dict[type, Callable[[Any], Cut | None]] = {
    Dated: _number,
    Part: _part,
    Steps: _steps,
    tuple: _items,
    dict: _entries,
}

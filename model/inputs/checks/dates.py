"""Checks that every dated value begins before the first month that reads it."""

from collections.abc import Container, Iterator
from functools import cache
from typing import Any

from model.inputs.checks.problem import Problem
from model.inputs.fields import Part, Steps
from model.inputs.months import Month
from model.inputs.numbers import Dated, Loc
from model.inputs.program import Program

HOLDS_NUMBERS = (Dated, Steps, Part, dict, tuple)


def date_problems(program: Program, names: Container[str]) -> Iterator[Problem]:
    """Dated lists that start after the month in which they are first needed, in those fields that are named."""
    for name, key in _keys(Program):
        if name in names:
            found: list[Problem] = []
            _look(getattr(program, name), (key,), program.start, found)
            yield from found


def _look(part: Any, at: Loc, needed: Month, found: list[Problem]) -> None:
    """Look at every number with its place and the first month that reads it."""
    if isinstance(part, Dated):
        first = part.first
        if first is not None and first > needed:
            found.append(Problem(at, f"the first value is from {first}", f"one is needed from {needed}"))
    elif isinstance(part, Steps):
        for place, step in enumerate(part.versions[0][1]):
            _look(step, (*at, place), needed, found)
    elif isinstance(part, Part):
        begins = getattr(part, "start", None) or getattr(part, "from_", None)
        needed = needed if begins is None else max(needed, begins)
        for name, key in _keys(type(part)):
            value = getattr(part, name)
            if isinstance(value, HOLDS_NUMBERS):
                _look(value, (*at, key), needed, found)
    elif isinstance(part, dict):
        for name, value in part.items():
            _look(value, (*at, name), needed, found)
    elif isinstance(part, tuple):
        for place, value in enumerate(part):
            _look(value, (*at, place), needed, found)


@cache
def _keys(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a part by their names in code and in files; programs of many parts are read again and again."""
    return tuple((name, field.alias or name) for name, field in part.model_fields.items())

"""Checks that every dated value begins before the first month that reads it."""

from collections.abc import Iterator
from typing import Any

from model.inputs.checks.problem import Problem
from model.inputs.fields import Part, Steps
from model.inputs.months import Month
from model.inputs.numbers import Dated, Loc
from model.inputs.program import Program


def date_problems(program: Program) -> Iterator[Problem]:
    """Dated lists that start after the month in which they are first needed."""
    for at, number, needed in _numbers(program, (), program.start):
        first = number.first
        if first is not None and first > needed:
            yield Problem(at, f"the first value is from {first}", f"one is needed from {needed}")


def _numbers(part: Any, at: Loc, needed: Month) -> Iterator[tuple[Loc, Dated, Month]]:
    """Every number with its place and the first month that reads it."""
    if isinstance(part, Dated):
        yield at, part, needed
    elif isinstance(part, Steps):
        for place, step in enumerate(part.versions[0][1]):
            yield (*at, place), step, needed
    elif isinstance(part, Part):
        begins = getattr(part, "start", None) or getattr(part, "from_", None)
        needed = needed if begins is None else max(needed, begins)
        for name, field in type(part).model_fields.items():
            yield from _numbers(getattr(part, name), (*at, field.alias or name), needed)
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _numbers(value, (*at, name), needed)
    elif isinstance(part, tuple):
        for place, value in enumerate(part):
            yield from _numbers(value, (*at, place), needed)

"""Checks that look at more than one field of a program; each yields problems, and all of them are reported."""

from collections.abc import Iterator

from model.inputs.checks.care import care_problems
from model.inputs.checks.chances import chance_problems
from model.inputs.checks.dates import date_problems
from model.inputs.checks.money import money_problems
from model.inputs.checks.people import people_problems
from model.inputs.checks.problem import Problem
from model.inputs.checks.requests import all_request_problems
from model.inputs.drawn import cut_of, draws_of
from model.inputs.program import Program

AT_ONCE = 4096  # draws; checks lay numbers over months, and all draws at once would be the most memory of a run


def problems(program: Program) -> Iterator[Problem]:
    """All that is wrong with a program whose fields are each right by themselves.

    Many draws are looked at in parts. Every check is of each draw by itself, so that what is right in all parts is
    right; only where something is wrong are all looked at together, to say how far it goes.
    """
    draws = draws_of(program)
    cut = cut_of(program) if draws > AT_ONCE else None
    if cut is not None:
        parts = (cut(slice(at, at + AT_ONCE)) for at in range(0, draws, AT_ONCE))
        if not any(True for part in parts for _ in _all_problems(part)):
            return
    yield from _all_problems(program)


def _all_problems(program: Program) -> Iterator[Problem]:
    yield from people_problems(program)
    yield from care_problems(program)
    yield from money_problems(program)
    yield from date_problems(program)
    yield from chance_problems(program)
    yield from all_request_problems(program)


__all__ = ["Problem", "problems"]

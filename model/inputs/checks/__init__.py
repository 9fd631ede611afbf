"""Checks that look at more than one field of a program; each yields problems, and all of them are reported."""

from collections.abc import Iterator

from model.inputs.checks.care import care_problems
from model.inputs.checks.chances import chance_problems
from model.inputs.checks.dates import date_problems
from model.inputs.checks.money import money_problems
from model.inputs.checks.people import people_problems
from model.inputs.checks.problem import Problem
from model.inputs.checks.requests import all_request_problems
from model.inputs.program import Program


def problems(program: Program) -> Iterator[Problem]:
    """All that is wrong with a program whose fields are each right by themselves."""
    yield from people_problems(program)
    yield from care_problems(program)
    yield from money_problems(program)
    yield from date_problems(program)
    yield from chance_problems(program)
    yield from all_request_problems(program)


__all__ = ["Problem", "problems"]

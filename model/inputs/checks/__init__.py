"""Checks that look at more than one field of a program; each yields problems, and all of them are reported."""

from collections.abc import Iterable, Iterator, Set

from model.inputs.checks import care, chances, money, people, requests
from model.inputs.checks.dates import date_problems
from model.inputs.checks.problem import Check, Problem
from model.inputs.drawn import cut_of, draws_of
from model.inputs.program import Program

AT_ONCE = 4096  # draws; checks lay numbers over months, and all draws at once would be the most memory of a run
BEFORE_DATES = (*people.CHECKS, *care.CHECKS, *money.CHECKS)
AFTER_DATES = (*chances.CHECKS, *requests.CHECKS)


def problems(program: Program, sound: Program | None = None) -> Iterator[Problem]:
    """All that is wrong with a program whose fields are each right by themselves.

    Many draws are looked at in parts. Every check is of each draw by itself, so that what is right in all parts is
    right; only where something is wrong are all looked at together, to say how far it goes.

    Args:
        program: to check.
        sound: one in which nothing is wrong. What both have in common, as the very same objects, is not checked again.
    """
    names = Program.model_fields
    new = {name for name in names if sound is None or getattr(program, name) is not getattr(sound, name)}
    draws = max((draws_of(getattr(program, name)) for name in new), default=1)
    cut = cut_of(program) if draws > AT_ONCE else None
    if cut is not None:
        parts = (cut(slice(at, at + AT_ONCE)) for at in range(0, draws, AT_ONCE))
        if not any(True for part in parts for _ in _all_problems(part, new)):
            return
    yield from _all_problems(program, new)


def _all_problems(program: Program, new: Set[str]) -> Iterator[Problem]:
    yield from _found(program, BEFORE_DATES, new)
    yield from date_problems(program, Program.model_fields if "start" in new else new)
    yield from _found(program, AFTER_DATES, new)


def _found(program: Program, checks: Iterable[Check], new: Set[str]) -> Iterator[Problem]:
    for check in checks:
        if not new.isdisjoint(check.reads):
            yield from check.of(program)


__all__ = ["Problem", "problems"]

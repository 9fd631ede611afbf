"""A new grant as a question makes it up: over a window, paying what other grants leave of some positions."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.inputs.numbers import Dated
from model.inputs.series.horizon import Horizon
from model.levers.shapes import free_name
from model.questions.goals import Goal
from model.questions.solving import QuestionError

FULLY = 1.0
DIGITS = 9


def new_grant(goal: Goal) -> dict[str, Any]:
    """A grant without its award: for the whole program, its costs and the seats that see no clients too.

    It allows the program's own indirect rate, and billing is taken off what it pays.

    Raises:
        QuestionError: when other grants pay the positions in full throughout.
    """
    program = goal.file.program
    whole = goal.wanted.positions is None
    names = [p.id for p in program.positions if whole or p.id in (goal.wanted.positions or ())]
    left = {name: _left(goal, [grant.covers.get(name) for grant in program.grants]) for name in names}
    covers = {name: share for name, share in left.items() if share > 0}
    if not covers:
        raise QuestionError("grants pay for these positions in full; a new grant has nothing left to pay")
    return {
        "id": free_name("bridge", [grant.id for grant in program.grants]),
        "start": str(max(goal.start, goal.first)),
        "end": str(goal.last),
        "covers": covers,
        "program_costs": _left(goal, [grant.program_costs for grant in program.grants]) if whole else 0.0,
        "indirect_rate": program.costs.indirect_rate.at(goal.first),
    }


def _left(goal: Goal, shares: Sequence[Dated | None]) -> float:
    """What grants leave of a share in every month of the window."""
    program, horizon = goal.file.program, Horizon.of(goal.file.program)
    taken = np.zeros(program.months)
    for grant, share in zip(program.grants, shares, strict=True):
        if share is not None:
            taken = taken + horizon.values(share)[0] * horizon.within(grant.start, grant.end)
    return round(max(0.0, FULLY - float(taken[goal.months].max())), DIGITS)

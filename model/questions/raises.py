"""Raises: the changes to a program that pay a standard, and those that add to every step."""

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import pay_series
from model.questions.standards import Target, steps_at
from model.questions.trying import Changed, by_month

NO_MAXIMUM = 1000.0  # dollars an hour: a job code that holds nobody


def raise_changes(file: ProgramFile, target: Target, start: Month, *, keep_spread: bool) -> list[Changed]:
    """Changes that pay a standard from a month on.

    A wage is the program's floor from then on, which nobody is paid below and no job code holds down; where the spread
    is kept, each ladder rises by what its first step is short of the floor. A ladder's steps rise to those asked for,
    never below today's, and its job code gives way.
    """
    if target.wage is None:
        return _ladder(file, target, start)
    horizon = Horizon.of(file.program)
    floor = horizon.values(file.program.wage_floor)[0]
    wanted = np.where(horizon.within(start, None) > 0, np.maximum(floor, target.wage), floor)
    changes: list[Changed] = [{"set": "wage_floor", "to": by_month(wanted, file.program.start)}]
    if keep_spread and not file.program.keep_spread:
        changes.append({"set": "keep_spread", "to": True})
    return changes


def _ladder(file: ProgramFile, target: Target, start: Month) -> list[Changed]:
    today = steps_at(file, target.ladder, start)
    most = max(len(today), len(target.steps))
    steps = [max(_step(today, place), _step(list(target.steps), place)) for place in range(most)]
    return [
        {"set": f"ladders.{target.ladder}.steps", "to": steps, "from": str(start)},
        *_no_maximum(file, target.ladder, start),
    ]


def _step(steps: list[float], place: int) -> float:
    """A step, or the last one where a ladder has fewer."""
    return steps[min(place, len(steps) - 1)]


def more_for_everyone(file: ProgramFile, start: Month, more: float) -> list[Changed]:
    """Changes that pay everybody who sees clients so much more an hour, at every step, in dollars of the month.

    A job code's least and most pay rise with the steps; so does the floor where it holds one of these ladders up, for
    a raise that only lessens what the floor adds would reach nobody.
    """
    program, horizon = file.program, Horizon.of(file.program)
    within = more * horizon.within(start, None)
    ladders = dict.fromkeys(p.ladder for p in program.positions if p.direct_service)
    floor, changes, held_up = horizon.values(program.wage_floor)[0], list[Changed](), False
    for name in ladders:
        series, code = pay_series(program).ladders[name], program.ladders[name].job_code
        held_up |= bool((floor > series.steps[0, 0])[start - program.start :].any())
        steps = [step + more for step in steps_at(file, name, start)]
        changes.append({"set": f"ladders.{name}.steps", "to": steps, "from": str(start)})
        changes += [
            {"set": f"ladders.{name}.job_code.{end}", "to": by_month(horizon.values(number)[0] + within, program.start)}
            for end, number in (("min", code and code.min), ("max", code and code.max))
            if number
        ]
    if held_up:
        changes.append({"set": "wage_floor", "to": by_month(floor + within, program.start)})
    return changes


def _no_maximum(file: ProgramFile, ladder: str, start: Month) -> list[Changed]:
    code = file.program.ladders[ladder].job_code
    if code is None or code.max is None:
        return []
    return [{"set": f"ladders.{ladder}.job_code.max", "to": NO_MAXIMUM, "from": str(start)}]

"""What matters most in the futures of a program: Sobol indices, and the value of finding out before deciding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.inputs.scenario import Placed, scenarios_of
from model.inputs.series.money import priority_order
from model.questions.solving import QuestionError
from model.uncertainty.apart import Apart, taken_apart
from model.uncertainty.finding_out import FindingOut, finding_out
from model.uncertainty.futures import Futures, futures
from model.uncertainty.indices import Indices, indices
from model.uncertainty.running import Progress
from model.uncertainty.tornado import Measure, measured

MADE = "decisions"


def sobol(found: Futures, *, points: int, seed: int, progress: Progress | None = None) -> dict[str, Indices]:
    """Sobol indices of every uncertain input, by measure of `tornado.MEASURES`; see `model.uncertainty.indices`.

    Inputs are taken as independent and events as not happening; seats are as the program has them.

    Args:
        found: futures of a program, any number of draws.
        points: base points, a power of 2; it takes points × (inputs + 2) projections.
        seed: of the sample.
        progress: told the share that is done.

    Raises:
        InputError: when drawn values do not hold together.
    """
    names = [one.name for one in found.inputs]

    def evaluate(chances: Array) -> Mapping[str, Array]:
        columns = {name: chances[:, place] for place, name in enumerate(names)}
        return found.at(columns).measured(measured, progress=progress)

    return indices(evaluate, names, points=points, seed=seed)


@dataclass(frozen=True, kw_only=True, eq=False)
class Action:
    """One thing that could be decided: a name and the scenarios it lays on the program; none keeps it as it is."""

    name: str
    scenarios: tuple[Placed, ...] = ()


def usual_actions(file: ProgramFile, *, raise_by: float) -> tuple[Action, ...]:
    """Keep as it is, raise pay, or end the seat with clients that comes last when money is short.

    Args:
        file: a program.
        raise_by: share by which every step of every ladder rises.
    """
    program = file.program
    rise = {
        "name": f"Raise pay by {100 * raise_by:g} %",
        "why": "one of three decisions that are compared",
        "changes": [{"scale": f"ladders.{name}.steps", "by": 1 + raise_by} for name in program.ladders],
    }
    seats = [program.positions[place] for place in priority_order(program) if program.positions[place].direct_service]
    made = [rise]
    if len(seats) > 1:
        last = seats[-1]
        made.append(
            {
                "name": f"Cut {last.id}",
                "why": "one of three decisions that are compared",
                "changes": [{"remove": f"positions[id={last.id}]"}],
            }
        )
    placed = scenarios_of(made, MADE, {})
    return (Action(name="Keep as it is"), *(Action(name=p.name, scenarios=(p,)) for p in placed))


def decide(
    file: ProgramFile,
    actions: Sequence[Action],
    *,
    objective: Measure,
    draws: int,
    seed: int,
    offered: bool = False,
    progress: Progress | None = None,
) -> FindingOut:
    """What finding out each uncertain input, or whether an event will come, would gain a decision.

    Every action is tried in the same futures, correlations and events included.

    Args:
        file: the program without scenarios.
        actions: by different names.
        objective: more of it is better.
        draws: how many.
        seed: of the draws.
        offered: whether the assumptions' ranges count where the program states none.
        progress: told the share that is done.

    Raises:
        InputError: when an action does not fit the program, or drawn values do not hold together.
    """
    tried = [futures(file, draws=draws, seed=seed, scenarios=a.scenarios, offered=offered) for a in actions]
    worth = {}
    for number, (action, found) in enumerate(zip(actions, tried, strict=True)):
        values = found.measured(measured, progress=_part(progress, number, len(actions)))[objective]
        worth[action.name] = np.broadcast_to(values, draws)
    inputs = {one.name: one.values for one in tried[0].inputs}
    inputs |= {event.name: event.happens.astype(np.float64) for event in tried[0].events}
    return finding_out(worth, inputs, seed=seed)


def apart(drawn: Futures, progress: Progress | None = None) -> dict[str, Apart]:
    """Chance with seats apart from ignorance of inputs, by measure of `tornado.MEASURES`; events are left out.

    Args:
        drawn: futures in which people come and go one by one.
        progress: told the share that is done.

    Raises:
        QuestionError: when no input has a range.
        InputError: when drawn values do not hold together.
    """
    if not drawn.inputs:
        raise QuestionError("no input of this program has a range, so all of the spread is chance")
    quiet = tuple(False for _ in drawn.events)
    program = drawn.program(quiet, np.arange(drawn.draws))
    return taken_apart(drawn.file.program, program, measured, drawn.seed, drawn.draws, progress)


def _part(progress: Progress | None, number: int, of: int) -> Progress | None:
    return None if progress is None else lambda share: progress((number + share) / of)

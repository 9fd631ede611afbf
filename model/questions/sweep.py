"""Sweep: two levers over ranges, to positions sustained, what nobody pays, and the month the money runs out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.findings import RESERVE, statuses
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.projection import Projection, project
from model.questions.frontier import Point, around, break_even_line, checked
from model.questions.goals import Goal, Wanted, goal_of
from model.questions.margins import margins
from model.questions.moves import Move, move_of
from model.questions.points import CHUNK, projected
from model.sentences import spoken

POINTS, LINE_POINTS = 25, 11
MEASURES = ("positions_at_end", "position_months", "gap", "first_gap")
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One point of a sweep: values of both levers, and the measures there."""

    first: float
    second: float
    measures: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Sweep:
    """Two levers over ranges, the program as it stands otherwise: seats without money end where the file says so.

    Attributes:
        goal: of the break-even line, which keeps every seat.
        first, second: the levers; `firsts`, `seconds`: their values, (m,) and (n,).
        measures: by name, (m, n); NaN where a point is not possible or was not reached before a stop.
            `positions_at_end`: sustained in the last month; `position_months`: sustained, in all; `gap`: dollars nobody
            pays; `first_gap`: index of the first month with one, infinite where there is none.
        today: the program as it stands; None where one of the levers has no number today.
        proposal: the point asked about; None without one.
        line: break-even, the second lever for values of the first.
        done: points that were projected; less than all of them after a stop.
    """

    goal: Goal
    first: Move
    second: Move
    firsts: Array
    seconds: Array
    measures: Mapping[str, Array]
    today: Place | None
    proposal: Place | None
    line: tuple[Point, ...]
    done: int

    @property
    def complete(self) -> bool:
        """Whether every point was projected."""
        return self.done == self.firsts.size * self.seconds.size

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the map shows, in words."""
        ends = self.measures["positions_at_end"]
        most, total = np.nanmax(ends, initial=0.0), self.firsts.size * self.seconds.size
        many = int((ends == most).sum())
        seats = len(self.goal.file.program.positions)
        said = [
            f"{self.first.name} {self.first.between(self.firsts[0], self.firsts[-1])} by {self.second.name} "
            f"{self.second.between(self.seconds[0], self.seconds[-1])}: {total:,} points.",
            f"At most {most:.0f} of {seats} positions are sustained at the end, in {many:,} of them.",
        ]
        for name, place in (("Today", self.today), ("The proposal", self.proposal)):
            if place is not None:
                said.append(f"{name}, {self._at(place)}.")
        if not self.complete:
            said.append(f"Stopped after {self.done:,} of {total:,} points.")
        return tuple(said)

    def _at(self, place: Place) -> str:
        found, start = place.measures, self.goal.file.program.start
        gap = found["first_gap"]
        when = f"first gap in {spoken(start.plus(int(gap)))}" if np.isfinite(gap) else "no gap"
        return (
            f"{self.first.show(place.first)} and {self.second.show(place.second)}: "
            f"{found['positions_at_end']:.0f} positions sustained at the end, {found['position_months']:.0f} "
            f"position-months, ${found['gap']:,.0f} that nobody pays, {when}"
        )


def sweep(
    file: ProgramFile,
    wanted: Wanted,
    first: str,
    second: str,
    firsts: Sequence[float] | None = None,
    seconds: Sequence[float] | None = None,
    proposal: tuple[float, float] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    line: bool = True,
) -> Sweep:
    """Project every pair of values of two levers, as many at once as can be.

    Args:
        wanted: of the break-even line, and the month from which the levers move.
        first, second: as in `break_even`.
        firsts, seconds: values; by default evenly spaced around today's.
        proposal: values of both to mark.
        progress: told points done and points in all after each part.
        stop: asked before each part; once it says yes, what is there is given back.
        line: whether to work out break-even too.

    Raises:
        QuestionError: see `frontier`.
    """
    goal = goal_of(file, wanted)
    moves = (move_of(goal, first), move_of(goal, second))
    trial = margins(goal, moves)
    axes = [around(m, POINTS) if v is None else checked(m, v) for m, v in zip(moves, (firsts, seconds), strict=True)]
    marked = None if proposal is None else [float(checked(m, [v])[0]) for m, v in zip(moves, proposal, strict=True)]
    pairs = np.stack([each.ravel() for each in np.meshgrid(*axes, indexing="ij")])
    found, done = _measured(file, moves, pairs, progress, stop)
    places = np.linspace(axes[0][0], axes[0][-1], LINE_POINTS) if axes[0].size > 1 else axes[0]
    return Sweep(
        goal=goal,
        first=moves[0],
        second=moves[1],
        firsts=axes[0],
        seconds=axes[1],
        measures={name: values.reshape(axes[0].size, axes[1].size) for name, values in found.items()},
        today=_today(file, moves),
        proposal=None if marked is None else _place(file, moves, marked),
        line=break_even_line(trial, places) if line and not (stop and stop()) else (),
        done=done,
    )


def measured(projection: Projection) -> dict[str, Array]:
    """The measures of a projection, each (draws,)."""
    status, runway = statuses(projection)
    sustained = ((status >= 0) & (status < RESERVE)).sum(axis=1)
    return {
        "positions_at_end": sustained[:, -1].astype(np.float64),
        "position_months": sustained.sum(axis=1).astype(np.float64),
        "gap": projection.funding.gap.sum(axis=(1, 2)),
        "first_gap": runway,
    }


def _today(file: ProgramFile, moves: tuple[Move, Move]) -> Place | None:
    if moves[0].now is None or moves[1].now is None:
        return None
    found = measured(project(file.program))
    return Place(first=moves[0].now, second=moves[1].now, measures={name: float(v[0]) for name, v in found.items()})


def _place(file: ProgramFile, moves: tuple[Move, Move], at: Sequence[float]) -> Place:
    found, _ = _measured(file, moves, np.array(at)[:, None], None, None)
    return Place(first=at[0], second=at[1], measures={name: float(v[0]) for name, v in found.items()})


def _measured(
    file: ProgramFile, moves: tuple[Move, Move], points: Array, progress: Progress | None, stop: Stop | None
) -> tuple[dict[str, Array], int]:
    """The measures of (2, points) values, and how many points were projected."""
    total, done = points.shape[1], 0
    found = {name: np.full(total, np.nan) for name in MEASURES}
    parts = projected(file, moves, points, measured, CHUNK)
    while done < total and not (stop and stop()):
        places, part = next(parts)
        for name, values in part.items():
            found[name][places] = values
        done += len(places)
        if progress:
            progress(done, total)
    return found, done

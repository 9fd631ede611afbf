"""Frontier: two levers that reach a goal together, as points on break-even."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.questions.crossing import Bracket, narrowed, nearest_bracket
from model.questions.goals import Goal, Wanted, goal_of, standing_at
from model.questions.margins import Margins, margins
from model.questions.move_search import FINER, grid
from model.questions.moves import Move, move_of
from model.questions.solving import QuestionError, Solved, solve
from model.sentences import rounded

POINTS = 11
CLOSER = 4.0  # than is told, so that a value on paper is told as it is on paper


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value of the first lever, and what it takes of the second.

    Attributes:
        first: the first lever's value.
        second: the second's, on the side that reaches the goal; None where no value does, or any does.
        best: of the second, the value that comes nearest, where none reaches it.
        missing: dollars that are then missing; 0 on break-even.
        throughout: whether any value of the second reaches the goal.
    """

    first: float
    second: float | None
    best: float
    missing: float
    throughout: bool = False


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """Two levers that reach a goal together.

    Attributes:
        goal: what is to be reached; `today`: dollars beyond it as the program stands.
        first, second: the levers.
        points: in the order of the first lever's values.
    """

    goal: Goal
    today: float
    first: Move
    second: Move
    points: tuple[Point, ...]

    @property
    def tolerance(self) -> float:
        """How close a point is to the crossing, in the second lever's unit."""
        return self.second.range.step / FINER

    @property
    def sentences(self) -> tuple[str, ...]:
        """The frontier in words."""
        first, second = self.first, self.second
        on = sum(point.second is not None for point in self.points)
        ends = first.between(self.points[0].first, self.points[-1].first)
        return (
            f"{first.name} and {second.name} together, toward {self.goal.words}; "
            f"{first.today} and {second.today} today.",
            f"Of {len(self.points)} values of {first.name} {ends}, {on} have a value of {second.name} beside them that "
            f"just reaches it (looked for {second.between(second.range.low, second.range.high)}, to within "
            f"{second.show(self.tolerance)}).",
            *(self._said(point) for point in self.points),
        )

    def shown(self, value: float) -> str:
        """A value of the second lever in words, as finely as it was looked for."""
        return self.second.show(round(value / self.tolerance) * self.tolerance)

    def _said(self, point: Point) -> str:
        first, second = self.first.show(point.first), self.second
        if point.second is not None:
            return f"- {first}: {self.shown(point.second)}"
        if point.throughout:
            return f"- {first}: any value of {second.name} will do"
        return f"- {first}: out of reach; at {self.shown(point.best)}, {rounded(point.missing)} would be missing"


def frontier(
    file: ProgramFile, wanted: Wanted, first: str, second: str, values: Sequence[float] | None = None
) -> Frontier:
    """For each value of one lever, the value of another at which a goal is just reached, seats kept to the end.

    Of several crossings the one nearest to today's value of the second lever is taken.

    Args:
        wanted, first, second: as in `break_even`.
        values: of the first lever; by default evenly spaced around today's.

    Raises:
        QuestionError: for what cannot be asked, values out of the first lever's range, or one lever given twice.
    """
    goal = goal_of(file, wanted)
    moves = (move_of(goal, first), move_of(goal, second))
    given = around(moves[0], POINTS) if values is None else checked(moves[0], values)
    points = break_even_line(margins(goal, moves), given)
    return Frontier(goal=goal, today=standing_at(goal), first=moves[0], second=moves[1], points=points)


def break_even_line(trial: Margins, given: Array) -> tuple[Point, ...]:
    """The points of two moves, one for each value of the first."""
    second = trial.moves[1]
    values = grid(second)
    beyond = trial.at(given[:, None], values[None, :])
    at = second.range.low if second.now is None else second.now
    brackets = [nearest_bracket(values, row, at) for row in beyond]
    places = [place for place, bracket in enumerate(brackets) if bracket]
    found = dict(zip(places, _narrowed(trial, given, brackets, places), strict=True))
    return tuple(
        Point(
            first=float(value),
            second=found.get(place),
            best=found.get(place, float(values[np.argmax(row)])),
            missing=0.0 if place in found else max(0.0, -float(row.max())),
            throughout=bool((row >= 0).all()),
        )
        for place, (value, row) in enumerate(zip(given, beyond, strict=True))
    )


def _narrowed(trial: Margins, given: Array, brackets: Sequence[Bracket | None], places: Sequence[int]) -> list[float]:
    second = trial.moves[1]
    ends = [b for b in brackets if b]
    if not ends or second.whole:
        return [b.reaching for b in ends]
    fine, firsts = second.range.step / FINER, given[list(places)]
    if not trial.at_once:
        return [_alone(trial, float(value), b, fine) for value, b in zip(firsts, ends, strict=True)]
    reaching, missing = (np.array([getattr(b, end) for b in ends]) for end in ("reaching", "missing"))
    return narrowed(reaching, missing, lambda inner: trial.at(firsts[:, None], inner), fine / CLOSER).tolist()


def _alone(trial: Margins, first: float, ends: Bracket, fine: float) -> float:
    low, high = sorted((ends.reaching, ends.missing))
    found = solve(lambda value: float(trial.at(first, value)), low, high, fine)
    assert isinstance(found, Solved)
    return found.value


def around(move: Move, count: int) -> Array:
    """Evenly spaced values from half of today's to twice it, in steps of the lever; a share from its least.

    Where the lever stands at 0 or nowhere, the whole range.
    """
    low, high, step = move.range.low, move.range.high, move.range.step
    if move.now:
        low = low if move.spec.unit.startswith("share") else max(low, move.now / 2)
        high = min(high, move.now * 2)
    inner = np.round(np.linspace(low, high, count)[1:-1] / step) * step
    values = np.round(np.concatenate([[low], inner, [high]]), 9)
    return np.unique(values.astype(np.float64))


def checked(move: Move, values: Sequence[float]) -> Array:
    """Values that a move may have, in order.

    Raises:
        QuestionError: when there is none, or one lies outside its range.
    """
    given = np.unique(np.asarray(values, dtype=np.float64))
    low, high = move.range.low, move.range.high
    outside = given[~((given >= low) & (given <= high))]
    if outside.size or not given.size:
        found = f"{outside[0]:g}" if outside.size else "no value"
        raise QuestionError(f"found {found} for {move.name}; a value {move.between(low, high)} is needed")
    return given

"""Margins: how far values of some levers are beyond a goal, many values at once where numbers can be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.faults import InputError
from model.inputs.numbers import Array
from model.projection import Projection
from model.questions.goals import Goal
from model.questions.moves import Move
from model.questions.points import projected
from model.questions.solving import QuestionError
from model.questions.trying import laid

IMPOSSIBLE = -np.inf


@dataclass(frozen=True, eq=False)
class Margins:
    """Levers that move together toward a goal.

    Attributes:
        goal: what is to be reached.
        moves: the levers, in the order in which their values are given.
    """

    goal: Goal
    moves: tuple[Move, ...]

    @property
    def at_once(self) -> bool:
        """Whether many values of the last lever are projected together."""
        return bool(self.moves[-1].selector)

    def at(self, *values: Array | float) -> Array:
        """Dollars beyond the goal at values of each lever, broadcast against one another; -inf for impossible ones.

        Raises:
            QuestionError: when the model gives no number.
        """
        given = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in values))
        points = np.stack([each.ravel() for each in given])
        found = np.full(points.shape[1], IMPOSSIBLE)
        for places, measured in projected(self.goal.file, self.moves, points, self._beyond):
            if measured:
                found[places] = measured["beyond"]
        if np.isnan(found).any():
            raise QuestionError(f"the model gives no number at {points.T[np.isnan(found)][0]}; narrow the range")
        return found.reshape(given[0].shape)

    def _beyond(self, projection: Projection) -> dict[str, Array]:
        return {"beyond": self.goal.beyond(projection)}

    def why_impossible(self, *values: float) -> str:
        """What is wrong with a program that has these values; nothing where it holds together."""
        try:
            laid(self.goal.file, *(m.changes(value) for m, value in zip(self.moves, values, strict=True)))
        except InputError as error:
            fault = error.faults[0]
            return f"{fault.path}: {fault.found}; {fault.wanted}"
        return ""


def margins(goal: Goal, moves: Sequence[Move]) -> Margins:
    """Levers toward a goal.

    Raises:
        QuestionError: when one of them is there twice.
    """
    names = [move.name for move in moves]
    if len(set(names)) < len(names):
        raise QuestionError(f"found {names[0]} twice; two different levers are needed")
    return Margins(goal, tuple(moves))

"""Margins: how far values of some levers are beyond a goal, many values at once where numbers can be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.draws import in_chunks, with_draws
from model.inputs.faults import InputError
from model.inputs.numbers import Array
from model.projection import Projection, project
from model.questions.goals import Goal
from model.questions.moves import Move
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
        """Whether many values are projected together."""
        return all(move.selector for move in self.moves)

    def at(self, *values: Array | float) -> Array:
        """Dollars beyond the goal at values of each lever, broadcast against one another; -inf for impossible ones.

        Raises:
            QuestionError: when the model gives no number.
        """
        given = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in values))
        rows = np.stack([each.ravel() for each in given])
        found = self._together(rows) if self.at_once else None
        if found is None:
            found = np.array([self._alone(row) for row in rows.T])
        if np.isnan(found).any():
            raise QuestionError(f"the model gives no number at {rows.T[np.isnan(found)][0]}; narrow the range")
        return found.reshape(given[0].shape)

    def _together(self, rows: Array) -> Array | None:
        """All values in one go; None where some of them are not possible."""
        selectors = [move.selector for move in self.moves]
        starts = {move.selector: move.start for move in self.moves}
        try:
            program = with_draws(self.goal.file, dict(zip(selectors, rows, strict=True)), starts)
        except InputError:
            return None
        return in_chunks(program, lambda projection: {"beyond": self._all(projection)})["beyond"]

    def _all(self, projection: Projection) -> Array:
        return np.broadcast_to(self.goal.beyond(projection), (projection.draws,))

    def why_impossible(self, *values: float) -> str:
        """What is wrong with a program that has these values; nothing where it holds together."""
        try:
            laid(self.goal.file, *(m.changes(value) for m, value in zip(self.moves, values, strict=True)))
        except InputError as error:
            fault = error.faults[0]
            return f"{fault.path}: {fault.found}; {fault.wanted}"
        return ""

    def _alone(self, row: Array) -> float:
        try:
            file = laid(self.goal.file, *(m.changes(float(value)) for m, value in zip(self.moves, row, strict=True)))
        except InputError:
            return IMPOSSIBLE
        return float(self.goal.beyond(project(file.program))[0])


def margins(goal: Goal, moves: Sequence[Move]) -> Margins:
    """Levers toward a goal.

    Raises:
        QuestionError: when one of them is there twice.
    """
    names = [move.name for move in moves]
    if len(set(names)) < len(names):
        raise QuestionError(f"found {names[0]} twice; two different levers are needed")
    return Margins(goal, tuple(moves))

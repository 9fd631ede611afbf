"""Crossing: where a lever passes a goal, looked for at several values at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array

PARTS = 16  # of a bracket, tried together: one projection of 15 draws costs little more than one of a single draw
Beyond = Callable[[Array], Array]


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """Two values beside one another, of which one reaches a goal and one misses it."""

    reaching: float
    missing: float


def nearest_bracket(values: Array, beyond: Array, today: float) -> Bracket | None:
    """The pair of neighbours between which the goal is passed, the nearest to today's value.

    Args:
        values: (n,) in order.
        beyond: (n,) below 0 where the goal is missed.
        today: where the lever stands.

    Returns:
        None where every value reaches the goal, or none does.
    """
    reached = beyond >= 0
    places = np.flatnonzero(reached[1:] != reached[:-1])
    if not places.size:
        return None
    # of a pair, the end on today's side is what one comes to first
    ends = np.stack([values[places], values[places + 1]])
    place = places[np.argmin(np.abs(ends - today).min(axis=0))]
    at, after = (float(values[place]), float(values[place + 1]))
    return Bracket(reaching=at, missing=after) if reached[place] else Bracket(reaching=after, missing=at)


def narrowed(reaching: Array, missing: Array, beyond: Beyond, tolerance: float) -> Array:
    """Narrow brackets, all at once, to values that reach the goal no further than the tolerance from one that does not.

    Args:
        reaching, missing: (n,) ends of the brackets.
        beyond: from (n, k) values, a row for each bracket, to how far each is beyond the goal.
        tolerance: in the lever's unit.

    Returns:
        (n,) values.
    """
    reaching, missing = np.array(reaching, dtype=np.float64), np.array(missing, dtype=np.float64)
    shares = np.arange(1, PARTS) / PARTS
    rows = np.arange(len(reaching))
    while (np.abs(reaching - missing) > tolerance).any():
        inner = reaching[:, None] + (missing - reaching)[:, None] * shares
        values = np.concatenate([reaching[:, None], inner, missing[:, None]], axis=1)
        reached = np.ones(values.shape, dtype=bool)
        reached[:, 1:-1], reached[:, -1] = beyond(inner) >= 0, False
        first_missed = np.argmin(reached, axis=1)
        reaching, missing = values[rows, first_missed - 1], values[rows, first_missed]
    return reaching

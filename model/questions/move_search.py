"""Searching: one move toward a goal, closed in on between its ends, or looked at in many places first."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.questions.crossing import Bracket, narrowed, nearest_bracket
from model.questions.margins import Margins
from model.questions.moves import Move
from model.questions.solving import QuestionError, Solved, Unreached, Words, dollars, solve

LOOKED_AT, LOOKED_AT_ALONE = 33, 17  # values of a lever that may work both ways; fewer where each is run by itself
FINER = 10.0
A_DOLLAR = 1.0


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search comes to.

    Attributes:
        answer: the value, rounded to the lever's step on the side that reaches the goal; or how near the best comes.
        exact: the value before rounding; None where nothing reaches the goal.
        throughout: whether every value that was looked at reaches it.
        values: how many values were looked at before closing in.
    """

    answer: Solved | Unreached
    exact: float | None
    throughout: bool
    values: int


def search(trial: Margins, *, highest: bool = False) -> Found:
    """Find the value of one move at which its goal is just reached.

    A lever that works one way is looked at where it ends and closed in on between. Any other is looked at in many
    places, and of several crossings the one nearest to today's value is closed in on; or with `highest` the highest.

    Raises:
        QuestionError: when no value leaves a program that holds together.
    """
    move = trial.moves[0]
    values = grid(move)
    beyond = trial.at(values)
    if np.isneginf(beyond).all():
        raise QuestionError(f"{move.name}: no value of it is possible here ({trial.why_impossible(float(values[0]))})")
    at = move.range.high if highest else move.range.low if move.now is None else move.now
    if not (beyond >= 0).any() and not move.one_way:
        values, beyond = _looked_closer(trial, values, beyond)
    bracket = nearest_bracket(values, beyond, at)
    exact = close_in(trial, bracket) if bracket else at if (beyond >= 0).all() else None
    return Found(
        answer=_answer(trial, values, beyond, exact),
        exact=exact,
        throughout=bracket is None and exact is not None,
        values=len(values),
    )


def grid(move: Move) -> Array:
    """The values to look at first: the ends and today's, and where a lever may work both ways many between."""
    low, high = move.range.low, move.range.high
    between = np.linspace(low, high, 2 if move.one_way else _looks(move))
    if move.whole:
        between = np.arange(np.ceil(low), np.floor(high) + 1)
    return np.unique(between if move.now is None else np.append(between, move.now))


def _looks(move: Move) -> int:
    """How many values of a lever that may work both ways are looked at."""
    return LOOKED_AT if move.selector else LOOKED_AT_ALONE


def _looked_closer(trial: Margins, values: Array, beyond: Array) -> tuple[Array, Array]:
    """Between the neighbours of the best value too."""
    move, best = trial.moves[0], int(np.argmax(beyond))
    if move.whole:
        return values, beyond
    low, high = values[max(best - 1, 0)], values[min(best + 1, len(values) - 1)]
    inner = np.linspace(low, high, _looks(move))[1:-1]
    every, found = np.append(values, inner), np.append(beyond, trial.at(inner))
    order = np.argsort(every)
    return every[order], found[order]


def close_in(trial: Margins, bracket: Bracket) -> float:
    """A value on the side that reaches the goal, to a part of the lever's step."""
    move = trial.moves[0]
    if move.whole:
        return bracket.reaching
    fine = move.range.step / FINER
    if trial.at_once:
        ends = np.array([bracket.reaching]), np.array([bracket.missing])
        return float(narrowed(*ends, trial.at, fine)[0])
    low, high = sorted((bracket.reaching, bracket.missing))
    found = solve(lambda value: float(trial.at(value)), low, high, fine)
    assert isinstance(found, Solved)
    return found.value


def _answer(trial: Margins, values: Array, beyond: Array, exact: float | None) -> Solved | Unreached:
    move = trial.moves[0]
    words = Words(lever=move.name, target=trial.goal.words, show=move.show, show_missing=dollars)
    low, high, step = float(values[0]), float(values[-1]), move.range.step
    if exact is None:
        best = _best_of(move, values, beyond)
        missing = -float(beyond.max())
        return Unreached(best=best, missing=missing, low=low, high=high, tolerance=step, words=words)
    value, reached = _rounded(trial, exact)
    return Solved(value=value, reached=reached, low=low, high=high, tolerance=step, words=words)


def _best_of(move: Move, values: Array, beyond: Array) -> float:
    """Of the values that come nearest, the one closest to today's, as finely as one can act on it."""
    nearest = values[beyond >= beyond.max() - A_DOLLAR]
    best = nearest[np.argmin(np.abs(nearest - (0.0 if move.now is None else move.now)))]
    return float(best if best == move.now else np.round(best / move.range.step) * move.range.step)


def _rounded(trial: Margins, exact: float) -> tuple[float, float]:
    """The value rounded to the lever's step where that still reaches the goal, and how far it is beyond."""
    move = trial.moves[0]
    step = move.range.step
    tried = [round(turn(exact / step) * step, 9) for turn in (np.floor, np.ceil)]
    for value in sorted((v for v in tried if move.range.low <= v <= move.range.high), key=lambda v: abs(v - exact)):
        if (found := float(trial.at(value))) >= 0:
            return value, found
    return exact, float(trial.at(exact))

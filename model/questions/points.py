"""Points: many values of some levers projected, as many at once as can be."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from model.draws import with_draws
from model.inputs.drawn import some_draws
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array, Order
from model.inputs.program import Program
from model.projection import Projection, project
from model.questions.moves import Move
from model.questions.trying import laid

CHUNK = 128  # draws at a time; the fastest of 64, 128 and 256 for a program of ten positions and sixty months
Measured = Mapping[str, Array]
Measure = Callable[[Projection], Measured]


def projected(
    file: ProgramFile, moves: Sequence[Move], points: Array, measure: Measure, chunk: int = CHUNK
) -> Iterator[tuple[Order, Measured]]:
    """Project points part by part.

    Levers that are numbers of the schema are drawn, all their values in one projection; the others are typed in, one
    value after another.

    Args:
        moves: the levers.
        points: (moves, points) values.
        measure: what to keep of a projection: arrays that lead with draws.
        chunk: points in one projection; it decides speed and memory, never the answer.

    Yields:
        The places of some points and what was measured there; nothing measured for points that are not possible.
    """
    typed = [place for place, move in enumerate(moves) if not move.selector]
    if not typed:
        yield from _drawn(file, moves, points, np.arange(points.shape[1]), measure, chunk)
        return
    values, group = np.unique(points[typed], axis=1, return_inverse=True)
    drawn = [place for place in range(len(moves)) if place not in typed]
    for number, column in enumerate(values.T):
        places = np.flatnonzero(group.ravel() == number)
        try:
            changed = laid(file, *(moves[t].changes(float(value)) for t, value in zip(typed, column, strict=True)))
        except InputError:
            yield places, {}
            continue
        rest = [moves[place] for place in drawn]
        yield from _drawn(changed, rest, points[drawn][:, places], places, measure, chunk)


def _drawn(
    file: ProgramFile, moves: Sequence[Move], points: Array, places: Order, measure: Measure, chunk: int
) -> Iterator[tuple[Order, Measured]]:
    """Points of levers that can all be drawn."""
    try:
        program = _with(file, moves, points)
    except InputError:
        # some of them are not possible: by halves, so that the others are not lost
        half = len(places) // 2
        if not half:
            yield places, {}
            return
        for part in (slice(None, half), slice(half, None)):
            yield from _drawn(file, moves, points[:, part], places[part], measure, chunk)
        return
    for at in range(0, len(places), chunk):
        part = places[at : at + chunk]
        found = measure(project(some_draws(program, slice(at, at + chunk))))
        yield part, {name: np.broadcast_to(values, part.shape) for name, values in found.items()}


def _with(file: ProgramFile, moves: Sequence[Move], points: Array) -> Program:
    starts = {move.selector: move.start for move in moves}
    return with_draws(file, {m.selector: values for m, values in zip(moves, points, strict=True)}, starts)

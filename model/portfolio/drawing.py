"""The draws of one program: each number as expected, or its futures."""

from collections.abc import Callable

from model.compiled import at_hand
from model.inputs.load import ProgramFile
from model.portfolio.measuring import Kept
from model.projection import Projection, project
from model.uncertainty.futures import futures


def kept_of(
    file: ProgramFile, draws: int, seed: int, measure: Callable[[Projection], Kept], *, offered: bool = False
) -> Kept:
    """What is measured of a program in so many futures; one draw takes every number, and every seat, as expected.

    Args:
        file: the program, with a scenario or without.
        draws: how many.
        seed: the same for the scenarios of one program, so that they stand in the same futures.
        measure: what to keep of each chunk.
        offered: whether ranges of the assumptions count where the program gives none.
    """
    if draws == 1:
        return measure(project(file.program, compiled=False))
    at_hand()  # both ways of computing agree but for rounding: here always the same one, whoever works it out
    # a worker has one core: chunks side by side would lay each program out twice, and wait for one another
    return futures(file, draws=draws, seed=seed, offered=offered).measured(measure, workers=1)

"""The draws of one program: each number as expected, or drawn from what is known about it."""

from collections.abc import Callable

from model.draws import in_chunks
from model.inputs.load import ProgramFile
from model.inputs.series.luck import Chance
from model.portfolio.measuring import Kept
from model.projection import Projection


def kept_of(file: ProgramFile, draws: int, seed: int, measure: Callable[[Projection], Kept]) -> Kept:
    """What is measured of a program in so many draws; one draw takes every number, and every seat, as expected.

    Args:
        file: the program, with a scenario or without.
        draws: how many.
        seed: the same for the scenarios of one program, so that they meet the same fortunes.
        measure: what to keep of each chunk.
    """
    chance = Chance(seed=seed, draws=draws) if draws > 1 else None
    return in_chunks(file.program, measure, chance=chance)

"""The luck of seats: for each draw, seat and month, the numbers that decide who leaves and which seat is filled.

Every number depends on the seed, the draw, the position's id and the month, and on nothing else. So it is the same for
every chunk size, number of workers and machine, for a longer horizon, in every scenario and beside other positions.
Programs that are run side by side need a seed each, or their seats of one name would share their luck.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from numpy.random import Philox
from numpy.typing import NDArray

from model.inputs.numbers import Array
from model.inputs.program import Program

DRAWS_A_BLOCK = 64  # fixed for ever: another size would change every answer
MOST_SEED = 2**64 - 1
Words = NDArray[np.uint64]
_HALF, _LOW, _SCALE = np.uint64(32), np.uint64(2**32 - 1), np.float64(2.0**-32)


@dataclass(frozen=True, kw_only=True)
class Chance:
    """Which draws have their seats simulated, person by person.

    Attributes:
        seed: chooses the luck; shown with every result.
        draws: how many.
        first: number of the first draw, where these are a part of more.
        picked: numbers of the draws, counted from the first, where they do not follow one another; rising.
    """

    seed: int
    draws: int
    first: int = 0
    picked: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what no luck can be made of."""
        if not 0 <= self.seed <= MOST_SEED or self.draws < 1 or self.first < 0:
            raise ValueError(f"{self}: a seed from 0 to 2^64 - 1, one draw or more and a first from 0 are needed")

    def some(self, which: slice) -> "Chance":
        """The same luck for only some of the draws, that follow one another."""
        numbers = range(self.draws)[which]
        if self.picked is not None:
            return replace(self, draws=len(numbers), picked=self.picked[which])
        return replace(self, first=self.first + numbers.start, draws=len(numbers))


@dataclass(frozen=True, kw_only=True, eq=False)
class LuckSeries:
    """Numbers evenly spread from 0 to 1. Arrays are (draws, positions, months).

    Attributes:
        leaving: below the chance of leaving, the person leaves at the month's end.
        filling: below the chance of being filled, a seat that is empty then is filled for the next month.
    """

    leaving: Array
    filling: Array


def luck_series(program: Program, chance: Chance) -> LuckSeries:
    """The luck of every seat of a program."""
    words = np.stack([_words(chance, p.id, program.months) for p in program.positions])
    # one word of 64 bits gives both numbers, each to 2^-32: a chance is off by less than one in four billion
    by_draw = np.ascontiguousarray(np.moveaxis(words, -1, 0))
    return LuckSeries(leaving=(by_draw >> _HALF) * _SCALE, filling=(by_draw & _LOW) * _SCALE)


def _words(chance: Chance, seat: str, months: int) -> Words:
    """Random words of one seat: (months, draws)."""
    named = int.from_bytes(blake2b(seat.encode(), digest_size=8).digest(), "little")
    key = np.array([chance.seed, named], np.uint64)
    picked = np.arange(chance.draws) if chance.picked is None else np.array(chance.picked)
    numbers, places = np.divmod(chance.first + picked, DRAWS_A_BLOCK)
    words = np.empty((months, chance.draws), np.uint64)
    for number in np.unique(numbers):
        here = numbers == number
        words[:, here] = _block(key, int(number), months)[:, places[here]]
    return words


def _block(key: Words, number: int, months: int) -> Words:
    """Words of one block of draws: (months, draws); months come first so that a longer horizon only adds to them.

    Raw words of the counter-based generator are the same in every version and on every machine.
    """
    generator = Philox(key=key, counter=[0, number, 0, 0])
    return generator.random_raw(months * DRAWS_A_BLOCK).reshape(months, DRAWS_A_BLOCK)

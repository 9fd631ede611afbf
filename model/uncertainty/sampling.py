"""Chances: for every draw and every name a number evenly spread between 0 and 1.

A chance belongs to a name, such as a selector, to the seed and to the draw's number, and to nothing else. So another
scenario, another uncertain input, another chunk size, number of workers or machine changes none of them, and
scenarios are compared in the same futures.

sobol: each name walks its own scrambled Sobol sequence, in an order of its own: within each doubling (draw 1, draws 2
and 3, 4 to 7, 8 to 15 …) the points are shuffled. The first 2^k draws are spread as evenly as 2^k points can be,
between names there is no tie but chance, and more draws only add to those there are. One joint sequence would spread
pairs of inputs more evenly too, but a number's place in it, and with it its draws, would depend on which other inputs
there are.

latin: each name has a Latin hypercube sample of its own: one point in each of as many equal parts as there are draws.
Another number of draws is another sample.
"""

from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray
from scipy.stats import qmc

from model.inputs.numbers import Array, Order

Method = Literal["sobol", "latin"]
METHODS: tuple[Method, ...] = ("sobol", "latin")
MOST_DRAWS = 2**24
_HALF_A_POINT = 2.0**-31  # a Sobol point has 30 binary digits: chances of exactly 0 have no finite quantile


def chances(name: str, *, draws: int, seed: int, method: str = "sobol", start: int = 0) -> Array:
    """The chances of one name: (draws,), each above 0 and below 1.

    Args:
        name: what they belong to.
        draws: how many.
        seed: from 0 to 2^64 - 1, shown with every result.
        method: sobol or latin.
        start: number of the first draw; of Latin hypercubes 0.

    Raises:
        ValueError: when a method, a seed or a number of draws is none that can be had.
    """
    checked(draws=draws, seed=seed, method=method, start=start)
    if method == "latin":
        return qmc.LatinHypercube(d=1, rng=_generator(name, seed, "latin")).random(draws)[:, 0]
    return _sobol(name, seed, start + draws)[start:]


def checked(*, draws: int, seed: int, method: str, start: int) -> None:
    """Refuse what no sample can be made of.

    Raises:
        ValueError: with what would be right.
    """
    if method not in METHODS:
        raise ValueError(f"found the method {method!r}: {' or '.join(METHODS)} is needed")
    if draws < 1 or start < 0 or start + draws > MOST_DRAWS:
        raise ValueError(f"found {draws} draws from number {start}: at least 1 and at most {MOST_DRAWS:,} are needed")
    if not 0 <= seed < 2**64:
        raise ValueError(f"found the seed {seed}: a whole number from 0 to 2^64 - 1 is needed")
    if method == "latin" and start:
        raise ValueError("a Latin hypercube cannot go on from an earlier draw: take method sobol")


def _sobol(name: str, seed: int, until: int) -> Array:
    """The first draws of a name, up to a number."""
    doublings = max(until - 1, 0).bit_length()
    points = qmc.Sobol(d=1, scramble=True, rng=_generator(name, seed, "sobol")).random_base2(doublings)[:, 0]
    order = np.concatenate([np.zeros(1, dtype=np.intp), *(_shuffled(name, seed, k) for k in range(doublings))])
    return points[order][:until] + _HALF_A_POINT


def _shuffled(name: str, seed: int, doubling: int) -> Order:
    """The numbers from 2^k to 2^(k+1) - 1 in an order of this name's own.

    Raw words of the counter-based generator are the same in every version and on every machine.
    """
    words = Philox(key=_key(name, seed, f"order {doubling}")).random_raw(2**doubling)
    return np.argsort(words, kind="stable") + 2**doubling


def _generator(name: str, seed: int, use: str) -> Generator:
    # scipy wants a generator that can have children, which one made of a key cannot
    return Generator(Philox(SeedSequence([int(word) for word in _key(name, seed, use)])))


def _key(name: str, seed: int, use: str) -> NDArray[np.uint64]:
    named = int.from_bytes(blake2b(f"{use}: {name}".encode(), digest_size=8).digest(), "little")
    return np.array([seed, named], np.uint64)

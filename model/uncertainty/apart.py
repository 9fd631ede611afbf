"""Chance and ignorance apart: what of a result's spread is luck with people, and what is not knowing the inputs.

Chance is who happens to leave and how long a seat happens to stay empty; it would remain if every input were known.
Ignorance is the range of the inputs; finding out makes it smaller.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from model.draws import in_chunks
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.series.luck import Chance
from model.projection import Projection

Measure = Callable[[Projection], Mapping[str, Array]]
BAND = (0.1, 0.9)  # the 80 % range of model.md, section 12
HARDLY = 0.05  # a smaller part of the variance is not named
GROUPS = 20  # of draws, left out one after the other to see how much a share depends on them
ANOTHER_LUCK = 2**63  # turned in the seed for a second luck


@dataclass(frozen=True, kw_only=True, eq=False)
class Spread:
    """How a result is spread over draws; a number for each measure, or an array of what it has beside draws.

    Attributes:
        mean, median: of the draws.
        low, high: the 80 % band, a tenth of the draws on either side.
        variance: mean squared distance from the mean.
        error: standard error of the mean, as if the draws were independent: at most for evenly spread draws.
        draws: how many.
    """

    mean: Array
    median: Array
    low: Array
    high: Array
    variance: Array
    error: Array
    draws: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Apart:
    """The spread of a result, and the two things it comes from.

    The law of total variance takes the whole apart without a rest:

        variance = mean over inputs of (variance by chance, inputs given) + variance over inputs of (mean over chance)
                 = `by_chance` + `by_ignorance`

    Attributes:
        chance: inputs at their values, seats simulated.
        ignorance: inputs drawn, seats expected.
        both: inputs drawn, seats simulated.
        by_chance, by_ignorance: the parts of the variance of `both`; their sum is `variance`. Where a result is no
            straight line in seats or inputs, they are not the variances of `chance` and `ignorance`. A part
            that is hardly there may come out below 0, within its error.
        chance_share: `by_chance` over `variance`; 0 where nothing varies.
        chance_share_error: its standard error.
    """

    chance: Spread
    ignorance: Spread
    both: Spread
    by_chance: Array
    by_ignorance: Array
    variance: Array
    chance_share: Array
    chance_share_error: Array


def taken_apart(
    known: Program,
    drawn: Program,
    measure: Measure,
    seed: int,
    draws: int,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Apart]:
    """Run a program four times: chance alone, ignorance alone, both, and both again with another luck.

    Args:
        known: with inputs at their values.
        drawn: the same with so many draws of what is not known.
        measure: finite numbers of a projection, arrays that lead with draws.
        seed: of the luck.
        draws: how many.
        progress: told the share that is done; what it raises ends the work.
    """
    luck = Chance(seed=seed, draws=draws)
    again = Chance(seed=seed ^ ANOTHER_LUCK, draws=draws)
    asked = [(known, luck), (drawn, None), (drawn, luck), (drawn, again)]

    def after(number: int, done: int) -> None:
        if progress is not None:
            progress((number + min(done / draws, 1.0)) / len(asked))

    runs = [
        in_chunks(program, measure, chance=each, after=partial(after, number))
        for number, (program, each) in enumerate(asked)
    ]
    return {name: apart(*(_each_draw(run[name], draws) for run in runs)) for name in runs[0]}


def _each_draw(values: Array, draws: int) -> Array:
    """Where nothing is drawn, every draw has the one value."""
    return np.broadcast_to(values, (draws, *values.shape[1:])) if len(values) == 1 else values


def apart(chance: Array, ignorance: Array, both: Array, again: Array) -> Apart:
    """Take the spread of a result apart.

    Two lucks for the same inputs differ by chance only: half the variance of their difference is the part of chance,
    and what they have in common, their covariance, is the part of the inputs.

    Args:
        chance: (draws, …) with inputs at their values and seats simulated.
        ignorance: (draws, …) with inputs drawn and seats expected.
        both: (draws, …) with inputs drawn and seats simulated.
        again: the same inputs as `both`, draw by draw, with another luck.

    Raises:
        ValueError: when a result is not finite: a month that is never reached has no variance.
    """
    if not all(np.isfinite(values).all() for values in (chance, ignorance, both, again)):
        raise ValueError("only finite results can be taken apart; count the months within the horizon instead")
    by_chance, by_ignorance = _parts(both, again)
    return Apart(
        chance=spread(chance),
        ignorance=spread(ignorance),
        both=spread(both),
        by_chance=by_chance,
        by_ignorance=by_ignorance,
        variance=by_chance + by_ignorance,
        chance_share=_share(both, again),
        chance_share_error=_share_error(both, again),
    )


def spread(values: Array) -> Spread:
    """How values are spread over draws: (draws, …)."""
    low, median, high = np.quantile(values, (BAND[0], 0.5, BAND[1]), axis=0)
    variance = values.var(axis=0, ddof=1)
    return Spread(
        mean=values.mean(axis=0),
        median=median,
        low=low,
        high=high,
        variance=variance,
        error=np.sqrt(variance / len(values)),
        draws=len(values),
    )


def _parts(one: Array, other: Array) -> tuple[Array, Array]:
    by_chance = (one - other).var(axis=0, ddof=1) / 2
    return by_chance, (one.var(axis=0, ddof=1) + other.var(axis=0, ddof=1)) / 2 - by_chance


def _share(one: Array, other: Array) -> Array:
    by_chance, by_ignorance = _parts(one, other)
    whole = by_chance + by_ignorance
    return np.divide(by_chance, whole, out=np.zeros_like(whole), where=whole > 0)


def _share_error(one: Array, other: Array) -> Array:
    """Standard error of the part of chance, by leaving out one group of draws after the other (jackknife)."""
    group = np.arange(len(one)) % GROUPS
    left = np.stack([_share(one[group != g], other[group != g]) for g in range(GROUPS)])
    return np.sqrt((GROUPS - 1) * left.var(axis=0))


def in_words(result: Apart) -> str:
    """What a single result's parts mean, in two sentences; parts to the nearest 5 %."""
    share = float(result.chance_share)
    if float(result.variance) == 0:
        return "Nothing that is drawn changes this result."
    if share >= 1 - HARDLY:
        return "Nearly all of the spread is chance, who leaves and when: knowing the inputs better would not narrow it."
    if share <= HARDLY:
        return "Nearly all of the spread comes from inputs that are not known: finding out would narrow it."
    percent = 5 * round(20 * share)
    return (
        f"About {percent} % of the spread is chance, who leaves and when, and would remain if every input were known. "
        f"The other {100 - percent} % comes from inputs that are not known, and finding out would narrow it."
    )

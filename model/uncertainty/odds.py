"""Odds in words and how far they can be trusted: a chance is a count of draws, and a count of draws has an error."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from scipy import stats

from model.inputs.numbers import Array, Flags

SURE = 0.95  # of the intervals told with a result
LEAST_TOLD = 0.01
HALF_A_PERCENT = 0.005
TENTHS, TWENTIETHS, HUNDREDTHS = 10, 20, 100
QUARTER = 5  # twentieths
FEW_DRAWS = 20  # of these the count itself is plainer than a rounded share, and claims no more than is known


@dataclass(frozen=True)
class Share:
    """In how many of the draws something is so.

    Attributes:
        count: draws in which it is.
        draws: in all.
    """

    count: int
    draws: int

    @classmethod
    def of(cls, true: Flags | np.bool_) -> "Share":
        """The share of draws, (draws,), in which something is true."""
        return cls(int(np.count_nonzero(true)), np.size(true))

    @property
    def chance(self) -> float:
        """The share itself."""
        return self.count / self.draws

    @property
    def interval(self) -> tuple[float, float]:
        """Where the chance lies with 95 %: exact binomial (Clopper and Pearson 1934).

        Draws that are spread evenly stray less than independent ones, so it is at most this wide for most results.
        """
        found = stats.binomtest(self.count, self.draws).proportion_ci(SURE, method="exact")
        return float(found.low), float(found.high)

    @property
    def words(self) -> str:
        """`in 3 of 10 futures`."""
        return odds(self.count, self.draws)

    @property
    def error(self) -> str:
        """How sure the share is."""
        low, high = self.interval
        between = f"with 95 % between {100 * low:.1f} % and {100 * high:.1f} %"
        return f"{100 * self.chance:.1f} % of {self.draws:,} draws; {between}"


def odds(count: int, draws: int) -> str:
    """A count of draws as people say it; what is not certain is never rounded to never or always.

    Of few draws it is the count in lowest terms. Of more, between 1 in 10 and 9 in 10 it is the next of ten, of four or
    of twenty, outside the next of a hundred.
    """
    share = count / draws
    if count == 0:
        return f"in none of {draws:,} futures"
    if count == draws:
        return f"in all of {draws:,} futures"
    if draws <= FEW_DRAWS:
        exact = Fraction(count, draws)
        return f"in {exact.numerator} of {exact.denominator} futures"
    if share < LEAST_TOLD:
        return "in fewer than 1 of 100 futures"
    if share > 1 - LEAST_TOLD:
        return "in more than 99 of 100 futures"
    of = HUNDREDTHS if share < 1 / TENTHS or share > 1 - 1 / TENTHS else TWENTIETHS
    number = round(share * of)
    if of == HUNDREDTHS and number in (10, 90):
        number, of = number // 10, TENTHS
    elif of == TWENTIETHS and number % 2 == 0:
        number, of = number // 2, TENTHS
    elif of == TWENTIETHS and number % QUARTER == 0:
        number, of = number // QUARTER, TWENTIETHS // QUARTER
    return f"in {number} of {of} futures"


def percent(chance: float) -> str:
    """A chance in whole percent; what is not certain is never rounded to 0 or 100 %."""
    least = min(chance, 1 - chance)
    if least == 0 or least >= HALF_A_PERCENT:
        return f"{100 * chance:.0f} %"
    said = f"{100 * least:.1g}"
    return f"{said} %" if chance == least else f"{100 - Decimal(said)} %"


def so_often(share: Share, subject: str, rest: str, verb: str = "are") -> str:
    """A clause that begins with odds: `in 3 of 10 futures, all seats are funded`, `in none of 64 futures are they`."""
    seldom = share.words.startswith(("in none", "in fewer"))
    return f"{share.words} {verb} {subject} {rest}" if seldom else f"{share.words}, {subject} {verb} {rest}"


def intervals(chances: Array, draws: int) -> tuple[Array, Array]:
    """The exact binomial interval of many chances at once, any shape."""
    counts, tail = np.rint(chances * draws), (1 - SURE) / 2
    low = np.where(counts > 0, stats.beta.ppf(tail, counts, draws - counts + 1), 0.0)
    high = np.where(counts < draws, stats.beta.ppf(1 - tail, counts + 1, draws - counts), 1.0)
    unknown = np.isnan(chances)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


@dataclass(frozen=True, kw_only=True, eq=False)
class Fan:
    """Percentiles over draws, each with the interval in which it lies with 95 %.

    Attributes:
        levels: (levels,) shares of draws below.
        values, low, high: (levels, …); infinite where a month is never reached.
        draws: how many.
    """

    levels: tuple[float, ...]
    values: Array
    low: Array
    high: Array
    draws: int

    def at(self, level: float) -> Array:
        """The percentile of a level."""
        return self.values[self.levels.index(level)]


LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def fan(values: Array, levels: tuple[float, ...] = LEVELS) -> Fan:
    """Percentiles of (draws, …), with their order-statistic intervals.

    The number of draws below a percentile is binomial, so the percentile lies between two of the sorted draws. Where
    there are too few draws for that, the interval has no end.

    Args:
        values: of each draw; may be infinite.
        levels: shares of draws below.
    """
    ordered = np.sort(values, axis=0)
    draws, tail = len(ordered), (1 - SURE) / 2
    ends = np.full((1, *ordered.shape[1:]), np.inf)
    padded = np.concatenate([-ends, ordered, ends])
    places = [(int(stats.binom.ppf(tail, draws, q)), int(stats.binom.ppf(1 - tail, draws, q)) + 1) for q in levels]
    return Fan(
        levels=levels,
        values=np.stack([_percentile(ordered, level) for level in levels]),
        low=np.stack([padded[first] for first, _ in places]),
        high=np.stack([padded[min(last, draws + 1)] for _, last in places]),
        draws=draws,
    )


def _percentile(ordered: Array, level: float) -> Array:
    """Between the two sorted draws around it; of months that may never come, the later one."""
    at = level * (len(ordered) - 1)
    below, above = ordered[int(np.floor(at))], ordered[int(np.ceil(at))]
    between = np.isfinite(below) & np.isfinite(above)
    with np.errstate(invalid="ignore"):
        return np.where(between, below + (above - below) * (at - np.floor(at)), above)

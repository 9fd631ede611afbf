"""Sobol indices: which share of a result's variance comes from each unknown input, alone and with the others.

They are of independent inputs with the distributions the program gives them. Correlations and events are left out,
and the result says so: for inputs that move together, what is due to one and what to the other is not defined by
variance alone, and shares no longer add up to at most 1.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, Philox
from scipy import stats
from scipy.stats import qmc

from model.inputs.numbers import Array

Evaluate = Callable[[Array], Mapping[str, Array]]
CONFIDENCE = 0.8  # the band of every other range, model.md, section 12
RESAMPLES = 300
INDEPENDENT = (
    "Inputs are drawn independently here, also those the program lets move together: of such inputs, no share of the "
    "variance belongs to one alone. Renewals and other events are taken as not happening."
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Index:
    """The indices of one input for one result; intervals are percentiles of scipy's bootstrap.

    Attributes:
        name: of the input.
        first: share of the variance that knowing this input alone would take away, on average.
        first_low, first_high: its interval.
        total: share that would remain if all others were known.
        total_low, total_high: its interval.
    """

    name: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Indices:
    """Indices of every input for one result, the largest total first.

    Attributes:
        inputs: one for each input.
        variance: of the result; where it is 0 all indices are 0.
        points: base points of the sample.
        runs: projections it took, points × (inputs + 2).
        seed: of the sample.
    """

    inputs: tuple[Index, ...]
    variance: float
    points: int
    runs: int
    seed: int


def indices(evaluate: Evaluate, names: Sequence[str], *, points: int, seed: int) -> dict[str, Indices]:
    """First-order and total Sobol indices of every measure.

    Args:
        evaluate: measures, each (draws,) and finite, of (draws, inputs) chances: an input's value is its quantile
            there. It runs in chunks of its own.
        names: of the inputs, in the order of the columns.
        points: base points, a power of 2.
        seed: of the sample and of the bootstrap.

    Source:
        Saltelli et al. 2010, as scipy.stats.sobol_indices does it.

    Raises:
        ValueError: when a measure is not finite, or `points` is no power of 2.
    """
    if points < 2 or points & (points - 1):
        raise ValueError(f"found {points} points: a power of 2 is needed")
    if not names:
        return {}
    found = evaluate(design(len(names), points, seed))
    return {measure: _indices(values, names, points, seed) for measure, values in found.items()}


def design(inputs: int, points: int, seed: int) -> Array:
    """The chances at which a result is needed: A, B, then for each input A with its column from B.

    Returns:
        (points × (inputs + 2), inputs), scrambled Sobol points.
    """
    sobol = qmc.Sobol(d=2 * inputs, scramble=True, rng=_generator(seed))
    both = np.clip(sobol.random_base2(points.bit_length() - 1), 2.0**-31, 1 - 2.0**-31)
    a, b = both[:, :inputs], both[:, inputs:]
    mixed = [np.where(np.arange(inputs) == place, b, a) for place in range(inputs)]
    return np.concatenate([a, b, *mixed])


def _generator(seed: int) -> Generator:
    return Generator(Philox(seed))


def _indices(values: Array, names: Sequence[str], points: int, seed: int) -> Indices:
    if not np.isfinite(values).all():
        raise ValueError("only finite results have indices; count the months within the horizon instead")
    by_block = values.reshape(len(names) + 2, points)
    variance = float(by_block[:2].var())
    if variance <= 1e-12 * max(1.0, float(np.abs(values).max()) ** 2):
        found = [Index(name=n, **dict.fromkeys(_FIGURES, 0.0)) for n in names]
        variance = 0.0
    else:
        found = _of(by_block, names, points, seed)
    order = sorted(found, key=lambda index: -index.total)
    return Indices(inputs=tuple(order), variance=variance, points=points, runs=values.size, seed=seed)


_FIGURES = ("first", "first_low", "first_high", "total", "total_low", "total_high")


def _of(by_block: Array, names: Sequence[str], points: int, seed: int) -> list[Index]:
    # with one input alone scipy 1.17 fails: an input that does nothing stands beside them, and is not told
    mixed = np.concatenate([by_block[2:], by_block[:1]])
    func = {"f_A": by_block[:1], "f_B": by_block[1:2], "f_AB": mixed[:, None]}
    result = stats.sobol_indices(func=func, n=points, rng=_generator(seed))
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)  # of an input that does nothing at all
        spread = result.bootstrap(confidence_level=CONFIDENCE, n_resamples=RESAMPLES)
    first, total = spread.first_order.confidence_interval, spread.total_order.confidence_interval
    columns = [result.first_order, first.low, first.high, result.total_order, total.low, total.high]
    rows = np.stack([np.ravel(column) for column in columns], axis=1)
    estimates = rows[:, [0, 0, 0, 3, 3, 3]]
    rows = np.where(np.isnan(rows), estimates, rows)  # every resample says the same: the interval is the estimate
    return [
        Index(name=name, **dict(zip(_FIGURES, map(float, row), strict=True)))
        for name, row in zip(names, rows[:-1], strict=True)
    ]


def in_words(found: Indices, labels: Mapping[str, str]) -> str:
    """Which input matters most, and how sure that is."""
    if not found.inputs or found.variance == 0:
        return "No input that has a range moves this result."
    first = found.inputs[0]
    share = f"about {100 * min(max(first.total, 0.0), 1.0):.0f} % of the spread would remain"
    label = labels.get(first.name, first.name)
    said = f"Most depends on {label[:1].lower()}{label[1:]}: {share} if everything else were known"
    if len(found.inputs) > 1 and found.inputs[1].total_high >= first.total_low:
        second = labels.get(found.inputs[1].name, found.inputs[1].name)
        return f"{said}; with so few draws, {second[:1].lower()}{second[1:]} may matter as much."
    return f"{said}."

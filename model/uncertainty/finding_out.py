"""The value of finding out: how much better one would decide knowing an input, before anybody asks.

One decides today for the action that is best on average over what is not known. Knowing an input's true value, one
would take the action that is best given that value. What that gains on average is the expected value of partial
perfect information; with every input known it is the expected value of perfect information, and no inquiry is worth
more.

The mean of an action's worth given one input is found by regression on the same draws (Strong, Oakley and Brennan
2014): cubic splines in the input's chance, or one mean for each value where it has few. A best of fitted means is at
least as good as the best of true means, so the estimate is never too low on average but for what the splines cannot
bend; by how much, is measured with the same regression on the input's draws in another order, which say nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, Philox
from scipy.interpolate import BSpline
from scipy.stats import rankdata

from model.inputs.numbers import Array
from model.sentences import rounded

PIECES = 4  # of the spline
FEW = 12  # values at most for a mean of each
SHUFFLES = 16
GROUPS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Worth:
    """What knowing one input is worth, in the unit of the objective.

    Attributes:
        name: of the input.
        value: expected value of partial perfect information, estimated.
        error: its standard error.
        by_chance: what an input that says nothing would seem to be worth with these draws, on average.
        stands: whether the value is more than chance and error explain.
    """

    name: str
    value: float
    error: float
    by_chance: float

    @property
    def stands(self) -> bool:
        """Whether the value passes what chance alone shows by two standard errors."""
        return self.value > self.by_chance + 2 * self.error and self.value > 0


@dataclass(frozen=True, kw_only=True, eq=False)
class FindingOut:
    """A decision under what is not known.

    Attributes:
        actions: names.
        means: expected worth of each action, in the objective's unit.
        best: the action to take today.
        chance_best: for each action, the share of draws in which it is best.
        all_known: expected value of perfect information.
        inputs: what knowing each is worth, the largest first.
        draws: how many.
    """

    actions: tuple[str, ...]
    means: tuple[float, ...]
    best: str
    chance_best: tuple[float, ...]
    all_known: float
    inputs: tuple[Worth, ...]
    draws: int


def finding_out(worth: Mapping[str, Array], inputs: Mapping[str, Array], *, seed: int) -> FindingOut:
    """What finding out each input would gain.

    Args:
        worth: (draws,) of each action by name: more is better. Of actions worth the same, the first is taken.
        inputs: (draws,) values of each input, the same draws.
        seed: of the order that says nothing.
    """
    actions, utilities = tuple(worth), np.stack(list(worth.values()), axis=1)
    means = utilities.mean(axis=0)
    best = int(np.argmax(means))
    gains = utilities - utilities[:, [best]]  # all that matters, and with far less noise than the worth itself
    found = [_worth(name, values, gains, seed) for name, values in inputs.items()]
    wins = np.bincount(np.argmax(gains + (np.arange(len(actions)) == best) * 1e-9, axis=1), minlength=len(actions))
    return FindingOut(
        actions=actions,
        means=tuple(map(float, means)),
        best=actions[best],
        chance_best=tuple(map(float, wins / len(gains))),
        all_known=float(gains.max(axis=1).mean()),
        inputs=tuple(sorted(found, key=lambda w: -w.value)),
        draws=len(gains),
    )


def _worth(name: str, values: Array, gains: Array, seed: int) -> Worth:
    if np.ptp(values) == 0 or not gains.any():
        return Worth(name=name, value=0.0, error=0.0, by_chance=0.0)
    basis = _basis(values)
    rng = Generator(Philox(key=seed))
    nothing = [_value(basis[rng.permutation(len(basis))], gains) for _ in range(SHUFFLES)]
    return Worth(
        name=name,
        value=_value(basis, gains),
        error=_error(basis, gains),
        by_chance=float(np.mean(nothing)),
    )


def _basis(values: Array) -> Array:
    """Columns whose sums are the conditional means that can be fitted: (draws, columns)."""
    distinct = np.unique(values)
    if len(distinct) <= FEW:
        return (values[:, None] == distinct).astype(np.float64)
    at = (rankdata(values) - 0.5) / len(values)
    knots = np.concatenate([np.zeros(3), np.linspace(0, 1, PIECES + 1), np.ones(3)])
    return BSpline.design_matrix(at, knots, 3).toarray()


def _value(basis: Array, gains: Array) -> float:
    """The mean of the best fitted gain, above the best that can be had without knowing: 0 by its definition."""
    fitted = basis @ np.linalg.lstsq(basis.T @ basis, basis.T @ gains, rcond=None)[0]
    return max(0.0, float(fitted.max(axis=1).mean() - max(0.0, float(fitted.mean(axis=0).max()))))


def _error(basis: Array, gains: Array) -> float:
    """Standard error, by leaving out one group of draws after the other (jackknife)."""
    group = np.arange(len(gains)) % GROUPS
    left = [_value(basis[group != g], gains[group != g]) for g in range(GROUPS)]
    return float(np.sqrt((GROUPS - 1) * np.var(left)))


WHO_KNOWS = (
    ("renewal of ", "the grant's program officer"),
    ("loss of ", "the grant's program officer"),
    ("payers", "your billing office"),
    ("services", "whoever keeps the calendar"),
    ("staffing", "whoever keeps the personnel files"),
    ("supports", "the supervisors"),
    ("time", "the supervisors"),
    ("positions", "the supervisors"),
    ("client", "the supervisors"),
    ("benefits", "your payroll office"),
    ("ladders", "your payroll office"),
    ("grants", "the grant's program officer"),
    ("events", "the grant's program officer"),
    ("contracts", "whoever signed the contract"),
    ("costs", "your bookkeeper"),
    ("reserve", "your bookkeeper"),
    ("cash", "your bookkeeper"),
    ("receivables", "your bookkeeper"),
    ("fundraising", "whoever raises funds"),
    ("caps", "the payer"),
    ("wage_floor", "the labor department"),
)


def asks(path: str) -> str:
    """Who is likely to know an input, from its place in the program; of an event, who decides it."""
    return next((who for begins, who in WHO_KNOWS if path.startswith(begins)), "whoever decides it")


def in_words(found: FindingOut, labels: Mapping[str, str], said: Sequence[str]) -> str:
    """What to ask first, or that nothing needs asking before one decides.

    Args:
        found: the decision.
        labels: of inputs, by name.
        said: the objective's unit, for one and for many.
    """
    first, nothing = next(iter(found.inputs), None), amount(0.0, said)
    if first is None or not first.stands or amount(first.value, said) == nothing:
        whole = amount(found.all_known, said)
        also = "" if whole == nothing else f"; knowing everything would gain {whole}"
        return f"No single unknown is worth asking for before deciding: {found.best!r} stays best{also}."
    label = labels.get(first.name, first.name)
    return (
        f"Ask {asks(first.name)} for this first: {label[:1].lower()}{label[1:]}. Knowing it would gain the decision "
        f"{amount(first.value, said)} on average, of {amount(found.all_known, said)} that knowing everything would."
    )


def amount(value: float, said: Sequence[str]) -> str:
    """An amount in the objective's unit: `$` before it, or a word after."""
    one, many = said
    if one == "$":
        return rounded(value)
    return f"{value:.1f} {one if round(value, 1) == 1 else many}"

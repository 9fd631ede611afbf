"""Distributions: the value at each chance, mean and standard deviation, from the closed forms of scipy."""

import math
from statistics import NormalDist
from typing import Any

import numpy as np
from scipy import stats

from model.inputs.distribution import Distribution
from model.inputs.numbers import Array

PERT_WEIGHT = 4.0  # Malcolm et al. 1959: mean = (low + 4 x mode + high) / 6


def at_chances(spread: Distribution, chances: Array) -> Array:
    """The values that a number stays below with given chances: its quantiles.

    Args:
        spread: what is not known about it.
        chances: (draws,) between 0 and 1.
    """
    if spread.name == "discrete":
        values, shares = (np.array(part) for part in zip(*spread.outcomes, strict=True))
        return values[np.searchsorted(np.cumsum(shares)[:-1], chances, side="right")]
    values = np.asarray(frozen(spread).ppf(chances), dtype=np.float64)
    return np.clip(values, *spread.support)  # takes off what the last digit may be beyond an end, nothing else


def moments(spread: Distribution) -> tuple[float, float]:
    """Mean and standard deviation."""
    if spread.name == "discrete":
        mean = sum(value * share for value, share in spread.outcomes)
        return mean, math.sqrt(sum(share * (value - mean) ** 2 for value, share in spread.outcomes))
    mean, variance = frozen(spread).stats(moments="mv")
    return float(mean), math.sqrt(float(variance))


def frozen(spread: Distribution) -> Any:
    """A distribution that is not discrete, as scipy knows it."""
    return _KNOWN[spread.name](spread)


def _beta(low: float, high: float, a: float, b: float) -> Any:
    return stats.beta(a, b, loc=low, scale=high - low)


def _given(spread: Distribution, *names: str) -> list[float]:
    found = [getattr(spread, name) for name in names]
    assert None not in found, f"a {spread.name} distribution needs {', '.join(names)}"
    return found


def _pert(spread: Distribution) -> Any:
    low, mode, high = _given(spread, "low", "mode", "high")
    up, down = (mode - low) / (high - low), (high - mode) / (high - low)
    return _beta(low, high, 1 + PERT_WEIGHT * up, 1 + PERT_WEIGHT * down)


def _triangular(spread: Distribution) -> Any:
    low, mode, high = _given(spread, "low", "mode", "high")
    return stats.triang((mode - low) / (high - low), loc=low, scale=high - low)


def _uniform(spread: Distribution) -> Any:
    low, high = _given(spread, "low", "high")
    return stats.uniform(low, high - low)


def _normal(spread: Distribution) -> Any:
    """A normal cut to its ends: what lies beyond them is drawn anew, not moved to them."""
    mean, sd = _given(spread, "mean", "sd")
    low, high = spread.support
    return stats.truncnorm((low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)


def _lognormal(spread: Distribution) -> Any:
    """The median, and the ratio of the ends to it, which the number lies between with the chance `within`."""
    median, high, within = _given(spread, "median", "high", "within")
    sigma = math.log(high / median) / NormalDist().inv_cdf((1 + within) / 2)
    return stats.lognorm(sigma, scale=median)


def _beta_of(spread: Distribution) -> Any:
    """By mean or mode m within the ends, and a concentration k: a = m k, or with a mode a = m (k - 2) + 1."""
    low, high, worth = _given(spread, "low", "high", "concentration")
    if spread.mode is not None:
        at = (spread.mode - low) / (high - low)
        return _beta(low, high, at * (worth - 2) + 1, (1 - at) * (worth - 2) + 1)
    (mean,) = _given(spread, "mean")
    at = (mean - low) / (high - low)
    return _beta(low, high, at * worth, (1 - at) * worth)


_KNOWN = {
    "pert": _pert,
    "triangular": _triangular,
    "uniform": _uniform,
    "normal": _normal,
    "lognormal": _lognormal,
    "beta": _beta_of,
}

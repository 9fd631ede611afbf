"""Caps: what limits per client and per worker leave of the units that reach them."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries, Clients
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.parts.ratios import ratio

MONTHS_PER_YEAR = 12


def expected_under(mean: Array, limit: Array, variation: Array) -> Array:
    """E[min(X, limit)] for clients whose units X are gamma-distributed with this mean and coefficient of variation.

        mean x P(a + 1, limit/θ) + limit x Q(a, limit/θ),  a = 1/variation², θ = mean x variation²

    Without variation it is min(mean, limit).

    Source:
        model.md, section 8; P and Q are the regularized incomplete gamma functions.
    """
    mean, limit, variation = np.broadcast_arrays(mean, limit, variation)
    varies = (variation > 0) & (mean > 0)
    squared = np.where(varies, variation**2, 1.0)
    ratio = limit / np.where(varies, mean * squared, 1.0)
    shape = 1 / squared
    spread = mean * special.gammainc(shape + 1, ratio) + limit * special.gammaincc(shape, ratio)
    return np.where(varies, spread, np.minimum(mean, limit))


def under_with_turnover(mean: Array, limit: Array, variation: Array, people: Array) -> Array:
    """The same where, with client turnover, `people` clients in turn share one place: n x G(mean / n)."""
    return people * expected_under(mean / people, limit, variation)


def left_by_client_cap(
    cap: CapSeries, units: Array, clients: Clients, months: slice, running: Array
) -> tuple[Array, Array]:
    """Share of the units that a cap per client leaves.

        week      G(u x 12/52) x 52/12
        rolling   Gn(k x u) / k over k months
        fixed     Gn(x) - Gn(x - u), x the running sum of u in the window

    Args:
        cap: a cap per client longer than a day.
        units: (draws, positions, months) units a client and month that reach it.
        clients: how clients differ and change.
        months: the months that `units` holds.
        running: (draws, positions) units a client used in the window before these months.

    Returns:
        The share left, like `units`, and the running sum after these months.
    """
    limit, variation = cap.limit[:, None, months], clients.variation[:, None, months]
    people = 1 + clients.turnover[:, None, months] * cap.months / MONTHS_PER_YEAR
    units = units * cap.active[months]
    if cap.period == "week":
        allowed = expected_under(units / WEEKS_PER_MONTH, limit, variation) * WEEKS_PER_MONTH
    elif cap.fixed:
        used, running = _running(units, cap.restarts[months], running)
        allowed = under_with_turnover(used, limit, variation, people)
        allowed = allowed - under_with_turnover(used - units, limit, variation, people)
    else:
        allowed = under_with_turnover(units * cap.months, limit, variation, people) / cap.months
    # differences of running sums may pass the units by a rounding error
    share = np.minimum(1.0, ratio(allowed, units, 1.0))
    return share + cap.approved_beyond[:, None, months] * (1 - share), running


def _running(units: Array, restarts: NDArray[np.bool_], running: Array) -> tuple[Array, Array]:
    """The sum of units in the window up to and including each month, and the last of them."""
    sums = np.empty((*np.broadcast_shapes(units.shape[:2], running.shape), units.shape[2]))
    for m, begins in enumerate(restarts):
        running = units[..., m] + (0.0 if begins else running)
        sums[..., m] = running
    return sums, running


def left_by_worker_cap(cap: CapSeries, counted: Array, seats: Array, months: slice) -> Array:
    """Share of the units that a cap per worker leaves: (draws, positions, months).

    A week's limit is taken 52/12 times a month, a year's one twelfth; a seat counts as far as it is filled or covered.

    Args:
        cap: a cap per worker.
        counted: units a month over all listed payers and services, those of a group counted once.
        seats: share of the seat that is filled or covered.
        months: the months that `counted` holds.
    """
    times = {"week": WEEKS_PER_MONTH, "month": 1.0, "year": 1 / MONTHS_PER_YEAR}[cap.period]
    allowed = np.where(cap.active[months] > 0, cap.limit[:, None, months] * times * seats, np.inf)
    return np.minimum(1.0, ratio(allowed, counted, 1.0))

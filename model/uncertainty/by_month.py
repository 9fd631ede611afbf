"""Quantities by month over many futures, each with its fan: what pages show a band of."""

from collections.abc import Callable

import numpy as np

from model.findings import INACTIVE, RESERVE, statuses
from model.inputs.numbers import Array
from model.projection import Projection
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Fan, fan
from model.uncertainty.running import Progress


def positions(projection: Projection) -> Array:
    """Positions that money before the reserve pays for: (draws, months)."""
    status, _ = statuses(projection)
    return ((status > INACTIVE) & (status < RESERVE)).sum(axis=1).astype(np.float64)


def earned(projection: Projection) -> Array:
    """Dollars earned of all payers by month of service: (draws, months)."""
    return projection.biller.earned_by_payer().sum(axis=1)


def gap(projection: Projection) -> Array:
    """Dollars that nobody pays: (draws, months)."""
    return projection.funding.gap.sum(axis=1)


def pay(projection: Projection) -> Array:
    """Wages and fringe of the seats that are there, dollars: (draws, months)."""
    return ((projection.costs.wages + projection.costs.fringe) * projection.funding.present).sum(axis=1)


def filled(projection: Projection) -> Array:
    """Seats that are there with a person in them: (draws, months)."""
    return (projection.staffing.filled * projection.funding.present).sum(axis=1)


def band(drawn: Futures, quantity: Callable[[Projection], Array], progress: Progress | None = None) -> Fan:
    """A quantity's percentiles by month over futures.

    Args:
        drawn: the futures.
        quantity: (draws or 1, months) of a projection.
        progress: told the share of the draws that is done.

    Raises:
        InputError: when drawn values do not hold together.
    """

    def measure(projection: Projection) -> dict[str, Array]:
        values = quantity(projection)
        return {"quantity": np.broadcast_to(values, (projection.draws, values.shape[-1]))}

    return fan(drawn.measured(measure, progress=progress)["quantity"])

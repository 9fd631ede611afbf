"""Persons: what the one person in a seat carries, by month of hire and month. Shared by stages."""

import numpy as np

from model.inputs.numbers import Array, Order
from model.stages.parts.cohorts import PerHire


def of_person(amount: PerHire, since: Order) -> Array:
    """What the person in each seat carries: (draws, positions, months).

    Args:
        amount: what a hired person carries.
        since: (draws, positions, months) index of the month of hire; below 0, for somebody who was not hired, the
            result means nothing.
    """
    months = since.shape[-1]
    draws = max(len(since), *(len(kind) for kind in amount.kinds))
    place = np.maximum(since, 0) * months + np.arange(months)
    result = np.empty((draws, *since.shape[1:]))
    for number, kind in enumerate(amount.kinds):
        seats = np.flatnonzero(np.asarray(amount.kind_of) == number)
        flat = kind.reshape(len(kind), 1, -1)
        wanted = place[:, seats]
        if len(kind) == 1:
            result[:, seats] = flat[0, 0][wanted]
        else:
            result[:, seats] = np.take_along_axis(flat, wanted.reshape(*wanted.shape[:2], -1), axis=-1)
    return result

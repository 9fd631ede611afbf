"""Money that flows to rows in order of priority, until it or their need ends."""

import numpy as np

from model.inputs.numbers import Array, Order


def flow(available: Array, needs: Array, order: Order) -> tuple[Array, Array]:
    """Pay needs in order.

    Args:
        available: (draws,) dollars, at least 0.
        needs: (draws, rows) dollars that may be paid, at least 0.
        order: rows, first paid first.

    Returns:
        What each row gets, (draws, rows), and what is left, (draws,).
    """
    queue = needs[:, order]
    before = np.cumsum(queue, axis=1) - queue
    taken = np.clip(available[:, None] - before, 0.0, queue)
    paid = np.empty_like(taken)
    paid[:, order] = taken
    return paid, np.maximum(0.0, available - taken.sum(axis=1))

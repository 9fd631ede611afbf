"""Division where nothing may stand below the line."""

import numpy as np

from model.inputs.numbers import Array


def ratio(above: Array, below: Array, otherwise: float) -> Array:
    """`above / below` where `below` is positive, else `otherwise`; shapes broadcast."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    return np.divide(above, below, out=np.full(shape, otherwise), where=np.broadcast_to(below > 0, shape))

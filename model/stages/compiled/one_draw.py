"""A program as kernels read it: with the numbers of one draw, which are put in their place draw by draw."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.inputs import Inputs
from model.stages.compiled.varying import drawn_names


def of_one_draw(laid: Inputs, draws: int) -> tuple[Inputs, Array, Array]:
    """Take the axis of draws from all arrays.

    Args:
        laid: what may be drawn leads with draws, 1 where all draws share it.
        draws: how many.

    Returns:
        The program of one draw; the memory of those of its numbers that differ by draw, (numbers,); and what these
        are in each draw, (draws, numbers).
    """
    varying: list[Array] = []

    def collect(values: Array) -> Array:
        if len(values) > 1:
            varying.append(values)
        return values

    _changed(laid, collect)
    drawn = _side_by_side(varying, draws)
    place, begins = np.zeros(drawn.shape[1]), 0

    def one(values: Array) -> Array:
        nonlocal begins
        shape = values.shape[1:] or (1,)
        if len(values) == 1:
            return np.array(values[0]).reshape(shape)
        ends = begins + values[0].size
        own, begins = place[begins:ends].reshape(shape), ends
        return own

    return _changed(laid, one), place, drawn


def _side_by_side(varying: Sequence[Array], draws: int) -> Array:
    """All numbers of a draw in a row: (draws, numbers); each array is copied once."""
    ends = np.cumsum([values[0].size for values in varying], dtype=np.int64)
    drawn = np.empty((draws, ends[-1] if len(ends) else 0))
    for end, values in zip(ends, varying, strict=True):
        drawn[:, end - values[0].size : end].reshape(values.shape)[...] = values
    return drawn


def _changed(group: Any, change: Callable[[Array], Array]) -> Any:
    """The same group of arrays with those changed that may be drawn."""
    return type(group)(
        *(
            _changed(value, change) if isinstance(value, tuple) else change(value) if name in may_vary else value
            for name, value, may_vary in ((n, v, drawn_names(type(group))) for n, v in group._asdict().items())
        )
    )

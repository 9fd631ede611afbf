"""Cash: when money arrives, apart from whose it is."""

from collections.abc import Iterable

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.money import CashSeries


def lagged(dollars: Array, lag: Array) -> Array:
    """Dollars as they arrive when the share `lag[k]` comes k months later; months last, later ones are cut."""
    arrived = np.zeros_like(dollars)
    months = dollars.shape[-1]
    for delay, share in enumerate(lag[:months]):
        arrived[..., delay:] += share * dollars[..., : months - delay]
    return arrived


def withheld(arriving: Array, held: Iterable[tuple[int, int]]) -> Array:
    """Dollars as they arrive from a payer that pays nothing in some months and makes up for it later.

    Args:
        arriving: (draws, months) after the lag.
        held: pairs of the index in which nothing is paid and the one in which that arrives; beyond the horizon it is
            cut, as what a lag brings later is.
    Source:
        model.md, section 9, step 9.
    """
    late = arriving.copy()
    for due, paid in held:
        late[..., due] = 0.0
        if paid < arriving.shape[-1]:
            late[..., paid] += arriving[..., due]
    return late


def cash(series: CashSeries, arriving: Array, spent: Array) -> Array:
    """Cash at each month's end: (draws, months). It may go below zero: that is the answer.

    Args:
        series: opening cash and receivables.
        arriving: (draws, months) earnings and grants after their lags, contracts and fundraising.
        spent: (draws, months) full cost of all rows.
    Source:
        model.md, section 9, step 9.
    """
    return series.opening[:, None] + np.cumsum(arriving + series.receivables - spent, axis=-1)

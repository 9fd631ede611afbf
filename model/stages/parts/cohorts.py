"""Cohorts: sums over the people hired into a seat, each month's hires with their own tenure. Shared by stages."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array


@dataclass(frozen=True, kw_only=True, eq=False)
class PerHire:
    """An amount that a hired person carries, by month of hire and month.

    Attributes:
        kinds: for each kind of hire, (draws, hired in month, months).
        kind_of: for each position, its place in `kinds`.
    """

    kinds: tuple[Array, ...]
    kind_of: tuple[int, ...]


def over_hires(amount: PerHire, hired: Array, survival: Array) -> Array:
    """The sum over all hired people still there of what each carries: (draws, positions, months).

        sum over j of hired[j] x survival[m] / survival[j] x amount[j, m],  j ≤ m

    Args:
        amount: what a person carries.
        hired: (draws, positions, months) share of the seat hired for each month.
        survival: (draws, positions, months) chance that somebody there in month 0 is there in month m.
    """
    draws = max(len(hired), *(len(kind) for kind in amount.kinds))
    total = np.zeros((draws, *hired.shape[1:]))
    for number, kind in enumerate(amount.kinds):
        seats = np.flatnonzero(np.asarray(amount.kind_of) == number)
        # einsum and not matmul: its sums do not depend on how many draws stand beside one another
        per_seat = np.einsum("dpj,djm->dpm", hired[:, seats] / survival[:, seats], np.triu(kind))
        total[:, seats] = per_seat * survival[:, seats]
    return total

"""Rows: what each direct-service position carries of what everything costs.

Cost that belongs to no such position is spread over those that are active; where none is, the program carries it as a
last row of its own.
"""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.stages.parts.awards import Chargeable


@dataclass(frozen=True, kw_only=True, eq=False)
class RowCosts:
    """Dollars of a month, (draws, rows), the program's row last.

    Attributes:
        weights: share of the spread cost that a row carries; they add up to 1.
        direct: the row's own; shared: its part of what is spread; indirect: on what is not excluded.
        full: the sum of the three.
    """

    weights: Array
    direct: Array
    shared: Array
    indirect: Array

    @property
    def full(self) -> Array:
        """Full cost: (draws, rows)."""
        return self.direct + self.shared + self.indirect


def row_costs(
    costs: Chargeable, hours_per_week: Array, serves: Array, present: Array, indirect_rate: Array
) -> RowCosts:
    """Spread shared cost by hours a week, and lay indirect on what is not excluded.

        shared   = direct cost of positions that see no clients + program costs
        indirect = rate x (direct + shared - excluded)

    Args:
        costs: of the month, 0 for seats that are not there.
        hours_per_week: (draws, positions).
        serves: (positions,) 1 for direct-service positions.
        present: (draws, positions) 1 for seats that are there.
        indirect_rate: (draws,).
    Source:
        model.md, section 6.
    """
    weights = spread_weights(hours_per_week * serves * present)
    pooled = (costs.direct * (1 - serves)).sum(axis=1) + costs.program
    pooled_excluded = (costs.excluded * (1 - serves)).sum(axis=1) + costs.program_excluded
    direct, excluded = with_program_row(costs.direct * serves), with_program_row(costs.excluded * serves)
    shared = weights * pooled[:, None]
    base = direct + shared - excluded - weights * pooled_excluded[:, None]
    return RowCosts(weights=weights, direct=direct, shared=shared, indirect=indirect_rate[:, None] * base)


def spread_weights(hours: Array) -> Array:
    """Shares by hours (draws, positions), as (draws, rows); the program's row takes all where there are no hours."""
    total = hours.sum(axis=1, keepdims=True)
    shares = np.divide(hours, total, out=np.zeros_like(hours), where=total > 0)
    return np.concatenate([shares, (total == 0).astype(np.float64)], axis=1)


def with_program_row(positions: Array) -> Array:
    """(draws, positions) with an empty last row for the program."""
    return np.concatenate([positions, np.zeros_like(positions[:, :1])], axis=1)

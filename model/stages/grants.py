"""Grants: what each is asked for in a month, and what share of a position it covers."""

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.money import GrantSeries
from model.stages.parts.awards import Ask, Chargeable


def opened(grant: GrantSeries, left: Array, month: int) -> Array:
    """What is left of the award when a month begins: (draws,).

    A budget year opens with its award, and with what the last one left when that carries over. Before its first month
    and after its last nothing is left.
    """
    if not grant.active[month]:
        return np.zeros_like(left)
    if month == 0 and grant.under_way:
        return left + grant.left_at_start
    if grant.year_begins[month]:
        return grant.award[:, month] + (left if grant.carryover else np.zeros_like(left))
    return left


def ask(grant: GrantSeries, costs: Chargeable, left: Array, month: int) -> Ask:
    """Ask a grant for its shares of direct cost and program costs, with its indirect on what is not excluded.

        covered = share x min(1, left / ask), before program income

    Args:
        grant: its shares and rates.
        costs: what may be charged in the month.
        left: (draws,) of the award when the month begins.
        month: index.
    Source:
        model.md, section 7.
    """
    if not grant.active[month]:
        nothing = np.zeros_like(costs.direct)
        return Ask(positions=nothing, program=nothing[:, 0], covered=nothing, left=left, idle=True)
    rate = grant.indirect_rate[:, month]
    share = grant.covers[:, :, month]
    positions = share * (costs.direct + rate[:, None] * (costs.direct - costs.excluded))
    program = grant.program_costs[:, month] * (costs.program + rate * (costs.program - costs.program_excluded))
    asked = positions.sum(axis=1) + program
    possible = np.divide(np.minimum(left, asked), asked, out=np.ones_like(asked), where=asked > 0)
    return Ask(positions=positions, program=program, covered=share * possible[:, None], left=left)


def forbidden_to_bill(grants: tuple[GrantSeries, ...], asked: list[Ask], shape: tuple[int, int]) -> Array:
    """Share of each position's units that grants forbid to bill: (draws, positions)."""
    covered = [a.covered for grant, a in zip(grants, asked, strict=True) if grant.income == "not_billed"]
    return sum(covered, np.zeros(shape))

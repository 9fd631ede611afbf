"""What a grant is asked for, what it pays, and what may be charged to it."""

from dataclasses import dataclass, replace

import numpy as np

from model.inputs.numbers import Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Chargeable:
    """Costs of a month that grants may be charged: by position (draws, positions), and of the program (draws,).

    The `excluded` part carries no indirect.
    """

    direct: Array
    excluded: Array
    program: Array
    program_excluded: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Ask:
    """What a grant is asked for in a month.

    Attributes:
        positions: (draws, positions) dollars toward direct cost, with the grant's indirect.
        program: (draws,) dollars toward program costs, likewise.
        covered: (draws, positions) the grant's share x what it can pay of the whole ask.
        left: (draws,) what is left of the award.
        idle: true in months in which the grant is not there to be asked, so that nobody need reckon with it.
    """

    positions: Array
    program: Array
    covered: Array
    left: Array
    idle: bool = False

    @property
    def total(self) -> Array:
        """(draws,) dollars."""
        return self.positions.sum(axis=1) + self.program


@dataclass(frozen=True, kw_only=True, eq=False)
class Payment:
    """What a grant pays in a month: by position (draws, positions), toward program costs and left after it (draws,)."""

    positions: Array
    program: Array
    left: Array

    @property
    def total(self) -> Array:
        """(draws,) dollars."""
        return self.positions.sum(axis=1) + self.program


def less_income(asked: Ask, income: Array) -> Ask:
    """The ask after program income (draws, positions) that lowers it, never below 0 for a position."""
    if asked.idle:
        return asked
    return replace(asked, positions=np.maximum(0.0, asked.positions - income))


def pay(asked: Ask) -> Payment:
    """Pay an ask as far as the award goes; all its parts are scaled alike."""
    if asked.idle:
        return Payment(positions=asked.positions, program=asked.program, left=asked.left)
    total = asked.total
    share = np.divide(np.minimum(asked.left, total), total, out=np.ones_like(total), where=total > 0)
    positions, program = asked.positions * share[:, None], asked.program * share
    # an award that is used up ends at 0 exactly, not at a rounding error
    left = np.where(total >= asked.left, 0.0, asked.left - positions.sum(axis=1) - program)
    return Payment(positions=positions, program=program, left=left)

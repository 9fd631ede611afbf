"""What the wages stage reads: ladders in the dollars of each month, and where people stand on them."""

from dataclasses import dataclass

import numpy as np

from model.inputs.months import Month
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon, stacked
from model.inputs.staff import Hire, Ladder, Position


@dataclass(frozen=True, kw_only=True, eq=False)
class LadderSeries:
    """One ladder by month.

    Attributes:
        steps: (draws, steps, months) dollars an hour, risen with the annual increase.
        last_step: (months,) index of the highest step in force.
        months_per_step: (months,).
        differentials: (draws, months) dollars an hour of each credential, risen likewise.
        minimum: (draws, months) of the job code; 0 where there is none.
        maximum: (draws, months) of the job code; infinite where there is none.
    """

    steps: Array
    last_step: Array
    months_per_step: Array
    differentials: dict[str, Array]
    minimum: Array
    maximum: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Climber:
    """Where a person stands: on which step, and with which credentials, in each month or at each tenure.

    Attributes:
        step: step index before it is held to the ladder's last; any shape that ends in months.
        holds: 1 where a credential is held, in a shape that broadcasts with `step`.
    """

    step: Array
    holds: dict[str, Array]


@dataclass(frozen=True, kw_only=True, eq=False)
class PaySeries:
    """All that decides pay.

    Attributes:
        ladders: every ladder of the program.
        ladder_of: the ladder's name, by position.
        originals: the person in each seat at its start; steps (months,).
        hires: people hired later, steps (hired in month, months), one for each kind of seat that hires alike.
        hire_kind: for each position, its place in `hires`.
        wage_floor: (draws, months) dollars an hour.
        keep_spread: whether the floor lifts the whole ladder.
    """

    ladders: dict[str, LadderSeries]
    ladder_of: tuple[str, ...]
    originals: tuple[Climber, ...]
    hires: tuple[tuple[str, Climber], ...]
    hire_kind: tuple[int, ...]
    wage_floor: Array
    keep_spread: bool


def pay_series(program: Program) -> PaySeries:
    """Lay ladders, steps and credentials over the months of a program."""
    horizon = Horizon.of(program)
    hires: dict[tuple[str, str], Climber] = {}
    kinds = []
    for position in program.positions:
        hire = program.staffing_of(position).hire
        key = (position.ladder, repr((hire.step.value, sorted((c, m.value) for c, m in hire.credentials.items()))))
        if key not in hires:
            hires[key] = _hire(hire, program.ladders[position.ladder], horizon)
        kinds.append(list(hires).index(key))
    return PaySeries(
        ladders={name: _ladder(ladder, horizon) for name, ladder in program.ladders.items()},
        ladder_of=tuple(p.ladder for p in program.positions),
        originals=tuple(_original(p, program.ladders[p.ladder], horizon) for p in program.positions),
        hires=tuple((ladder, climber) for (ladder, _), climber in hires.items()),
        hire_kind=tuple(kinds),
        wage_floor=horizon.values(program.wage_floor),
        keep_spread=program.keep_spread,
    )


def increases(ladder: Ladder, horizon: Horizon) -> Array:
    """The index that a ladder's amounts follow: (draws or 1, months).

    The product of 1 + share over each time the calendar month came round in months 1 … m; month 0 never counts. A step
    or differential stated from a later month follows it from that month.
    """
    if ladder.annual_increase is None:
        return np.ones((1, horizon.months))
    share = horizon.values(ladder.annual_increase.share)
    comes_round = horizon.calendar_months == ladder.annual_increase.month
    return np.cumprod(1 + share * (comes_round & (horizon.index > 0)), axis=1)


def _ladder(ladder: Ladder, horizon: Horizon) -> LadderSeries:
    index = increases(ladder, horizon)
    code = ladder.job_code
    return LadderSeries(
        steps=_steps(ladder, horizon, index),
        last_step=np.array([len(ladder.steps.in_force(horizon.start.plus(m))) - 1 for m in range(horizon.months)]),
        months_per_step=horizon.values(ladder.months_per_step)[0],
        differentials={name: _risen(amount, horizon, index) for name, amount in ladder.differentials.items()},
        minimum=horizon.values(code.min) if code and code.min else np.zeros((1, horizon.months)),
        maximum=horizon.values(code.max) if code and code.max else np.full((1, horizon.months), np.inf),
    )


def _steps(ladder: Ladder, horizon: Horizon, index: Array) -> Array:
    table = None
    for start, version in ladder.steps.versions:
        padded = [*version, *[version[-1]] * (ladder.steps.most - len(version))]
        risen = stacked([_risen(step, horizon, index) for step in padded], horizon.months)
        table = risen if table is None else np.where(horizon.within(start, None) > 0, risen, table)
    assert table is not None
    return table


def _risen(amount: Dated, horizon: Horizon, index: Array) -> Array:
    return amount.by_month(horizon.start, horizon.months, index=index)


def _original(position: Position, ladder: Ladder, horizon: Horizon) -> Climber:
    first = first_index(position, horizon.start)
    tenure = position.months_in_step.value + np.maximum(0, horizon.index - first)
    climbed = tenure // horizon.values(ladder.months_per_step)[0]
    return Climber(
        step=horizon.values(position.step)[0] - 1 + climbed,
        holds={name: horizon.within(month, None) for name, month in position.credentials.items()},
    )


def _hire(hire: Hire, ladder: Ladder, horizon: Horizon) -> Climber:
    tenure = horizon.index[None, :] - horizon.index[:, None]  # (hired in month, months); negative before the hire
    climbed = np.maximum(0, tenure) // horizon.values(ladder.months_per_step)[0]
    return Climber(
        step=hire.step.value - 1 + climbed,
        holds={name: (tenure >= after.value).astype(np.float64) for name, after in hire.credentials.items()},
    )


def first_index(position: Position, start: Month) -> int:
    """The position's first month in the projection."""
    return max(0, (position.start or start) - start)

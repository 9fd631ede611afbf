"""Wages: what each person in a seat is paid an hour, by month."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.pay import Climber, LadderSeries, PaySeries
from model.stages.parts.cohorts import PerHire


@dataclass(frozen=True, kw_only=True, eq=False)
class Wages:
    """Pay in dollars an hour.

    Attributes:
        original: (draws, positions, months) of the person in the seat at its start.
        hires: of people hired later, by month of hire.
        lift: by ladder, (draws, months) what a kept spread adds to every step.
    """

    original: Array
    hires: PerHire
    lift: dict[str, Array]


def wages(pay: PaySeries) -> Wages:
    """Pay every person by step, credentials, job code and floor.

        pay = clip((steps[k] + Σ differentials held) x increases, job code)
        pay = max(pay, floor), or with a kept spread max(pay + the ladder's lift, floor)

    Source:
        model.md, section 2. Increases are already in the ladder's amounts.
    """
    lift = {name: _lift(ladder, pay) for name, ladder in pay.ladders.items()}
    originals = [
        _paid(climber, pay.ladders[name], lift[name], pay.wage_floor)
        for name, climber in zip(pay.ladder_of, pay.originals, strict=True)
    ]
    hires = [
        _paid(climber, pay.ladders[name], lift[name][:, None], pay.wage_floor[:, None]) for name, climber in pay.hires
    ]
    return Wages(
        original=np.stack(np.broadcast_arrays(*originals), axis=1),
        hires=PerHire(kinds=tuple(hires), kind_of=pay.hire_kind),
        lift=lift,
    )


def _lift(ladder: LadderSeries, pay: PaySeries) -> Array:
    """What the floor adds to every step of a ladder: (draws, months); it never falls."""
    if not pay.keep_spread:
        return np.zeros_like(pay.wage_floor)
    entry = np.clip(ladder.steps[:, 0], ladder.minimum, ladder.maximum)
    return np.maximum.accumulate(np.maximum(0.0, pay.wage_floor - entry), axis=-1)


def _paid(climber: Climber, ladder: LadderSeries, lift: Array, floor: Array) -> Array:
    step = np.clip(climber.step, 0, ladder.last_step).astype(np.intp)
    months = np.arange(step.shape[-1])
    amount = ladder.steps[:, step, months]
    extra_axes = (slice(None), *[None] * (step.ndim - 1))
    for name, holds in climber.holds.items():
        if name in ladder.differentials:
            amount = amount + ladder.differentials[name][extra_axes] * holds
    allowed = np.clip(amount, ladder.minimum[extra_axes], ladder.maximum[extra_axes])
    return np.maximum(allowed + lift, floor)

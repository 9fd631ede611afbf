"""Staffing: the expected state of each seat — who sits in it, since when, and what they can do."""

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.people import PeopleSeries
from model.stages.parts.cohorts import PerHire, over_hires
from model.stages.parts.staffed import Staffing, leaving, opening_hires

NOBODY = 1e-16  # stands for none of those who leave for certain: too little to count, and cohorts can be divided by it


def staffing(people: PeopleSeries, original_pay: Array, hire_pay: PerHire) -> Staffing:
    """Follow every seat from month to month.

        hazard      = turnover x supports x insecurity x relative pay ^ -elasticity, at most 3, / 12
        pool        = vacant + hazard x filled
        hired next  = pool / (1 + months vacant), vacant next = the rest of the pool

    Cohorts need no loop: of those hired for month j the share `survival[m] / survival[j]` is left in month m.

    Args:
        people: how people leave, how long seats stay empty, what new people can do.
        original_pay: (draws, positions, months) dollars an hour of the person of the start.
        hire_pay: dollars an hour of people hired later.
    Source:
        model.md, section 3.
    """
    hazard = leaving(people, original_pay)
    survival = _survival(hazard)
    filled, hired = _seats(people, hazard)
    opens_filled = np.array([state != "vacant" for state in people.opens], dtype=np.float64)[:, None]
    original = opens_filled * survival * people.active * _from_first(people)
    cohorts = hired / survival
    ramp_loss = _ramp_loss(people, cohorts, survival, original)
    hires = hired + opening_hires(people)
    return Staffing(
        hazard=hazard,
        original=original,
        survival=survival,
        hired=hired,
        filled=filled,
        vacant=people.active - filled,
        productive=filled - ramp_loss.sum(axis=0),
        qualified=_qualified(people, cohorts, survival, original, ramp_loss),
        separations=hazard * filled,
        hires=hires,
        wage=_mean(original * original_pay + over_hires(hire_pay, hired, survival), filled),
    )


def _survival(hazard: Array) -> Array:
    """Chance that somebody present in month 0 is present in month m."""
    survival = np.ones_like(hazard)
    stays = np.where(hazard == 1, NOBODY, 1 - hazard)
    survival[..., 1:] = np.cumprod(stays[..., :-1], axis=-1)
    return survival


def _seats(people: PeopleSeries, hazard: Array) -> tuple[Array, Array]:
    shape = np.broadcast_shapes(hazard.shape, people.months_vacant.shape)
    filled, hired = np.zeros(shape), np.zeros(shape)
    opens = np.array([state != "vacant" for state in people.opens], dtype=np.float64)
    next_filled, next_hired = np.zeros(shape[:2]), np.zeros(shape[:2])
    for m in range(shape[-1]):
        opening = people.first == m
        filled[..., m] = np.where(opening, opens, next_filled) * people.active[:, m]
        hired[..., m] = np.where(opening, 0.0, next_hired) * people.active[:, m]
        here, leaving = filled[..., m], hazard[..., m] * filled[..., m]
        next_hired = (people.active[:, m] - here + leaving) / (1 + people.months_vacant[..., m])
        next_filled = here - leaving + next_hired
    return filled, hired


def _from_first(people: PeopleSeries) -> Array:
    return (np.arange(people.active.shape[-1]) >= people.first[:, None]).astype(np.float64)


def _ramp_loss(people: PeopleSeries, cohorts: Array, survival: Array, original: Array) -> Array:
    """Productivity that people in each month of the ramp do not have yet: (ramp, draws, positions, months)."""
    new = np.array([state == "new" for state in people.opens])[:, None]
    months = np.arange(people.active.shape[-1])
    losses = [np.zeros(np.broadcast_shapes(cohorts.shape, original.shape))]
    for tenure in range(people.ramp.shape[1]):
        beginners = _later(cohorts, tenure) * survival * people.active
        opener = original * (new & (months - people.first[:, None] == tenure))
        losses.append((beginners + opener) * (1 - people.ramp[:, tenure])[:, None])
    return np.stack(losses)


def _later(values: Array, months: int) -> Array:
    """Values as they stood so many months before."""
    if months == 0:
        return values
    shifted = np.zeros_like(values)
    shifted[..., months:] = values[..., :-months]
    return shifted


def _qualified(people: PeopleSeries, cohorts: Array, survival: Array, original: Array, ramp_loss: Array) -> Array:
    """Productive people whose services each payer accepts: (draws, positions, payers, months)."""
    hired_by = np.cumsum(cohorts, axis=-1)
    months = cohorts.shape[-1]
    new = np.array([state == "new" for state in people.opens])[:, None]
    tenure_of_opener = np.arange(months) - people.first[:, None]
    result = []
    for bills, after in zip(people.original_bills, people.hire_bills_after, strict=True):
        source = np.arange(months) - after[:, None].astype(np.intp)
        reached = np.take_along_axis(hired_by, np.broadcast_to(np.maximum(source, 0), hired_by.shape), axis=-1)
        accepted = np.where(source >= 0, reached, 0.0) * survival * people.active + original * bills
        for tenure in range(people.ramp.shape[1]):
            opener = new & (tenure_of_opener == tenure)
            lost = np.where(opener, ramp_loss[tenure + 1] * bills, ramp_loss[tenure + 1] * (tenure >= after)[:, None])
            accepted = accepted - lost
        result.append(accepted)
    shape = np.broadcast_shapes(cohorts.shape, original.shape)
    return np.stack(result, axis=2) if result else np.zeros((*shape[:2], 0, shape[2]))


def _mean(total: Array, filled: Array) -> Array:
    shape = np.broadcast_shapes(total.shape, filled.shape)
    return np.divide(total, filled, out=np.zeros(shape), where=np.broadcast_to(filled, shape) > 0)

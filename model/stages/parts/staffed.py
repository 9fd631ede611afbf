"""The state of a seat and the chance that its person leaves. Shared by the expected and the simulated seat."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array, Order
from model.inputs.series.people import PeopleSeries

MONTHS_PER_YEAR = 12
MOST_TURNOVER = 3.0  # separations a year; model.md, section 3, clips there


@dataclass(frozen=True, kw_only=True, eq=False)
class Staffing:
    """Shares of one seat, by month. Arrays are (draws, positions, months) unless said otherwise.

    Attributes:
        hazard: chance that a person leaves at the month's end; 1 where the file says that the person departs.
        original: share still held by the person of the start.
        survival: chance that somebody present in the first month is still there.
        hired: share hired for the month by replacement.
        filled: original and all hired.
        vacant: the rest of an active seat.
        productive: filled, with new people weighed by the ramp.
        qualified: (draws, positions, payers, months) the part of `productive` that a payer accepts.
        separations: share that leaves at the month's end.
        hires: share whose first month this is, the person of a seat that opens new among them.
        wage: mean pay of the people in the seat, dollars an hour; 0 where nobody sits.
        since: month index of the hire of the one person in the seat, below 0 for the person of the start; None where
            seats are expected, and not simulated one by one.
    """

    hazard: Array
    original: Array
    survival: Array
    hired: Array
    filled: Array
    vacant: Array
    productive: Array
    qualified: Array
    separations: Array
    hires: Array
    wage: Array
    since: Order | None = None


def leaving(people: PeopleSeries, original_pay: Array) -> Array:
    """The chance that a person leaves at a month's end: (draws, positions, months).

        turnover x supports x insecurity x relative pay ^ -elasticity, at most 3, / 12; 1 where a departure is stated

    Args:
        people: how people leave.
        original_pay: (draws, positions, months) dollars an hour of the person of the start.
    Source:
        model.md, section 3.
    """
    yearly = people.turnover * pressure(people, original_pay)
    # turnover clipped at 3 a year leaves the chance of a month at a quarter, so that it needs no clip of its own
    monthly = np.clip(yearly, 0.0, MOST_TURNOVER) / MONTHS_PER_YEAR
    return np.where(people.departs > 0, 1.0, monthly) * people.active


def pressure(people: PeopleSeries, original_pay: Array) -> Array:
    """What turnover is multiplied by: supports, insecurity and pay beside outside pay; (draws, positions, months)."""
    ratio = original_pay / people.outside_wage / people.reference_ratio
    relative = np.where(np.isnan(ratio), 1.0, ratio)
    response = np.where(people.elasticity == 0, 1.0, relative**-people.elasticity)
    return people.support_multiplier[:, None] * people.insecurity * response


def opening_hires(people: PeopleSeries) -> Array:
    """1 in the first month of a seat that opens with a new person."""
    opening = np.arange(people.active.shape[-1]) == people.first[:, None]
    new = np.array([state == "new" for state in people.opens])[:, None]
    return (opening & new) * people.active

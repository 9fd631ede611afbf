"""Capacity: what is left of paid time for service, in hours a month."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.inputs.series.hours import FULL_WEEK, MONTHS_PER_YEAR, HourSeries


@dataclass(frozen=True, kw_only=True, eq=False)
class Capacity:
    """Hours a month of one full seat, and of the seat as it is staffed. Each (draws, positions, months).

    Attributes:
        paid: paid hours of the whole seat while it is active.
        worked: paid less leave.
        available: worked hours left for service in a seat whose person is fully productive.
        covered_service: service hours that others give for an empty seat or leave.
        service: service hours of the seat as it is staffed.
        covered_paid: hours paid to others for coverage.
        seats_served: share of the seat that is filled or covered, to which caseloads and caps relate.
        demand_share: share of the caseload's demand that the seat can meet, at most 1.
    """

    paid: Array
    worked: Array
    available: Array
    covered_service: Array
    service: Array
    covered_paid: Array
    seats_served: Array
    demand_share: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class FullSeat:
    """Hours a month of a full seat, whoever sits in it: paid, on leave, worked, and left for service.

    Each (draws, positions, months).
    """

    paid: Array
    leave: Array
    worked: Array
    available: Array


def full_seat(time: HourSeries) -> FullSeat:
    """What is left of a full seat's paid time.

        worked    = paid - leave
        available = worked (1 - non_service_share) - weekly duties x 52/12 x worked/paid - training / 12, at least 0

    Source:
        model.md, section 4; a 40-hour week is 2,080 paid hours a year.
    """
    paid = time.hours_per_week * WEEKS_PER_MONTH
    leave = time.leave_hours_per_year * time.hours_per_week / FULL_WEEK / MONTHS_PER_YEAR
    worked = paid - leave
    duties = time.weekly_duties * WEEKS_PER_MONTH * worked / paid + time.training_hours_per_year / MONTHS_PER_YEAR
    available = np.maximum(0.0, worked * (1 - time.non_service_share) - duties)
    return FullSeat(paid=paid, leave=leave, worked=worked, available=available)


def capacity(time: HourSeries, active: Array, filled: Array, vacant: Array, productive: Array) -> Capacity:
    """Turn paid hours into hours that clients can be seen in.

        service   = available x (productive + coverage of vacancy x vacant)
                    + coverage of leave x leave x filled x available/worked

    Args:
        time: hours a week and hours a year, as the program gives them.
        active: (positions, months) 1 between the seat's start and end.
        filled: share of the seat with a person in it.
        vacant: share without.
        productive: filled, with new people weighed by the ramp.
    Source:
        model.md, section 4.
    """
    seat = full_seat(time)
    worked, available = seat.worked, seat.available
    serves = time.direct_service[:, None]
    covered_vacancy = time.covers_vacancy * vacant * serves
    covered_leave = time.covers_leave * seat.leave * filled * serves
    covered_service = available * covered_vacancy + covered_leave * available / worked
    return Capacity(
        paid=seat.paid * active,
        worked=worked * active,
        available=available * active * serves,
        covered_service=covered_service,
        service=available * productive * serves + covered_service,
        covered_paid=covered_vacancy * worked + covered_leave,
        seats_served=filled * serves + covered_vacancy,
        demand_share=np.minimum(1.0, productive * serves + covered_vacancy),
    )

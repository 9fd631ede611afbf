"""What the capacity stage reads: paid hours, leave, duties and coverage, by position and month."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.series.horizon import WEEKS_PER_MONTH, Horizon, stacked
from model.inputs.series.people import support_sum

MONTHS_PER_YEAR = 12
FULL_WEEK = 40.0


@dataclass(frozen=True, kw_only=True, eq=False)
class HourSeries:
    """Hours of a full seat, before anybody sits in it. Arrays are (draws, positions, months) unless said otherwise.

    Attributes:
        hours_per_week: paid hours a week.
        leave_hours_per_year: for a week of 40 hours.
        non_service_share: share of worked time that is not service, with what the supports change.
        weekly_duties: hours a week of supervision, meetings, administration and supports.
        training_hours_per_year: hours.
        covers_vacancy: share of an empty seat's hours that others cover.
        covers_leave: share of leave hours that others cover.
        pay_multiple: what covered hours are paid, times the seat's original pay.
        direct_service: (positions,) 1 where the position sees clients.
    """

    hours_per_week: Array
    leave_hours_per_year: Array
    non_service_share: Array
    weekly_duties: Array
    training_hours_per_year: Array
    covers_vacancy: Array
    covers_leave: Array
    pay_multiple: Array
    direct_service: Array


def hour_series(program: Program) -> HourSeries:
    """Lay the use of time over the months of a program."""
    horizon = Horizon.of(program)
    times = [program.time_of(p) for p in program.positions]
    coverage = [program.staffing_of(p).coverage for p in program.positions]
    duties = ("supervision_hours_per_week", "meeting_hours_per_week", "admin_hours_per_week")
    leave = _sum([horizon.values(hours) for hours in program.leave.values()], horizon)
    return HourSeries(
        hours_per_week=horizon.table([p.hours_per_week for p in program.positions]),
        leave_hours_per_year=np.repeat(leave[:, None], len(times), axis=1),
        non_service_share=horizon.table([t.non_service_share for t in times])
        + support_sum(program, horizon, "non_service_share_change")[:, None],
        weekly_duties=stacked(
            [_sum([horizon.values(getattr(t, d)) for d in duties], horizon) for t in times], horizon.months
        )
        + support_sum(program, horizon, "hours_per_week")[:, None],
        training_hours_per_year=horizon.table([t.training_hours_per_year for t in times]),
        covers_vacancy=horizon.table([c.vacancy for c in coverage]),
        covers_leave=horizon.table([c.leave for c in coverage]),
        pay_multiple=horizon.table([c.pay_multiple for c in coverage]),
        direct_service=np.array([float(p.direct_service) for p in program.positions]),
    )


def _sum(rows: list[Array], horizon: Horizon) -> Array:
    return sum(rows, np.zeros((1, horizon.months)))


__all__ = ["WEEKS_PER_MONTH", "HourSeries", "hour_series"]

"""Endings: which seats are there in a month, and which one ends for want of money."""

from dataclasses import dataclass, replace

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.money import FundingSeries


@dataclass(frozen=True, kw_only=True, eq=False)
class Seats:
    """What is known of seats at the end of a month.

    Attributes:
        ended: (draws, positions) month index of the last paid month of a seat that ended; infinite for others.
        gap_months: (draws, positions) months in a row with a gap above materiality.
        last_service: (draws,) month index of the last direct-service month; infinite while there is one to come.
    """

    ended: Array
    gap_months: Array
    last_service: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Presence:
    """Who and what is there in a month.

    Attributes:
        seats: (draws, positions) 1 for seats that are active and have not ended.
        to_come: (draws, positions) 1 for direct-service seats whose end has not been reached, started or not.
        program_runs: (draws,) 1 while program costs and fundraising run on.
    """

    seats: Array
    to_come: Array
    program_runs: Array


def at_start(series: FundingSeries, draws: int) -> Seats:
    """No seat has ended yet."""
    shape = (draws, len(series.active))
    return Seats(ended=np.full(shape, np.inf), gap_months=np.zeros(shape), last_service=np.full(draws, np.inf))


def presence(series: FundingSeries, seats: Seats, month: int) -> tuple[Presence, Seats]:
    """Who is there in a month; when the last direct-service seat has ended, so have the other positions.

    Returns:
        Who is there, and the seats with the other positions ended where service is over.
    """
    serves = series.direct_service
    to_come = (seats.ended >= month) * (series.own_end >= month) * serves
    over = (to_come.sum(axis=1) == 0) & (serves.sum() > 0)
    last_service = np.where(over, np.minimum(seats.last_service, month - 1), np.inf)
    was_there = series.active[:, month - 1] > 0 if month > 0 else np.zeros(len(serves), dtype=bool)
    just_over = over & np.isinf(seats.last_service)
    others_end = just_over[:, None] & (serves == 0) & was_there & (series.own_end >= month)
    ended = np.where(others_end, month - 1, seats.ended)
    there = series.active[:, month] * (seats.ended >= month) * np.where(serves > 0, 1.0, ~over[:, None])
    runs = np.where(over, month <= last_service + series.wind_down_months, True)
    here = Presence(seats=there, to_come=to_come, program_runs=runs.astype(np.float64))
    return here, replace(seats, ended=ended, last_service=last_service)


def after_month(series: FundingSeries, seats: Seats, present: Array, gap: Array, full: Array, month: int) -> Seats:
    """Count gaps, and end the seat of lowest priority among those whose gap has lasted through the grace.

    Args:
        series: rules and priorities.
        seats: before this month's count.
        present: (draws, positions) seats that are there.
        gap: (draws, positions) dollars unpaid; full: full cost.
        month: index.
    Source:
        model.md, section 9, step 8.
    """
    counts = (
        (gap > series.materiality * full) & (present > 0) & (series.direct_service > 0) & (month >= series.grace_from)
    )
    gap_months = np.where(counts, seats.gap_months + 1, 0.0)
    if not series.ends_seats:
        return replace(seats, gap_months=gap_months)
    candidates = (gap_months >= series.grace_months)[:, series.order[::-1]]
    chosen = np.zeros_like(candidates)
    some = candidates.any(axis=1)
    chosen[some, candidates.argmax(axis=1)[some]] = True
    ends = np.empty_like(chosen)
    ends[:, series.order[::-1]] = chosen
    return replace(seats, gap_months=gap_months, ended=np.where(ends, float(month), seats.ended))

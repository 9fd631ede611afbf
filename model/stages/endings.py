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
    """No seat has ended yet; service is over before it begins where every direct-service seat has its end behind it."""
    shape = (draws, len(series.direct_service))
    nothing = Seats(ended=np.full(shape, np.inf), gap_months=np.zeros(shape), last_service=np.full(draws, np.inf))
    return _with_service_over(series, nothing, -1)


def presence(series: FundingSeries, seats: Seats, month: int) -> Presence:
    """Who is there in a month."""
    serves = series.direct_service
    to_come = (seats.ended >= month) * (series.own_end >= month) * serves
    service = np.where(serves > 0, 1.0, (seats.last_service >= month)[:, None])
    return Presence(
        seats=series.active[..., month] * (seats.ended >= month) * service,
        to_come=to_come,
        program_runs=(month <= seats.last_service + series.wind_down_months).astype(np.float64),
    )


def _with_service_over(series: FundingSeries, seats: Seats, month: int) -> Seats:
    """When no direct-service seat is left after a month, the other positions end with it."""
    serves = series.direct_service
    if not serves.any():
        return seats
    left = ((seats.ended > month) * (series.own_end > month) * serves).any(axis=1)
    over = ~left & np.isinf(seats.last_service)
    was_there = (series.active[..., month] > 0) if month >= 0 else np.zeros(len(serves), dtype=bool)
    others = over[:, None] & (serves == 0) & was_there & (series.own_end > month)
    return replace(
        seats,
        ended=np.where(others, float(month), seats.ended),
        last_service=np.where(over, float(month), seats.last_service),
    )


def after_month(series: FundingSeries, seats: Seats, present: Array, gap: Array, full: Array, month: int) -> Seats:
    """Count gaps, and end the seat of lowest priority among those whose gap has lasted through the grace.

    With the last direct-service seat, however it ends, the other positions end.

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
        return _with_service_over(series, replace(seats, gap_months=gap_months), month)
    candidates = (gap_months >= series.grace_months)[:, series.order[::-1]]
    chosen = np.zeros_like(candidates)
    some = candidates.any(axis=1)
    chosen[some, candidates.argmax(axis=1)[some]] = True
    ends = np.empty_like(chosen)
    ends[:, series.order[::-1]] = chosen
    seats = replace(seats, gap_months=gap_months, ended=np.where(ends, float(month), seats.ended))
    return _with_service_over(series, seats, month)

"""Kernel of who is there, and which seat ends for want of money. model.md, section 9, step 8, and section 10."""

import math

from model.inputs.numbers import Array
from model.stages.compiled.funding import (
    CONTRACTS,
    EARNED,
    FULL,
    FUNDRAISING,
    GAP,
    GRANTS,
    PRESENT,
    PROGRAM_INCOME,
    RESERVE,
    RUNS,
    SURPLUS,
    TO_COME,
    Month,
)
from model.stages.compiled.inputs import Money
from model.stages.compiled.jit import once, part
from model.stages.compiled.people import total

INACTIVE = -1


@once
def presence(
    active: Array, money: Money, serves: Array, m: int, ended: Array, last_service: float, month: Month
) -> None:
    """Who is there in a month; see `endings.presence`."""
    for p in range(len(serves)):
        here = ended[p] >= m
        service = serves[p] > 0 or last_service >= m
        month.by_seat[PRESENT, p] = active[p, m] if here and service else 0.0
        month.by_seat[TO_COME, p] = 1.0 if here and money.own_end[p] >= m and serves[p] > 0 else 0.0
    month.purse[RUNS] = 1.0 if m <= last_service + money.wind_down else 0.0


@part
def service_over(active: Array, own_end: Array, serves: Array, m: int, ended: Array, last_service: Array) -> None:
    """When no direct-service seat is left after a month, the others end with it; see `endings._with_service_over`."""
    if total(serves) == 0 or not math.isinf(last_service[0]):
        return
    for p in range(len(serves)):
        if serves[p] > 0 and ended[p] > m and own_end[p] > m:
            return
    last_service[0] = m
    for p in range(len(serves)):
        if m >= 0 and serves[p] == 0 and active[p, m] > 0 and own_end[p] > m:
            ended[p] = m


@once
def after_month(money: Money, serves: Array, m: int, month: Month, gap_months: Array, ended: Array) -> None:
    """Count gaps, and end the seat paid last among those whose gap has lasted; see `endings.after_month`."""
    grace_from = money.grace_from
    for p in range(len(serves)):
        lacks = month.rows[GAP, p] > money.materiality * month.rows[FULL, p]
        counts = lacks and month.by_seat[PRESENT, p] > 0 and serves[p] > 0 and m >= grace_from[p]
        gap_months[p] = gap_months[p] + 1 if counts else 0.0
    if money.ends_seats:
        for k in range(len(serves) - 1, -1, -1):
            p = money.order[k]
            if gap_months[p] >= money.grace_months:
                ended[p] = m
                return


@part
def status(sources: Array, gap: float, full: float, r: int, materiality: float) -> int:
    """Place in `findings.STATUSES` of a row's least secure source above materiality; see `findings._row_status`."""
    if full <= 0:
        return INACTIVE
    amounts = (
        sources[EARNED, r] + sources[SURPLUS, r],
        sources[CONTRACTS, r],
        sources[GRANTS, r] + sources[PROGRAM_INCOME, r],
        sources[FUNDRAISING, r],
        sources[RESERVE, r],
        gap,
    )
    largest = 0
    for place in range(6):
        if amounts[5 - place] > materiality * full:
            return 5 - place
        if amounts[place] > amounts[largest]:
            largest = place
    return largest

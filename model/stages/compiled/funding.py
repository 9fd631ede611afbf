"""Kernel of one month's funding: who pays for each row, and what stays unpaid. model.md, sections 6, 7 and 9."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.stages.compiled.inputs import (
    ADDITIVE,
    DEDUCTIVE,
    MATCHING,
    Grants,
    Money,
    Whole,
)
from model.stages.compiled.inputs import (
    NOT_BILLED as FORBIDS,
)
from model.stages.compiled.jit import once, part
from model.stages.compiled.people import put, put_all, total
from model.stages.compiled.work import Seats

GRANTS, PROGRAM_INCOME, EARNED, CONTRACTS, SURPLUS, FUNDRAISING, RESERVE = range(7)  # places in `funding.SOURCES`
OWED, LEFT_OVER, REPAID, RAISED, RECEIVED, IN_RESERVE, RUNS = range(7)  # places in `Month.purse`


WEIGHTS, DIRECT, SHARED, INDIRECT, FULL, REMAINING, NEEDS, GAP = range(8)  # places in `Month.rows`
PRESENT, TO_COME, NOT_BILLED, OVER, OWN = range(5)  # places in `Month.by_seat`
ASK_PROGRAM, ASKED, PAID, AWARD_LEFT, BALANCE = range(5)  # places in `Month.by_grant`
ASKED_FOR, COVERED, PROGRAM_EARNED = range(3)  # places in `Month.asks`


class Month(NamedTuple):
    """A month while it is funded, each by the places above. Rows are the seats and, last, the program.

    Few arrays, since each costs time whenever a kernel hands them on.

    Attributes:
        purse: dollars of the program.
        rows: (places, rows). sources: (sources, rows). by_seat: (places, p). by_grant: (places, g).
        asks: (places, g, p); what is asked for becomes what is paid.
    """

    purse: Array
    rows: Array
    sources: Array
    by_seat: Array
    by_grant: Array
    asks: Array


@once
def row_costs(money: Money, serves: Array, seats: Seats, m: int, month: Month) -> None:
    """Spread shared cost by hours a week, and lay indirect on what is not excluded; see `rows.row_costs`."""
    hours, last = money.spread_hours, len(serves)
    runs = month.purse[RUNS]
    pooled, bare, everybody = (
        money.program[m] * runs,
        money.program_excluded[m] * runs,
        0.0,
    )
    for p in range(last):
        if serves[p] > 0:
            everybody += hours[p, m] * month.by_seat[PRESENT, p]
        else:
            pooled += seats.direct[p, m] * month.by_seat[PRESENT, p]
            bare += seats.excluded[p, m] * month.by_seat[PRESENT, p]
    rate = money.indirect_rate[m]
    for r in range(last + 1):
        direct, excluded, weight = 0.0, 0.0, 1.0 if r == last and everybody == 0 else 0.0
        if r < last and serves[r] > 0 and month.by_seat[PRESENT, r] > 0:
            direct, excluded = seats.direct[r, m], seats.excluded[r, m]
            weight = hours[r, m] / everybody if everybody > 0 else 0.0
        shared = weight * pooled
        indirect = rate * (direct + shared - excluded - weight * bare)
        month.rows[WEIGHTS, r], month.rows[DIRECT, r], month.rows[SHARED, r], month.rows[INDIRECT, r] = (
            weight,
            direct,
            shared,
            indirect,
        )
        month.rows[FULL, r] = direct + shared + indirect


@part
def open_grant(grants: Grants, g: int, m: int, month: Month) -> None:
    """What is left of an award when the month begins; see `grants.opened`."""
    if grants.active[g, m] <= 0:
        month.by_grant[AWARD_LEFT, g] = 0.0
    elif m == 0 and grants.under_way[g] > 0:
        month.by_grant[AWARD_LEFT, g] += grants.left_at_start[g]
    elif grants.year_begins[g, m] > 0:
        kept = month.by_grant[AWARD_LEFT, g] if grants.carryover[g] > 0 else 0.0
        month.by_grant[AWARD_LEFT, g] = grants.award[g, m] + kept


@once
def ask(grants: Grants, money: Money, seats: Seats, m: int, month: Month) -> None:
    """Ask each grant for its shares, before program income; see `grants.ask` and `grants.forbidden_to_bill`."""
    put_all(0.0, month.by_seat[NOT_BILLED])
    for g in range(month.by_grant.shape[1]):
        open_grant(grants, g, m, month)
        active = grants.active[g, m] > 0
        if active or m == 0 or grants.active[g, m - 1] > 0:
            month.by_grant[ASK_PROGRAM, g] = 0.0
            for place in range(month.asks.shape[0]):
                put_all(0.0, month.asks[place, g])
        if not active:
            continue
        rate, covers = grants.indirect_rate[g, m], grants.covers[g]
        program, bare = money.program[m], money.program_excluded[m]
        share = grants.program_costs[g, m] * month.purse[RUNS]
        asked = 0.0
        for p in range(month.by_seat.shape[1]):
            if covers[p, m] != 0 and month.by_seat[PRESENT, p] > 0:
                own, excluded = seats.direct[p, m], seats.excluded[p, m]
                month.asks[ASKED_FOR, g, p] = covers[p, m] * (own + rate * (own - excluded))
                asked += month.asks[ASKED_FOR, g, p]
        month.by_grant[ASK_PROGRAM, g] = share * (program + rate * (program - bare))
        asked += month.by_grant[ASK_PROGRAM, g]
        possible = min(month.by_grant[AWARD_LEFT, g], asked) / asked if asked > 0 else 1.0
        for p in range(month.by_seat.shape[1]):
            month.asks[COVERED, g, p] = covers[p, m] * possible
            if grants.income[g] == FORBIDS:
                month.by_seat[NOT_BILLED, p] += month.asks[COVERED, g, p]


@once
def pay_grants(grants: Grants, serves: Array, m: int, earned: Array, month: Month) -> None:
    """Program income, the asks less what is deductive, and payments as far as awards go.

    See `funding._grants`, `parts.awards.pay` and `funding._by_row`. Asks become payments.
    """
    for g in range(month.by_grant.shape[1]):
        month.by_grant[PAID, g] = 0.0
        month.by_grant[ASKED, g] = 0.0
        if grants.active[g, m] <= 0:
            continue
        asked = month.by_grant[ASK_PROGRAM, g]
        for p in range(len(earned)):
            billed = 1 - month.by_seat[NOT_BILLED, p]
            if grants.income[g] != FORBIDS and billed > 0:
                month.asks[PROGRAM_EARNED, g, p] = earned[p] * (month.asks[COVERED, g, p] / billed)
            if grants.income[g] == DEDUCTIVE:
                month.asks[ASKED_FOR, g, p] = max(0.0, month.asks[ASKED_FOR, g, p] - month.asks[PROGRAM_EARNED, g, p])
            asked += month.asks[ASKED_FOR, g, p]
        month.by_grant[ASKED, g] = asked
        share = min(month.by_grant[AWARD_LEFT, g], asked) / asked if asked > 0 else 1.0
        month.by_grant[ASK_PROGRAM, g] *= share
        pooled, paid = month.by_grant[ASK_PROGRAM, g], month.by_grant[ASK_PROGRAM, g]
        for p in range(len(earned)):
            month.asks[ASKED_FOR, g, p] *= share
            paid += month.asks[ASKED_FOR, g, p]
            if serves[p] > 0:
                month.sources[GRANTS, p] += month.asks[ASKED_FOR, g, p]
            else:
                pooled += month.asks[ASKED_FOR, g, p]
        month.by_grant[PAID, g] = paid
        month.by_grant[AWARD_LEFT, g] = (
            0.0 if asked >= month.by_grant[AWARD_LEFT, g] else month.by_grant[AWARD_LEFT, g] - paid
        )
        if pooled != 0:
            for r in range(month.rows.shape[1]):
                month.sources[GRANTS, r] += month.rows[WEIGHTS, r] * pooled


@part
def flow(available: float, order: Whole, source: int, month: Month) -> float:
    """Pay the needs in order as far as the money goes, and return what is left; see `parts.waterfall.flow`."""
    needs, remaining, paid = month.rows[NEEDS], month.rows[REMAINING], month.sources[source]
    for r in order:
        if available <= 0:
            return 0.0
        if needs[r] > 0:
            taken = min(available, needs[r])
            paid[r] += taken
            remaining[r] -= taken
            available -= taken
    return max(0.0, available)


@once
def program_income(grants: Grants, order: Whole, serves: Array, m: int, month: Month) -> None:
    """What program income pays; see `funding._program_income` and `funding._pooled_income`.

    What deductive grants leave over stays in `OVER`.
    """
    last, over, remaining, paid = len(serves), month.by_seat[OVER], month.rows[REMAINING], month.sources[PROGRAM_INCOME]
    put_all(0.0, over)
    for g in range(month.by_grant.shape[1]):
        if grants.active[g, m] > 0 and grants.income[g] == DEDUCTIVE:
            earned = month.asks[PROGRAM_EARNED, g]
            for p in range(last):
                over[p] += earned[p]
    for p in range(last):
        paid[p] = min(over[p], remaining[p])
    for p in range(last):
        remaining[p] -= paid[p]
        over[p] -= paid[p]
    for g in range(month.by_grant.shape[1]):
        if grants.income[g] == ADDITIVE or grants.income[g] == MATCHING:
            money = month.by_grant[BALANCE, g]
            if grants.active[g, m] > 0:
                money += total(month.asks[PROGRAM_EARNED, g])
            month.by_grant[BALANCE, g] = 0.0
            if money > 0:
                for p in range(last):
                    may = grants.ever_covers[g, p] > 0 and serves[p] > 0 and month.by_seat[PRESENT, p] > 0
                    month.rows[NEEDS, p] = month.rows[REMAINING, p] if may else 0.0
                month.rows[NEEDS, last] = 0.0
                month.by_grant[BALANCE, g] = flow(money, order, PROGRAM_INCOME, month)


@once
def pay_own(grants: Grants, m: int, earned: Array, month: Month) -> float:
    """Other earnings pay their own rows; returns what is over, with surplus program income."""
    over, remaining, paid, own = month.by_seat[OVER], month.rows[REMAINING], month.sources[EARNED], month.by_seat[OWN]
    put(earned, own)
    for g in range(month.by_grant.shape[1]):
        if grants.active[g, m] > 0:
            program = month.asks[PROGRAM_EARNED, g]
            for p in range(len(own)):
                own[p] -= program[p]
    for p in range(len(own)):
        paid[p] = min(own[p], remaining[p])
    for p in range(len(own)):
        remaining[p] -= paid[p]
        over[p] += own[p] - paid[p]
    return total(over)


@once
def contracts(money: Money, serves: Array, m: int, month: Month) -> float:
    """What contracts pay, and what they leave over; see `funding._contracts`."""
    left, last, anyone = 0.0, len(serves), total(serves) > 0
    month.purse[RECEIVED] = 0.0
    for k in range(len(money.any_row)):
        if money.contract[k, m] == 0:
            continue
        covers = money.contract_covers[k]
        runs = money.for_service[k] <= 0 or not anyone
        for p in range(last):
            runs = runs or month.by_seat[TO_COME, p] * covers[p] > 0
            month.rows[NEEDS, p] = (
                month.rows[REMAINING, p] if money.any_row[k] > 0 else month.rows[REMAINING, p] * covers[p]
            )
        month.rows[NEEDS, last] = month.rows[REMAINING, last] if money.any_row[k] > 0 else 0.0
        dollars = money.contract[k, m] * (1.0 if runs else 0.0)
        month.purse[RECEIVED] += dollars
        left += flow(dollars, money.order, CONTRACTS, month)
    return left


@once
def fund(grants: Grants, money: Money, serves: Array, m: int, earned: Array, month: Month) -> None:
    """Pay every row: program income, grants, earnings, contracts, surplus, fundraising, the reserve, in that order.

    See `funding.fund`.
    """
    purse = month.purse
    for source in range(month.sources.shape[0]):
        put_all(0.0, month.sources[source])
    pay_grants(grants, serves, m, earned, month)
    for r in range(month.rows.shape[1]):
        month.rows[REMAINING, r] = max(0.0, month.rows[FULL, r] - month.sources[GRANTS, r])
    program_income(grants, money.order, serves, m, month)
    over = pay_own(grants, m, earned, month)
    left_over = contracts(money, serves, m, month)
    put(month.rows[REMAINING], month.rows[NEEDS])
    left_over += flow(over, money.order, SURPLUS, month)
    purse[RAISED] = money.fundraising[m] * purse[RUNS]
    put(month.rows[REMAINING], month.rows[NEEDS])
    left_over += flow(purse[RAISED], money.order, FUNDRAISING, month)
    purse[LEFT_OVER], purse[REPAID] = left_over, min(left_over, purse[OWED])
    reserve = purse[IN_RESERVE] + left_over - purse[REPAID]
    put(month.rows[REMAINING], month.rows[NEEDS])
    flow(max(0.0, reserve - money.reserve_floor[m]), money.order, RESERVE, month)
    put(month.rows[REMAINING], month.rows[GAP])
    purse[IN_RESERVE] = reserve - total(month.sources[RESERVE])
    purse[OWED] += total(month.rows[GAP]) - purse[REPAID]

"""Kernel of one month's funding: who pays for each row, and what stays unpaid. model.md, sections 6, 7 and 9."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.stages.compiled.inputs import (
    ADDITIVE,
    DEDUCTIVE,
    MATCHING,
    NOT_BILLED,
    Grants,
    Money,
)
from model.stages.compiled.jit import part
from model.stages.compiled.people import of_draw
from model.stages.compiled.work import Seats

GRANTS, PROGRAM_INCOME, EARNED, CONTRACTS, SURPLUS, FUNDRAISING, RESERVE = range(7)  # places in `funding.SOURCES`
OWED, LEFT_OVER, REPAID, RAISED, RECEIVED, IN_RESERVE, RUNS = range(7)  # places in `Month.purse`


class Month(NamedTuple):
    """A month while it is funded. Rows are the seats and, last, the program.

    Attributes:
        present, to_come: (p,); purse: dollars by the places above.
        weights, direct, shared, indirect, full, remaining, needs, gap: (rows,). sources: (sources, rows).
        ask, covered, income: (g, p). ask_program, asked, paid, left, balance: (g,).
        not_billed, surplus: (p,).
    """

    present: Array
    to_come: Array
    purse: Array
    weights: Array
    direct: Array
    shared: Array
    indirect: Array
    full: Array
    remaining: Array
    needs: Array
    gap: Array
    sources: Array
    ask: Array
    covered: Array
    income: Array
    ask_program: Array
    asked: Array
    paid: Array
    left: Array
    balance: Array
    not_billed: Array
    surplus: Array


@part
def row_costs(money: Money, serves: Array, seats: Seats, draw: int, m: int, month: Month) -> None:
    """Spread shared cost by hours a week, and lay indirect on what is not excluded; see `rows.row_costs`."""
    hours, last = of_draw(money.spread_hours, draw), len(serves)
    runs = month.purse[RUNS]
    pooled, bare, total = of_draw(money.program, draw)[m] * runs, of_draw(money.program_excluded, draw)[m] * runs, 0.0
    for p in range(last):
        if serves[p] > 0:
            total += hours[p, m] * month.present[p]
        else:
            pooled += seats.direct[p, m] * month.present[p]
            bare += seats.excluded[p, m] * month.present[p]
    rate = of_draw(money.indirect_rate, draw)[m]
    for r in range(last + 1):
        direct, excluded, weight = 0.0, 0.0, 1.0 if r == last and total == 0 else 0.0
        if r < last and serves[r] > 0 and month.present[r] > 0:
            direct, excluded = seats.direct[r, m], seats.excluded[r, m]
            weight = hours[r, m] / total if total > 0 else 0.0
        shared = weight * pooled
        indirect = rate * (direct + shared - excluded - weight * bare)
        month.weights[r], month.direct[r], month.shared[r], month.indirect[r] = weight, direct, shared, indirect
        month.full[r] = direct + shared + indirect


@part
def open_grant(grants: Grants, g: int, draw: int, m: int, month: Month) -> None:
    """What is left of an award when the month begins; see `grants.opened`."""
    if grants.active[g, m] <= 0:
        month.left[g] = 0.0
    elif m == 0 and grants.under_way[g] > 0:
        month.left[g] += of_draw(grants.left_at_start, draw)[g]
    elif grants.year_begins[g, m] > 0:
        kept = month.left[g] if grants.carryover[g] > 0 else 0.0
        month.left[g] = of_draw(grants.award, draw)[g, m] + kept


@part
def ask(grants: Grants, money: Money, seats: Seats, draw: int, m: int, month: Month) -> None:
    """Ask each grant for its shares, before program income; see `grants.ask` and `grants.forbidden_to_bill`."""
    month.not_billed[:] = 0.0
    for g in range(len(month.left)):
        open_grant(grants, g, draw, m, month)
        month.ask[g], month.covered[g], month.income[g] = 0.0, 0.0, 0.0
        month.ask_program[g] = 0.0
        if grants.active[g, m] <= 0:
            continue
        rate, covers = of_draw(grants.indirect_rate, draw)[g, m], of_draw(grants.covers, draw)[g]
        program, bare = of_draw(money.program, draw)[m], of_draw(money.program_excluded, draw)[m]
        share = of_draw(grants.program_costs, draw)[g, m] * month.purse[RUNS]
        total = 0.0
        for p in range(len(month.present)):
            if covers[p, m] != 0 and month.present[p] > 0:
                own, excluded = seats.direct[p, m], seats.excluded[p, m]
                month.ask[g, p] = covers[p, m] * (own + rate * (own - excluded))
                total += month.ask[g, p]
        month.ask_program[g] = share * (program + rate * (program - bare))
        total += month.ask_program[g]
        possible = min(month.left[g], total) / total if total > 0 else 1.0
        for p in range(len(month.present)):
            month.covered[g, p] = covers[p, m] * possible
            if grants.income[g] == NOT_BILLED:
                month.not_billed[p] += month.covered[g, p]


@part
def pay_grants(grants: Grants, serves: Array, m: int, earned: Array, month: Month) -> None:
    """Program income, the asks less what is deductive, and payments as far as awards go.

    See `funding._grants`, `parts.awards.pay` and `funding._by_row`. Asks become payments.
    """
    for g in range(len(month.left)):
        month.paid[g] = 0.0
        month.asked[g] = 0.0
        if grants.active[g, m] <= 0:
            continue
        total = month.ask_program[g]
        for p in range(len(earned)):
            billed = 1 - month.not_billed[p]
            if grants.income[g] != NOT_BILLED and billed > 0:
                month.income[g, p] = earned[p] * (month.covered[g, p] / billed)
            if grants.income[g] == DEDUCTIVE:
                month.ask[g, p] = max(0.0, month.ask[g, p] - month.income[g, p])
            total += month.ask[g, p]
        month.asked[g] = total
        share = min(month.left[g], total) / total if total > 0 else 1.0
        month.ask_program[g] *= share
        pooled, paid = month.ask_program[g], month.ask_program[g]
        for p in range(len(earned)):
            month.ask[g, p] *= share
            paid += month.ask[g, p]
            if serves[p] > 0:
                month.sources[GRANTS, p] += month.ask[g, p]
            else:
                pooled += month.ask[g, p]
        month.paid[g] = paid
        month.left[g] = 0.0 if total >= month.left[g] else month.left[g] - paid
        if pooled != 0:
            for r in range(len(month.weights)):
                month.sources[GRANTS, r] += month.weights[r] * pooled


@part
def flow(available: float, order: Array, source: int, month: Month) -> float:
    """Pay the needs in order as far as the money goes, and return what is left; see `parts.waterfall.flow`."""
    for r in order:
        taken = min(max(available, 0.0), month.needs[r])
        month.sources[source, r] += taken
        month.remaining[r] -= taken
        available -= taken
    return max(0.0, available)


@part
def program_income(grants: Grants, order: Array, serves: Array, draw: int, month: Month) -> None:
    """What program income pays; see `funding._program_income` and `funding._pooled_income`."""
    last = len(serves)
    for p in range(last):
        deductive = 0.0
        for g in range(len(month.left)):
            if grants.income[g] == DEDUCTIVE:
                deductive += month.income[g, p]
        paid = min(deductive, month.remaining[p])
        month.sources[PROGRAM_INCOME, p] += paid
        month.remaining[p] -= paid
        month.surplus[p] = deductive - paid
    for g in range(len(month.left)):
        if grants.income[g] == ADDITIVE or grants.income[g] == MATCHING:
            money = month.balance[g]
            for p in range(last):
                may = of_draw(grants.ever_covers, draw)[g, p] > 0 and serves[p] > 0 and month.present[p] > 0
                month.needs[p] = month.remaining[p] if may else 0.0
                money += month.income[g, p]
            month.needs[last] = 0.0
            month.balance[g] = flow(money, order, PROGRAM_INCOME, month) if money > 0 else max(0.0, money)


@part
def pay_own(earned: Array, month: Month) -> float:
    """Other earnings pay their own rows; returns what is over, with surplus program income."""
    over = 0.0
    for p in range(len(earned)):
        money = earned[p]
        for g in range(len(month.left)):
            money -= month.income[g, p]
        paid = min(money, month.remaining[p])
        month.sources[EARNED, p] = paid
        month.remaining[p] -= paid
        over += month.surplus[p] + (money - paid)
    return over


@part
def contracts(money: Money, serves: Array, draw: int, m: int, month: Month) -> float:
    """What contracts pay, and what they leave over; see `funding._contracts`."""
    left, last, anyone = 0.0, len(serves), serves.sum() > 0
    month.purse[RECEIVED] = 0.0
    for k in range(len(money.any_row)):
        covers = money.contract_covers[k]
        runs = money.for_service[k] <= 0 or not anyone
        for p in range(last):
            runs = runs or month.to_come[p] * covers[p] > 0
            month.needs[p] = month.remaining[p] if money.any_row[k] > 0 else month.remaining[p] * covers[p]
        month.needs[last] = month.remaining[last] if money.any_row[k] > 0 else 0.0
        dollars = of_draw(money.contract, draw)[k, m] * (1.0 if runs else 0.0)
        month.purse[RECEIVED] += dollars
        left += flow(dollars, money.order, CONTRACTS, month)
    return left


@part
def fund(grants: Grants, money: Money, serves: Array, draw: int, m: int, earned: Array, month: Month) -> None:
    """Pay every row: program income, grants, earnings, contracts, surplus, fundraising, the reserve, in that order.

    See `funding.fund`.
    """
    purse = month.purse
    month.sources[:] = 0.0
    pay_grants(grants, serves, m, earned, month)
    for r in range(len(month.full)):
        month.remaining[r] = max(0.0, month.full[r] - month.sources[GRANTS, r])
    program_income(grants, money.order, serves, draw, month)
    over = pay_own(earned, month)
    left_over = contracts(money, serves, draw, m, month)
    month.needs[:] = month.remaining
    left_over += flow(over, money.order, SURPLUS, month)
    purse[RAISED] = of_draw(money.fundraising, draw)[m] * purse[RUNS]
    month.needs[:] = month.remaining
    left_over += flow(purse[RAISED], money.order, FUNDRAISING, month)
    purse[LEFT_OVER], purse[REPAID] = left_over, min(left_over, purse[OWED])
    reserve = purse[IN_RESERVE] + left_over - purse[REPAID]
    month.needs[:] = month.remaining
    flow(max(0.0, reserve - of_draw(money.reserve_floor, draw)[m]), money.order, RESERVE, month)
    month.gap[:] = month.remaining
    purse[IN_RESERVE] = reserve - month.sources[RESERVE].sum()
    purse[OWED] += month.gap.sum() - purse[REPAID]

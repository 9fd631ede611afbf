"""Funding of one month: who pays for each row, and what stays unpaid."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array, Order
from model.inputs.series.money import ContractSeries, FundingSeries, GrantSeries
from model.stages.parts.awards import Ask, Payment, less_income, pay
from model.stages.parts.waterfall import flow

SOURCES = ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve")


@dataclass(frozen=True, kw_only=True, eq=False)
class Purse:
    """Money carried from month to month.

    Attributes:
        left: of each grant's award, (draws,); balance: of each grant's program income.
        reserve: (draws,) dollars; owed: the accumulated gap.
    """

    left: tuple[Array, ...]
    balance: tuple[Array, ...]
    reserve: Array
    owed: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class MonthFunding:
    """Who paid in a month.

    Attributes:
        sources: dollars by source, (draws, rows) each, in the order of `SOURCES`.
        gap: (draws, rows) unpaid.
        asks, payments: of each grant.
        income: of each grant, (draws, positions) program income.
        contracts, fundraising: (draws,) dollars that came in.
        left_over: (draws,) of contracts, surplus and fundraising, before it repays a gap.
        repaid: (draws,) of the accumulated gap.
        purse: after the month.
    """

    sources: dict[str, Array]
    gap: Array
    asks: tuple[Ask, ...]
    payments: tuple[Payment, ...]
    income: tuple[Array, ...]
    contracts: Array
    fundraising: Array
    left_over: Array
    repaid: Array
    purse: Purse


@dataclass(frozen=True, kw_only=True, eq=False)
class Due:
    """What a month's funding starts from.

    Attributes:
        full: (draws, rows) full cost; weights: shares of spread cost.
        asks: what each grant is asked for, before program income.
        earned: (draws, positions) earnings; not_billed: share of units that grants forbade to bill.
        present, to_come: (draws, positions) seats there, and direct-service seats not at their end.
        program_runs: (draws,).
    """

    full: Array
    weights: Array
    asks: list[Ask]
    earned: Array
    not_billed: Array
    present: Array
    to_come: Array
    program_runs: Array


def opening_purse(series: FundingSeries, draws: int) -> Purse:
    """Money at the start: nothing asked yet, the reserve as it opens, no gap."""
    nothing = np.zeros(draws)
    each = tuple(nothing for _ in series.grants)
    return Purse(left=each, balance=each, reserve=nothing + series.reserve_opening, owed=nothing)


def fund(series: FundingSeries, due: Due, purse: Purse, month: int) -> MonthFunding:
    """Pay every row: program income, grants, earnings, contracts, surplus, fundraising, the reserve, in that order.

    Deductive income lowers its grant's ask and pays the position's own cost; additive and matching income pays, by
    priority, what remains of positions the grant covers. What is left of contracts, surplus and fundraising repays the
    accumulated gap, then joins the reserve.

    Source:
        model.md, section 9, steps 1 to 7.
    """
    order = np.append(series.order, len(series.order))
    income, lowered, payments = _grants(series, due)
    from_grants = _by_row(series, due, payments)
    remaining = np.maximum(0.0, due.full - from_grants)
    program_income, surplus, balance = _program_income(series, income, due, purse, remaining, order)
    remaining = remaining - program_income
    earned, more = _pay_own(due.earned - sum(income, np.zeros_like(due.earned)), remaining)
    remaining = remaining - earned

    contracts, received, left_over = _contracts(series, due, remaining, order, month)
    remaining = remaining - contracts
    from_surplus, left = flow((surplus + more).sum(axis=1), remaining, order)
    remaining, left_over = remaining - from_surplus, left_over + left
    raised = series.fundraising[:, month] * due.program_runs
    fundraising, left = flow(raised, remaining, order)
    remaining, left_over = remaining - fundraising, left_over + left

    repaid = np.minimum(left_over, purse.owed)
    reserve = purse.reserve + left_over - repaid
    from_reserve, _ = flow(np.maximum(0.0, reserve - series.reserve_floor[:, month]), remaining, order)
    gap = remaining - from_reserve
    paid = (from_grants, program_income, earned, contracts, from_surplus, fundraising, from_reserve)
    return MonthFunding(
        sources=dict(zip(SOURCES, paid, strict=True)),
        gap=gap,
        asks=lowered,
        payments=payments,
        income=income,
        contracts=received,
        fundraising=raised,
        left_over=left_over,
        repaid=repaid,
        purse=Purse(
            left=tuple(p.left for p in payments),
            balance=balance,
            reserve=reserve - from_reserve.sum(axis=1),
            owed=purse.owed - repaid + gap.sum(axis=1),
        ),
    )


def _grants(series: FundingSeries, due: Due) -> tuple[tuple[Array, ...], tuple[Ask, ...], tuple[Payment, ...]]:
    """Each grant's program income by position, its ask less deductive income, and what it pays."""
    income = tuple(_income(grant, asked, due) for grant, asked in zip(series.grants, due.asks, strict=True))
    lowered = tuple(
        less_income(asked, got) if grant.income == "deductive" else asked
        for grant, asked, got in zip(series.grants, due.asks, income, strict=True)
    )
    return income, lowered, tuple(pay(asked) for asked in lowered)


def _program_income(
    series: FundingSeries, income: tuple[Array, ...], due: Due, purse: Purse, remaining: Array, order: Order
) -> tuple[Array, Array, tuple[Array, ...]]:
    """What program income pays by row, what of it is surplus by position, and each grant's balance.

    Deductive income pays the position's own cost once its grants' payments are known, so that no row is paid twice.
    """
    kept = zip(series.grants, income, strict=True)
    deductive = sum((got for grant, got in kept if grant.income == "deductive"), np.zeros_like(due.earned))
    own, surplus = _pay_own(deductive, remaining)
    pooled, balance = _pooled_income(series, income, due, purse, remaining - own, order)
    return own + pooled, surplus, balance


def _income(grant: GrantSeries, asked: Ask, due: Due) -> Array:
    """Program income of each position: earnings x covered, of units that could be billed at all."""
    if asked.idle or grant.income == "not_billed":
        return np.zeros_like(due.earned)
    billed = 1 - due.not_billed
    return due.earned * np.divide(asked.covered, billed, out=np.zeros_like(billed + asked.covered), where=billed > 0)


def _by_row(series: FundingSeries, due: Due, payments: tuple[Payment, ...]) -> Array:
    """What grants pay, by row; what they pay toward spread cost follows the shares in which it is spread."""
    rows = np.zeros_like(due.full)
    for payment, asked in zip(payments, due.asks, strict=True):
        if asked.idle:
            continue
        pooled = (payment.positions * (1 - series.direct_service)).sum(axis=1) + payment.program
        rows = rows + due.weights * pooled[:, None]
        rows[:, :-1] += payment.positions * series.direct_service
    return rows


def _pay_own(money: Array, remaining: Array) -> tuple[Array, Array]:
    """Positions' own money pays their own rows: what it pays (draws, rows), what is over (draws, positions)."""
    paid = np.zeros_like(remaining)
    paid[:, :-1] = np.minimum(money, remaining[:, :-1])
    return paid, money - paid[:, :-1]


def _pooled_income(
    series: FundingSeries, income: tuple[Array, ...], due: Due, purse: Purse, remaining: Array, order: Order
) -> tuple[Array, tuple[Array, ...]]:
    """Additive and matching income pays positions the grant covers; the rest stays in the grant's balance."""
    paid, balances = np.zeros_like(remaining), []
    for grant, got, balance in zip(series.grants, income, purse.balance, strict=True):
        if grant.income not in ("additive", "matching"):
            balances.append(balance)
            continue
        covered = grant.covers.max(axis=2) > 0
        may = covered & (series.direct_service > 0) & (due.present > 0)
        needs = remaining - paid
        needs[:, :-1] *= may
        needs[:, -1] = 0.0
        flowed, left = flow(balance + got.sum(axis=1), needs, order)
        paid = paid + flowed
        balances.append(left)
    return paid, tuple(balances)


def _contracts(
    series: FundingSeries, due: Due, remaining: Array, order: Order, month: int
) -> tuple[Array, Array, Array]:
    """What contracts pay by row, what they bring in, and what they leave over."""
    paid, received, left_over = np.zeros_like(remaining), np.zeros(len(remaining)), np.zeros(len(remaining))
    for contract in series.contracts:
        money = contract.per_month[:, month] * _runs(contract, series, due)
        needs = remaining - paid
        if not contract.any_row:
            needs = needs * np.append(contract.covers, 0.0)
        flowed, left = flow(money, needs, order)
        paid, received, left_over = paid + flowed, received + money, left_over + left
    return paid, received, left_over


def _runs(contract: ContractSeries, series: FundingSeries, due: Due) -> Array:
    """A contract for service ends with the last seat it covers: (draws,)."""
    if not contract.for_service or series.direct_service.sum() == 0:
        return np.ones(len(due.full))
    return ((due.to_come * contract.covers).sum(axis=1) > 0).astype(np.float64)

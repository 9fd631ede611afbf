"""What grants and funding read: awards, contracts, fundraising, reserve, priorities and the rules for ending seats."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.inputs.money import Contract, Grant
from model.inputs.numbers import Array, Dated, Order
from model.inputs.program import Program
from model.inputs.series.common import Keep, anew
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import first_index

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class GrantSeries:
    """One grant, (draws, months) unless said otherwise.

    Attributes:
        name: its id.
        active: (months,) 1 in the months in which it can be asked.
        covers: (draws, positions, months) share of direct cost.
        program_costs: share of program costs.
        indirect_rate: on what it pays that is not excluded.
        award: dollars of the budget year each month lies in; 0 outside the grant.
        year_begins: (months,) True in the first month of a budget year.
        left_at_start: (draws,) of the budget year under way when the program starts; 0 for a grant that starts later.
        under_way: whether the grant is under way when the program starts.
        carryover: whether unspent money passes to the next budget year.
        income: deductive, additive, matching or not_billed.
        match_rate: non-federal share of the project's total.
        payment_lag: shares paid 0, 1, 2 … months after the cost.
    """

    name: str
    active: Array
    covers: Array
    program_costs: Array
    indirect_rate: Array
    award: Array
    year_begins: Array
    left_at_start: Array
    under_way: bool
    carryover: bool
    income: str
    match_rate: Array
    payment_lag: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class ContractSeries:
    """One contract: what it pays in (draws, months), and which positions (positions,) it covers.

    `any_row` is true where it names none and pays any row; `for_service` where it ends with the seats it covers.
    """

    name: str
    per_month: Array
    covers: Array
    any_row: bool
    for_service: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class FundingSeries:
    """Everything the funding stage reads beside costs and earnings.

    Attributes:
        grants, contracts: in the order of the file.
        fundraising: (draws, months) dollars.
        reserve_opening: (draws,) dollars; reserve_floor: (draws, months).
        materiality: share of full cost.
        order: positions, first paid first.
        hours_per_week: (draws, positions, months) by which shared cost is spread.
        direct_service: (positions,) 1 where the position sees clients.
        active: (positions, months) 1 between its own start and end; by draw where a question tries who stays.
        own_end: (positions,) month index of its own end, infinite where there is none; likewise.
        grace_from: (draws, positions) month index from which gaps count and a seat's start is over.
        ends_seats: whether seats without money end.
        grace_months: of gap in a row before a seat ends.
        wind_down_months: that program costs run on after the last direct-service seat.
    """

    grants: tuple[GrantSeries, ...]
    contracts: tuple[ContractSeries, ...]
    fundraising: Array
    reserve_opening: Array
    reserve_floor: Array
    materiality: float
    order: Order
    hours_per_week: Array
    direct_service: Array
    active: Array
    own_end: Array
    grace_from: Array
    ends_seats: bool
    grace_months: int
    wind_down_months: int


@dataclass(frozen=True, kw_only=True, eq=False)
class CashSeries:
    """Cash in the bank at the start (draws,), and what earlier services still bring, (draws, months)."""

    opening: Array
    receivables: Array


def funding_series(program: Program, keep: Keep = anew) -> FundingSeries:
    """Lay money other than billing over the months of a program; `keep` holds what no draw changes."""
    horizon = Horizon.of(program)
    ends = [math.inf if p.end is None else float(p.end - horizon.start) for p in program.positions]
    return FundingSeries(
        grants=tuple(keep(f"grant {n}", lambda g=g: _grant(g, program, horizon)) for n, g in enumerate(program.grants)),
        contracts=keep("contracts", lambda: tuple(_contract(c, program, horizon) for c in program.contracts)),
        fundraising=horizon.values(program.fundraising.per_month, growth=program.fundraising.annual_change),
        reserve_opening=np.atleast_1d(program.reserve.opening.entries[0].value),
        reserve_floor=horizon.values(program.reserve.floor),
        materiality=program.materiality.value,
        order=keep("order", lambda: priority_order(program)),
        hours_per_week=keep("hours", lambda: horizon.table([p.hours_per_week for p in program.positions])),
        direct_service=np.array([float(p.direct_service) for p in program.positions]),
        active=keep("active", lambda: np.stack([horizon.within(p.start, p.end) for p in program.positions])),
        own_end=np.array(ends),
        grace_from=keep("grace", lambda: grace_from(program)),
        ends_seats=program.when_unfunded == "end",
        grace_months=int(program.grace_months.value),
        wind_down_months=int(program.wind_down_months.value),
    )


def cash_series(program: Program) -> CashSeries:
    """Opening cash, by default the reserve less all receivables, and receivables by the month they arrive."""
    receivables = [np.atleast_1d(r.entries[0].value) for r in program.receivables]
    arriving = np.zeros((max([1, *(len(r) for r in receivables)]), program.months))
    for month, dollars in enumerate(receivables[: program.months]):
        arriving[:, month] = dollars
    opening = program.cash.opening
    owed = sum(receivables, np.zeros(1))
    reserve = np.atleast_1d(program.reserve.opening.entries[0].value)
    return CashSeries(
        opening=reserve - owed if opening is None else np.atleast_1d(opening.entries[0].value), receivables=arriving
    )


def priority_order(program: Program) -> Order:
    """Positions in the order in which they are paid: by priority, then by place in the file."""
    given = [place + 1 if p.priority is None else p.priority.value for place, p in enumerate(program.positions)]
    return np.argsort(np.array(given, dtype=np.float64), kind="stable")


def grace_from(program: Program) -> Array:
    """The month index from which each position's start is over: (draws, positions).

    A seat that opens new is given its ramp; a vacant one also the mean months that a seat stays empty, rounded up.
    """
    horizon, result = Horizon.of(program), []
    for position in program.positions:
        staffing = program.staffing_of(position)
        first = first_index(position, program.start)
        vacancy = np.ceil(horizon.values(staffing.months_vacant)[:, min(first, program.months - 1)])
        extra = {"filled": 0.0, "new": len(staffing.ramp), "vacant": vacancy + len(staffing.ramp)}[position.filled]
        result.append(first + np.atleast_1d(extra))
    return np.stack(np.broadcast_arrays(*result), axis=1).astype(np.float64)


def _grant(grant: Grant, program: Program, horizon: Horizon) -> GrantSeries:
    active = horizon.within(grant.start, grant.end)
    since = horizon.index - (grant.start - horizon.start)
    covers = [horizon.values(grant.covers.get(p.id, Dated.of(0.0))) for p in program.positions]
    under_way = grant.start < horizon.start <= grant.end
    of_year = cache(lambda year: award_of_year(grant, year, horizon))  # months of one budget year share its award
    first_award = of_year(max(0, (horizon.start - grant.start) // MONTHS_PER_YEAR))
    return GrantSeries(
        name=grant.id,
        active=active,
        covers=np.stack(np.broadcast_arrays(*covers), axis=1) * active,
        program_costs=horizon.values(grant.program_costs) * active,
        indirect_rate=horizon.values(grant.indirect_rate),
        award=active * stacked_months([of_year(max(0, int(s) // MONTHS_PER_YEAR)) for s in since]),
        year_begins=(active > 0) & (since % MONTHS_PER_YEAR == 0),
        left_at_start=(first_award + _fixed(grant.carried_in) - _fixed(grant.spent_at_start)) * under_way,
        under_way=under_way,
        carryover=grant.carryover,
        income=grant.program_income,
        match_rate=horizon.values(grant.match_rate),
        payment_lag=np.array([share.value for share in grant.payment_lag]),
    )


def award_of_year(grant: Grant, year: int, horizon: Horizon) -> Array:
    """Dollars of a budget year, counted from 0: (draws,).

    One number for each year may be dated: it is read in the year's first month, or where the program starts later,
    there.
    """
    if isinstance(grant.award, Dated):
        begins = max(grant.start.plus(year * MONTHS_PER_YEAR), horizon.start)
        return grant.award.by_month(begins, 1, base=horizon.start)[:, 0]
    return _fixed(grant.award[min(year, len(grant.award) - 1)])


def stacked_months(values: list[Array]) -> Array:
    """(draws,) for each month as one array (draws or 1, months)."""
    return np.stack(np.broadcast_arrays(*values), axis=-1)


def _fixed(dated: Dated) -> Array:
    return np.atleast_1d(np.asarray(dated.entries[0].value, dtype=np.float64))


def _contract(contract: Contract, program: Program, horizon: Horizon) -> ContractSeries:
    stated = max(contract.start, horizon.start)
    amount = horizon.values(contract.per_month, base=stated, growth=contract.annual_change)
    covers = [contract.covers is None or p.id in contract.covers for p in program.positions]
    serves = np.array([float(c and p.direct_service) for c, p in zip(covers, program.positions, strict=True)])
    return ContractSeries(
        name=contract.id,
        per_month=amount * horizon.within(contract.start, contract.end),
        covers=serves,
        any_row=contract.covers is None,
        for_service=contract.for_service,
    )

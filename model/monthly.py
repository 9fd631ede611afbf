"""The part of a projection in which each month depends on the last: awards, caps of the program, funding, endings."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.costs import CostSeries
from model.inputs.series.money import FundingSeries
from model.stages.billing import Claims, Delivered, Terms, billing, claims, opening_use
from model.stages.costs import Costs
from model.stages.endings import Presence, after_month, at_start, presence
from model.stages.funding import SOURCES, Due, MonthFunding, fund, opening_purse
from model.stages.grants import ask, forbidden_to_bill, opened
from model.stages.parts.awards import Chargeable
from model.stages.parts.fates import Billing
from model.stages.parts.program_caps import ProgramCaps
from model.stages.rows import RowCosts, row_costs


class Biller:
    """Bills month after month, and settles at the end.

    Only a grant that forbids to bill ties a month's claims to last month's funding; without one all months are claimed
    at once.
    """

    def __init__(self, work: Delivered, terms: Terms, *, tied: bool, draws: int) -> None:
        """Claim all months at once where nothing ties them."""
        self.work, self.terms, self.tied = work, terms, tied
        self.running = opening_use(terms, work.active)
        self.program_caps = ProgramCaps(terms.payers, terms.caps, draws)
        self.claimed: list[Claims] = []
        self.left: list[Array] = []
        self.by_payer: list[Array] = []
        self.months = work.kept.shape[-1]
        if not tied:
            nothing = np.zeros((1, 1, self.months))
            self.claimed = [claims(work, terms, nothing, slice(0, self.months), self.running)]
            self.dollars, self.billable = (
                _months_first(self.claimed[0].dollars),
                _months_first(self.claimed[0].billable),
            )

    def month(self, month: int, present: Array, not_billed: Array) -> Array:
        """Earnings of each position: (draws, positions)."""
        dollars, billable = self._claims(month, not_billed)
        earned = dollars * present[:, :, None, None] * self.terms.payers.kept_of_denied[:, None, None, :, month]
        if self.program_caps.caps:
            here = present[:, :, None, None]
            self.left.append(self.program_caps.left(billable * here, dollars * here, month))
            earned = earned * self.left[-1][:, None]
        by_payer = earned.sum(axis=2)
        self.by_payer.append(by_payer.sum(axis=1))
        return by_payer.sum(axis=2)

    def _claims(self, month: int, not_billed: Array) -> tuple[Array, Array]:
        """Dollars and units claimed in a month: (draws, positions, services, payers)."""
        if not self.tied:
            return self.dollars[month], self.billable[month]
        only = slice(month, month + 1)
        self.claimed.append(claims(self.work, self.terms, not_billed[..., None], only, self.running))
        return self.claimed[-1].dollars[..., 0], self.claimed[-1].billable[..., 0]

    def earned_by_payer(self) -> Array:
        """Earnings of all positions from each payer, nobody last: (draws, payers, months)."""
        return np.stack(self.by_payer, axis=-1)

    def settled(self, present: Array) -> Billing:
        """The fate of every unit, once it is known who was there: `present` is (draws, positions, months)."""
        left = np.stack(self.left, axis=-1) if self.left else np.ones((1, 1, 1, 1))
        return billing(_joined(self.claimed), self.terms, left, present)


def _months_first(values: Array) -> Array:
    """(…, months) laid out so that one month's values stand together: (months, …)."""
    return np.ascontiguousarray(np.moveaxis(values, -1, 0))


def _joined(parts: list[Claims]) -> Claims:
    if len(parts) == 1:
        return parts[0]
    names = Claims.__dataclass_fields__
    return Claims(**{name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names})


@dataclass(frozen=True, kw_only=True, eq=False)
class GrantMonths:
    """One grant, (draws, months) unless said otherwise.

    Attributes:
        asked: after program income; paid; left of the budget year at the month's end.
        balance: program income kept for later.
        match_needed: non-federal dollars.
        income: (draws, positions, months) program income earned.
        covered: (draws, positions, months) the grant's share x what it could pay of its ask.
        by_position: (draws, positions, months) paid toward each position.
        toward_program: paid toward program costs.
    """

    asked: Array
    paid: Array
    left: Array
    balance: Array
    match_needed: Array
    income: Array
    covered: Array
    by_position: Array
    toward_program: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Funding:
    """Who paid for what. Rows are the positions and, last, the program; (draws, rows, months) unless said otherwise.

    Attributes:
        weights: shares of spread cost; direct, shared, indirect and full cost.
        sources: dollars by source; `gap`: what nobody paid.
        present: (draws, positions, months) seats that are there.
        ended: (draws, positions) month index of the last paid month of seats that ended; infinite for others.
        serves: (draws, months) whether a direct-service seat is there.
        program_runs: (draws, months) 1 while program costs and fundraising run.
        reserve, owed, contracts, fundraising, left_over, repaid: (draws, months).
        grants: by id.
    """

    weights: Array
    direct: Array
    shared: Array
    indirect: Array
    full: Array
    sources: dict[str, Array]
    gap: Array
    present: Array
    ended: Array
    serves: Array
    program_runs: Array
    reserve: Array
    owed: Array
    contracts: Array
    fundraising: Array
    left_over: Array
    repaid: Array
    grants: dict[str, GrantMonths]


def month_by_month(series: FundingSeries, lines: CostSeries, costs: Costs, biller: Biller, draws: int) -> Funding:
    """Run grants, billing, funding and endings through the months, each reading what stands before it.

    Args:
        series: awards, contracts, reserve, priorities.
        lines: program costs and the indirect rate.
        costs: direct cost of every seat while it is there.
        biller: earnings of a month, given who is there and what may be billed.
        draws: how many.
    """
    seats, purse = at_start(series, draws), opening_purse(series, draws)
    direct, excluded = _months_first(costs.direct), _months_first(costs.excluded)
    heres: list[Presence] = []
    carried: list[RowCosts] = []
    paid: list[MonthFunding] = []
    covered: list[list[Array]] = []
    for month in range(costs.direct.shape[-1]):
        here = presence(series, seats, month)
        chargeable = Chargeable(
            direct=direct[month] * here.seats,
            excluded=excluded[month] * here.seats,
            program=lines.program[:, month] * here.program_runs,
            program_excluded=lines.program_excluded[:, month] * here.program_runs,
        )
        rows = row_costs(
            chargeable,
            series.hours_per_week[..., month],
            series.direct_service,
            here.seats,
            lines.indirect_rate[:, month],
        )
        asks = [
            ask(grant, chargeable, opened(grant, left, month), month)
            for grant, left in zip(series.grants, purse.left, strict=True)
        ]
        not_billed = forbidden_to_bill(series.grants, asks, here.seats.shape)
        due = Due(
            full=rows.full,
            weights=rows.weights,
            asks=asks,
            earned=biller.month(month, here.seats, not_billed),
            not_billed=not_billed,
            present=here.seats,
            to_come=here.to_come,
            program_runs=here.program_runs,
        )
        result = fund(series, due, purse, month)
        seats = after_month(series, seats, here.seats, result.gap[:, :-1], rows.full[:, :-1], month)
        purse = result.purse
        heres.append(here)
        carried.append(rows)
        paid.append(result)
        covered.append([a.covered for a in asks])
    return _collected(series, heres, carried, paid, covered, seats.ended)


def _stack(values: list[Array]) -> Array:
    return np.stack(values, axis=-1)


def _collected(
    series: FundingSeries,
    heres: list[Presence],
    carried: list[RowCosts],
    paid: list[MonthFunding],
    covered: list[list[Array]],
    ended: Array,
) -> Funding:
    present = _stack([h.seats for h in heres])
    return Funding(
        weights=_stack([c.weights for c in carried]),
        direct=_stack([c.direct for c in carried]),
        shared=_stack([c.shared for c in carried]),
        indirect=_stack([c.indirect for c in carried]),
        full=_stack([c.full for c in carried]),
        sources={source: _stack([p.sources[source] for p in paid]) for source in SOURCES},
        gap=_stack([p.gap for p in paid]),
        present=present,
        ended=ended,
        serves=(present * series.direct_service[:, None]).sum(axis=1) > 0,
        program_runs=_stack([h.program_runs for h in heres]),
        reserve=_stack([p.purse.reserve for p in paid]),
        owed=_stack([p.purse.owed for p in paid]),
        contracts=_stack([p.contracts for p in paid]),
        fundraising=_stack([p.fundraising for p in paid]),
        left_over=_stack([p.left_over for p in paid]),
        repaid=_stack([p.repaid for p in paid]),
        grants={grant.name: _grant_months(series, number, paid, covered) for number, grant in enumerate(series.grants)},
    )


def _grant_months(
    series: FundingSeries, number: int, paid: list[MonthFunding], covered: list[list[Array]]
) -> GrantMonths:
    payments = [p.payments[number] for p in paid]
    total = _stack([payment.total for payment in payments])
    match = series.grants[number].match_rate
    return GrantMonths(
        asked=_stack([p.asks[number].total for p in paid]),
        paid=total,
        left=_stack([payment.left for payment in payments]),
        balance=_stack([p.purse.balance[number] for p in paid]),
        match_needed=total * match / (1 - match),
        income=_stack([p.income[number] for p in paid]),
        covered=_stack([c[number] for c in covered]),
        by_position=_stack([payment.positions for payment in payments]),
        toward_program=_stack([payment.program for payment in payments]),
    )

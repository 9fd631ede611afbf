"""A projection: every month of every position, stage after stage. This file is the model's table of contents."""

from dataclasses import dataclass, field

import numpy as np
from propcache import cached_property

from model.compiled import Billed, CompiledMonths, ready
from model.inputs.drawn import draws_of
from model.inputs.numbers import Array, Codes, Flags
from model.inputs.program import Program
from model.inputs.series.care import ServiceSeries, cap_series, case_series, clients, payer_series, service_series
from model.inputs.series.common import Common
from model.inputs.series.costs import CostSeries, cost_series
from model.inputs.series.hours import HourSeries, hour_series
from model.inputs.series.luck import Chance, luck_series
from model.inputs.series.money import FundingSeries, GrantSeries, cash_series, funding_series
from model.inputs.series.pay import pay_series
from model.inputs.series.people import PeopleSeries, people_series
from model.monthly import Biller, Funding, month_by_month
from model.stages.billing import Delivered, Terms
from model.stages.capacity import Capacity, capacity
from model.stages.cash import cash, lagged, withheld
from model.stages.compiled.jit import available
from model.stages.compiled.laying import Series, inputs_of
from model.stages.costs import Costs, Pay, costs
from model.stages.parts.fates import Billing
from model.stages.parts.units import units_per_session
from model.stages.seats import seats
from model.stages.sessions import Sessions, sessions
from model.stages.staffing import Staffing, staffing
from model.stages.wages import Wages, wages


@dataclass(frozen=True, kw_only=True, eq=False)
class Projection:
    """What a program comes to. Arrays lead with draws; a plain projection is one draw.

    Each stage is worked out when it is first asked for, and kept. So many draws at once cost only what is read of them:
    with compiled stages, `funding`, `cash`, `biller.earned_by_payer` and `row_status` need no other stage; `sources`
    and the rows' parts of `funding` cost a second run, and every other stage its own plain work.

    Attributes:
        program: what was projected.
        draws: how many.
        chance: the luck of seats that are simulated one by one; None where they are expected.
        compiled: whether compiled stages run the months.
        common: what no draw changes, kept for other projections of the same program with other draws.
    """

    program: Program
    draws: int
    chance: Chance | None = None
    compiled: bool = False
    common: Common = field(default_factory=Common)

    @cached_property
    def wages(self) -> Wages:
        """Pay of the people in every seat."""
        return self.common.get("wages", self.draws, lambda: wages(pay_series(self.program)))

    @cached_property
    def staffing(self) -> Staffing:
        """Who sits in every seat."""
        if self.chance is None:
            return staffing(self._people, self.wages.original, self.wages.hires)
        return seats(self._people, self.wages.original, self.wages.hires, luck_series(self.program, self.chance))

    @cached_property
    def capacity(self) -> Capacity:
        """Hours in which clients can be seen."""
        staff = self.staffing
        return capacity(self._hours, self._people.active, staff.filled, staff.vacant, staff.productive)

    @cached_property
    def sessions(self) -> Sessions:
        """Sessions booked, kept and driven to."""
        return sessions(self._services, self.terms.cases, self.capacity.service, self.capacity.demand_share)

    @cached_property
    def costs(self) -> Costs:
        """What every seat costs while it is there."""
        pay = _pay(self.wages, self.staffing, self.capacity, self._hours)
        return costs(self._lines, pay, self.sessions.miles.sum(axis=2))

    @cached_property
    def terms(self) -> Terms:
        """Payers, caps and caseloads as the billing stage reads them."""
        program, get, draws = self.program, self.common.get, self.draws
        return Terms(
            payers=payer_series(program, self.common.parts_of("payers", draws)),
            caps=get("caps", draws, lambda: cap_series(program)),
            cases=get("cases", draws, lambda: case_series(program)),
            clients=get("clients", draws, lambda: clients(program)),
        )

    @cached_property
    def delivered(self) -> Delivered:
        """Units per session and shares of qualified work."""
        services, booked, room = self._services, self.sessions, self.capacity
        units, under_day_caps = self._units
        return Delivered(
            kept=booked.kept,
            attendance=np.where(services.is_group[:, None] > 0, booked.attended * services.group_size, 1.0),
            units=units,
            units_under_day_caps=under_day_caps,
            qualified=_qualified_work(self.staffing, room),
            seats=room.seats_served,
            active=self._people.active,
        )

    @cached_property
    def biller(self) -> Biller | Billed:
        """What bills month by month."""
        if self.compiled:
            return self._months.billed(self.terms)
        tied = any(grant.income == "not_billed" for grant in self._money.grants)
        return Biller(self.delivered, self.terms, tied=tied, draws=self.draws)

    @cached_property
    def funding(self) -> Funding:
        """Who pays for what, and which seats end."""
        if self.compiled:
            return self._months.funding()
        assert isinstance(self.biller, Biller)
        return month_by_month(self._money, self._lines, self.costs, self.biller, self.draws)

    @cached_property
    def billing(self) -> Billing:
        """The fate of every unit."""
        if isinstance(self.biller, Billed):
            return self.biller.settled(self.funding.present, self.delivered)
        return self.biller.settled(self.funding.present)

    @cached_property
    def cash(self) -> Array:
        """Cash at each month's end: (draws, months)."""
        return _cash(self.program, self.biller, self.funding, self._money.grants)

    @property
    def row_status(self) -> Codes | None:
        """Statuses of rows, (draws, rows, months), where compiled stages have read them already."""
        return self._months.found.status if self.compiled else None

    @cached_property
    def spends(self) -> Flags:
        """Whether a seat costs anything: (draws, positions, months)."""
        if self.compiled:
            return self._months.found.spends > 0
        return self.costs.direct * self.funding.present > 0

    @cached_property
    def _months(self) -> CompiledMonths:
        staff = None if self.chance is None else self.staffing
        laid = inputs_of(self._series, staff, self.common.parts_of("laid out", self.draws))
        return CompiledMonths(laid, self._money, self.draws)

    @cached_property
    def _series(self) -> Series:
        return Series(
            people=self._people,
            wages=self.wages,
            hours=self._hours,
            services=self._services,
            cases=self.terms.cases,
            payers=self.terms.payers,
            units=self._units,
            caps=self.terms.caps,
            clients=self.terms.clients,
            lines=self._lines,
            money=self._money,
        )

    @cached_property
    def _people(self) -> PeopleSeries:
        return people_series(self.program, self.common.parts_of("people", self.draws))

    @cached_property
    def _hours(self) -> HourSeries:
        return self.common.get("hour", self.draws, lambda: hour_series(self.program))

    @cached_property
    def _services(self) -> ServiceSeries:
        return service_series(self.program, self.common.parts_of("service", self.draws))

    @cached_property
    def _lines(self) -> CostSeries:
        return self.common.get("cost", self.draws, lambda: cost_series(self.program))

    @cached_property
    def _money(self) -> FundingSeries:
        return funding_series(self.program, self.common.parts_of("funding", self.draws))

    @cached_property
    def _units(self) -> tuple[Array, Array]:
        services, terms = self._services, self.terms
        return self.common.get("units", self.draws, lambda: units_per_session(services, terms.payers, terms.caps))


def project(
    program: Program,
    chance: Chance | None = None,
    *,
    compiled: bool | None = None,
    common: Common | None = None,
    drawn: int | None = None,
) -> Projection:
    """Run a program through the stages.

    Args:
        program: with numbers, or with (draws,) arrays in the place of some of them.
        chance: the luck by which seats are simulated one by one; without it they are expected, whatever the program
            says of `seats`.
        compiled: whether compiled stages run the months; by default where this process has them at hand, so that a
            single projection waits for nothing. Both ways agree but for rounding.
        common: kept from projections of the same program with other draws.
        drawn: how many draws the program's numbers hold, where that is known.

    Returns:
        The projection; each draw has the numbers it has alone.

    Raises:
        ValueError: when the luck is for another number of draws than the program's numbers hold.
    """
    by_kernel = ready() if compiled is None else compiled and available()
    result = Projection(
        program=program,
        draws=_draws(drawn or draws_of(program), chance),
        chance=chance,
        compiled=by_kernel,
        common=Common() if common is None else common,
    )
    result.cash  # noqa: B018  # what cannot be projected fails here, not where it is first read
    return result


def _draws(drawn: int, chance: Chance | None) -> int:
    if chance is not None and drawn not in (1, chance.draws):
        raise ValueError(f"the program has {drawn} draws, and the luck is for {chance.draws}")
    return drawn if chance is None else chance.draws


def _pay(pay: Wages, staff: Staffing, room: Capacity, hours: HourSeries) -> Pay:
    return Pay(
        original=pay.original,
        hires=pay.hires,
        original_share=staff.original,
        hired=staff.hired,
        survival=staff.survival,
        filled=staff.filled,
        separations=staff.separations,
        wage=staff.wage,
        hours_per_week=hours.hours_per_week,
        paid=room.paid,
        covered_paid=room.covered_paid,
        pay_multiple=hours.pay_multiple,
        since=staff.since,
    )


def _qualified_work(staff: Staffing, room: Capacity) -> Array:
    """Share of each position's work that each payer accepts; covered hours count as qualified."""
    accepted = room.available[:, :, None] * staff.qualified + room.covered_service[:, :, None]
    service = np.broadcast_to(room.service[:, :, None], accepted.shape)
    return np.divide(accepted, service, out=np.zeros(accepted.shape), where=service > 0)


def _cash(program: Program, biller: Biller | Billed, funding: Funding, grants: tuple[GrantSeries, ...]) -> Array:
    by_payer = biller.earned_by_payer()
    arriving = funding.contracts + funding.fundraising
    for number, lag in enumerate(biller.terms.payers.payment_lag):
        held = biller.terms.payers.held[number]
        arriving = arriving + withheld(lagged(by_payer[:, number], lag), held)
    for grant in grants:
        arriving = arriving + lagged(funding.grants[grant.name].paid, grant.payment_lag)
    return cash(cash_series(program), arriving, funding.full.sum(axis=1))

"""A projection: every month of every position, stage after stage. This file is the model's table of contents."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from model.inputs.fields import Part, Steps
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.series.care import cap_series, case_series, clients, payer_series, service_series
from model.inputs.series.costs import cost_series
from model.inputs.series.hours import HourSeries, hour_series
from model.inputs.series.luck import Chance, luck_series
from model.inputs.series.money import GrantSeries, cash_series, funding_series
from model.inputs.series.pay import pay_series
from model.inputs.series.people import PeopleSeries, people_series
from model.monthly import Biller, Funding, month_by_month
from model.stages.billing import Delivered, Terms
from model.stages.capacity import Capacity, capacity
from model.stages.cash import cash, lagged, withheld
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

    Attributes:
        program: what was projected.
        draws: how many.
        wages, staffing, capacity, sessions, costs, funding: the stages, in the order in which things happen.
        terms: payers, caps, caseloads as the billing stage read them.
        delivered: units per session and shares of qualified work.
        cash: (draws, months) at each month's end.
        biller: what billed month by month.
    """

    program: Program
    draws: int
    wages: Wages
    staffing: Staffing
    capacity: Capacity
    sessions: Sessions
    costs: Costs
    terms: Terms
    delivered: Delivered
    funding: Funding
    cash: Array
    biller: Biller

    @cached_property
    def billing(self) -> Billing:
        """The fate of every unit; worked out when asked for, since many draws at once need only what was earned."""
        return self.biller.settled(self.funding.present)


def project(program: Program, chance: Chance | None = None) -> Projection:
    """Run a program through the stages.

    Args:
        program: with numbers, or with (draws,) arrays in the place of some of them.
        chance: the luck by which seats are simulated one by one; without it they are expected, whatever the program
            says of `seats`.

    Returns:
        The projection; each draw has the numbers it has alone.

    Raises:
        ValueError: when the luck is for another number of draws than the program's numbers hold.
    """
    draws = _draws(program, chance)
    pay = wages(pay_series(program))
    people = people_series(program)
    staff = _staff(program, people, pay, chance)
    hours = hour_series(program)
    room = capacity(hours, people.active, staff.filled, staff.vacant, staff.productive)
    services, cases = service_series(program), case_series(program)
    booked = sessions(services, cases, room.service, room.demand_share)
    lines = cost_series(program)
    spent = costs(lines, _pay(pay, staff, room, hours), booked.miles.sum(axis=2))
    terms = Terms(payers=payer_series(program), caps=cap_series(program), cases=cases, clients=clients(program))
    units, under_day_caps = units_per_session(services, terms.payers, terms.caps)
    work = Delivered(
        kept=booked.kept,
        attendance=np.where(services.is_group[:, None] > 0, booked.attended * services.group_size, 1.0),
        units=units,
        units_under_day_caps=under_day_caps,
        qualified=_qualified_work(staff, room),
        seats=room.seats_served,
        active=people.active,
    )
    money = funding_series(program)
    tied = any(grant.income == "not_billed" for grant in money.grants)
    biller = Biller(work, terms, tied=tied, draws=draws)
    funding = month_by_month(money, lines, spent, biller, draws)
    return Projection(
        program=program,
        draws=draws,
        wages=pay,
        staffing=staff,
        capacity=room,
        sessions=booked,
        costs=spent,
        terms=terms,
        delivered=work,
        funding=funding,
        cash=_cash(program, biller, funding, money.grants),
        biller=biller,
    )


def _draws(program: Program, chance: Chance | None) -> int:
    drawn = draws_of(program)
    if chance is not None and drawn not in (1, chance.draws):
        raise ValueError(f"the program has {drawn} draws, and the luck is for {chance.draws}")
    return drawn if chance is None else chance.draws


def _staff(program: Program, people: PeopleSeries, pay: Wages, chance: Chance | None) -> Staffing:
    if chance is None:
        return staffing(people, pay.original, pay.hires)
    return seats(people, pay.original, pay.hires, luck_series(program, chance))


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


def _cash(program: Program, biller: Biller, funding: Funding, grants: tuple[GrantSeries, ...]) -> Array:
    by_payer = biller.earned_by_payer()
    arriving = funding.contracts + funding.fundraising
    for number, lag in enumerate(biller.terms.payers.payment_lag):
        held = biller.terms.payers.held[number]
        arriving = arriving + withheld(lagged(by_payer[:, number], lag), held)
    for grant in grants:
        arriving = arriving + lagged(funding.grants[grant.name].paid, grant.payment_lag)
    return cash(cash_series(program), arriving, funding.full.sum(axis=1))


def draws_of(program: Program) -> int:
    """How many draws a program's numbers hold: 1, or the length of the arrays in their place."""
    return max((np.size(entry.value) for number in numbers_in(program) for entry in number.entries), default=1)


def numbers_in(part: Any) -> Iterator[Dated]:
    """Every number of a program, in the order of its fields."""
    if isinstance(part, Dated):
        yield part
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from numbers_in(getattr(part, name))
    elif isinstance(part, Steps):
        yield from (step for _, steps in part.versions for step in steps)
    elif isinstance(part, dict):
        for value in part.values():
            yield from numbers_in(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from numbers_in(value)

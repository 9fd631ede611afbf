"""What a rate is made of: hours, units and dollars of some positions over some months, read from a projection."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.care import MINUTES_PER_HOUR, service_series
from model.inputs.series.hours import MONTHS_PER_YEAR, hour_series
from model.projection import Projection


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours of all chosen positions, each what the one before leaves.

    Attributes:
        paid: of people in the seats and of those who cover for them.
        at_work: without leave.
        trained: without training either.
        ready: without meetings, supervision, records and other time that is not service.
        service: as far as people are past learning the job.
        used: booked with clients.
    """

    paid: float
    at_work: float
    trained: float
    ready: float
    service: float
    used: float


@dataclass(frozen=True, kw_only=True)
class ServiceParts:
    """One service over the window.

    Attributes:
        name, is_group.
        used: a worker's hours, travel, documentation and missed sessions among them.
        travel, documentation: hours; `session` of session time with who came.
        seats: attendees booked into a session; `attended`: those who come; 1 and 1 for an individual one.
        payer_share: share of kept client-sessions that are with the payer's clients.
        delivered: the payer's units; `accepted`: those done by people it accepts; `collected`: after denials.
        unit_minutes: of the payer's unit.
        mileage: dollars for miles.
        earned: dollars from the payer; `earned_elsewhere`: from all others.
    """

    name: str
    is_group: bool
    used: float
    travel: float
    documentation: float
    session: float
    seats: float
    attended: float
    payer_share: float
    delivered: float
    accepted: float
    collected: float
    unit_minutes: float
    mileage: float
    earned: float
    earned_elsewhere: float


@dataclass(frozen=True, kw_only=True)
class Dollars:
    """Full cost of the chosen positions' rows and its parts; they add up to it.

    Attributes:
        wages, fringe, mileage: of the positions.
        lines: phone, supplies, supports and replacement of people who leave.
        supervision: their part of positions that see no clients.
        program: their part of program costs.
        indirect: administration.
    """

    wages: float
    fringe: float
    mileage: float
    lines: float
    supervision: float
    program: float
    indirect: float

    @property
    def before_indirect(self) -> float:
        """Direct and shared cost."""
        return self.wages + self.fringe + self.mileage + self.lines + self.supervision + self.program

    @property
    def full(self) -> float:
        """All of it."""
        return self.before_indirect + self.indirect


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Hours, dollars and services of the chosen positions over the window."""

    hours: Hours
    dollars: Dollars
    services: tuple[ServiceParts, ...]


def parts(projection: Projection, places: Sequence[int], payer: str, months: slice) -> Parts:
    """Read a projection over some positions and months.

    Args:
        projection: in which seats are kept.
        places: of the positions; all see clients.
        payer: whose rate is asked.
        months: indices.
    """
    view = _View(projection, list(places), months)
    names = list(projection.program.services)
    number = list(projection.program.payers).index(payer)
    services = tuple(_service(view, place, name, number) for place, name in enumerate(names))
    return Parts(
        hours=_hours(view, sum(s.used for s in services)),
        dollars=_dollars(view),
        services=tuple(s for s in services if s.used > 0),
    )


@dataclass(frozen=True)
class _View:
    projection: Projection
    places: list[int]
    months: slice

    def of(self, values: Array) -> Array:
        """(positions, …, months) of the chosen positions, first draw."""
        return values[0][self.places][..., self.months]

    def sum(self, values: Array) -> float:
        return float(self.of(values).sum())


def _hours(view: _View, used: float) -> Hours:
    p = view.projection
    filled, room = p.staffing.filled, p.capacity
    training = hour_series(p.program).training_hours_per_year / MONTHS_PER_YEAR
    at_work = filled * room.worked + room.covered_paid
    return Hours(
        paid=view.sum(filled * room.paid + room.covered_paid),
        at_work=view.sum(at_work),
        trained=view.sum(at_work - filled * training),
        ready=view.sum(filled * room.available + room.covered_service),
        service=view.sum(room.service),
        used=used,
    )


def _dollars(view: _View) -> Dollars:
    p = view.projection
    costs, funding = p.costs, p.funding
    serves = np.array([position.direct_service for position in p.program.positions])
    carried = (costs.direct * funding.present * ~serves[:, None]).sum(axis=1, keepdims=True)
    shared, supervision = view.sum(funding.shared), view.sum(funding.weights * carried)
    return Dollars(
        wages=view.sum(costs.wages * funding.present),
        fringe=view.sum(costs.fringe * funding.present),
        mileage=view.sum(costs.travel * funding.present),
        lines=view.sum((costs.per_position + costs.replacement) * funding.present),
        supervision=supervision,
        program=shared - supervision,
        indirect=view.sum(funding.indirect),
    )


def _service(view: _View, place: int, name: str, payer: int) -> ServiceParts:
    p = view.projection
    times, done = service_series(p.program), p.sessions
    booked = view.of(done.booked)[:, place]

    def a_month(values: Array) -> Array:
        return np.broadcast_to(values, np.broadcast_shapes(values.shape, done.attended.shape))[0, place, view.months]

    size, attended = a_month(times.group_size), a_month(done.attended)
    documented = booked * attended * size * a_month(times.documentation_minutes) / MINUTES_PER_HOUR
    kept, total = view.of(done.kept)[:, place], float(booked.sum())
    share = p.terms.payers.client_share[0, payer, view.months]
    cost = view.of(done.miles)[:, place] * _mileage_rate(p, view.months)
    return ServiceParts(
        name=name,
        is_group=p.program.services[name].group_size is not None,
        used=float((booked * a_month(done.hours_per_session)).sum()),
        travel=float((booked * a_month(times.travel_minutes)).sum()) / MINUTES_PER_HOUR,
        documentation=float(documented.sum()),
        session=float(view.of(done.session_hours)[:, place].sum()),
        seats=float((booked * size).sum()) / total if total else 1.0,
        attended=float(kept.sum()) / total if total else 1.0,
        payer_share=float((kept * share).sum()) / float(kept.sum()) if kept.sum() else 0.0,
        mileage=float(cost.sum()),
        **_units(view, place, payer),
    )


def _mileage_rate(projection: Projection, months: slice) -> Array:
    program = projection.program
    return program.costs.mileage_rate.by_month(program.start, program.months)[0, months]


def _units(view: _View, place: int, payer: int) -> dict[str, float]:
    billing, terms = view.projection.billing, view.projection.terms

    def of(values: Array, who: int | slice = payer) -> float:
        return float(view.of(values)[:, place, who].sum())

    earned = of(billing.earned)
    return {
        "delivered": of(billing.delivered - billing.no_payer),
        "accepted": of(billing.paid + billing.denied),
        "collected": of(billing.paid),
        "unit_minutes": float(terms.payers.unit_minutes[payer]),
        "earned": earned,
        "earned_elsewhere": of(billing.earned, slice(None)) - earned,
    }

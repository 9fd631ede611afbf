"""Kernel of one seat's work and what it costs. model.md, sections 4, 5 and 6."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.stages.compiled.inputs import Care, Lines, People, Simulated, Time
from model.stages.compiled.jit import part
from model.stages.compiled.people import (
    leaving,
    of_draw,
    original,
    over_hires,
    pay,
    productive,
    qualified,
    ramp_loss,
    seat,
    taxable,
)


class Row(NamedTuple):
    """One seat while it is worked out, (m,) each; `loss` (tenure, m), `qualified` (payers, m)."""

    hazard: Array
    survival: Array
    filled: Array
    cohorts: Array
    share: Array
    hired_pay: Array
    wage: Array
    separations: Array
    productive: Array
    loss: Array
    qualified: Array
    taxable: Array
    wages: Array
    covered: Array
    covered_paid: Array
    fringe: Array
    miles: Array
    demand_share: Array
    service: Array


class Seats(NamedTuple):
    """What all seats of a draw bring into the months.

    Attributes:
        kept: (s, p, m) client-sessions.
        accepted: (y, p, m) share of the work that a payer accepts.
        served: (p, m) share of the seat filled or covered.
        direct, excluded: (p, m) dollars while the seat is there.
    """

    kept: Array
    accepted: Array
    served: Array
    direct: Array
    excluded: Array


@part
def staff(people: People, simulated: Simulated, draw: int, p: int, row: Row) -> None:
    """The seat as it is expected, or as it was simulated."""
    if simulated.on:
        row.filled[:], row.productive[:] = simulated.filled[draw, p], simulated.productive[draw, p]
        row.separations[:], row.wage[:] = simulated.separations[draw, p], simulated.wage[draw, p]
        row.qualified[:] = simulated.qualified[draw, p]
        return
    leaving(people, draw, p, row.hazard)
    seat(people, draw, p, row.hazard, row.survival, row.filled, row.cohorts)
    original(people, p, row.survival, row.share)
    over_hires(of_draw(people.hire_pay, draw)[people.kind_of[p]], row.cohorts, row.survival, row.hired_pay)
    pay(people, draw, p, row.share, row.hired_pay, row.filled, row.wage)
    ramp_loss(people, p, row.cohorts, row.survival, row.share, row.loss)
    productive(row.filled, row.loss, row.productive)
    qualified(people, p, row.cohorts, row.survival, row.share, row.loss, row.qualified)
    for m in range(len(row.filled)):
        row.separations[m] = row.hazard[m] * row.filled[m]


@part
def hours(time: Time, active: Array, draw: int, p: int, row: Row, seats: Seats) -> None:
    """Service hours, coverage, and which payers accept how much of the work; see `capacity.capacity`."""
    available, worked = of_draw(time.available, draw)[p], of_draw(time.worked, draw)[p]
    covers, covers_leave = of_draw(time.covers_vacancy, draw)[p], of_draw(time.covers_leave, draw)[p]
    leave, serves = of_draw(time.leave, draw)[p], time.serves[p]
    for m in range(len(row.filled)):
        vacancy = covers[m] * (active[p, m] - row.filled[m]) * serves
        on_leave = covers_leave[m] * leave[m] * row.filled[m] * serves
        covered = available[m] * vacancy + on_leave * available[m] / worked[m]
        service = available[m] * row.productive[m] * serves + covered
        row.service[m] = service
        row.covered_paid[m] = vacancy * worked[m] + on_leave
        row.demand_share[m] = min(1.0, row.productive[m] * serves + vacancy)
        seats.served[p, m] = row.filled[m] * serves + vacancy
        for y in range(len(row.qualified)):
            own = available[m] * active[p, m] * serves * row.qualified[y, m]
            seats.accepted[y, p, m] = (own + covered) / service if service > 0 else 0.0


@part
def sessions(care: Care, draw: int, p: int, row: Row, seats: Seats) -> None:
    """Sessions kept and miles driven; see `sessions.sessions`."""
    mix, caseload = of_draw(care.mix, draw)[p], of_draw(care.caseload, draw)[p]
    length, kept = of_draw(care.hours_per_session, draw), of_draw(care.kept, draw)
    asked, miles = of_draw(care.asked, draw), of_draw(care.miles, draw)
    row.miles[:] = 0.0
    for s in range(len(mix)):
        for m in range(len(row.service)):
            demand = asked[s, m]
            if demand < 1e300:
                demand = caseload[m] * demand * row.demand_share[m]
            booked = min(row.service[m] * mix[s, m] / length[s, m], demand)
            seats.kept[s, p, m] = booked * kept[s, m]
            row.miles[m] += booked * miles[s, m]


@part
def wages(people: People, time: Time, draw: int, p: int, row: Row) -> None:
    """Wages of the people in the seat and of those who cover for them; see `costs.costs`."""
    paid, multiple = of_draw(time.paid, draw)[p], of_draw(time.pay_multiple, draw)[p]
    own = of_draw(people.original_pay, draw)[p]
    for m in range(len(row.wages)):
        row.covered[m] = row.covered_paid[m] * own[m] * multiple[m]
        row.wages[m] = row.filled[m] * row.wage[m] * paid[m] + row.covered[m]


@part
def fringe(lines: Lines, simulated: Simulated, draw: int, p: int, row: Row) -> None:
    """All components of fringe; see `costs._fringe`."""
    row.fringe[:] = 0.0
    for c in range(len(lines.base)):
        share, amount = of_draw(lines.share, draw)[c], of_draw(lines.per_month, draw)[c]
        eligible, base = of_draw(lines.eligible, draw)[c, p], lines.base[c]
        if base >= 0:
            if simulated.on:
                row.taxable[:] = simulated.taxable[draw, base, p]
            else:
                taxable(lines, draw, p, base, (row.cohorts, row.survival, row.share, row.filled), row.taxable)
        for m in range(len(row.fringe)):
            taxed = row.taxable[m] + row.covered[m] if base >= 0 else row.wages[m]
            row.fringe[m] += (share[m] * taxed + amount[m] * row.filled[m]) * eligible[m]


@part
def costs(lines: Lines, draw: int, p: int, row: Row, seats: Seats) -> None:
    """Direct cost and the part of it that carries no indirect; see `costs.costs`."""
    each, mileage = of_draw(lines.replacement, draw)[p], of_draw(lines.mileage, draw)
    per_position, excluded = of_draw(lines.per_position, draw), of_draw(lines.per_position_excluded, draw)
    for m in range(len(row.fringe)):
        travel, replaced = row.miles[m] * mileage[m], row.separations[m] * each[m]
        own = row.wages[m] + row.fringe[m] + travel + per_position[m] * row.filled[m] + replaced
        seats.direct[p, m] = own
        seats.excluded[p, m] = excluded[m] * row.filled[m]

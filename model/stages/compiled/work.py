"""Kernel of one seat's work and what it costs. model.md, sections 4, 5 and 6."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.stages.compiled.inputs import Inputs
from model.stages.compiled.jit import part
from model.stages.compiled.people import (
    first_person,
    leaving,
    less_ramp,
    mean_pay,
    over_hires,
    productive,
    put,
    qualified,
    ramp_loss,
    seat,
    staying,
)

(HAZARD, SURVIVAL, FILLED, HIRED, COHORTS, HIRED_BY, SHARE, HIRED_PAY, WAGE, SEPARATIONS, PRODUCTIVE, TAXABLE,
 WAGES, COVERED, COVERED_PAID, FRINGE, MILES, DEMAND_SHARE, SERVICE) = range(19)  # fmt: skip
ROWS = 19


class Row(NamedTuple):
    """One seat while it is worked out: `of` (rows by the places above, m), `loss` (tenure, m), `qualified` (y, m)."""

    of: Array
    loss: Array
    qualified: Array


class Seats(NamedTuple):
    """What all seats of a draw bring into the months.

    Attributes:
        kept: (p, s, m) client-sessions.
        accepted: (p, y, m) share of the work that a payer accepts.
        served: (p, m) share of the seat filled or covered.
        direct, excluded: (p, m) dollars while the seat is there.
    """

    kept: Array
    accepted: Array
    served: Array
    direct: Array
    excluded: Array


@part
def staff(inputs: Inputs, p: int, row: Row) -> None:
    """The expected seat: who sits there, what they can do and are paid; see `staffing.staffing`."""
    people, of, loss = inputs.people, row.of, row.loss
    first, opens, new, active = people.first[p], people.opens_filled[p], people.opens_new[p], people.active[p]
    hazard, survival, filled, share = of[HAZARD], of[SURVIVAL], of[FILLED], of[SHARE]
    hired, cohorts, hired_by = of[HIRED], of[COHORTS], of[HIRED_BY]
    leaving(people.turnover[p], people.pressure[p], people.departs[p], active, hazard)
    staying(hazard, survival)
    seat(first, opens, people.months_vacant[p], active, hazard, filled, hired)
    first_person(first, opens, active, survival, share)
    total, separations = 0.0, of[SEPARATIONS]
    for m in range(hired.shape[0]):
        cohorts[m] = hired[m] / survival[m]
        total += cohorts[m]
        hired_by[m], separations[m] = total, hazard[m] * filled[m]
    over_hires(people.hire_pay[people.kind_of[p]], cohorts, survival, of[HIRED_PAY])
    mean_pay(people.original_pay[p], share, of[HIRED_PAY], filled, of[WAGE])
    ramp_loss(people.ramp[p], first, new, active, cohorts, survival, share, loss)
    productive(filled, loss, of[PRODUCTIVE])
    for y in range(row.qualified.shape[0]):
        after, bills = people.hire_bills_after[y, p], people.original_bills[y, p]
        qualified(after, bills, active, hired_by, survival, share, row.qualified[y])
        less_ramp(after, bills, first, new, loss, row.qualified[y])


@part
def simulated_staff(inputs: Inputs, p: int, row: Row) -> None:
    """The seat as it was simulated; see `seats.seats`."""
    given, of = inputs.simulated, row.of
    put(given.filled[p], of[FILLED])
    put(given.productive[p], of[PRODUCTIVE])
    put(given.separations[p], of[SEPARATIONS])
    put(given.wage[p], of[WAGE])
    for y in range(row.qualified.shape[0]):
        put(given.qualified[p, y], row.qualified[y])


@part
def hours(inputs: Inputs, p: int, row: Row, seats: Seats) -> None:
    """Service hours, coverage, and which payers accept how much of the work; see `capacity.capacity`."""
    time, active, serves = inputs.time, inputs.people.active[p], inputs.time.serves[p]
    available, worked = time.available[p], time.worked[p]
    covers, covers_leave = time.covers_vacancy[p], time.covers_leave[p]
    leave, filled, able, service = time.leave[p], row.of[FILLED], row.of[PRODUCTIVE], row.of[SERVICE]
    paid, demand, served, accepted = row.of[COVERED_PAID], row.of[DEMAND_SHARE], seats.served[p], seats.accepted[p]
    for m in range(filled.shape[0]):
        vacancy = covers[m] * (active[m] - filled[m]) * serves
        on_leave = covers_leave[m] * leave[m] * filled[m] * serves
        covered = available[m] * vacancy + on_leave * available[m] / worked[m]
        service[m] = available[m] * able[m] * serves + covered
        paid[m] = vacancy * worked[m] + on_leave
        demand[m] = min(1.0, able[m] * serves + vacancy)
        served[m] = filled[m] * serves + vacancy
        for y in range(accepted.shape[0]):
            own = available[m] * active[m] * serves * row.qualified[y, m]
            accepted[y, m] = (own + covered) / service[m] if service[m] > 0 else 0.0


@part
def sessions(inputs: Inputs, p: int, row: Row, seats: Seats) -> None:
    """Sessions kept and miles driven; see `sessions.sessions`."""
    care, service, demand_share, driven = inputs.care, row.of[SERVICE], row.of[DEMAND_SHARE], row.of[MILES]
    mix, caseload = care.mix[p], care.caseload[p]
    for m in range(driven.shape[0]):
        driven[m] = 0.0
    for s in range(mix.shape[0]):
        length, kept = care.hours_per_session[s], care.kept[s]
        asked, miles = care.asked[s], care.miles[s]
        share, to = mix[s], seats.kept[p, s]
        for m in range(to.shape[0]):
            could = service[m] * share[m] / length[m]
            # demand without a limit stays so where nobody is there to meet it
            demand = caseload[m] * asked[m] * demand_share[m] if asked[m] < 1e300 else could
            booked = min(could, demand)
            to[m] = booked * kept[m]
            driven[m] += booked * miles[m]


@part
def fringe(inputs: Inputs, p: int, row: Row) -> None:
    """All components of fringe; see `costs._fringe`."""
    lines, total, taxable = inputs.lines, row.of[FRINGE], row.of[TAXABLE]
    filled, share, wages, covered = row.of[FILLED], row.of[SHARE], row.of[WAGES], row.of[COVERED]
    for m in range(total.shape[0]):
        total[m] = 0.0
    for c in range(lines.base.shape[0]):
        rate, amount = lines.share[c], lines.per_month[c]
        eligible, base = lines.eligible[c, p], lines.base[c]
        if base >= 0 and inputs.simulated.on:
            put(inputs.simulated.taxable[base, p], taxable)
        elif base >= 0:
            hires = lines.taxable_hires[base, lines.taxable_kind[p]]
            over_hires(hires, row.of[COHORTS], row.of[SURVIVAL], taxable)
            own = lines.taxable_original[base, p]
            for m in range(total.shape[0]):
                taxable[m] = share[m] * own[m] + (taxable[m] if filled[m] > 0 else 0.0)
        for m in range(total.shape[0]):
            taxed = taxable[m] + covered[m] if base >= 0 else wages[m]
            total[m] += (rate[m] * taxed + amount[m] * filled[m]) * eligible[m]


@part
def costs(inputs: Inputs, p: int, row: Row, seats: Seats) -> None:
    """Wages, fringe, direct cost and the part of it that carries no indirect; see `costs.costs`."""
    lines, time, of = inputs.lines, inputs.time, row.of
    paid, multiple = time.paid[p], time.pay_multiple[p]
    own, filled, wage, wages, covered = (
        inputs.people.original_pay[p],
        of[FILLED],
        of[WAGE],
        of[WAGES],
        of[COVERED],
    )
    covered_paid = of[COVERED_PAID]
    for m in range(wages.shape[0]):
        covered[m] = covered_paid[m] * own[m] * multiple[m]
        wages[m] = filled[m] * wage[m] * paid[m] + covered[m]
    fringe(inputs, p, row)
    each, mileage, rest = lines.replacement[p], lines.mileage, of[FRINGE]
    per_position, bare = lines.per_position, lines.per_position_excluded
    miles, separations, direct, excluded = of[MILES], of[SEPARATIONS], seats.direct[p], seats.excluded[p]
    for m in range(wages.shape[0]):
        extra = miles[m] * mileage[m] + per_position[m] * filled[m] + separations[m] * each[m]
        direct[m] = wages[m] + rest[m] + extra
        excluded[m] = bare[m] * filled[m]

"""Kernel of one seat's work and what it costs. model.md, sections 4, 5 and 6."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.stages.compiled.inputs import Care, Lines, People, Simulated, Time
from model.stages.compiled.jit import once, part
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
 WAGES, COVERED, COVERED_PAID, FRINGE, MILES, DEMAND_SHARE, SERVICE, VACANCY, COVERED_SERVICE) = range(21)  # fmt: skip
ROWS = 21


class Row(NamedTuple):
    """One seat while it is worked out: `of` (rows by the places above, m), `loss` (tenure, m), `qualified` (y, m).

    Of several seats `of` and `qualified` lead with seats.
    """

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
def row_of(rows: Row, p: int) -> Row:
    """One seat's row."""
    return Row(rows.of[p], rows.loss, rows.qualified[p])


@once
def staff(people: People, p: int, row: Row) -> None:
    """The expected seat: who sits there, and what they can do; see `staffing.staffing`."""
    of, loss = row.of, row.loss
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
    for m in range(hired.shape[0]):
        separations[m] = hazard[m] * filled[m]
    for m in range(hired.shape[0]):
        total += cohorts[m]
        hired_by[m] = total
    ramp_loss(people.ramp[p], first, new, active, cohorts, survival, share, loss)
    productive(filled, loss, of[PRODUCTIVE])
    for y in range(row.qualified.shape[0]):
        after, bills = people.hire_bills_after[y, p], people.original_bills[y, p]
        qualified(after, bills, active, hired_by, survival, share, row.qualified[y])
        less_ramp(after, bills, first, new, loss, row.qualified[y])


@once
def pay(people: People, p: int, row: Row) -> None:
    """What those in the expected seat are paid; see `staffing.staffing`."""
    of = row.of
    over_hires(people.hire_pay[people.kind_of[p]], of[COHORTS], of[SURVIVAL], of[HIRED_PAY])
    mean_pay(people.original_pay[p], of[SHARE], of[HIRED_PAY], of[FILLED], of[WAGE])


@part
def simulated_staff(given: Simulated, p: int, row: Row) -> None:
    """The seat as it was simulated; see `seats.seats`."""
    of = row.of
    put(given.filled[p], of[FILLED])
    put(given.productive[p], of[PRODUCTIVE])
    put(given.separations[p], of[SEPARATIONS])
    put(given.wage[p], of[WAGE])
    for y in range(row.qualified.shape[0]):
        put(given.qualified[p, y], row.qualified[y])


@once
def hours(people: People, time: Time, p: int, row: Row, seats: Seats) -> None:
    """Service hours, coverage, and which payers accept how much of the work; see `capacity.capacity`.

    A loop for each equation here and below: those that write one array run in wide steps.
    """
    active, serves, available, worked = people.active[p], time.serves[p], time.available[p], time.worked[p]
    covers, covers_leave, leave, paid = (
        time.covers_vacancy[p],
        time.covers_leave[p],
        time.leave[p],
        row.of[COVERED_PAID],
    )
    filled, able, service, vacancy = row.of[FILLED], row.of[PRODUCTIVE], row.of[SERVICE], row.of[VACANCY]
    covered, demand, served, accepted = (
        row.of[COVERED_SERVICE],
        row.of[DEMAND_SHARE],
        seats.served[p],
        seats.accepted[p],
    )
    for m in range(filled.shape[0]):
        vacancy[m] = covers[m] * (active[m] - filled[m]) * serves
    for m in range(filled.shape[0]):
        on_leave = covers_leave[m] * leave[m] * filled[m] * serves
        covered[m] = available[m] * vacancy[m] + on_leave * available[m] / worked[m]
    for m in range(filled.shape[0]):
        paid[m] = vacancy[m] * worked[m] + covers_leave[m] * leave[m] * filled[m] * serves
    for m in range(filled.shape[0]):
        service[m] = available[m] * able[m] * serves + covered[m]
    for m in range(filled.shape[0]):
        demand[m] = min(1.0, able[m] * serves + vacancy[m])
    for m in range(filled.shape[0]):
        served[m] = filled[m] * serves + vacancy[m]
    for y in range(accepted.shape[0]):
        able_to, to = row.qualified[y], accepted[y]
        for m in range(filled.shape[0]):
            share = (available[m] * active[m] * serves * able_to[m] + covered[m]) / service[m]
            to[m] = share if service[m] > 0 else 0.0


@once
def sessions(care: Care, p: int, row: Row, seats: Seats) -> None:
    """Sessions kept and miles driven; see `sessions.sessions`."""
    service, demand_share, driven = row.of[SERVICE], row.of[DEMAND_SHARE], row.of[MILES]
    caseload = care.caseload[p]
    for m in range(driven.shape[0]):
        driven[m] = 0.0
    for s in range(care.mix.shape[1]):
        length, kept, asked, miles = care.hours_per_session[s], care.kept[s], care.asked[s], care.miles[s]
        share, to = care.mix[p, s], seats.kept[p, s]
        for m in range(to.shape[0]):
            could = service[m] * share[m] / length[m]
            # demand without a limit stays so where nobody is there to meet it
            demand = caseload[m] * asked[m] * demand_share[m] if asked[m] < 1e300 else could
            to[m] = min(could, demand)
        for m in range(to.shape[0]):
            driven[m] += to[m] * miles[m]
        for m in range(to.shape[0]):
            to[m] *= kept[m]


@part
def _taxable(lines: Lines, simulated: Simulated, c: int, p: int, row: Row) -> None:
    """Wages that a component counts, of those in the seat and of those who cover; see `costs._taxable_people`."""
    base, wages, filled, share, covered = lines.base[c], row.of[TAXABLE], row.of[FILLED], row.of[SHARE], row.of[COVERED]
    if base < 0:
        put(row.of[WAGES], wages)
        return
    if simulated.on:
        put(simulated.taxable[base, p], wages)
    else:
        over_hires(lines.taxable_hires[base, lines.taxable_kind[p]], row.of[COHORTS], row.of[SURVIVAL], wages)
        own = lines.taxable_original[base, p]
        for m in range(wages.shape[0]):
            wages[m] = share[m] * own[m] + (wages[m] if filled[m] > 0 else 0.0)
    for m in range(wages.shape[0]):
        wages[m] += covered[m]


@once
def fringe(lines: Lines, simulated: Simulated, p: int, row: Row) -> None:
    """All components of fringe; see `costs._fringe`."""
    total, taxed, filled = row.of[FRINGE], row.of[TAXABLE], row.of[FILLED]
    for m in range(total.shape[0]):
        total[m] = 0.0
    for c in range(lines.base.shape[0]):
        rate, amount, eligible = lines.share[c], lines.per_month[c], lines.eligible[c, p]
        _taxable(lines, simulated, c, p, row)
        for m in range(total.shape[0]):
            total[m] += (rate[m] * taxed[m] + amount[m] * filled[m]) * eligible[m]


@once
def costs(people: People, time: Time, lines: Lines, simulated: Simulated, p: int, row: Row, seats: Seats) -> None:
    """Wages, fringe, direct cost and the part of it that carries no indirect; see `costs.costs`."""
    paid, multiple, own, covered_paid = time.paid[p], time.pay_multiple[p], people.original_pay[p], row.of[COVERED_PAID]
    filled, wage, wages, covered = row.of[FILLED], row.of[WAGE], row.of[WAGES], row.of[COVERED]
    for m in range(wages.shape[0]):
        covered[m] = covered_paid[m] * own[m] * multiple[m]
    for m in range(wages.shape[0]):
        wages[m] = filled[m] * wage[m] * paid[m] + covered[m]
    fringe(lines, simulated, p, row)
    each, mileage, rest, per_position = lines.replacement[p], lines.mileage, row.of[FRINGE], lines.per_position
    miles, separations, direct, excluded = row.of[MILES], row.of[SEPARATIONS], seats.direct[p], seats.excluded[p]
    bare = lines.per_position_excluded
    for m in range(wages.shape[0]):
        extra = miles[m] * mileage[m] + per_position[m] * filled[m] + separations[m] * each[m]
        direct[m] = wages[m] + rest[m] + extra
    for m in range(wages.shape[0]):
        excluded[m] = bare[m] * filled[m]

"""Kernel of one expected seat: who sits in it, what they can do, what they are paid. model.md, sections 2, 3 and 6."""

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.inputs import Lines, People
from model.stages.compiled.jit import part
from model.stages.parts.staffed import MONTHS_PER_YEAR, MOST_TURNOVER
from model.stages.staffing import NOBODY


@part
def of_draw(values: Array, draw: int) -> Array:
    """A draw's own values, or those that all draws share."""
    return values[draw] if values.shape[0] > 1 else values[0]


@part
def leaving(people: People, draw: int, p: int, hazard: Array) -> None:
    """The chance that a person leaves at each month's end; see `parts.staffed.leaving`."""
    turnover, pressure = of_draw(people.turnover, draw)[p], of_draw(people.pressure, draw)[p]
    for m in range(len(hazard)):
        monthly = min(max(turnover[m] * pressure[m], 0.0), MOST_TURNOVER) / MONTHS_PER_YEAR
        hazard[m] = (1.0 if people.departs[p, m] > 0 else monthly) * people.active[p, m]


@part
def seat(people: People, draw: int, p: int, hazard: Array, survival: Array, filled: Array, cohorts: Array) -> None:
    """Survival, and the expected seat from month to month; see `staffing._survival` and `staffing._seats`.

    Cohorts are hires over survival: of those hired for month j the share survival[m] / survival[j] is there in month m.
    """
    vacant_months, active = of_draw(people.months_vacant, draw)[p], people.active[p]
    alive, next_filled, next_hired = 1.0, 0.0, 0.0
    for m in range(len(hazard)):
        survival[m] = alive
        alive *= NOBODY if hazard[m] == 1 else 1 - hazard[m]
        here, hired = next_filled, next_hired
        if m == people.first[p]:
            here, hired = people.opens_filled[p], 0.0
        here, hired = here * active[m], hired * active[m]
        left = hazard[m] * here
        next_hired = (active[m] - here + left) / (1 + vacant_months[m])
        next_filled = here - left + next_hired
        filled[m], cohorts[m] = here, hired / survival[m]


@part
def original(people: People, p: int, survival: Array, share: Array) -> None:
    """The share of the seat that its first person holds."""
    for m in range(len(share)):
        there = people.active[p, m] if m >= people.first[p] else 0.0
        share[m] = people.opens_filled[p] * survival[m] * there


@part
def over_hires(amount: Array, cohorts: Array, survival: Array, total: Array) -> None:
    """The sum over hired people still there of what each carries; see `parts.cohorts.over_hires`."""
    total[:] = 0.0
    for j in range(len(total)):
        if cohorts[j] != 0.0:
            for m in range(j, len(total)):
                total[m] += cohorts[j] * amount[j, m]
    for m in range(len(total)):
        total[m] *= survival[m]


@part
def pay(people: People, draw: int, p: int, share: Array, hired_pay: Array, filled: Array, wage: Array) -> None:
    """Mean pay of the people in the seat: its first person's, and `hired_pay` of all hired; see `staffing._mean`."""
    own = of_draw(people.original_pay, draw)[p]
    for m in range(len(wage)):
        wage[m] = (share[m] * own[m] + hired_pay[m]) / filled[m] if filled[m] > 0 else 0.0


@part
def ramp_loss(people: People, p: int, cohorts: Array, survival: Array, share: Array, loss: Array) -> None:
    """Productivity that people in each month of the ramp do not have yet: (tenure, m); see `staffing._ramp_loss`."""
    for tenure in range(people.ramp.shape[1]):
        missing = 1 - people.ramp[p, tenure]
        for m in range(len(share)):
            beginners = cohorts[m - tenure] * survival[m] * people.active[p, m] if m >= tenure else 0.0
            opener = share[m] if people.opens_new[p] > 0 and m - people.first[p] == tenure else 0.0
            loss[tenure, m] = (beginners + opener) * missing


@part
def productive(filled: Array, loss: Array, result: Array) -> None:
    """Filled, less what the ramp takes."""
    for m in range(len(filled)):
        lost = 0.0
        for tenure in range(len(loss)):
            lost += loss[tenure, m]
        result[m] = filled[m] - lost


@part
def qualified(
    people: People, p: int, cohorts: Array, survival: Array, share: Array, loss: Array, result: Array
) -> None:
    """Productive people whose services each payer accepts: (payers, m); see `staffing._qualified`."""
    hired_by = np.cumsum(cohorts)
    for y in range(people.original_bills.shape[0]):
        after, bills = people.hire_bills_after[y, p], people.original_bills[y, p]
        for m in range(len(share)):
            reached = hired_by[m - after] if m >= after else 0.0
            accepted = reached * survival[m] * people.active[p, m] + share[m] * bills[m]
            for tenure in range(len(loss)):
                opener = people.opens_new[p] > 0 and m - people.first[p] == tenure
                accepted -= loss[tenure, m] * (bills[m] if opener else (1.0 if tenure >= after else 0.0))
            result[y, m] = accepted


@part
def taxable(lines: Lines, draw: int, p: int, base: int, people: tuple[Array, ...], result: Array) -> None:
    """Wages of all people in the seat under a wage base; see `costs._taxable_original` and `costs._taxable_hires`.

    `people` are cohorts, survival, the first person's share and filled, (m,) each.
    """
    cohorts, survival, share, filled = people
    over_hires(of_draw(lines.taxable_hires, draw)[base, lines.taxable_kind[p]], cohorts, survival, result)
    own = of_draw(lines.taxable_original, draw)[base, p]
    for m in range(len(result)):
        result[m] = share[m] * own[m] + (result[m] if filled[m] > 0 else 0.0)

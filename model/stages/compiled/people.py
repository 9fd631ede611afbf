"""Kernel of one expected seat: who sits in it, what they can do, what they are paid. model.md, sections 2, 3 and 6.

Every array is a seat's own row over months unless said otherwise; results are written into the last argument.
"""

from model.inputs.numbers import Array
from model.stages.compiled.jit import part
from model.stages.parts.staffed import MONTHS_PER_YEAR, MOST_TURNOVER
from model.stages.staffing import NOBODY

AT_ONCE = 4  # months of hire taken together


@part
def total(values: Array) -> float:
    """The sum of (n,) values."""
    result = 0.0
    for n in range(values.shape[0]):
        result += values[n]
    return result


@part
def put(values: Array, to: Array) -> None:
    """Copy (n,) values."""
    for n in range(values.shape[0]):
        to[n] = values[n]


@part
def put_all(value: float, to: Array) -> None:
    """Set (n,) values."""
    for n in range(to.shape[0]):
        to[n] = value


@part
def leaving(turnover: Array, pressure: Array, departs: Array, active: Array, hazard: Array) -> None:
    """The chance that a person leaves at each month's end; see `parts.staffed.leaving`."""
    for m in range(hazard.shape[0]):
        monthly = min(max(turnover[m] * pressure[m], 0.0), MOST_TURNOVER) / MONTHS_PER_YEAR
        hazard[m] = (1.0 if departs[m] > 0 else monthly) * active[m]


@part
def seat(
    first: int, opens_filled: float, vacant_months: Array, active: Array, hazard: Array, filled: Array, hired: Array
) -> None:
    """The expected seat from month to month; see `staffing._seats`. Writes `filled` and `hired`."""
    for m in range(hazard.shape[0]):
        hired[m] = 1 / (1 + vacant_months[m])
    filled[0] = opens_filled * active[0] if first == 0 else 0.0
    for m in range(1, hazard.shape[0]):  # each waits for the month before: as little as can be, in this order
        stay = filled[m - 1] * (1 - hazard[m - 1])
        filled[m] = stay * active[m] + (active[m - 1] - stay) * (hired[m - 1] * active[m])
        if m == first:
            filled[m] = opens_filled * active[m]
    for m in range(hazard.shape[0] - 1, 0, -1):
        stay = filled[m - 1] * (1 - hazard[m - 1])
        hired[m] = (active[m - 1] - stay) * (hired[m - 1] * active[m]) * (0.0 if m == first else 1.0)
    hired[0] = 0.0


@part
def staying(hazard: Array, survival: Array) -> None:
    """Chance that somebody present in month 0 is present in month m; see `staffing._survival`."""
    alive = 1.0
    for m in range(hazard.shape[0]):
        survival[m] = alive
        alive *= NOBODY if hazard[m] == 1 else 1 - hazard[m]


@part
def first_person(first: int, opens_filled: float, active: Array, survival: Array, share: Array) -> None:
    """The share of the seat that its first person holds."""
    for m in range(share.shape[0]):
        share[m] = opens_filled * survival[m] * active[m] if m >= first else 0.0


@part
def _carried(amount: Array, cohorts: Array, j: int, summed: Array) -> None:
    """Add what the people of four months of hire carry: in one pass, which reads and writes `summed` once."""
    first, second, third, fourth = amount[j, j:], amount[j + 1, j:], amount[j + 2, j:], amount[j + 3, j:]
    one, two, three, four, to = cohorts[j], cohorts[j + 1], cohorts[j + 2], cohorts[j + 3], summed[j:]
    if one == 0 and two == 0 and three == 0 and four == 0:
        return
    for m in range(to.shape[0]):
        to[m] += (one * first[m] + two * second[m]) + (three * third[m] + four * fourth[m])


@part
def over_hires(amount: Array, cohorts: Array, survival: Array, summed: Array) -> None:
    """The sum over hired people still there of what each carries; see `parts.cohorts.over_hires`.

    `amount` is (month of hire, months), 0 before the hire.
    """
    months = summed.shape[0]
    for m in range(months):
        summed[m] = 0.0
    whole = months - months % AT_ONCE
    for j in range(0, whole, AT_ONCE):
        _carried(amount, cohorts, j, summed)
    for j in range(whole, months):
        for m in range(j, months):
            summed[m] += cohorts[j] * amount[j, m]
    for m in range(months):
        summed[m] *= survival[m]


@part
def mean_pay(own: Array, share: Array, hired: Array, filled: Array, wage: Array) -> None:
    """Mean pay of the people in the seat: its first person's, and `hired` of all hired; see `staffing._mean`."""
    for m in range(wage.shape[0]):
        wage[m] = (share[m] * own[m] + hired[m]) / filled[m] if filled[m] > 0 else 0.0


@part
def ramp_loss(
    ramp: Array, first: int, new: float, active: Array, cohorts: Array, survival: Array, share: Array, loss: Array
) -> None:
    """Productivity that people in each month of the ramp do not have yet: (tenure, m); see `staffing._ramp_loss`."""
    for tenure in range(ramp.shape[0]):
        missing, lost = 1 - ramp[tenure], loss[tenure]
        for m in range(tenure):
            lost[m] = 0.0
        for m in range(tenure, share.shape[0]):
            lost[m] = cohorts[m - tenure] * survival[m] * active[m] * missing
        if new > 0 and first + tenure < share.shape[0]:
            lost[first + tenure] += share[first + tenure] * missing


@part
def productive(filled: Array, loss: Array, result: Array) -> None:
    """Filled, less what the ramp takes."""
    for m in range(filled.shape[0]):
        result[m] = filled[m]
    for tenure in range(loss.shape[0]):
        for m in range(filled.shape[0]):
            result[m] -= loss[tenure, m]


@part
def qualified(
    after: int, bills: Array, active: Array, hired_by: Array, survival: Array, share: Array, to: Array
) -> None:
    """People whose services a payer accepts, before what the ramp takes; see `staffing._qualified`.

    `hired_by` is the running sum of cohorts.
    """
    for m in range(to.shape[0]):
        reached = hired_by[m - after] if m >= after else 0.0
        to[m] = reached * survival[m] * active[m] + share[m] * bills[m]


@part
def less_ramp(after: int, bills: Array, first: int, new: float, loss: Array, to: Array) -> None:
    """Take from them what the ramp takes of those who are accepted; of who opens a new seat, as the payer says."""
    for tenure in range(loss.shape[0]):
        opening, lost = first + tenure, loss[tenure]
        opens = new > 0 and opening < to.shape[0]
        before = to[opening] if opens else 0.0
        if tenure >= after:
            for m in range(to.shape[0]):
                to[m] -= lost[m]
        if opens:
            to[opening] = before - lost[opening] * bills[opening]

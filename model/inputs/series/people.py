"""What the staffing stage reads: how people leave, how long seats stay empty, what new people can do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.inputs.months import Month
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.series.common import Keep, anew
from model.inputs.series.horizon import Horizon, stacked
from model.inputs.series.pay import first_index
from model.inputs.staff import Ladder, Position, Staffing

NEVER = 10**6  # months after hire at which a credential that hires never get would come


@dataclass(frozen=True, kw_only=True, eq=False)
class PeopleSeries:
    """Staffing by position. Arrays are (draws, positions, months) unless said otherwise.

    Attributes:
        turnover: separations a year per filled seat, before pay and insecurity.
        support_multiplier: (draws, months) product of the supports' effects on turnover.
        insecurity: multiplier in the last months of the last grant that covers the seat.
        elasticity: of separations with respect to relative pay.
        outside_wage: dollars an hour; NaN where none is given.
        reference_ratio: pay over outside pay at which turnover was observed; NaN where none is given.
        months_vacant: mean months a seat stays empty.
        ramp: (positions, longest ramp) productivity in the first months; padded with 1.
        first: (positions,) index of the first month in the projection.
        active: (positions, months) 1 between `start` and `end`.
        departs: (positions, months) 1 where whoever sits there leaves for certain at the month's end.
        opens: (positions,) filled, new or vacant.
        original_bills: (payers, positions, months) 1 where the original person's services can be billed.
        hire_bills_after: (payers, positions) months after hire from which a hire's services can be billed.
    """

    turnover: Array
    support_multiplier: Array
    insecurity: Array
    elasticity: Array
    outside_wage: Array
    reference_ratio: Array
    months_vacant: Array
    ramp: Array
    first: Array
    active: Array
    departs: Array
    opens: tuple[str, ...]
    original_bills: Array
    hire_bills_after: Array


def people_series(program: Program, keep: Keep = anew) -> PeopleSeries:
    """Lay staffing over the months of a program; `keep` holds what no draw changes."""
    horizon = Horizon.of(program)
    values = cache(horizon.values)  # most seats share their numbers, and rows are copied into place
    staff = [(p, program.staffing_of(p), program.ladders[p.ladder]) for p in program.positions]

    def laid(name: str, read: Callable[[Position, Staffing, Ladder], Array]) -> Array:
        return keep(name, lambda: stacked([read(*each) for each in staff], horizon.months))

    return PeopleSeries(
        turnover=laid("turnover", lambda _p, s, _l: values(s.annual_turnover)),
        support_multiplier=keep("supports", lambda: support_product(program, horizon, "turnover_multiplier")),
        insecurity=laid("insecurity", lambda p, s, _l: _insecurity(program, p, s, horizon, values)),
        elasticity=laid("elasticity", lambda _p, s, _l: values(s.wage_elasticity)),
        outside_wage=laid("outside_wage", lambda _p, _s, ladder: _or_nan(ladder.outside_wage, horizon)),
        reference_ratio=laid("reference_ratio", lambda _p, _s, ladder: _reference(ladder, horizon)),
        months_vacant=laid("months_vacant", lambda _p, s, _l: values(s.months_vacant)),
        ramp=keep("ramp", lambda: _ramps([s for _, s, _ in staff])),
        first=keep("first", lambda: np.array([first_index(p, horizon.start) for p in program.positions])),
        active=keep("active", lambda: np.stack([horizon.within(p.start, p.end) for p in program.positions])),
        departs=keep("departs", lambda: np.stack([_in_months(p.departs, horizon) for p in program.positions])),
        opens=tuple(p.filled for p in program.positions),
        original_bills=keep("original_bills", lambda: _original_bills(program, horizon)),
        hire_bills_after=keep("hire_bills_after", lambda: _hire_bills_after(program)),
    )


def support_product(program: Program, horizon: Horizon, effect: str) -> Array:
    """The product of the supports' multipliers in each month: (draws, months)."""
    result = np.ones((1, horizon.months))
    for support in program.supports:
        on = horizon.within(support.from_, support.until)
        result = result * np.where(on > 0, horizon.values(getattr(support, effect)), 1.0)
    return result


def support_sum(program: Program, horizon: Horizon, amount: str, growth: Dated | None = None) -> Array:
    """The sum of the supports' amounts in each month: (draws, months)."""
    result = np.zeros((1, horizon.months))
    for support in program.supports:
        on = horizon.within(support.from_, support.until)
        result = result + on * horizon.values(getattr(support, amount), growth=growth)
    return result


def _insecurity(
    program: Program, position: Position, staffing: Staffing, horizon: Horizon, values: Callable[[Dated], Array]
) -> Array:
    result = np.ones((1, horizon.months))
    for grant in sorted((g for g in program.grants if position.id in g.covers), key=lambda g: g.end):
        covers = (values(grant.covers[position.id]) > 0).any(axis=1, keepdims=True)
        months_left = grant.end - horizon.start - horizon.index
        near = (horizon.within(grant.start, grant.end) > 0) & (months_left < values(staffing.insecurity.months))
        # a grant that ends later takes the place of those before it, draw by draw
        result = np.where(covers, np.where(near, values(staffing.insecurity.multiplier), 1.0), result)
    return result


def _in_months(months: tuple[Month, ...], horizon: Horizon) -> Array:
    return np.isin(np.arange(horizon.start, horizon.start + horizon.months), months).astype(np.float64)


def _or_nan(dated: Dated | None, horizon: Horizon) -> Array:
    return np.full((1, horizon.months), np.nan) if dated is None else horizon.values(dated)


def _reference(ladder: Ladder, horizon: Horizon) -> Array:
    reference = ladder.turnover_reference
    if reference is None:
        return np.full((1, horizon.months), np.nan)
    return horizon.values(reference.wage) / horizon.values(reference.outside_wage)


def _ramps(staff: list[Staffing]) -> Array:
    longest = max((len(s.ramp) for s in staff), default=0)
    return np.array([[r.value for r in s.ramp] + [1.0] * (longest - len(s.ramp)) for s in staff]).reshape(
        len(staff), longest
    )


def _original_bills(program: Program, horizon: Horizon) -> Array:
    result = np.ones((len(program.payers), len(program.positions), horizon.months))
    for p, position in enumerate(program.positions):
        waits = program.staffing_of(position).months_to_bill.value if position.filled == "new" else 0
        tenure = horizon.index - first_index(position, horizon.start)
        for y, payer in enumerate(program.payers.values()):
            held = _holds(position, payer.requires, horizon)
            result[y, p] = held * (tenure >= waits)
    return result


def _holds(position: Position, credential: str | None, horizon: Horizon) -> Array:
    if credential is None:
        return np.ones(horizon.months)
    since = position.credentials.get(credential)
    return np.zeros(horizon.months) if since is None else horizon.within(since, None)


def _hire_bills_after(program: Program) -> Array:
    result = np.zeros((len(program.payers), len(program.positions)))
    for p, position in enumerate(program.positions):
        staffing = program.staffing_of(position)
        for y, payer in enumerate(program.payers.values()):
            after = staffing.hire.credentials.get(payer.requires) if payer.requires else Dated.of(0)
            result[y, p] = max(staffing.months_to_bill.value, NEVER if after is None else after.value)
    return result

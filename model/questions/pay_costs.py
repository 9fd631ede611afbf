"""What a raise costs, year by year and seat by seat, read from two projections that differ only by it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.compare import Outcome
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.program import Program

NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class PositionYear:
    """One position in one fiscal year of the program.

    Attributes:
        position: id.
        begins: the year's first month, or the raise's.
        paid_now, should_be: dollars an hour, mean over the hours of people in the seat.
        wages, fringe, indirect: what the raise costs for it.
    """

    position: str
    begins: Month
    paid_now: float
    should_be: float
    wages: float
    fringe: float
    indirect: float

    @property
    def shortfall(self) -> float:
        """Dollars an hour below what it should be."""
        return self.should_be - self.paid_now


@dataclass(frozen=True, kw_only=True)
class YearCost:
    """A fiscal year of the whole program: what is more with the raise than without.

    Attributes:
        begins: its first month.
        wages, fringe, indirect: dollars; `other`: replacement of people who leave and all else; they add up to `full`.
        earned: dollars earned more.
        separations: people who leave more, below 0 where fewer do.
        vacant_months: months that seats are empty more.
        replacement: dollars of `other` for replacing people.
    """

    begins: Month
    wages: float
    fringe: float
    indirect: float
    other: float
    earned: float
    separations: float
    vacant_months: float
    replacement: float

    @property
    def full(self) -> float:
        """Full cost more."""
        return self.wages + self.fringe + self.indirect + self.other

    @property
    def net(self) -> float:
        """Full cost more, less what is earned more."""
        return self.full - self.earned


def years_of(program: Program, start: Month) -> list[tuple[Month, slice]]:
    """The program's fiscal years from a month on: the first month of each that counts, and its indices."""
    found: list[tuple[Month, slice]] = []
    first = start - program.start
    for index in range(first, program.months):
        month = program.start.plus(index)
        if index == first or month.calendar_month == program.fiscal_month:
            found.append((month, slice(index, index + 1)))
        else:
            found[-1] = (found[-1][0], slice(found[-1][1].start, index + 1))
    return found


def year_costs(before: Outcome, after: Outcome, start: Month) -> tuple[YearCost, ...]:
    """What is more in each fiscal year of `after`; both keep their seats."""
    b, a = _totals(before), _totals(after)
    more = {name: a[name] - b[name] for name in b}
    return tuple(
        YearCost(
            begins=begins,
            wages=float(more["wages"][months].sum()),
            fringe=float(more["fringe"][months].sum()),
            indirect=float(more["indirect"][months].sum()),
            other=float((more["full"] - more["wages"] - more["fringe"] - more["indirect"])[months].sum()),
            earned=float(more["earned"][months].sum()),
            separations=float(more["separations"][months].sum()),
            vacant_months=float(more["vacant"][months].sum()),
            replacement=float(more["replacement"][months].sum()),
        )
        for begins, months in years_of(before.projection.program, start)
    )


def _totals(outcome: Outcome) -> dict[str, Array]:
    """Sums of the program by month."""
    p = outcome.projection
    here = p.funding.present[0]
    return {
        "wages": (p.costs.wages[0] * here).sum(axis=0),
        "fringe": (p.costs.fringe[0] * here).sum(axis=0),
        "replacement": (p.costs.replacement[0] * here).sum(axis=0),
        "indirect": p.funding.indirect[0].sum(axis=0),
        "full": p.funding.full[0].sum(axis=0),
        "earned": p.billing.earned[0].sum(axis=(0, 1, 2)),
        "separations": (p.staffing.separations[0] * here).sum(axis=0),
        "vacant": (p.staffing.vacant[0] * here).sum(axis=0),
    }


def position_years(before: Outcome, after: Outcome, start: Month) -> Iterator[PositionYear]:
    """Each position's pay and cost in each fiscal year in which somebody is in the seat.

    Indirect is the program's own, spread over positions by what each costs more in the month.
    """
    b, a = before.projection, after.projection
    here = b.funding.present[0]
    hours = b.staffing.filled[0] * b.capacity.paid[0] * here
    wages, fringe, direct = (
        (getattr(a.costs, n) - getattr(b.costs, n))[0] * here for n in ("wages", "fringe", "direct")
    )
    rate = _ratio((a.funding.indirect - b.funding.indirect)[0].sum(axis=0), direct.sum(axis=0))
    for begins, months in years_of(b.program, start):
        for place, position in enumerate(b.program.positions):
            worked = hours[place, months]
            if worked.sum() <= 0:
                continue
            now, then = (float((o.staffing.wage[0, place, months] * worked).sum() / worked.sum()) for o in (b, a))
            yield PositionYear(
                position=position.id,
                begins=begins,
                paid_now=now,
                should_be=then,
                wages=float(wages[place, months].sum()),
                fringe=float(fringe[place, months].sum()),
                indirect=float((direct[place] * rate)[months].sum()),
            )


def _ratio(top: Array, bottom: Array) -> Array:
    return np.divide(top, bottom, out=np.zeros_like(top), where=np.abs(bottom) > NOTHING)

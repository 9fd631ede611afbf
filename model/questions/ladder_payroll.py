"""The career ladder's payroll by year: wages and fringe of each ladder, and what steps, bumps and increases add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.projection import Projection, project
from model.questions.trying import KEPT, Changed, laid

NEVER = 1200  # months on a step: nobody climbs


@dataclass(frozen=True, kw_only=True)
class LadderYear:
    """One ladder in a fiscal year, labelled by the month it starts; seats kept.

    Attributes:
        ladder: its name; `year`: the first month; `months`: how many of its months are projected.
        people: filled seats, the mean of the months.
        wages, fringe: dollars.
        climbing: wages that steps add above those on which people stand at the start, or are hired.
        bumps: wages that credentials add.
        increases: wages that the yearly increases add.
        mean_wage: dollars an hour of those in the seats; NaN where nobody is.
    """

    ladder: str
    year: Month
    months: int
    people: float
    wages: float
    fringe: float
    climbing: float
    bumps: float
    increases: float
    mean_wage: float


def ladder_payroll(file: ProgramFile) -> tuple[LadderYear, ...]:
    """What each ladder costs by fiscal year, and why.

    What steps, bumps and increases add is the difference of projections: with everything, and without each in turn,
    turnover as it is where it does not answer to pay. They are not meant to add up: a bump rises with the increases.
    """
    ladders = file.program.ladders
    kept = [KEPT]
    whole = project(laid(file, kept).program)
    no_steps: list[Changed] = [{"set": f"ladders.{name}.months_per_step", "to": NEVER} for name in ladders]
    no_bumps: list[Changed] = [
        {"scale": f"ladders.{name}.differentials", "by": 0} for name, ladder in ladders.items() if ladder.differentials
    ]
    flat: list[Changed] = [
        {"scale": f"ladders.{name}.annual_increase.share", "by": 0}
        for name, ladder in ladders.items()
        if ladder.annual_increase is not None
    ]
    without = [project(laid(file, kept, changes).program) for changes in (no_steps, no_bumps, flat)]
    return tuple(year for name in ladders for year in _years(whole, without, name) if year.people > 0 or year.wages > 0)


def _years(whole: Projection, without: Sequence[Projection], ladder: str) -> Iterator[LadderYear]:
    program = whole.program
    places = [place for place, p in enumerate(program.positions) if p.ladder == ladder]
    into = (program.start.calendar_month - program.fiscal_month) % MONTHS_PER_YEAR
    for first in range(-into, program.months, MONTHS_PER_YEAR):
        months = slice(max(first, 0), min(first + MONTHS_PER_YEAR, program.months))
        wages = _dollars(whole, "wages", places, months)
        less = [wages - _dollars(other, "wages", places, months) for other in without]
        filled = (whole.staffing.filled * whole.funding.present)[0][places][:, months]
        pay = whole.staffing.wage[0][places][:, months]
        people = float(filled.sum())
        yield LadderYear(
            ladder=ladder,
            year=program.start.plus(first),
            months=months.stop - months.start,
            people=people / (months.stop - months.start),
            wages=wages,
            fringe=_dollars(whole, "fringe", places, months),
            climbing=less[0],
            bumps=less[1],
            increases=less[2],
            mean_wage=float((filled * pay).sum()) / people if people > 0 else float("nan"),
        )


def _dollars(projection: Projection, name: str, places: Sequence[int], months: slice) -> float:
    cost = getattr(projection.costs, name) * projection.funding.present
    return float(np.sum(cost[0][list(places)][:, months]))

"""Why this wage: where a wage stands in the market, beside a living wage, a ladder and other employers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.assumption_records import Wage
from model.inputs.assumptions import Assumptions
from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.series.pay import pay_series
from model.inputs.states import NAMES
from model.questions.standards import PERCENTILES, better_first, steps_at
from model.requests.factors import cents, plain
from model.requests.warnings import living_wage_of
from model.requests.wording import listed, ordinal
from model.sentences import spoken

# Peers have no occupation of their own in the survey of employers; these two stand nearest to them and to supervisors.
NEAREST = {True: "21-1093", False: "21-1018"}

ROUNDED_ONCE = " (the wage is their sum before each is rounded to the cent)"


@dataclass(frozen=True, kw_only=True)
class WageFact:
    """One reason for a wage: the sentence, the numbers it rests on, and the source with its date."""

    key: str
    sentence: str
    source: str


def wage_facts(
    file: ProgramFile, position: str, wage: float, month: Month, assumptions: Assumptions
) -> tuple[WageFact, ...]:
    """What can be said for a position's wage, dollars an hour, in its first month; nothing that has no source."""
    program = file.program
    post = program.position(position)
    found = [
        _ladder(file, post.ladder, month),
        _market(program.state, wage, NEAREST[post.direct_service], assumptions),
        _living(program.state, wage, assumptions),
        _outside(file, post.ladder, wage, month),
    ]
    return tuple(fact for fact in found if fact is not None)


def _ladder(file: ProgramFile, ladder: str, month: Month) -> WageFact | None:
    if month > file.program.last:
        return None
    steps = [f"${cents(step):,.2f}" for step in steps_at(file, ladder, month)]
    rises = file.program.ladders[ladder].annual_increase
    many = f"its steps in {spoken(month)} are {', '.join(steps)} an hour"
    if len(steps) == 1:
        many = f"{steps[0]} an hour in {spoken(month)}"
    more = _added(file, ladder, month)
    if rises is not None:
        share = float(rises.share.by_month(month, 1)[0, 0])
        more += f", and all of it rises by {plain(round(100 * share, 6))} % each year"
    sentence = f"Pay follows our scale for this job: {many}{more}."
    return WageFact(key="ladder", sentence=sentence, source=f"ladders.{ladder}")


def _added(file: ProgramFile, ladder: str, month: Month) -> str:
    """What credentials add to a step: without it a wage may stand above every step."""
    amounts = pay_series(file.program).ladders[ladder].differentials
    at = month - file.program.start
    each = [
        f"${cents(float(values[0, at])):,.2f} more for {name.replace('_', ' ')}" for name, values in amounts.items()
    ]
    if not each:
        return ""
    more = [float(values[0, at]) for values in amounts.values()]
    added = [*([one] for one in more), more]
    apart = not all(_sums(step, parts) for step in steps_at(file, ladder, month) for parts in added)
    # a reader adds up what is printed, and would take a cent for a mistake
    return f", with {listed(each)}{ROUNDED_ONCE if apart else ''}"


def _sums(step: float, parts: Sequence[float]) -> bool:
    """Whether a step and what is added to it come to the wage also when all are printed to the cent."""
    return round(100 * cents(step + sum(parts))) == sum(round(100 * cents(one)) for one in (step, *parts))


def _market(state: str, wage: float, soc: str, assumptions: Assumptions) -> WageFact | None:
    area = NAMES.get(state)
    rows = [r for r in assumptions.wage_table if r.kind == "oews" and r.area == area and r.soc == soc]
    # what is carried forward is not an estimate of the Bureau, and a funder would look for it in vain
    row = min((r for r in rows if r.status != "projected"), key=better_first, default=None)
    if row is None:
        return None
    at = percentile_of(row, wage)
    if at is None:
        return None
    told = _told(row, assumptions)
    sentence = f"The wage is {at} of what {row.occupation.lower()} earned in {area} ({told})."
    return WageFact(key="market", sentence=sentence, source=row.source)


def percentile_of(row: Wage, wage: float) -> str | None:
    """Where a wage stands among published percentiles, in words; None where fewer than two are published."""
    points = [(at, float(v)) for at, name in PERCENTILES.items() if (v := getattr(row, name)) is not None]
    if len(points) < 2 or row.unit != "dollars an hour":
        return None
    if wage < points[0][1]:
        return f"below the {points[0][0]}th percentile (${points[0][1]:,.2f})"
    if wage > points[-1][1]:
        return f"above the {points[-1][0]}th percentile (${points[-1][1]:,.2f})"
    at = float(np.interp(wage, [value for _, value in points], [place for place, _ in points]))
    return f"about the {ordinal(round(at))} percentile"


def _living(state: str, wage: float, assumptions: Assumptions) -> WageFact | None:
    row = living_wage_of(state, assumptions)
    if row is None or row.low is None:
        return None
    told = _told(row, assumptions)
    beside = f"{100 * wage / row.low:.0f} % of ${row.low:,.2f}"
    sentence = f"It is {beside}, the figure for {row.occupation.lower()} in {NAMES[state]} ({told})."
    return WageFact(key="living", sentence=sentence, source=row.source)


def _told(row: Wage, assumptions: Assumptions) -> str:
    """The source of a row with its period."""
    title = assumptions.sources[row.source].title
    return title if row.period in title else f"{row.period}; {title}"


def _outside(file: ProgramFile, ladder: str, wage: float, month: Month) -> WageFact | None:
    outside = file.program.ladders[ladder].outside_wage
    basis = file.program.basis
    source = basis.get(f"ladders.{ladder}.outside_wage.value") or basis.get(f"ladders.{ladder}.outside_wage")
    if outside is None or source is None:
        return None
    other = float(outside.by_month(file.program.start, month - file.program.start + 1)[0, -1])
    word = "above" if wage > other else "below" if wage < other else "equal to"
    sentence = f"It is {word} the ${other:,.2f} an hour that people in this job can earn elsewhere."
    return WageFact(key="outside", sentence=sentence, source=source)

"""Standards that pay can be measured against: those that the program or a sourced table holds, each with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.inputs.assumption_records import Source, Wage
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.series.horizon import Horizon
from model.inputs.states import NAMES
from model.questions.solving import dollars
from model.questions.standards import (
    Amount,
    Competitor,
    JobCodeParity,
    LadderSteps,
    LivingWage,
    MarketPercentile,
    Standard,
    steps_at,
)

MORE_THAN_TODAY = 2.0


@dataclass(frozen=True, kw_only=True)
class Begun:
    """The amount that is offered first: `wage` dollars an hour, and why this one."""

    wage: float
    why: str


def first_amount(file: ProgramFile, month: Month) -> Begun:
    """What people could earn elsewhere by the program file, or where that is no more, two dollars above the start."""
    program = file.program
    ladders = dict.fromkeys(p.ladder for p in program.positions if p.direct_service) or dict.fromkeys(program.ladders)
    start = min(steps_at(file, name, month)[0] for name in ladders)
    outside = max((wage for name in ladders if (wage := outside_wage(file, name, month)) is not None), default=0.0)
    if outside > start:
        return Begun(wage=round(outside, 2), why="what people could earn elsewhere, by the program file")
    more = f"two dollars above the lowest start of those who see clients, {dollars(start)}"
    return Begun(wage=float(round(start + MORE_THAN_TODAY)), why=f"about {more}")


def outside_wage(file: ProgramFile, ladder: str, month: Month) -> float | None:
    """What a ladder's people could earn elsewhere in a month, by the file; None where it does not say."""
    given = file.program.ladders[ladder].outside_wage
    index = month - file.program.start
    return None if given is None else float(Horizon.of(file.program).values(given)[0, index])


def competitors(assumptions: Assumptions) -> tuple[str, ...]:
    """Employers and jobs whose entry wage is sourced."""
    return _names(row.occupation for row in assumptions.wage_table if row.kind == "competitor")


def living_wages(assumptions: Assumptions) -> Mapping[str, tuple[str, ...]]:
    """Households by the states for which a living or self-sufficiency wage is sourced."""
    rows = [row for row in assumptions.wage_table if row.kind == "living_wage" and row.low is not None]
    states = _names(row.state for row in rows)
    return {state: _names(row.occupation for row in rows if row.state == state) for state in states}


def occupations(assumptions: Assumptions) -> Mapping[str, Mapping[str, str]]:
    """Names of occupations by code, by the states for which a market's wages are sourced."""
    found: dict[str, dict[str, str]] = {}
    for row in assumptions.wage_table:
        if row.kind == "oews" and row.soc and row.area == NAMES.get(row.state) and row.median is not None:
            found.setdefault(row.state, {}).setdefault(row.soc, row.occupation)
    return {state: dict(sorted(found[state].items(), key=lambda item: item[1])) for state in sorted(found)}


def job_codes(file: ProgramFile, assumptions: Assumptions, ladder: str) -> tuple[str, ...]:
    """Job codes of the program's other ladders, then posts whose pay is sourced."""
    ladders = file.program.ladders
    own = [each.job_code.name for name, each in ladders.items() if name != ladder and each.job_code]
    posts = (row.occupation for row in assumptions.wage_table if row.kind == "ladder" and row.low is not None)
    return tuple(dict.fromkeys([*(name for name in own if name), *_names(posts)]))


def _names(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(found)))


def short(standard: Standard) -> str:
    """A standard in a few words, after "fair pay at"."""
    if isinstance(standard, Amount):
        return dollars(standard.wage).removesuffix(".00")
    if isinstance(standard, LadderSteps):
        return f"the new steps of {standard.ladder}"
    if isinstance(standard, Competitor):
        return f"what others pay ({standard.name})"
    if isinstance(standard, LivingWage):
        return f"the standard of {NAMES.get(standard.state, standard.state)} ({standard.household})"
    if isinstance(standard, MarketPercentile):
        return f"percentile {standard.percentile:g} of the market in {NAMES.get(standard.state, standard.state)}"
    assert isinstance(standard, JobCodeParity)
    return f"parity with {standard.job_code}"


def source_named(said: str, assumptions: Assumptions) -> Source | None:
    """The document that an answer's source begins with; None for what a person gave."""
    return assumptions.sources.get(said.partition(",")[0])


def rows_of(said: str, assumptions: Assumptions) -> tuple[Wage, ...]:
    """The rows of the table of wages from the document that an answer's source begins with, at its locator."""
    key, _, rest = said.partition(", ")
    locator = rest.partition(";")[0]
    return tuple(row for row in assumptions.wage_table if row.source == key and row.locator == locator)

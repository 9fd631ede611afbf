"""What pay is measured against: an amount, a ladder, a competitor, a living wage, a market percentile, a job code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from model.inputs.assumption_records import Wage
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import pay_series
from model.inputs.states import NAMES
from model.inputs.units import nearest
from model.questions.solving import QuestionError, dollars

HOURS_PER_YEAR = 2080
PERCENTILES = {10: "p10", 25: "p25", 50: "median", 75: "p75", 90: "p90"}
STATUSES = ("observed", "interpolated", "projected")  # the better ones first


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Dollars an hour from a month on, growing at each anniversary of it; by default from the raise's first month."""

    wage: float
    annual_change: float = 0.0
    start: Month | None = None


@dataclass(frozen=True, kw_only=True)
class LadderSteps:
    """Steps that a ladder of the program should have; nobody is paid less than today."""

    ladder: str
    steps: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Competitor:
    """The entry wage of another employer, by its name in `wages.csv`."""

    name: str
    annual_change: float | None = None


@dataclass(frozen=True, kw_only=True)
class LivingWage:
    """A living or self-sufficiency wage of a state for a household, as `wages.csv` names it."""

    state: str
    household: str
    annual_change: float | None = None


@dataclass(frozen=True, kw_only=True)
class MarketPercentile:
    """What an occupation is paid in a state at a percentile from 10 to 90."""

    state: str
    occupation: str
    percentile: float
    annual_change: float | None = None


@dataclass(frozen=True, kw_only=True)
class JobCodeParity:
    """The pay of a job code: of another ladder of the program, step for step, or the least of a post in `wages.csv`."""

    job_code: str
    ladder: str


Standard = Amount | LadderSteps | Competitor | LivingWage | MarketPercentile | JobCodeParity


@dataclass(frozen=True, kw_only=True)
class Target:
    """A standard in the dollars of each month.

    Attributes:
        words: the standard as the object of a sentence.
        wage: (months,) the least that anybody should be paid; None where the standard is a ladder.
        ladder, steps: the ladder that should have these steps, in dollars of the raise's first month.
        source: where the number comes from.
        projected: it is carried past the year it describes.
    """

    words: str
    wage: Array | None = None
    ladder: str = ""
    steps: tuple[float, ...] = ()
    source: str
    projected: bool = False


def target_of(file: ProgramFile, standard: Standard, start: Month, assumptions: Assumptions) -> Target:
    """Read a standard.

    Raises:
        QuestionError: for an amount that is none, or a name that neither the program nor the tables have.
    """
    if isinstance(standard, Amount):
        return _amount(file, standard, start)
    if isinstance(standard, LadderSteps):
        return _ladder(file, standard)
    if isinstance(standard, JobCodeParity):
        return _job_code(file, standard, start, assumptions)
    row, wage, words = _row_of(standard, assumptions)
    return _aged(file, row, wage, words, standard.annual_change, assumptions)


def _amount(file: ProgramFile, standard: Amount, start: Month) -> Target:
    if not standard.wage > 0:
        raise QuestionError(f"found a wage of {standard.wage:g}; dollars an hour above 0 are needed")
    horizon, base = Horizon.of(file.program), standard.start or start
    years = np.maximum(0, (horizon.index + horizon.start - base) // MONTHS_PER_YEAR)
    grows = f", growing {100 * standard.annual_change:g} % a year" if standard.annual_change else ""
    return Target(
        words=f"{dollars(standard.wage)} an hour{grows}",
        wage=standard.wage * (1 + standard.annual_change) ** years,
        source="given",
    )


def _ladder(file: ProgramFile, standard: LadderSteps) -> Target:
    _known(standard.ladder, file.program.ladders, "ladder")
    if not standard.steps or min(standard.steps) <= 0:
        raise QuestionError("found a ladder without steps above 0; dollars an hour are needed for each step")
    words = f"a ladder of {', '.join(dollars(step) for step in standard.steps)}"
    return Target(words=words, ladder=standard.ladder, steps=standard.steps, source="given")


def _job_code(file: ProgramFile, standard: JobCodeParity, start: Month, assumptions: Assumptions) -> Target:
    ladders = file.program.ladders
    _known(standard.ladder, ladders, "ladder")
    words = f"parity with {standard.job_code}"
    for name, ladder in ladders.items():
        if ladder.job_code and ladder.job_code.name == standard.job_code and name != standard.ladder:
            steps = tuple(steps_at(file, name, start))
            return Target(words=words, ladder=standard.ladder, steps=steps, source=f"the program's ladder {name}")
    codes = [ladder.job_code.name for ladder in ladders.values() if ladder.job_code and ladder.job_code.name]
    posts = _rows(assumptions, "ladder")
    row = _best((row for row in posts if row.occupation == standard.job_code), "low")
    if row is None or row.low is None:
        known = [*codes, *(row.occupation for row in posts)]
        raise QuestionError(f"no job code is called {standard.job_code!r}{nearest(standard.job_code, known)}")
    return _aged(file, row, _hourly(row, row.low), f"{words}, at its lowest pay", None, assumptions)


def steps_at(file: ProgramFile, ladder: str, month: Month) -> list[float]:
    """The steps of a ladder in the dollars of a month, as its increases have left them."""
    series, index = pay_series(file.program).ladders[ladder], month - file.program.start
    last = int(series.last_step[index])
    return [float(step) for step in series.steps[0, : last + 1, index]]


def _row_of(standard: Competitor | LivingWage | MarketPercentile, assumptions: Assumptions) -> tuple[Wage, float, str]:
    """The row of the table, its wage an hour, and the standard in words."""
    if isinstance(standard, Competitor):
        row = _named(assumptions, "competitor", lambda r: r.occupation, standard.name, "competitor")
        entry = next(value for value in (row.low, row.p10, row.p25, row.median, row.mean) if value is not None)
        return row, _hourly(row, entry), f"{row.occupation} ({row.period})"
    state = NAMES.get(standard.state)
    if state is None:
        raise QuestionError(f"found the state {standard.state!r}; a state's two letters are needed, such as NC")
    if isinstance(standard, LivingWage):
        row = _named(
            assumptions, "living_wage", lambda r: r.occupation, standard.household, "household", standard.state
        )
        assert row.low is not None
        return row, _hourly(row, row.low), f"{row.occupation} in {state} ({row.period})"
    row, wage, between = _percentile(standard, assumptions)
    placed = ", placed between published percentiles" if between else ""
    return row, wage, f"percentile {standard.percentile:g} of {row.occupation} in {state} ({row.period}{placed})"


def _percentile(standard: MarketPercentile, assumptions: Assumptions) -> tuple[Wage, float, bool]:
    if not 10 <= standard.percentile <= 90:
        raise QuestionError(f"found percentile {standard.percentile:g}; the tables hold 10 to 90")
    rows = [r for r in _rows(assumptions, "oews") if r.state == standard.state and r.area == NAMES[standard.state]]
    named = [r for r in rows if standard.occupation in (r.soc, r.occupation)]
    if not named:
        known = {name for row in rows for name in (row.soc, row.occupation) if name}
        raise QuestionError(
            f"no wages for {standard.occupation!r} in {NAMES[standard.state]}{nearest(standard.occupation, known)}"
        )
    exact = (
        _best(named, PERCENTILES.get(int(standard.percentile), "p10")) if standard.percentile in PERCENTILES else None
    )
    row = exact or min(
        named, key=lambda r: (better_first(r), sum(getattr(r, name) is None for name in PERCENTILES.values()))
    )
    points = [(at, float(value)) for at, name in PERCENTILES.items() if (value := getattr(row, name)) is not None]
    if not points[0][0] <= standard.percentile <= points[-1][0]:
        raise QuestionError(
            f"no percentile {standard.percentile:g} of {standard.occupation} in {NAMES[standard.state]}; "
            f"there is {points[0][0]} to {points[-1][0]}"
        )
    wage = float(np.interp(standard.percentile, [at for at, _ in points], [value for _, value in points]))
    return row, _hourly(row, wage), exact is None or row.status == "interpolated"


def _rows(assumptions: Assumptions, kind: str) -> list[Wage]:
    return [row for row in assumptions.wage_table if row.kind == kind]


def _named(
    assumptions: Assumptions, kind: str, name_of: Callable[[Wage], str], name: str, what: str, state: str | None = None
) -> Wage:
    rows = [row for row in _rows(assumptions, kind) if state in (None, row.state)]
    row = _best((row for row in rows if name_of(row) == name), None)
    if row is None:
        known = sorted({name_of(row) for row in rows})
        there = (
            f"; there is {', '.join(known)}" if known else f"; none is known in {NAMES.get(state or '', 'any state')}"
        )
        raise QuestionError(f"no {what} is called {name!r}{there}")
    return row


def _best(rows: Iterable[Wage], column: str | None) -> Wage | None:
    """The row that holds the number: observed before interpolated before projected, and then the latest."""
    held = [row for row in rows if column is None or getattr(row, column) is not None]
    return min(held, key=better_first, default=None)


def better_first(row: Wage) -> tuple[bool, int, int]:
    """How rows about one thing are ordered: what was observed or published first, then the latest."""
    return row.status == "projected", -row.vintage, STATUSES.index(row.status)


def _hourly(row: Wage, wage: float) -> float:
    return wage / HOURS_PER_YEAR if row.unit == "dollars a year" else wage


def _aged(
    file: ProgramFile, row: Wage, wage: float, words: str, growth: float | None, assumptions: Assumptions
) -> Target:
    """Carry a wage from the year it describes to each calendar year of the projection."""
    horizon, entry = Horizon.of(file.program), assumptions.entry("pay.outside_growth")
    change = (entry.value or 0.0) if growth is None else growth
    years = (horizon.index + horizon.start) // MONTHS_PER_YEAR - row.vintage
    grows = f"grown {100 * change:g} % a year from {row.vintage}" if change else f"in dollars of {row.vintage}"
    why = f" ({entry.key})" if growth is None else ""
    return Target(
        words=f"{words}, {dollars(wage)} an hour, {grows}{why}",
        wage=wage * (1 + change) ** np.maximum(0, years),
        source=f"{row.source}, {row.locator}; {row.status}, {row.vintage}",
        projected=row.status == "projected" or bool((years > 0).any()),
    )


def _known(name: str, known: Iterable[str], what: str) -> None:
    if name not in known:
        raise QuestionError(f"found the {what} {name!r}; the program has {', '.join(known)}")

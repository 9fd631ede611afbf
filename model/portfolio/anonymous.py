"""An anonymous summary of one program: what an association can count with, and nothing by which it is known."""

import re
from collections.abc import Sequence

import numpy as np

from model.inputs.faults import Fault, InputError
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.program import Program
from model.inputs.series.pay import pay_series
from model.portfolio.anonymous_file import (
    FORMAT,
    HALF_DOLLAR,
    MONTHS_PER_QUARTER,
    MOST_QUARTERS,
    TENTH,
    Money,
    Pay,
    Summary,
    quarter_of,
)
from model.portfolio.measuring import Kept, calendar, measure
from model.portfolio.results import payer_mix, size_band
from model.projection import Projection, project

NOBODYS = re.compile(r"\b(invented|synthetic)\b", re.IGNORECASE)
SYNTHETIC = "synthetic."  # keys of the assumptions that only synthetic states rest on


def summary_of(
    file: ProgramFile,
    identity: str,
    *,
    state: bool = True,
    counts: bool = False,
    medicaid: Sequence[str] | None = None,
) -> Summary:
    """What a program tells of itself, every number as expected.

    Args:
        file: the program.
        identity: 32 hexadecimal digits drawn at random, never from anything of the program.
        state: whether its state is told.
        counts: whether positions sustained are told as numbers too.
        medicaid: names of the payers that are Medicaid; by default those with `medicaid` in their name.

    Raises:
        InputError: when the program is projected for no quarter's last month, or too long.
    """
    program = file.program
    projection = project(program, compiled=False)
    kept = measure(calendar(program), medicaid)(projection)
    ends = [n for n in range(program.months) if _ends_quarter(program.start.plus(n))]
    if not 0 < len(ends) <= MOST_QUARTERS:
        found, wanted = f"{len(ends)} quarters end in its months", f"1 to {MOST_QUARTERS} are needed"
        raise InputError([Fault(file=file.name, path="months", found=found, wanted=wanted)])
    held, positions = kept["sustained"][0], len(program.positions)
    earned, grants = (_share(kept, f"first_year.{source}") for source in ("earned", "grants"))
    runway = float(kept["first_gap"][0])
    return Summary(
        anonymous_summary=FORMAT,
        id=identity,
        invented=says_invented(program),
        state=program.state if state else None,
        size=size_band(positions),
        payer_mix=payer_mix(earned, grants),
        money=_money(projection, kept),
        pay=_pay(projection),
        starts=quarter_of(program.start.plus(ends[0])),
        months_sustained=_nearest(float(held.sum()) / positions, MONTHS_PER_QUARTER),
        first_gap=quarter_of(program.start.plus(int(runway))) if np.isfinite(runway) else None,
        sustained=tuple(_nearest(100 * float(held[n]) / positions, TENTH) for n in ends),
        positions_sustained=tuple(int(held[n]) for n in ends) if counts else None,
    )


def says_invented(program: Program) -> bool:
    """Whether a file says that its program is nobody's: in `about`, or by numbers that only synthetic programs have.

    A single number called invented in `basis` may be a guess about somebody's own program, and does not make it so.
    """
    drawn = any(origin.startswith(SYNTHETIC) for origin in program.basis.values())
    return drawn or NOBODYS.search(program.about) is not None


def _ends_quarter(month: Month) -> bool:
    return month.calendar_month % MONTHS_PER_QUARTER == 0


def _nearest(value: float, step: int) -> int:
    return step * int(np.floor(value / step + 0.5))


def _half_dollars(dollars: float) -> float:
    return max(HALF_DOLLAR, HALF_DOLLAR * float(np.floor(dollars / HALF_DOLLAR + 0.5)))


def _share(kept: Kept, source: str) -> float:
    full = float(kept["first_year.full_cost"][0])
    return float(kept[source][0]) / full if full > 0 else 0.0


def _money(projection: Projection, kept: Kept) -> Money:
    """Shares of what is received for the first year, by source."""
    funding = projection.funding
    medicaid = float(kept["medicaid_earned"][0, :MONTHS_PER_YEAR].sum())
    dollars = {
        "medicaid": medicaid,
        "other_payers": float(kept["first_year.earned"][0]) - medicaid,
        "grants": float(kept["first_year.grants"][0]),
        "contracts": float(funding.contracts[0, :MONTHS_PER_YEAR].sum()),
        "fundraising": float(funding.fundraising[0, :MONTHS_PER_YEAR].sum()),
    }
    received = sum(dollars.values())
    return Money(**{name: _nearest(100 * part / received, TENTH) if received else 0 for name, part in dollars.items()})


def _pay(projection: Projection) -> Pay | None:
    """Pay of the positions that see clients; None without any."""
    program, series = projection.program, pay_series(projection.program)
    seeing = [n for n, seat in enumerate(program.positions) if seat.direct_service]
    if not seeing:
        return None
    ladders = [series.ladders[series.ladder_of[n]] for n in seeing]
    entry = min(np.clip(one.steps[0, 0, 0], one.minimum[0, 0], one.maximum[0, 0]) for one in ladders)
    middle = np.median(projection.wages.original[0, seeing, 0])
    return Pay(entry=_half_dollars(max(entry, series.wage_floor[0, 0])), middle=_half_dollars(middle))
